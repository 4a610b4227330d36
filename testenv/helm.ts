import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from './api.ts';
import { partPath } from './control-plane/parts.ts';
import type { ControlPlane } from './control-plane.ts';

const CHARTS = resolve(import.meta.dirname, '..', 'deploy', 'charts');

/** Helm on a control plane, with a home of its own. */
export class Helm {
  readonly #cluster: ControlPlane;
  readonly namespace: string;

  constructor(cluster: ControlPlane, namespace: string) {
    this.#cluster = cluster;
    this.namespace = namespace;
  }

  /** Runs it to its end. A status other than 0 is a result, not an error. */
  run(...args: readonly string[]): Promise<{ status: number; stdout: string; stderr: string }> {
    const { folder: HOME, kubeconfig: KUBECONFIG } = this.#cluster;
    const env = { PATH: process.env.PATH, HOME, KUBECONFIG };
    return new Promise((done) =>
      execFile(
        partPath('helm'),
        [...args, '--namespace', this.namespace],
        { env, maxBuffer: 64 << 20 },
        (error, stdout, stderr) =>
          done({ status: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
      ),
    );
  }

  /** The same, and it has to succeed. */
  async works(...args: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await this.run(...args);
    expect({ args, status, stderr: status === 0 ? '' : stderr }).toEqual({ args, status: 0, stderr: '' });
    return stdout;
  }

  /** The objects that a release has now. */
  async objects(release: string): Promise<KubeObject[]> {
    const manifest = await this.works('get', 'manifest', release);
    return parseAllDocuments(manifest)
      .map((one) => one.toJS() as KubeObject | null)
      .filter((one) => one !== null);
  }

  /** The folder of one of our charts. */
  static chart(name: 'layerc' | 'layerc-crds'): string {
    return join(CHARTS, name);
  }

  /** A chart of our own making, as another vendor's. */
  chartOf(name: string, objects: readonly KubeObject[]): string {
    const folder = join(this.#cluster.folder, `chart-${name}`);
    mkdirSync(join(folder, 'templates'), { recursive: true });
    writeFileSync(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
    for (const one of objects)
      writeFileSync(join(folder, 'templates', `${one.metadata.name}.yaml`), JSON.stringify(one));
    return folder;
  }

  /** A copy of one of our charts, to be changed. */
  copyOf(name: 'layerc' | 'layerc-crds'): string {
    const folder = join(this.#cluster.folder, `copy-of-${name}`);
    cpSync(Helm.chart(name), folder, { recursive: true });
    return folder;
  }
}
