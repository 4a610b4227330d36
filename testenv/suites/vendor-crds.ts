/** CustomResourceDefinitions of the shape that hev's own chart installs: other printer columns, defaults of its own, conditions without observedGeneration. */
import type { KubeObject } from '../api.ts';

type Schema = { readonly [field: string]: unknown };

const text: Schema = { type: 'string' };
const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });
const int32 = (fallback?: number): Schema => ({
  type: 'integer',
  format: 'int32',
  ...(fallback !== undefined && { default: fallback }),
});
const oneOf = (words: readonly string[], fallback?: string): Schema => ({
  ...text,
  enum: words,
  ...(fallback !== undefined && { default: fallback }),
});
const object = (properties: Schema, required: readonly string[] = [], more: Schema = {}): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
  ...more,
});
const list = (items: Schema, fallback?: unknown): Schema => ({
  type: 'array',
  items,
  ...(fallback !== undefined && { default: fallback }),
});
const anything: Schema = { 'x-kubernetes-preserve-unknown-fields': true };
const anyObject: Schema = { type: 'object', ...anything };

const conditions = list(
  object(
    {
      type: text,
      status: text,
      reason: orNull(text),
      message: orNull(text),
      lastTransitionTime: orNull(text),
    },
    ['type', 'status'],
  ),
  [],
);
const observedGeneration = orNull({ type: 'integer', format: 'int64' });

const functionSpec = object(
  {
    filter: anything,
    indexSelector: anyObject,
    inputs: list(text, []),
    invalidates: list(text, []),
    paused: { type: 'boolean', default: false },
    retry: object(
      { initialBackoffSeconds: int32(5), maxAttempts: int32(8), maxBackoffSeconds: int32(300) },
      [],
      { default: { initialBackoffSeconds: 5, maxAttempts: 8, maxBackoffSeconds: 300 } },
    ),
    scaling: object(
      {
        mode: oneOf(['autoscale', 'fixed', 'disabled'], 'autoscale'),
        pool: text,
        replicas: object({ max: int32(), min: int32(0) }, ['max']),
        warmWindowSeconds: orNull(int32()),
      },
      ['replicas'],
    ),
    schedule: object(
      {
        cron: orNull(text),
        discoveryIntervalSeconds: int32(60),
        leaseSeconds: int32(120),
        maxConcurrentScans: int32(4),
        maxInFlightBatches: int32(8),
      },
      [],
      {
        default: {
          discoveryIntervalSeconds: 60,
          leaseSeconds: 120,
          maxConcurrentScans: 4,
          maxInFlightBatches: 8,
        },
      },
    ),
    targetNamespaces: list(text, []),
    triggers: list(oneOf(['discovery', 'write', 'schedule']), ['discovery']),
    version: { ...text, default: 'v1' },
    worker: object(
      {
        batchSize: int32(32),
        computeClass: oneOf(['cpu', 'gpu'], 'cpu'),
        dispatch: oneOf(['pull', 'push'], 'pull'),
        image: text,
        podSpec: anyObject,
        port: orNull(int32()),
        timeoutSeconds: int32(30),
        url: orNull(text),
      },
      ['image'],
    ),
  },
  ['scaling', 'worker'],
);

const pool = object(
  {
    name: text,
    kind: text,
    gpuType: orNull(text),
    maxReplicasPerWorkload: int32(),
    nodeSelector: { type: 'object', additionalProperties: text },
    resources: anything,
    tolerations: { ...list(anyObject), ...anything },
  },
  ['kind', 'maxReplicasPerWorkload', 'name'],
);

function crd(kind: string, plural: string, scope: string, version: object): KubeObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.hevlayer.com` },
    spec: {
      group: 'hevlayer.com',
      names: { kind, plural, singular: kind.toLowerCase() },
      scope,
      versions: [{ served: true, storage: true, subresources: { status: {} }, ...version }],
    },
  };
}

const schemaOf = (spec: Schema, status: Schema) => ({
  openAPIV3Schema: object({ spec, status: object(status, [], { nullable: true }) }, ['spec']),
});

export const VENDOR_CRDS: readonly KubeObject[] = [
  crd('Function', 'functions', 'Namespaced', {
    name: 'v1alpha1',
    additionalPrinterColumns: [
      { name: 'Version', type: 'string', jsonPath: '.spec.version' },
      { name: 'Pool', type: 'string', jsonPath: '.spec.scaling.pool' },
    ],
    schema: schemaOf(functionSpec, {
      activeNamespaces: list(text, []),
      conditions,
      managedObjects: list(
        object({ apiVersion: text, kind: text, name: text }, ['apiVersion', 'kind', 'name']),
        [],
      ),
      observedGeneration,
      queueDepth: orNull({ type: 'integer', format: 'int64' }),
    }),
  }),
  crd('InfraRules', 'infrarules', 'Cluster', {
    name: 'v1alpha1',
    additionalPrinterColumns: [{ name: 'Pools', type: 'integer', jsonPath: '.status.poolCount' }],
    schema: schemaOf(
      object({
        computePools: list(pool, []),
        documentCache: orNull(object({ capGiB: { type: 'integer' } })),
      }),
      {
        conditions,
        documentCache: orNull(object({ nodes: orNull(text) })),
        observedGeneration,
        poolCount: { type: 'integer', format: 'uint', minimum: 0, default: 0 },
      },
    ),
  }),
  crd('Index', 'indexes', 'Namespaced', {
    name: 'v1',
    schema: schemaOf(
      object(
        {
          backend: object({
            distanceMetric: { ...text, default: 'cosine_distance' },
            namespace: orNull(text),
            storeRef: orNull(text),
          }),
          consistency: oneOf(['eventual', 'strong'], 'eventual'),
          metadata: object(
            {
              annotations: { type: 'object', additionalProperties: text, default: {} },
              labels: { type: 'object', additionalProperties: text, default: {} },
              tags: list(text),
            },
            [],
            { default: { annotations: {}, labels: {} } },
          ),
        },
        ['backend'],
      ),
      { conditions, observedGeneration },
    ),
  }),
];
