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

  writing(what: string, object: Pick<KubeObject, 'kind' | 'metadata'>, because?: string): void {
    this.#stdout.write(`${what} ${nameOf(object)}${because === undefined ? '' : ` (${because})`}\n`);
  }

  found(fn: KubeObject, verdict: Verdict): void {
    if (verdict.kind !== 'failed') return;
    this.#hasRefused = true;
    const message = verdict.message.replaceAll('\n', ' ');
    this.#stdout.write(`Leaving ${nameOf(fn)} (${verdict.reason}: ${message})\n`);
  }

  changed(): void {}

  async flush(): Promise<void> {}

  isFine(): boolean {
    return !this.#hasRefused;
  }
}
