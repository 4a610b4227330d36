import { isArray, isObject, type Json, type JsonObject } from '../compiler/json.ts';
import { FIELDS } from './fields.generated.ts';
import type { FieldNode, Kind } from './fields.ts';
import type { FilledLayerFunction } from './function.generated.ts';
import type { FilledIndex } from './index.generated.ts';
import type { FilledInfraRules } from './infra-rules.generated.ts';

/** An object of each kind with its defaults filled in and the nulls that mean "absent" taken out. */
export interface Filled {
  readonly Function: FilledLayerFunction;
  readonly InfraRules: FilledInfraRules;
  readonly Index: FilledIndex;
}

/**
 * A copy of a valid object as the API server gives it back: it fills defaults from the outside in, so that the default
 * `{}` of an object gets the defaults of its fields (Kubernetes: structural schema defaulting). A null in a field is no
 * field, also in `filter`; inside of what the schema leaves untyped nothing is changed.
 */
export function withDefaults<K extends Kind>(kind: K, value: JsonObject): Filled[K] {
  return fill(FIELDS[kind], value) as unknown as Filled[K];
}

function fill(node: FieldNode, value: Json): Json {
  if (isArray(value)) {
    const { items } = node;
    return items === undefined ? value : value.map((item) => fill(items, item));
  }
  if (!isObject(value) || node.fields === undefined) return value;
  const filled: { [key: string]: Json } = { ...value };
  for (const key in node.fields) {
    const field = node.fields[key] as FieldNode;
    const present = value[key] ?? field.default;
    if (present !== undefined) filled[key] = fill(field, present);
    else if (key in filled) delete filled[key];
  }
  return filled;
}

/**
 * A copy without the nulls of typed fields, as the API server reads an object before it validates: there a null is an
 * absent field (Kubernetes: nullable pruning). Nulls in what the schema leaves untyped, and in lists, stay.
 */
export function withoutNulls(kind: Kind, value: Json): Json {
  return dropNulls(FIELDS[kind], value);
}

function dropNulls(node: FieldNode | undefined, value: Json): Json {
  if (node === undefined) return value;
  if (isArray(value))
    return node.items === undefined ? value : value.map((item) => dropNulls(node.items, item));
  if (!isObject(value) || node.fields === undefined) return value;
  const { fields } = node;
  const kept = Object.entries(value).filter(([key, item]) => item !== null || !Object.hasOwn(fields, key));
  return Object.fromEntries(
    kept.map(([key, item]) => [key, Object.hasOwn(fields, key) ? dropNulls(fields[key], item) : item]),
  );
}
