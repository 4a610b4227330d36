import type { JsonObject } from '../../json/json.ts';
import type { Policy, Pool } from './pool.ts';

/** hev's chart until August 2026, and its documentation since. */
const NODES = 'layer.hev.dev/node-role';
const COMPUTE = 'layer.hev.dev/compute';

const CPU = {
  kind: 'cpu',
  nodeSelector: { [COMPUTE]: 'cpu', [NODES]: 'worker-cpu' },
  tolerations: [{ key: NODES, operator: 'Equal', value: 'worker-cpu', effect: 'NoSchedule' }],
};

const POOLS: readonly (Pick<Pool, 'name' | 'kind' | 'maxReplicas' | 'nodeSelector' | 'tolerations'> & {
  readonly resources: JsonObject;
})[] = [
  {
    ...CPU,
    name: 'cpu',
    maxReplicas: 32,
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
  },
  {
    ...CPU,
    name: 'cpu-large',
    maxReplicas: 8,
    resources: {
      requests: { cpu: '1', memory: '2Gi', 'ephemeral-storage': '35Gi' },
      limits: { cpu: '4', memory: '4Gi', 'ephemeral-storage': '40Gi' },
    },
  },
  {
    name: 'gpu',
    kind: 'gpu',
    maxReplicas: 4,
    nodeSelector: { [COMPUTE]: 'gpu', [NODES]: 'worker-gpu' },
    tolerations: [
      { key: NODES, operator: 'Equal', value: 'worker-gpu', effect: 'NoSchedule' },
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ],
    resources: {
      requests: { cpu: '250m', memory: '4Gi', 'nvidia.com/gpu': '1' },
      limits: { cpu: '2', memory: '10Gi', 'nvidia.com/gpu': '1' },
    },
  },
];

/** The pools of `--stock-pools`, for an installation that keeps no InfraRules. They stand in no document. */
export const STOCK_POOLS: Policy = new Map(
  POOLS.map((pool, index) => [
    pool.name,
    {
      ...pool,
      maxReplicasTotal: null,
      template: null,
      protected: [],
      disruption: null,
      rollout: null,
      podSecurity: 'baseline',
      allowedServiceAccounts: ['*'],
      allowedSecrets: ['*'],
      source: -1,
      pointer: `/spec/computePools/${index}`,
    },
  ]),
);
