import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { listed, shown } from '../words/phrases.ts';

/**
 * What must hold of objects of some types of pod-types.ts beyond the types of their fields. A breach is told in one
 * sentence: `<field> <found>, but <must>.` Constraints read through the helpers below, which see nothing where a value
 * has the wrong type: types are reported by pod-check.ts, once.
 */
export interface Constraint {
  readonly of: readonly string[];
  /** What holds: "a variable has either value or valueFrom". */
  readonly must: string;
  readonly hint: string;
  readonly check: (object: JsonObject, pod: JsonObject) => readonly Breach[];
}

export interface Breach {
  /** The field that breaks it, from the object: the subject of the sentence. */
  readonly at: Pointer;
  /** What was found, beginning with a verb: "is set beside value". */
  readonly found: string;
  /** In place of the hint of the constraint. */
  readonly hint?: string;
  /** What it conflicts with, and what stands there and here: the mend may be at either of the two places. */
  readonly against?: { readonly at: Pointer; readonly found: string; readonly own: string };
}

const NONE: readonly never[] = [];

/** The breach of `condition`, or none. */
export function breach(condition: boolean, at: Pointer, found: string): readonly Breach[] {
  return condition ? [{ at, found }] : NONE;
}

export interface Located {
  readonly object: JsonObject;
  readonly at: Pointer;
}

function isFull(items: readonly (Located | undefined)[]): items is readonly Located[] {
  return !items.includes(undefined);
}

/** The objects of a list field. */
export function objects(object: JsonObject, field: string): readonly Located[] {
  const items = list(object, field);
  if (items.length === 0) return NONE;
  const found = items.map((item, index) =>
    // Names of fields need no escaping.
    isObject(item) ? { object: item, at: `/${field}/${index}` } : undefined,
  );
  return isFull(found) ? found : found.filter((one) => one !== undefined);
}

/** Of the pod that was asked about last. */
let names: { readonly pod: JsonObject; readonly sets: Map<string, ReadonlySet<string>> } | undefined;

/**
 * The names of the objects in a list of the pod, found once for all containers that ask; `wanted` makes another set of
 * them, which goes by `which`.
 */
export function namesIn(
  pod: JsonObject,
  field: string,
  which = '',
  wanted: (object: JsonObject) => boolean = () => true,
): ReadonlySet<string> {
  if (names?.pod !== pod) names = { pod, sets: new Map() };
  const { sets } = names;
  const key = `${field} ${which}`;
  const known = sets.get(key);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (const { object } of objects(pod, field)) {
    const name = text(object, 'name');
    if (name !== undefined && wanted(object)) found.add(name);
  }
  sets.set(key, found);
  return found;
}

/** A field that is an object. */
export function inner(object: JsonObject, field: string): JsonObject | undefined {
  const value = get(object, field);
  return isObject(value) ? value : undefined;
}

export function list(object: JsonObject, field: string): readonly Json[] {
  const value = get(object, field);
  return isArray(value) ? value : NONE;
}

/** A text that is there and not empty: an empty one means "not set" to the API server. */
export function text(object: JsonObject, field: string): string | undefined {
  const value = get(object, field);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A number within the exact range of doubles, which all bounds of a pod are. */
export function number(object: JsonObject, field: string): number | undefined {
  const value = get(object, field);
  return typeof value === 'number' ? value : undefined;
}

export function isTrue(object: JsonObject | undefined, field: string): boolean {
  return object !== undefined && get(object, field) === true;
}

export function has(object: JsonObject, field: string): boolean {
  return get(object, field) !== undefined;
}

function get(object: JsonObject, field: string): Json | undefined {
  return Object.hasOwn(object, field) ? object[field] : undefined;
}

/** The later one of two items that have the same text, by `identify`; items without text are left out. */
export function repeated<T>(items: readonly T[], identify: (item: T) => string | undefined): readonly T[] {
  if (items.length < 2) return NONE;
  const seen = new Set<string>();
  return items.filter((item) => {
    const id = identify(item);
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return false;
    }
    return true;
  });
}

/** That the later one of two items has in a field what the earlier one has. `item` is the word for it. */
export function repeatedTexts(
  object: JsonObject,
  items: string,
  field: string,
  item: string,
): readonly Breach[] {
  return repeated(objects(object, items), (one) => text(one.object, field)).map((one) => ({
    at: child(one.at, field),
    found: `is ${shown(text(one.object, field))}, which an earlier ${item} has`,
  }));
}

const KEEP_ONE = 'Keep one of them. In a podSpec, set the one that is there already to null.';

/** That an object has exactly one of some fields. */
export function exactlyOne(of: string, what: string, fields: readonly string[]): Constraint {
  return {
    of: [of],
    must: `${what} has exactly one of ${listed(fields, 'and')}`,
    hint: KEEP_ONE,
    check: (object) => {
      const present = fields.filter((field) => has(object, field));
      if (present.length === 1) return NONE;
      if (present.length > 1) return besideAnother(present);
      return [{ at: '', found: 'has none of them', hint: `Add ${listed(fields, 'or')}.` }];
    },
  };
}

/** That an object has no two of some fields. */
export function atMostOne(of: string, what: string, fields: readonly string[], hint = KEEP_ONE): Constraint {
  return {
    of: [of],
    must: what,
    hint,
    check: (object) => {
      const present = fields.filter((field) => has(object, field));
      return present.length > 1 ? besideAnother(present) : NONE;
    },
  };
}

function besideAnother(present: readonly string[]): readonly Breach[] {
  const last = present.at(-1) as string;
  return [{ at: child('', last), found: `stands beside ${listed(present.slice(0, -1), 'and')}` }];
}
