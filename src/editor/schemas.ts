/** What may stand at a place of an object, by the schemas that editors read. */
import functionSchema from '../../schemas/function.schema.json' with { type: 'json' };
import functionTestSchema from '../../schemas/function-test.schema.json' with { type: 'json' };
import indexSchema from '../../schemas/index.schema.json' with { type: 'json' };
import infraRulesSchema from '../../schemas/infra-rules.schema.json' with { type: 'json' };
import manifestTestSchema from '../../schemas/manifest-test.schema.json' with { type: 'json' };
import projectSchema from '../../schemas/project.schema.json' with { type: 'json' };
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Shape } from '../schema/fields.ts';
import { editorSchema } from './editor-schema.ts';

const SOURCES: { readonly [shape in Shape]: object } = {
  Function: functionSchema,
  InfraRules: infraRulesSchema,
  Index: indexSchema,
  Project: projectSchema,
  FunctionTest: functionTestSchema,
  ManifestTest: manifestTestSchema,
};

/** One of the schemas that hold at a place, and the type of Kubernetes that it is, if it is one. */
interface Spot {
  readonly schema: JsonObject;
  readonly type: string | undefined;
}

/** A field that an object may have. */
export interface Field {
  readonly name: string;
  /** The type of Kubernetes that has it. */
  readonly owner: string | undefined;
  readonly description: string | undefined;
  readonly default: Json | undefined;
  readonly isRequired: boolean;
  /** object, array, string, integer, number or boolean; nothing where it may be anything. */
  readonly types: readonly string[];
  /** The values that it may have, where these can be listed. */
  readonly words: readonly Json[];
}

const WHOLE = new Map<Shape, JsonObject>();

function wholeOf(shape: Shape): JsonObject {
  const known = WHOLE.get(shape) ?? editorSchema(SOURCES[shape] as JsonObject);
  WHOLE.set(shape, known);
  return known;
}

export function isShape(kind: string | undefined): kind is Shape {
  return kind !== undefined && Object.hasOwn(SOURCES, kind);
}

/** The fields of an object at a place; none where anything may stand. */
export function fieldsAt(shape: Shape, path: readonly (string | number)[]): Field[] {
  const root = wholeOf(shape);
  const fields = spotsAt(root, path).flatMap(({ schema, type }) => {
    const required = isArray(schema.required) ? schema.required : [];
    return Object.entries(objectIn(schema, 'properties')).map(([name, one]) =>
      fieldOf(root, name, one as JsonObject, type, required.includes(name)),
    );
  });
  return [...new Map(fields.map((one) => [one.name, one])).values()];
}

/** What is said of the value at a place. */
export function fieldAt(shape: Shape, path: readonly (string | number)[]): Field | undefined {
  const root = wholeOf(shape);
  const name = path.at(-1);
  if (name === undefined) return undefined;
  if (typeof name === 'string') {
    const named = fieldsAt(shape, path.slice(0, -1)).find((one) => one.name === name);
    if (named !== undefined) return named;
  }
  const [spot] = spotsAt(root, path);
  return spot && fieldOf(root, String(name), spot.schema, undefined, false);
}

/** In a few words: types, whether it must be there, its default. */
export function detailOf({ types, default: preset, isRequired }: Field): string {
  return [
    types.join(' or ') || 'any value',
    ...(isRequired ? ['required'] : []),
    ...(preset === undefined ? [] : [`default ${JSON.stringify(preset)}`]),
  ].join(', ');
}

function fieldOf(
  root: JsonObject,
  name: string,
  schema: JsonObject,
  owner: string | undefined,
  isRequired: boolean,
): Field {
  const spots = resolved(root, schema, undefined);
  const types = spots.flatMap((one) => one.schema.type ?? []).filter((one) => one !== 'null') as string[];
  const words = spots.flatMap((one) => (isArray(one.schema.enum) ? one.schema.enum : []));
  const described = [schema, ...spots.map((one) => one.schema)].find((one) => one.description !== undefined);
  return {
    ...{ name, owner, isRequired },
    description: described?.description as string | undefined,
    default: spots.find((one) => one.schema.default !== undefined)?.schema.default,
    types: [...new Set(types)],
    words: words.filter((word) => word !== null),
  };
}

function spotsAt(root: JsonObject, path: readonly (string | number)[]): Spot[] {
  return path.reduce<Spot[]>(
    (spots, key) => spots.flatMap((spot) => below(root, spot, key)),
    resolved(root, root, undefined),
  );
}

function below(root: JsonObject, { schema }: Spot, key: string | number): Spot[] {
  if (typeof key === 'number') return isObject(schema.items) ? resolved(root, schema.items, undefined) : [];
  const properties = objectIn(schema, 'properties');
  const own = Object.hasOwn(properties, key) ? properties[key] : schema.additionalProperties;
  return isObject(own) ? resolved(root, own, undefined) : [];
}

/** The schema itself with what it refers to; of alternatives each, null aside. */
function resolved(root: JsonObject, schema: JsonObject, type: string | undefined): Spot[] {
  const name = typeof schema.$ref === 'string' ? schema.$ref.slice('#/definitions/'.length) : undefined;
  if (name !== undefined) {
    const found = objectIn(root, 'definitions')[name];
    return isObject(found) ? resolved(root, found, name) : [];
  }
  const parts = [schema.allOf, schema.anyOf].flatMap((list) => (isArray(list) ? list : []));
  const below = parts.flatMap((part) => (isObject(part) ? resolved(root, part, type) : []));
  return schema.type === 'null' ? [] : [{ schema, type }, ...below];
}

function objectIn(schema: JsonObject, key: string): JsonObject {
  const found = schema[key];
  return isObject(found) ? found : {};
}
