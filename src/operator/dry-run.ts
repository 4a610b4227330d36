import { changeWords } from '../diff/object-words.ts';
import { printable } from '../text/report/printable.ts';
import { type Cluster, type KubeObject, nameOf } from './kube/cluster.ts';
import { readOnly } from './kube/fence.ts';
import type { Mode } from './mode.ts';
import type { Report } from './objects/report.ts';
import type { Verdict } from './objects/verdict.ts';

/** It writes nothing, and prints what it would write and which Functions it would leave as they are. */
export class DryRun implements Mode, Report {
  readonly cluster: Cluster;
  readonly report: Report = this;
  readonly isPatient = false;
  readonly #stdout: { write(text: string): unknown };
  #hasRefused = false;

  constructor(cluster: Cluster, stdout: { write(text: string): unknown }) {
    this.cluster = readOnly(cluster);
    this.#stdout = stdout;
  }

  writing(
    what: string,
    object: Pick<KubeObject, 'kind' | 'metadata'>,
    because?: string,
    live: KubeObject | null = null,
  ): void {
    // Nothing of it changes but whose it is.
    if (live === object) return;
    const why = (live && changeWords(live, object as KubeObject)) ?? because;
    this.#say(`${what} ${nameOf(object)}${why === undefined ? '' : ` (${why})`}`);
  }

  found(fn: KubeObject, verdict: Verdict): void {
    if (verdict.kind !== 'failed') return;
    this.#hasRefused = true;
    const message = verdict.message.replaceAll('\n', ' ');
    this.#say(`Leaving ${nameOf(fn)} (${verdict.reason}: ${message})`);
  }

  /** One line, whatever there is in it. */
  #say(line: string): void {
    this.#stdout.write(`${printable(line)}\n`);
  }

  undone(): void {}

  leftAtGateway(): void {}

  failed(): void {}

  changed(): void {}

  async flush(): Promise<void> {}

  isFine(): boolean {
    return !this.#hasRefused;
  }
}
