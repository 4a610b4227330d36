/**
 * Why a leaf of an object has its value. The emitters state the reason in place, through a {@link Mark}: the plain
 * one gives the value straight back and costs nothing; the recording one wraps each leaf, the wrapped leaves travel
 * through the podSpec merge like any other, and {@link settle} takes them apart into the object and its origins.
 */
import type { Json, JsonObject } from './json.ts';
import { type ExactNumber, isArray, isObject } from './json.ts';
import { child, type Pointer } from './pointer.ts';
import type { RuleName } from './rules.ts';
import type { SettingName } from './settings.ts';

export type Origin =
  | { readonly from: 'function'; readonly pointer: Pointer }
  | { readonly from: 'infraRules'; readonly pointer: Pointer }
  | { readonly from: 'setting'; readonly setting: SettingName }
  | { readonly from: 'rule'; readonly rule: RuleName };

/** States where a value comes from. Every method returns what it was given, as far as its caller can tell. */
export interface Mark {
  /** A field of the Function, by its pointer there; a value below it gets the longer pointer. */
  field<T>(value: T, pointer: Pointer): T;
  /** A field of the chosen compute pool, by its pointer in the pool. */
  pool<T>(value: T, pointer: Pointer): T;
  setting<T>(value: T, setting: SettingName): T;
  /** A named rule: its sentence and its inputs are in rules.ts. */
  rule<T>(value: T, rule: RuleName): T;
}

/** The mark of every ordinary compilation. */
export const unmarked: Mark = {
  field: (value) => value,
  pool: (value) => value,
  setting: (value) => value,
  rule: (value) => value,
};

/** A leaf that remembers its origin. Never a null: in a patch a null is an instruction, not a value. */
export class Marked {
  readonly value: boolean | number | string | ExactNumber;
  readonly origin: Origin;
  constructor(value: boolean | number | string | ExactNumber, origin: Origin) {
    this.value = value;
    this.origin = origin;
  }
}

/** The leaf itself, whether or not it is marked. */
export function plain<T>(leaf: T): T {
  return (leaf instanceof Marked ? leaf.value : leaf) as T;
}

/** A mark that records. `pool` is the pointer of the chosen pool in its InfraRules. */
export function recording(pool: Pointer): Mark {
  return {
    field: (value, pointer) => wrap(value, { from: 'function', pointer }),
    pool: (value, pointer) => wrap(value, { from: 'infraRules', pointer: pool + pointer }),
    setting: (value, setting) => wrap(value, { from: 'setting', setting }),
    rule: (value, rule) => wrap(value, { from: 'rule', rule }),
  };
}

function wrap<T>(value: T, origin: Origin): T {
  return wrapTree(value as Json, origin) as T;
}

/** Where the objects and lists of a recording come from. Only an empty one is asked: it has no leaf to say it. */
const containers = new WeakMap<object, Origin>();

function wrapTree(value: Json | Marked, origin: Origin): unknown {
  if (isArray(value)) {
    return recorded(
      value.map((item, index) => wrapTree(item, below(origin, index))),
      origin,
    );
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, wrapTree(item, below(origin, key))]);
    return recorded(Object.fromEntries(entries), origin);
  }
  // What an inner mark has said stands: an outer one speaks for the leaves that nobody has spoken for.
  if (value === null || value === undefined || value instanceof Marked) return value;
  return new Marked(value as Exclude<Json, null | readonly Json[] | JsonObject>, origin);
}

function recorded<T extends object>(container: T, origin: Origin): T {
  containers.set(container, origin);
  return container;
}

/** An object or list that a patch has left empty: as a leaf it comes from the patch. */
export function emptiedBy<T extends Json>(empty: T, patch: Json | undefined): T {
  const origin = isArray(patch) || isObject(patch) ? containers.get(patch) : undefined;
  return origin === undefined ? empty : (recorded(empty as unknown as object, origin) as unknown as T);
}

function below(origin: Origin, key: string | number): Origin {
  return 'pointer' in origin ? { ...origin, pointer: child(origin.pointer, key) } : origin;
}

/** An object without its marks, and the origin of each of its leaves by pointer. */
export interface Settled {
  readonly value: JsonObject;
  readonly origins: ReadonlyMap<Pointer, Origin>;
}

export function settle(marked: JsonObject): Settled {
  const origins = new Map<Pointer, Origin>();
  return { value: unwrapTree(marked, '', origins, undefined) as JsonObject, origins };
}

function unwrapTree(
  value: Json | Marked,
  pointer: Pointer,
  origins: Map<Pointer, Origin>,
  around: Origin | undefined,
): Json {
  if (value instanceof Marked) {
    origins.set(pointer, value.origin);
    return value.value;
  }
  const items = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  if (items.length === 0) {
    // An empty object or list carries no mark (the merge must see what it is).
    const origin = containers.get(value as object) ?? around;
    if (origin !== undefined) origins.set(pointer, origin);
    return value;
  }
  const inside = items.map(firstOrigin).find((origin) => origin !== undefined) ?? around;
  if (isArray(value)) {
    return value.map((item, index) => unwrapTree(item, child(pointer, index), origins, inside));
  }
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, item]) => [
      key,
      unwrapTree(item, child(pointer, key), origins, inside),
    ]),
  );
}

function firstOrigin(value: Json | Marked): Origin | undefined {
  if (value instanceof Marked) return value.origin;
  const items = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const item of items) {
    const origin = firstOrigin(item);
    if (origin !== undefined) return origin;
  }
  return undefined;
}
