/** The types of a pod as JSON Schema (draft-07) of a strategic merge patch: every field may be absent, or null. */
import type { Json, JsonObject } from '../../json/json.ts';
import { POD_TYPES } from '../kubernetes/pod-types.generated.ts';
import { itemType, rowOf, valueType } from '../kubernetes/pod-types.ts';
import { DELETE_LEAVES, ELEMENT_ORDER, PATCH, RETAIN_KEYS } from '../merge/strategic-carry.ts';
import { type FieldShape, shapeOf } from './pod-shape.ts';

/** What Kubernetes says of a field of a type, if anything. */
export type Describe = (type: string, field: string) => string | undefined;

/** The schema of each type of a pod, by its name; they refer to each other below `#/definitions/`. */
export function podDefinitions(describe: Describe): { readonly [type: string]: JsonObject } {
  const types = Object.keys(POD_TYPES).map((type): [string, JsonObject] => [
    type,
    definition(type, describe),
  ]);
  return { ...Object.fromEntries(types), ...DIRECTIVES };
}

/** `EnvVarSource` is `Env var source`. */
export function inWords(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').split(' ');
  return words.map((word, at) => (at === 0 || /^[A-Z]{2}/.test(word) ? word : word.toLowerCase())).join(' ');
}

function definition(type: string, describe: Describe): JsonObject {
  const fields = [...(shapeOf(type).fields?.all() ?? [])].map(([name, field]): [string, Json] => {
    const description = describe(type, name);
    return [name, { ...(description !== undefined && { description }), ...orNull(valueSchema(field)) }];
  });
  return {
    title: inWords(type),
    type: 'object',
    properties: { ...Object.fromEntries(fields), ...REFERENCES },
    patternProperties: LISTS,
    additionalProperties: false,
  };
}

const DIRECTIVES: { readonly [name: string]: JsonObject } = {
  [PATCH]: {
    description: 'Directive of a strategic merge patch: replace the whole, delete it, or merge as usual.',
    enum: ['merge', 'replace', 'delete'],
  },
  [RETAIN_KEYS]: {
    description: 'Directive of a strategic merge patch: all fields but these go.',
    type: 'array',
    items: { type: 'string' },
  },
};

const REFERENCES: JsonObject = Object.fromEntries(
  Object.keys(DIRECTIVES).map((name) => [name, { $ref: `#/definitions/${name}` }]),
);

/** Directives that name a list of the object. */
const LISTS: JsonObject = {
  [`^\\$(${DELETE_LEAVES.slice(1)}|${ELEMENT_ORDER.slice(1)})/`]: { type: 'array' },
};

function valueSchema({ type, words, bounds }: FieldShape): JsonObject {
  // An empty text stands for the default of the server, which nobody wants offered.
  if (words !== undefined) return ofList(type, { type: 'string', enum: words.filter((word) => word !== '') });
  if (bounds === undefined) return schemaOf(type);
  const [minimum, maximum] = bounds;
  const number = type.endsWith('int-or-string') ? ['integer', 'string'] : 'integer';
  return ofList(type, { type: number, minimum, ...(Number.isFinite(maximum) && { maximum }) });
}

function ofList(type: string, item: JsonObject): JsonObject {
  return itemType(type) === undefined ? item : { type: 'array', items: item };
}

function schemaOf(type: string): JsonObject {
  const [items, values] = [itemType(type), valueType(type)];
  if (items !== undefined) return { type: 'array', items: schemaOf(items) };
  if (values !== undefined) return { type: 'object', additionalProperties: orNull(schemaOf(values)) };
  if (rowOf(type) !== undefined) return { $ref: `#/definitions/${type}` };
  return LEAVES[type] ?? {};
}

const LEAVES: { readonly [type: string]: JsonObject } = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  int32: { type: 'integer' },
  int64: { type: 'integer' },
  quantity: { type: ['string', 'number'] },
  'int-or-string': { type: ['integer', 'string'] },
  time: { type: 'string' },
  object: { type: 'object' },
};

/** In a patch null takes a field away. */
function orNull(schema: JsonObject): JsonObject {
  if (schema.$ref !== undefined) return { anyOf: [schema, { type: 'null' }] };
  if (schema.type === undefined) return schema;
  const { enum: words } = schema as { enum?: readonly Json[] };
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type as readonly Json[]);
  return { ...schema, type: [...types, 'null'], ...(words && { enum: [...words, null] }) };
}
