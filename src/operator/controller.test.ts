import { expect, it } from 'vitest';
import { readSettings } from '../compiler/index.ts';
import { Controller, type ControllerOptions } from './controller.ts';
import type { Cluster } from './kube/cluster.ts';
import type { Mode } from './mode.ts';

it('lets the lease and the probes have their turn, however many looks find nothing to wait for', async () => {
  const nowhere = {} as Cluster;
  const options: ControllerOptions = {
    settings: readSettings({}).settings,
    stockPools: false,
    workerDeadline: 300,
    kedaNamespace: 'keda',
    allowedManagers: [],
    maxRolling: '10%',
    watchNamespace: null,
    indexNamespace: null,
    registry: null,
    log: {} as ControllerOptions['log'],
    metrics: { reconciled: () => undefined, retried: () => undefined },
  };
  const controller = new Controller(nowhere, { cluster: nowhere } as Mode, options);
  let turns = 0;
  let next: NodeJS.Immediate;
  const turn = () => {
    turns += 1;
    next = setImmediate(turn);
  };
  next = setImmediate(turn);
  const { signal } = new AbortController();
  const end = performance.now() + 200;
  while (performance.now() < end) await controller.look('Function shop/gone', signal);
  clearImmediate(next);
  expect(turns).toBeGreaterThan(1);
});
