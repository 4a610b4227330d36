/**
 * Strategic merge patch over the types of Kubernetes' own OpenAPI document, as `kubectl patch --type=strategic` does it
 * (apimachinery, pkg/util/strategicpatch). It differs, on purpose, in this:
 *
 * - The container that stands first stays first: KEDA and kubectl take container 0 for the main one.
 * - Nulls inside new items vanish; kubectl writes them out, and then refuses an element order for such a field.
 * - A `$` key that kubectl would ignore, or leave in the result, is a problem: a directive in an atomic list or in a new
 *   item, an unknown one, a value of the wrong type.
 * - A merge key that is null, an object or a list is a problem (kubectl takes null, and panics on the others), and so
 *   is an element order that leaves out an item of the patch, even when the order is empty.
 * - A patch nested more than 100 levels deep is a problem, and so are more than 20 items for one item of a list.
 *
 * Where Go's result depends on the order of a map, leaves are deleted first and added then.
 */

import { didYouMean } from '../../json/did-you-mean.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { fieldType, itemType, mergeKey, rowOf } from '../kubernetes/pod-types.ts';
import type { Finding } from '../words/diagnostics.ts';
import { emptiedBy, plain } from '../words/origin.ts';
import { shown } from '../words/phrases.ts';
import {
  below,
  carryLiteral,
  carryNew,
  DELETE_LEAVES,
  ELEMENT_ORDER,
  PATCH,
  type Place,
  RETAIN_KEYS,
  report,
  reportDirective,
  tooDeep,
} from './strategic-carry.ts';
import { identity, itemIdentity, omit, own } from './strategic-items.ts';
import { deleteLeaves, mergeList } from './strategic-list.ts';
import { orderedList } from './strategic-order.ts';

export interface Merged {
  readonly value: JsonObject;
  /** What kubectl, or one of the rules above, refuses. Pointers are into the patch. */
  readonly problems: readonly Finding[];
}

/** Merges a patch into an object of the given type. Leaves are carried over by reference, nothing is changed in place. */
export function strategicMerge(original: JsonObject, patch: JsonObject, type: string): Merged {
  const problems: Finding[] = [];
  const place: Place = { root: patch, trail: null, depth: 0, problems };
  const value = mergeObjects(original, patch, type, place);
  return { value: type === 'PodSpec' ? firstStays(original, value) : value, problems };
}

function mergeObjects(
  before: JsonObject,
  patch: JsonObject,
  type: string | undefined,
  place: Place,
): JsonObject {
  if (tooDeep(place)) return before;
  const directive = own(patch, PATCH);
  if (directive !== undefined) {
    if (plain(directive) === 'delete') return emptiedBy({}, patch);
    if (plain(directive) === 'replace') {
      const kept = carryLiteral(omit(patch, PATCH), place);
      return Object.keys(kept).length === 0 ? emptiedBy(kept, patch) : kept;
    }
    reportDirective(directive, place);
    return before;
  }
  const fields: Fields = { ...before };
  const keys = Object.keys(patch);
  const done = keys.some((key) => key.startsWith('$')) ? obey(fields, patch, type, place) : NONE;
  for (const key of keys) {
    if (done.has(key)) continue;
    const merged = mergeField(own(fields, key), patch[key] as Json, type, key, place);
    if (merged === undefined) delete fields[key];
    else put(fields, key, merged);
  }
  for (const _ in fields) return fields;
  return emptiedBy(fields, patch);
}

/** What an object is about to have. */
interface Fields {
  [key: string]: Json;
}

function put(fields: Fields, key: string, value: Json): void {
  // Else the name would be that of the prototype.
  if (key !== '__proto__') fields[key] = value;
  else Object.defineProperty(fields, key, { value, configurable: true, enumerable: true, writable: true });
}

const NONE: ReadonlySet<string> = new Set();

/** Applies the directives about fields and lists. The keys of the patch that are done with are returned. */
function obey(
  fields: Fields,
  patch: JsonObject,
  type: string | undefined,
  place: Place,
): ReadonlySet<string> {
  retainKeys(fields, patch, place);
  const done = orderLists(fields, patch, type, place);
  done.add(RETAIN_KEYS);
  for (const key of Object.keys(patch)) {
    if (!key.startsWith(DELETE_LEAVES)) continue;
    deleteFromList(fields, key, patch[key] as Json, place);
    done.add(key);
  }
  return done;
}

function mergeField(
  before: Json | undefined,
  value: Json,
  type: string | undefined,
  key: string,
  place: Place,
): Json | undefined {
  const here = below(place, key);
  if (key.startsWith('$')) {
    report(here, {
      at: 'key',
      found: 'is no directive of a strategic merge patch',
      allowed: `${PATCH}, ${RETAIN_KEYS}, ${ELEMENT_ORDER}/<list>, ${DELETE_LEAVES}/<list>`,
      hint: 'Remove it, or correct its spelling.',
    });
    return before;
  }
  if (value === null) return undefined;
  const field = fieldType(type, key);
  if (isObject(before) && isObject(value)) {
    return field === undefined ? unknown(before, type, key, here) : mergeObjects(before, value, field, here);
  }
  if (isArray(before) && isArray(value)) {
    const by = mergeKey(type, key);
    if (field === undefined) return unknown(before, type, key, here);
    if (by === undefined) return carryLiteral(value, here);
    const { items } = mergeList(before, value, by, here, mergerOf(field));
    return items.length === 0 ? emptiedBy([...items], value) : items;
  }
  return carryNew(value, here);
}

function mergerOf(list: string) {
  return (before: JsonObject, patch: JsonObject, place: Place) =>
    mergeObjects(before, patch, itemType(list), place);
}

function unknown(before: Json, type: string | undefined, key: string, place: Place): Json {
  reportField('cannot be merged, because nothing is known of such a field', type, key, place);
  return before;
}

const UNKNOWN_LIST = 'orders a field of which nothing is known';

function reportField(found: string, type: string | undefined, key: string, place: Place): void {
  const meant = didYouMean(key, Object.keys(rowOf(type)?.fields ?? {}));
  report(place, {
    at: 'key',
    found,
    hint: meant === undefined ? 'Remove it.' : `Did you mean ${meant}?`,
    ...(meant !== undefined && { instead: meant }),
  });
}

function retainKeys(fields: Fields, patch: JsonObject, place: Place): void {
  const list = own(patch, RETAIN_KEYS);
  if (list === undefined) return;
  const names = isArray(list) ? new Set(list.map(identity)) : null;
  const lost = Object.entries(patch).find(
    ([key, value]) => value !== null && !key.startsWith('$') && !names?.has(identity(key)),
  );
  if (names === null || lost !== undefined) {
    report(below(place, names === null ? RETAIN_KEYS : (lost?.[0] ?? '')), {
      found:
        names === null
          ? `is ${shown(plain(list))}, but must be a list of names`
          : `is not among the ${RETAIN_KEYS} of its object`,
      hint: `List in ${RETAIN_KEYS} the names of all fields that this object is to have.`,
    });
    return;
  }
  for (const key of Object.keys(fields)) if (!names.has(identity(key))) delete fields[key];
}

/** Applies every `$setElementOrder/x`; returns these keys and the names of the lists. */
function orderLists(fields: Fields, patch: JsonObject, type: string | undefined, place: Place): Set<string> {
  const done = new Set<string>();
  for (const key of Object.keys(patch).filter((key) => key.startsWith(ELEMENT_ORDER))) {
    done.add(key);
    const name = listName(key, ELEMENT_ORDER, place);
    if (name === undefined) continue;
    done.add(name);
    const field = fieldType(type, name);
    if (itemType(field) === undefined) {
      const found = field === undefined ? UNKNOWN_LIST : 'orders a field that is no list';
      reportField(found, type, name, below(place, key));
      continue;
    }
    const by = mergeKey(type, name);
    const list = orderedList(
      {
        order: patch[key] as Json,
        before: own(fields, name),
        patch: own(patch, name),
        key: by ?? '',
        merges: by !== undefined,
        list: below(place, name),
      },
      below(place, key),
      mergerOf(field as string),
    );
    if (list !== undefined) put(fields, name, list);
  }
  return done;
}

function deleteFromList(fields: Fields, key: string, names: Json, place: Place): void {
  const here = below(place, key);
  const name = listName(key, DELETE_LEAVES, place);
  if (name === undefined) return;
  const before = own(fields, name);
  if (!isArray(names)) {
    report(here, {
      found: `is ${shown(plain(names))}, but must be a list`,
      hint: 'Write the list of the values to delete.',
    });
  } else if (isArray(before)) {
    const left = deleteLeaves(before, names, here);
    put(fields, name, left.length === 0 ? emptiedBy([...left], names) : left);
  }
}

function listName(key: string, prefix: string, place: Place): string | undefined {
  const slash = key.indexOf('/');
  if (key.slice(0, slash) === prefix) return key.slice(slash + 1);
  report(below(place, key), {
    at: 'key',
    found: 'names no list',
    allowed: `${prefix}/<name of the list>`,
    hint: 'Write the name of a list of this object behind a slash.',
  });
  return undefined;
}

function firstStays(before: JsonObject, after: JsonObject): JsonObject {
  const [first] = isArray(before.containers) ? before.containers : [];
  const id = first === undefined ? undefined : itemIdentity(first, 'name');
  if (id === undefined || !isArray(after.containers)) return after;
  const isFirst = (container: Json) => itemIdentity(container, 'name') === id;
  const main = after.containers.findIndex(isFirst);
  if (main <= 0) return after;
  const containers = after.containers.toSpliced(main, 1);
  return { ...after, containers: [after.containers[main] as Json, ...containers] };
}
