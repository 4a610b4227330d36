/** CustomResourceDefinitions of the shape that hev's own chart installs: other printer columns, defaults of its own, conditions without observedGeneration. */
import { hevSpecs } from '../../src/compiler/hev/hev-specs.ts';
import type { KubeObject } from '../api.ts';

type Schema = { readonly [field: string]: unknown };

const text: Schema = { type: 'string' };
const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });
const object = (properties: object, required: readonly string[] = [], more: Schema = {}): Schema => ({
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

const schemaOf = (spec: object, status: Schema) => ({
  openAPIV3Schema: object({ spec, status: object(status, [], { nullable: true }) }, ['spec']),
});

export const VENDOR_CRDS: readonly KubeObject[] = [
  crd('Function', 'functions', 'Namespaced', {
    name: 'v1alpha1',
    additionalPrinterColumns: [
      { name: 'Version', type: 'string', jsonPath: '.spec.version' },
      { name: 'Pool', type: 'string', jsonPath: '.spec.scaling.pool' },
    ],
    schema: schemaOf(hevSpecs().Function, {
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
    schema: schemaOf(hevSpecs().InfraRules, {
      conditions,
      documentCache: orNull(object({ nodes: orNull(text) })),
      observedGeneration,
      poolCount: { type: 'integer', format: 'uint', minimum: 0, default: 0 },
    }),
  }),
  crd('Index', 'indexes', 'Namespaced', {
    name: 'v1',
    schema: schemaOf(hevSpecs().Index, { conditions, observedGeneration }),
  }),
];
