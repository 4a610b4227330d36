import { KINDS, type Schema, type Schemas } from './schema.ts';
import { type Structural, structural } from './structural.ts';

/** The CustomResourceDefinitions, in the order in which they are printed. */
export function crdsModule(schemas: Schemas): string {
  const crds = KINDS.map((kind) => crd(schemas[kind]));
  return `import type { JsonObject } from '../json/json.ts';

/** The CustomResourceDefinitions of our kinds. */
export const CRDS: readonly JsonObject[] = ${JSON.stringify(crds, null, 1)};
`;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
export function crd(schema: Schema) {
  const facts = schema['x-crd'];
  if (facts === undefined) throw new Error(`${schema.title} has no x-crd`);
  const { group, version, kind, plural, singular, scope, printerColumns } = facts;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular },
      scope,
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: root(schema) },
          subresources: { status: {} },
          additionalPrinterColumns: printerColumns,
        },
      ],
    },
  };
}

/** apiVersion, kind and metadata are the API server's; the name is there only because a rule points at it. */
function root(schema: Schema): Structural {
  const { properties, required = [], ...rest } = structural(schema);
  return {
    ...rest,
    required: required.filter((name) => name === 'spec'),
    properties: {
      ...properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object', properties: { name: { type: 'string' } } },
    },
  };
}
