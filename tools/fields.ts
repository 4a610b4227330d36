import type { FieldNode } from '../src/schema/field-node.ts';
import { mapValues, type OwnSchemas, type Schema, type Schemas, typeOf } from './schema.ts';

/** The table of known fields: what a message about one needs, and the defaults. */
export function fieldsModule(schemas: Schemas, own: OwnSchemas): string {
  const table = mapValues({ ...schemas, ...own } as { [kind: string]: Schema }, node);
  const shapes = Object.keys(table).map((shape) => `'${shape}'`);
  return `import type { FieldNode } from './field-node.ts';

export const FIELDS: { readonly [kind in ${shapes.join(' | ')}]: FieldNode } = ${JSON.stringify(table, null, 1)};
`;
}

function node(schema: Schema): FieldNode {
  const inside = schema['x-runtime-untyped'] !== true;
  const values = schema.additionalProperties;
  return {
    type: typeOf(schema) ?? 'any',
    ...(schema.default !== undefined && { default: schema.default }),
    ...(schema.enum && { words: schema.enum }),
    ...(inside && schema.required && { required: schema.required }),
    ...(inside && schema.properties && { fields: mapValues(schema.properties, node) }),
    ...(inside && schema.items && { items: node(schema.items) }),
    ...(inside && typeof values === 'object' && { values: node(values) }),
  };
}
