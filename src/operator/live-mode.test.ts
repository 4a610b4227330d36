import { expect, test } from 'vitest';
import type { Cluster, KubeObject } from './kube/cluster.ts';
import { LiveMode } from './live-mode.ts';
import { createLog } from './log.ts';

test('an event is for what somebody should look at: not for a new Function that is as it should be', async () => {
  const created: KubeObject[] = [];
  const lines: string[] = [];
  const cluster = {
    create: async (_: unknown, object: KubeObject) => {
      created.push(object);
      return object;
    },
    list: async () => ({ items: [], resourceVersion: '1' }),
  } as unknown as Cluster;
  const log = createLog({ write: (line) => lines.push(line) }, 'info');
  const mode = new LiveMode(cluster, { log, identity: 'here', mayWrite: () => true });
  const fn = (name: string) => ({
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, namespace: 'shop', uid: name },
  });
  const ready = { type: 'Ready', status: 'True', reason: 'Applied', message: 'All is well.' } as const;
  mode.changed(fn('new'), { ...ready, isTrouble: false, isExpected: true });
  mode.changed(fn('back'), { ...ready, isTrouble: false, isExpected: false });
  await mode.flush();
  expect(created.map(({ regarding }) => (regarding as { name: string }).name)).toEqual(['back']);
  expect(lines.map((line) => JSON.parse(line).object)).toEqual(['Function shop/new', 'Function shop/back']);
});
