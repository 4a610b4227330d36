/**
 * What the CustomResourceDefinitions of hev's own chart say of the spec of our kinds, as of August 2026: facts in our
 * words, for `layerc validate --hev-crd` and for the suites that install such definitions.
 */
import type { Json } from '../../json/json.ts';
import type { Kind } from '../../schema/fields.ts';

/** A place of a structural schema, as far as hev's use one. */
export interface HevField {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly format?: string;
  readonly minimum?: number;
  readonly nullable?: true;
  readonly default?: Json;
  readonly enum?: readonly string[];
  readonly properties?: HevFields;
  readonly required?: readonly string[];
  readonly items?: HevField;
  readonly additionalProperties?: HevField;
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
}

type HevFields = { readonly [name: string]: HevField };

const text: HevField = { type: 'string' };
const flag: HevField = { type: 'boolean', default: false };
const anything: HevField = { 'x-kubernetes-preserve-unknown-fields': true };
const anyObject: HevField = { type: 'object', ...anything };
const int32: HevField = { type: 'integer', format: 'int32' };
const count = (format: string): HevField => ({ type: 'integer', format, minimum: 0 });
const orNull = (field: HevField): HevField => ({ ...field, nullable: true });
const or = (field: HevField, fallback: Json): HevField => ({ ...field, default: fallback });
const words = (...all: readonly string[]): HevField => ({ ...text, enum: all });
const list = (items: HevField): HevField => ({ type: 'array', items });
const texts = or(list(text), []);
const map: HevField = { type: 'object', additionalProperties: text };
const object = (properties: HevFields, ...required: readonly string[]): HevField => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
});
/** An object that stands with the defaults of its fields where nothing is written. */
const filled = (properties: HevFields): HevField =>
  or(
    object(properties),
    Object.fromEntries(
      Object.entries(properties).flatMap(([name, field]) =>
        field.default === undefined ? [] : [[name, field.default]],
      ),
    ),
  );

const functionSpec = (): HevField =>
  object(
    {
      filter: anything,
      indexSelector: anyObject,
      inputs: texts,
      invalidates: texts,
      paused: flag,
      retry: filled({
        initialBackoffSeconds: or(int32, 5),
        maxAttempts: or(int32, 8),
        maxBackoffSeconds: or(int32, 300),
      }),
      scaling: object(
        {
          mode: or(words('autoscale', 'fixed', 'disabled'), 'autoscale'),
          pool: text,
          replicas: object({ max: int32, min: or(int32, 0) }, 'max'),
          warmWindowSeconds: orNull(int32),
        },
        'replicas',
      ),
      schedule: filled({
        cron: orNull(text),
        discoveryIntervalSeconds: or(int32, 60),
        leaseSeconds: or(int32, 120),
        maxConcurrentScans: or(int32, 4),
        maxInFlightBatches: or(int32, 8),
      }),
      targetNamespaces: texts,
      triggers: or(list(words('discovery', 'write', 'schedule')), ['discovery']),
      version: or(text, 'v1'),
      worker: object(
        {
          batchSize: or(int32, 32),
          computeClass: or(words('cpu', 'gpu'), 'cpu'),
          dispatch: or(words('pull', 'push'), 'pull'),
          image: text,
          podSpec: anyObject,
          port: orNull(int32),
          timeoutSeconds: or(int32, 30),
          url: orNull(text),
        },
        'image',
      ),
    },
    'scaling',
    'worker',
  );

const pool = (): HevField =>
  object(
    {
      name: text,
      kind: text,
      gpuType: orNull(text),
      maxReplicasPerWorkload: int32,
      nodeSelector: map,
      resources: anything,
      tolerations: { ...list(anyObject), ...anything },
    },
    'kind',
    'maxReplicasPerWorkload',
    'name',
  );

const cacheScaling = (): HevField =>
  object(
    {
      mode: or(words('autoscale', 'fixed'), 'autoscale'),
      nodes: object({ min: int32, max: int32 }, 'max', 'min'),
    },
    'nodes',
  );

const documentCache = (): HevField =>
  object(
    { capGiB: count('uint64'), replicationFactor: int32, scaling: cacheScaling() },
    'capGiB',
    'replicationFactor',
    'scaling',
  );

const indexSpec = (): HevField =>
  object(
    {
      backend: object({
        distanceMetric: or(text, 'cosine_distance'),
        namespace: orNull(text),
        storeRef: orNull(text),
      }),
      blobs: orNull(object({ referenceAttributes: texts })),
      cache: orNull(
        object(
          { capGiB: orNull(count('uint64')), mode: or(words('standard', 'staging'), 'standard'), ttl: text },
          'ttl',
        ),
      ),
      consistency: or(words('eventual', 'strong'), 'eventual'),
      embedding: orNull(
        object(
          { model: text, normalization: text, outputDim: count('uint32') },
          'model',
          'normalization',
          'outputDim',
        ),
      ),
      metadata: filled({ annotations: or(map, {}), labels: or(map, {}), tags: list(text) }),
      scan: orNull(object({ threads: or(int32, 8) })),
      search: orNull(object({ fullText: flag })),
      snapshot: orNull(
        object({ facetFields: texts, interval: or(text, '5m'), retention: or(text, 'never') }),
      ),
    },
    'backend',
  );

/** For those who ask: nobody else's start makes them. */
export function hevSpecs(): { readonly [kind in Kind]: HevField } {
  return {
    Function: functionSpec(),
    InfraRules: object({ computePools: or(list(pool()), []), documentCache: orNull(documentCache()) }),
    Index: indexSpec(),
  };
}

/** Fields that hev's definitions have in versions after those. */
export const LATER: { readonly [kind in Kind]: readonly string[] } = {
  Function: ['groupByParent', 'queriesPerItem'],
  InfraRules: ['embedders', 'ocr'],
  Index: [],
};
