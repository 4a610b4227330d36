import { join } from 'node:path';
import { partPath } from './control-plane/parts.ts';
import { freePort } from './ports.ts';
import type { TestProcess } from './process.ts';
import type { Workspace } from './workspace.ts';

/** A running etcd and the URL of its clients. */
export type Etcd = { readonly process: TestProcess; readonly url: string };

/** Starts an etcd that keeps nothing beyond its folder and never waits for the disk. */
export async function startEtcd(workspace: Workspace): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peerUrl = `http://127.0.0.1:${await freePort()}`;
  const started = await workspace.start({
    name: 'etcd',
    program: partPath('etcd'),
    args: [
      '--name=etcd',
      `--data-dir=${join(workspace.folder, 'etcd')}`,
      '--unsafe-no-fsync',
      `--listen-client-urls=${url}`,
      `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=etcd=${peerUrl}`,
      '--log-level=warn',
    ],
    ready: async () => (await fetch(`${url}/health`)).ok,
  });
  return { process: started, url };
}
