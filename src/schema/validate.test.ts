import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { allowedNames, type Kind } from './fields.ts';
import { schemaErrors } from './schema-errors.ts';
import { validate } from './validate.ts';

/** Every field of every generation, and the ways in which Kubernetes and people write them. */
const FULL: { readonly [kind in Kind]: JsonObject } = {
  Function: {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: {
      name: 'tag-products',
      namespace: 'layer',
      labels: { app: 'shop' },
      annotations: null,
      generateName: 'tag-',
      finalizers: ['hevlayer.com/queue'],
      ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b' }],
      managedFields: [{ manager: 'kubectl' }],
      uid: 'u',
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: null,
      deletionTimestamp: '2026-01-01T00:00:00Z',
      deletionGracePeriodSeconds: 0,
      selfLink: '/apis',
    },
    spec: {
      paused: true,
      targetNamespaces: ['products'],
      indexSelector: {
        matchLabels: { app: 'shop' },
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['a'] },
          { key: 'old', operator: 'DoesNotExist' },
        ],
      },
      inputs: ['id'],
      filter: ['Or', [['tags_v', 'Eq', null]], { deep: { er: null } }],
      output: { attribute: 'tags', kind: 'embedding', version: 'v1', dim: 3 },
      version: 'v1',
      invalidates: ['other'],
      triggers: ['discovery', 'write', 'schedule'],
      worker: {
        image: 'ghcr.io/hev/tag:1',
        dispatch: 'push',
        computeClass: 'gpu',
        batchSize: 1,
        timeoutSeconds: 1,
        port: 8080,
        url: 'http://worker',
        podSpec: { containers: [{ name: 'udf', env: null }] },
      },
      schedule: {
        discoveryIntervalSeconds: 1,
        leaseSeconds: 1,
        maxConcurrentScans: 1,
        maxInFlightBatches: 1,
        cron: '0 * * * *',
      },
      retry: { maxAttempts: 1, initialBackoffSeconds: 0, maxBackoffSeconds: 0 },
      scaling: { pool: 'gpu', mode: 'fixed', replicas: { min: 0, max: 1 }, warmWindowSeconds: 0 },
      groupByParent: true,
      queriesPerItem: 0,
    },
    status: { anything: ['goes'] },
  },
  InfraRules: {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'InfraRules',
    metadata: { name: 'Any Name' },
    spec: {
      computePools: [
        {
          name: 'gpu',
          kind: 'gpu',
          gpuType: 'l4',
          nodeSelector: { 'layer.hev.dev/compute': 'gpu' },
          tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
          resources: { limits: { 'nvidia.com/gpu': '1' } },
          maxReplicasPerWorkload: 4,
        },
      ],
      documentCache: {
        capGiB: 64,
        replicationFactor: 1,
        scaling: { mode: 'fixed', nodes: { min: 1, max: 1 } },
      },
      embedders: [{ name: 'e', image: 'i', model: 'm', dims: 3 }],
      ocr: [{ name: 'o', image: 'i', backend: 'b' }],
    },
    status: null,
  },
  Index: {
    apiVersion: 'hevlayer.com/v1',
    kind: 'Index',
    metadata: { name: 'products' },
    spec: {
      backend: { namespace: 'products', storeRef: null, distanceMetric: 'cosine_distance' },
      metadata: { labels: { app: 'shop' }, tags: ['a'] },
      cache: { warming: { threads: 2 } },
    },
  },
};

/** The object with the value at a dotted path replaced, or removed when it is undefined. */
function change(object: JsonObject, path: string, value: unknown): JsonObject {
  const copy = structuredClone(object) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce((place, key) => place[key] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy as JsonObject;
}

function faults(kind: Kind, path: string, value: unknown): string[] {
  return validate(kind, change(FULL[kind], path, value)).map(
    ({ instancePath, keyword }) => `${instancePath} ${keyword}`,
  );
}

describe('accepts', () => {
  test.each(Object.keys(FULL) as Kind[])('every field of %s, and changes nothing', (kind) => {
    const before = structuredClone(FULL[kind]);
    expect(validate(kind, FULL[kind])).toEqual([]);
    expect(FULL[kind]).toEqual(before);
  });

  test('a Function of the first generation', () => {
    const spec = {
      targetNamespaces: ['products'],
      inputs: ['id', 'title'],
      output: { attribute: 'tags', kind: 'tags', version: 'v1' },
      filter: [
        'Or',
        [
          ['tags_v', 'NotEq', 'v1'],
          ['tags_v', 'Eq', null],
        ],
      ],
      worker: {
        image: 'ghcr.io/hev/tag-products:latest',
        dispatch: 'pull',
        batchSize: 32,
        timeoutSeconds: 30,
      },
      schedule: {
        discoveryIntervalSeconds: 300,
        leaseSeconds: 120,
        maxInFlightBatches: 8,
        maxConcurrentScans: 1,
      },
      retry: { maxAttempts: 8, initialBackoffSeconds: 5, maxBackoffSeconds: 300 },
      triggers: ['discovery'],
      scaling: { pool: 'cpu', mode: 'autoscale', replicas: { min: 0, max: 6 } },
    };
    expect(validate('Function', change(FULL.Function, 'spec', spec))).toEqual([]);
  });

  test('the least Function', () => {
    const spec = { worker: { image: 'i' }, scaling: { replicas: { max: 1 } } };
    expect(validate('Function', change(FULL.Function, 'spec', spec))).toEqual([]);
  });

  test.each([
    ['Function', 'spec.worker.port'],
    ['Function', 'spec.worker.url'],
    ['Function', 'spec.schedule.cron'],
    ['Function', 'spec.scaling.warmWindowSeconds'],
    ['InfraRules', 'spec.computePools.0.gpuType'],
    ['InfraRules', 'spec.documentCache'],
    ['Index', 'spec.backend.namespace'],
  ] as const)('%s %s is null', (kind, path) => {
    expect(faults(kind, path, null)).toEqual([]);
  });

  test.each([7, 'text', true, [], { a: null }])('any filter: %j', (filter) => {
    expect(faults('Function', 'spec.filter', filter)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['Function', 'apiVersion', 'v1', 'enum'],
    ['Function', 'metadata.name', 'a'.repeat(64), 'maxLength'],
    ['Function', 'metadata.name', 'Tag', 'pattern'],
    ['Function', 'metadata.name', 'a"} or up', 'pattern'],
    ['Function', 'metadata.namespace', 'a.b', 'pattern'],
    ['Function', 'spec.targetNamespaces.0', '', 'minLength'],
    ['Function', 'spec.output', 'tags', 'type'],
    ['Function', 'spec.output.dim', 0, 'minimum'],
    ['Function', 'spec.triggers.0', 'cron', 'enum'],
    ['Function', 'spec.triggers.0', null, 'type'],
    ['Function', 'spec.worker.image', '', 'minLength'],
    ['Function', 'spec.worker.image', 'a b', 'pattern'],
    ['Function', 'spec.worker.batchSize', 0, 'minimum'],
    ['Function', 'spec.worker.batchSize', 2 ** 31, 'maximum'],
    ['Function', 'spec.worker.batchSize', 1.5, 'type'],
    ['Function', 'spec.worker.batchSize', '32', 'type'],
    ['Function', 'spec.worker.timeoutSeconds', 0, 'minimum'],
    ['Function', 'spec.worker.port', 0, 'minimum'],
    ['Function', 'spec.worker.port', 65536, 'maximum'],
    ['Function', 'spec.worker.podSpec', [], 'type'],
    ['Function', 'spec.schedule.leaseSeconds', 0, 'minimum'],
    ['Function', 'spec.schedule.discoveryIntervalSeconds', 0, 'minimum'],
    ['Function', 'spec.schedule.maxConcurrentScans', 0, 'minimum'],
    ['Function', 'spec.schedule.maxInFlightBatches', 0, 'minimum'],
    ['Function', 'spec.retry.maxAttempts', 0, 'minimum'],
    ['Function', 'spec.retry.initialBackoffSeconds', -1, 'minimum'],
    ['Function', 'spec.retry.maxBackoffSeconds', 2 ** 31, 'maximum'],
    ['Function', 'spec.scaling.mode', 'auto', 'enum'],
    ['Function', 'spec.scaling.replicas.min', -1, 'minimum'],
    ['Function', 'spec.scaling.replicas.max', 0, 'minimum'],
    ['Function', 'spec.scaling.warmWindowSeconds', -1, 'minimum'],
    ['Function', 'spec.queriesPerItem', -1, 'minimum'],
    ['Function', 'spec.queriesPerItem', 2 ** 32, 'maximum'],
    ['Function', 'spec.indexSelector.matchExpressions.0.values', [], 'minItems'],
    ['Function', 'spec.indexSelector.matchExpressions.1.values', ['a'], 'maxItems'],
    ['Function', 'spec.indexSelector.matchExpressions.0.operator', 'in', 'enum'],
    ['InfraRules', 'spec.computePools.0.tolerations', {}, 'type'],
    ['InfraRules', 'spec.computePools.0.tolerations.0', 'all', 'type'],
    ['InfraRules', 'spec.computePools.0.resources', 'many', 'type'],
    ['InfraRules', 'spec.computePools.0.nodeSelector.a', true, 'type'],
    ['InfraRules', 'spec.computePools.0.maxReplicasPerWorkload', -1, 'minimum'],
    ['InfraRules', 'spec.documentCache.scaling.nodes.max', 0, 'minimum'],
    ['Index', 'spec.metadata.labels.a', 1, 'type'],
  ] as const)('%s %s = %j, once (%s)', (kind, path, value, keyword) => {
    expect(faults(kind, path, value)).toEqual([`/${path.replaceAll('.', '/')} ${keyword}`]);
  });

  test.each([
    ['Function', 'spec'],
    ['Function', 'metadata.name'],
    ['Function', 'spec.worker'],
    ['Function', 'spec.worker.image'],
    ['Function', 'spec.scaling'],
    ['Function', 'spec.scaling.replicas'],
    ['Function', 'spec.scaling.replicas.max'],
    ['Function', 'spec.indexSelector.matchExpressions.0.values'],
    ['InfraRules', 'spec.computePools.0.name'],
    ['InfraRules', 'spec.computePools.0.maxReplicasPerWorkload'],
    ['Index', 'spec.backend'],
  ] as const)('%s without %s', (kind, path) => {
    const errors = validate(kind, change(FULL[kind], path, undefined));
    expect(errors.map(({ params }) => params.missingProperty)).toEqual([path.split('.').at(-1)]);
  });

  test.each([
    ['Function', '', ['apiVersion', 'kind', 'metadata', 'spec', 'status']],
    ['Function', 'metadata.', expect.arrayContaining(['name', 'namespace', 'selfLink'])],
    ['Function', 'spec.', expect.arrayContaining(['filter', 'groupByParent', 'output'])],
    ['Function', 'spec.worker.', expect.arrayContaining(['image', 'podSpec'])],
    ['Function', 'spec.output.', ['attribute', 'kind', 'version', 'dim']],
    ['Function', 'spec.schedule.', expect.arrayContaining(['leaseSeconds', 'cron'])],
    ['Function', 'spec.retry.', ['maxAttempts', 'initialBackoffSeconds', 'maxBackoffSeconds']],
    ['Function', 'spec.scaling.', ['pool', 'mode', 'replicas', 'warmWindowSeconds']],
    ['Function', 'spec.scaling.replicas.', ['min', 'max']],
    ['Function', 'spec.indexSelector.', ['matchLabels', 'matchExpressions']],
    ['Function', 'spec.indexSelector.matchExpressions.0.', ['key', 'operator', 'values']],
    ['InfraRules', 'spec.', expect.arrayContaining(['computePools', 'documentCache', 'podSecurity'])],
    ['InfraRules', 'spec.computePools.0.', expect.arrayContaining(['gpuType', 'tolerations'])],
    ['InfraRules', 'spec.documentCache.scaling.nodes.', ['min', 'max']],
    ['Index', '', ['apiVersion', 'kind', 'metadata', 'spec', 'status']],
  ] as const)('an unknown field in %s at "%s", and knows the right ones', (kind, place, names) => {
    const errors = validate(kind, change(FULL[kind], `${place}bogus`, 1));
    expect(errors.map(({ params }) => params.additionalProperty)).toEqual(['bogus']);
    expect(allowedNames(kind, place.split('.').slice(0, -1))).toEqual(names);
  });

  test('what is no object', () => {
    expect(validate('Function', null).map(({ keyword }) => keyword)).toEqual(['type']);
  });
});

/** The keys to every value in a value, and to one more in each object and list. */
function placesIn(value: unknown, place: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [place];
  const below = Object.entries({ ...value, more: null });
  return [place, ...below.flatMap(([key, child]) => placesIn(child, [...place, key]))];
}

function put(object: JsonObject, place: readonly string[], value: unknown): unknown {
  const copy = { root: structuredClone(object) as unknown };
  const keys = ['root', ...place];
  const last = keys.pop() as string;
  const parent = keys.reduce(
    (at, key) => at[key] as { [key: string]: unknown },
    copy as { [key: string]: unknown },
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy.root;
}

/** What no place takes, what some do, and the same with one thing more. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  '',
  'a b',
  '\u{1f600}'.repeat(300),
  [],
  [null],
  [[{}]],
  {},
  { no: 1 },
];

describe('says every error', () => {
  test.each(Object.keys(FULL) as Kind[])('that the validator of %s finds', (kind) => {
    let refused = 0;
    for (const place of placesIn(FULL[kind])) {
      for (const value of VALUES) {
        const changed = put(FULL[kind], place, value);
        const errors = schemaErrors(kind, changed);
        expect(validate(kind, changed), `${place.join('.')}: ${JSON.stringify(value)}`).toEqual(errors);
        if (errors.length > 0) refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});
