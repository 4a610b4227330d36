import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { FieldNode } from './field-node.ts';
import { FIELDS } from './fields.generated.ts';
import type { Kind } from './fields.ts';
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
 * A valid object as the API server gives it back: it fills defaults from the outside in, so that the default `{}` of an
 * object gets the defaults of its fields (Kubernetes: structural schema defaulting). A null in a field is no field, also
 * in `filter`; inside of what the schema leaves untyped nothing is changed. Only what changes is copied.
 */
export function withDefaults<K extends Kind>(kind: K, value: JsonObject): Filled[K] {
  return fill(FIELDS[kind], value) as unknown as Filled[K];
}

function fill(node: FieldNode, value: Json): Json {
  if (typeof value !== 'object') return value;
  if (isArray(value)) return mapItems(node.items, value, fill);
  if (!isObject(value) || node.fields === undefined) return value;
  let filled: { [key: string]: Json } | undefined;
  for (const key in value) {
    if (value[key] !== null || !Object.hasOwn(node.fields, key)) continue;
    filled ??= { ...value };
    delete filled[key];
  }
  for (const [key, field] of defaulted(node, node.fields)) {
    const given = value[key];
    const present = given ?? field.default;
    if (present === undefined) continue;
    const item = fill(field, present);
    if (item === given) continue;
    filled ??= { ...value };
    filled[key] = item;
  }
  return filled ?? value;
}

type Defaulted = readonly (readonly [key: string, field: FieldNode])[];

/** The fields of each node that have a default, or may have one below: few of the many, and the same for all objects. */
const DEFAULTED = new WeakMap<FieldNode, Defaulted>();

function defaulted(node: FieldNode, fields: { readonly [name: string]: FieldNode }): Defaulted {
  const known = DEFAULTED.get(node);
  if (known !== undefined) return known;
  const found = Object.entries(fields).filter(
    ([, { default: value, fields: below, items }]) => (value ?? below ?? items) !== undefined,
  );
  DEFAULTED.set(node, found);
  return found;
}

/**
 * The object without the nulls of typed fields, as the API server reads an object before it validates: there a null is
 * an absent field (Kubernetes: nullable pruning). Nulls in what the schema leaves untyped, and in lists, stay. Only what
 * changes is copied.
 */
export function withoutNulls(kind: Kind, value: Json): Json {
  return dropNulls(FIELDS[kind], value);
}

function dropNulls(node: FieldNode, value: Json): Json {
  if (typeof value !== 'object') return value;
  if (isArray(value)) return mapItems(node.items, value, dropNulls);
  if (!isObject(value) || node.fields === undefined) return value;
  let kept: { [key: string]: Json } | undefined;
  for (const key in value) {
    const given = value[key] as Json;
    if (typeof given !== 'object' || !Object.hasOwn(node.fields, key)) continue;
    const item = given === null ? null : dropNulls(node.fields[key] as FieldNode, given);
    if (item !== null && item === given) continue;
    kept ??= { ...value };
    if (item === null) delete kept[key];
    else kept[key] = item;
  }
  return kept ?? value;
}

/** The list with each item changed; itself when none is. */
function mapItems(
  node: FieldNode | undefined,
  items: readonly Json[],
  change: (node: FieldNode, item: Json) => Json,
): readonly Json[] {
  if (node === undefined) return items;
  if (node.fields === undefined && node.items === undefined) return items;
  let changed: Json[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const given = items[index] as Json;
    const item = change(node, given);
    if (item === given) continue;
    changed ??= [...items];
    changed[index] = item;
  }
  return changed ?? items;
}
