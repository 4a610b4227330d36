import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';

export const IMAGE = 'registry.example.com/layerc';
export const CHART = 'deploy/charts/layerc';
/** The one value that has to be given. */
export const GIVEN = ['--set', `image.repository=${IMAGE}`];

export interface Entry {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** Helm without a cluster, and with a home of its own. */
export class Helm {
  readonly folder = mkdtempSync(join(tmpdir(), 'layerc-charts-'));
  readonly #program: string;

  constructor(program: string) {
    this.#program = program;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  call(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    const env = { PATH: process.env.PATH, HOME: this.folder, KUBECONFIG: '/dev/null' };
    const { status, stdout, stderr } = spawnSync(this.#program, args, { encoding: 'utf8', env });
    return { status, stdout, stderr };
  }

  /** The objects of a chart, as a reader of YAML 1.1 and one of 1.2 see them. */
  template(chart: string, ...args: readonly string[]): Entry[] {
    const { status, stdout, stderr } = this.call('template', 'release', chart, ...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [old, fresh] = (['1.1', '1.2'] as const).map((version) =>
      parseAllDocuments(stdout, { version, uniqueKeys: true })
        .map((document) => {
          expect(document.errors).toEqual([]);
          return document.toJS() as Entry | null;
        })
        .filter((object) => object !== null),
    );
    expect(old).toEqual(fresh);
    return fresh as Entry[];
  }

  /** Those of the chart `layerc` with these values. */
  operator(values: object, ...args: readonly string[]): Entry[] {
    const file = join(this.folder, 'values.json');
    // Helm's reader of YAML takes some characters for line breaks, also within quotes.
    const json = JSON.stringify({ image: { repository: IMAGE }, ...values });
    writeFileSync(
      file,
      json.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
    return this.template(CHART, '-f', file, ...args);
  }
}

/** The template of the pods of the operator. */
export function podOf(objects: readonly Entry[]): {
  readonly metadata: object;
  readonly spec: { readonly containers: readonly [{ readonly image: string }] };
} {
  const { spec } = objects.find(({ kind }) => kind === 'Deployment') as Entry;
  return (spec as { template: ReturnType<typeof podOf> }).template;
}
