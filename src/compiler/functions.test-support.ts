/** Generators and examples for the compiler's tests; not part of the product. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../json/json.ts';
import { readSettings } from './words/settings.ts';

export const { settings: SETTINGS_FOR_TESTS } = readSettings({});

export const INFRA_RULES: JsonObject = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'InfraRules',
  metadata: { name: 'default' },
  spec: {
    computePools: [
      {
        name: 'cpu',
        kind: 'cpu',
        nodeSelector: { 'karpenter.sh/nodepool': 'cpu' },
        resources: { requests: { memory: '512Mi', cpu: '500m' }, limits: { memory: '1Gi' } },
        maxReplicasPerWorkload: 20,
      },
      {
        name: 'gpu',
        kind: 'gpu',
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
        resources: { requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '1' } },
        maxReplicasPerWorkload: 4,
      },
    ],
  },
};

/** A Function with these fields of spec; the rest is the least that is valid. */
export function functionWith(spec: JsonObject = {}, name = 'tag-products', namespace = 'layer'): JsonObject {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, namespace },
    spec: {
      targetNamespaces: ['products'],
      worker: { image: 'registry.example.com/tag:1' },
      scaling: { pool: 'cpu', replicas: { max: 4 } },
      ...spec,
    },
  };
}

const podSpec: fc.Arbitrary<JsonObject> = fc.record(
  {
    nodeSelector: fc.dictionary(fc.constantFrom('zone', 'karpenter.sh/nodepool'), fc.constantFrom('a', 'b'), {
      maxKeys: 2,
    }),
    priorityClassName: fc.constant('batch'),
    terminationGracePeriodSeconds: fc.integer({ min: 5, max: 900 }),
    containers: fc.constantFrom<Json>(
      [{ name: 'udf', command: ['python', '-m', 'worker'], env: [{ name: 'MODEL', value: 'x' }] }],
      [{ name: 'sidecar', image: 'registry.example.com/sidecar:1' }],
      [
        { name: 'sidecar', image: 'registry.example.com/sidecar:1', ports: [{ containerPort: 9100 }] },
        { name: 'udf', resources: { limits: { memory: '2Gi' } } },
      ],
    ),
  },
  { requiredKeys: [] },
);

/** Valid Functions, with every mode, trigger and dispatch. */
export const validFunction: fc.Arbitrary<JsonObject> = fc
  .record({
    name: fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
    dispatch: fc.constantFrom('pull', 'push'),
    mode: fc.constantFrom('autoscale', 'fixed', 'disabled'),
    paused: fc.boolean(),
    pool: fc.constantFrom('cpu', 'gpu'),
    min: fc.integer({ min: 0, max: 2 }),
    max: fc.integer({ min: 2, max: 4 }),
    triggers: fc.constantFrom(['discovery'], ['write'], ['schedule'], ['discovery', 'schedule']),
    minute: fc.integer({ min: 0, max: 59 }),
    lease: fc.integer({ min: 1, max: 100_000 }),
    timeout: fc.integer({ min: 1, max: 100_000 }),
    batch: fc.integer({ min: 1, max: 10_000 }),
    podSpec: fc.option(podSpec, { nil: undefined }),
  })
  .map(({ name, dispatch, mode, paused, pool, min, max, triggers, minute, lease, timeout, batch, podSpec }) =>
    functionWith(
      {
        paused,
        triggers,
        worker: {
          image: 'registry.example.com/tag:1',
          dispatch,
          batchSize: batch,
          timeoutSeconds: timeout,
          ...(podSpec && { podSpec }),
        },
        schedule: { leaseSeconds: lease, cron: `${minute} * * * *` },
        scaling: { pool, mode, replicas: { min, max } },
      },
      name,
    ),
  );

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** The same value with the keys of every object the other way round. */
export function reversedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .reverse()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
}
