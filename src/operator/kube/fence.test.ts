import { describe, expect, it } from 'vitest';
import { DEPLOYMENTS } from '../watch/resources.ts';
import type { Cluster } from './cluster.ts';
import { fenced, NotLeader, readOnly } from './fence.ts';

const never = new AbortController().signal;
const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'n' } };

/** A cluster that notes what reaches it. */
function recording() {
  const reached: string[] = [];
  const cluster = new Proxy({} as Cluster, {
    get: (_, verb: string) => async () => {
      reached.push(verb);
    },
  });
  return { cluster, reached };
}

const reads = (cluster: Cluster) => ({
  list: () => cluster.list(DEPLOYMENTS, { limit: 1 }, never),
  get: () => cluster.get(DEPLOYMENTS, 'a', 'n', never),
});

const writes = (cluster: Cluster) => ({
  apply: () => cluster.apply(DEPLOYMENTS, object, { manager: 'm', force: false }, never),
  delete: () => cluster.delete(DEPLOYMENTS, { name: 'a', namespace: 'n' }, { uid: 'u' }, never),
  create: () => cluster.create(DEPLOYMENTS, object, 'm', never),
  update: () => cluster.update(DEPLOYMENTS, object, 'm', never),
  mergeStatus: () => cluster.mergeStatus(DEPLOYMENTS, object, 'm', never),
  patch: () => cluster.patch(DEPLOYMENTS, { name: 'a', namespace: 'n' }, {}, 'm', never),
});

describe('the fence', () => {
  it('lets no write through once another replica may write, and reads always', async () => {
    const { cluster, reached } = recording();
    let isLeader = true;
    const behind = fenced(cluster, () => isLeader);
    const all = { ...reads(behind), ...writes(behind) };
    for (const call of Object.values(all)) await call();
    expect(reached).toEqual(Object.keys(all));

    reached.length = 0;
    isLeader = false;
    for (const call of Object.values(writes(behind))) await expect(call()).rejects.toBeInstanceOf(NotLeader);
    expect(reached).toEqual([]);
    for (const call of Object.values(reads(behind))) await call();
    expect(reached).toEqual(Object.keys(reads(behind)));
  });

  it('of a dry run lets no write through, and nobody notices', async () => {
    const { cluster, reached } = recording();
    for (const call of Object.values(writes(readOnly(cluster)))) await call();
    expect(reached).toEqual([]);
    expect(await writes(readOnly(cluster)).apply()).toEqual({ object, created: false });
  });
});
