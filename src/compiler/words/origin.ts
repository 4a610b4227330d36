/**
 * Why a leaf of an object has its value. The emitters state the reason in place, through a {@link Mark}: the plain
 * one gives the value straight back and costs nothing; the recording one wraps each leaf, the wrapped leaves travel
 * through the podSpec merge like any other, and {@link takeApart} gives the object and its origins.
 */
import type { Json, JsonObject } from '../../json/json.ts';
import { type ExactNumber, isArray, isObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import type { RuleName } from './explain-rules.ts';
import type { SettingName } from './settings.ts';

export type Origin =
  | { readonly from: 'function'; readonly pointer: Pointer }
  | { readonly from: 'infraRules'; readonly pointer: Pointer }
  | { readonly from: 'setting'; readonly setting: SettingName }
  | {
      readonly from: 'rule';
      readonly rule: RuleName;
      /** Where what made the rule hold was written, if that is no fixed input: fields of the pool, or of a podSpec. */
      readonly causes?: readonly Origin[];
    };

/** States where a value comes from. Every method returns what it was given, as far as its caller can tell. */
export interface Mark {
  /** A field of the Function, by its pointer there; a value below it gets the longer pointer. */
  field<T>(value: T, pointer: Pointer): T;
  /** A field of the chosen compute pool, by its pointer in the pool. */
  pool<T>(value: T, pointer: Pointer): T;
  setting<T>(value: T, setting: SettingName): T;
  /** A named rule: its sentence and its inputs are in explain-rules.ts; `causes` are inputs that only this pod has. */
  rule<T>(value: T, rule: RuleName, causes?: readonly Origin[]): T;
  /** A marked object as the plain one, for what is decided from it, and its origins; an ordinary mark has none. */
  apart(marked: JsonObject): Explained;
}

const NO_ORIGINS: ReadonlyMap<Pointer, Origin> = new Map();

/** The mark of every ordinary compilation. */
export const unmarked: Mark = {
  field: (value) => value,
  pool: (value) => value,
  setting: (value) => value,
  rule: (value) => value,
  apart: (value) => ({ value, origins: NO_ORIGINS }),
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
    rule: (value, rule, causes) => wrap(value, { from: 'rule', rule, ...(causes && { causes }) }),
    apart: takeApart,
  };
}

function wrap<T>(value: T, origin: Origin): T {
  return wrapTree(value as Json, origin) as T;
}

/** The origin of a leaf of a recording; undefined of any other. */
export function originOfLeaf(leaf: unknown): Origin | undefined {
  return leaf instanceof Marked ? leaf.origin : undefined;
}

/**
 * The property in which an object or a list of a recording keeps its own origin. It is read where the container is
 * empty, because then it has no leaf with an origin. It is not enumerable, so a copy of the container lacks it.
 */
const ORIGIN = Symbol('origin');

function originOf(container: unknown): Origin | undefined {
  return (container as { [ORIGIN]?: Origin } | null)?.[ORIGIN];
}

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
  // A leaf that is marked already keeps its mark: an outer mark is for the leaves that have none.
  if (value === null || value === undefined || value instanceof Marked) return value;
  return new Marked(value as Exclude<Json, null | readonly Json[] | JsonObject>, origin);
}

function recorded<T extends object>(container: T, origin: Origin): T {
  return Object.defineProperty(container, ORIGIN, { value: origin, configurable: true });
}

/** An object or a list that is as it is because of a patch, mostly empty: its origin is that of the patch. */
export function emptiedBy<T extends Json>(empty: T, patch: Json | undefined): T {
  const origin = originOf(patch);
  return origin === undefined ? empty : (recorded(empty as unknown as object, origin) as unknown as T);
}

function below(origin: Origin, key: string | number): Origin {
  return 'pointer' in origin ? { ...origin, pointer: child(origin.pointer, key) } : origin;
}

/** An object, and the origin of each of its leaves by pointer. */
export interface Explained {
  readonly value: JsonObject;
  readonly origins: ReadonlyMap<Pointer, Origin>;
}

/** A recording as the object without its marks, and the origins that they held. */
export function takeApart(marked: JsonObject): Explained {
  const origins = new Map<Pointer, Origin>();
  return { value: unwrapTree(marked, '', origins, undefined) as JsonObject, origins };
}

/** A container on the way to a leaf, and those around it: few leaves need them, so nothing is looked up before. */
interface Around {
  readonly container: Json;
  readonly pointer: Pointer;
  readonly above: Around | undefined;
}

function unwrapTree(
  value: Json | Marked,
  pointer: Pointer,
  origins: Map<Pointer, Origin>,
  above: Around | undefined,
): Json {
  if (value instanceof Marked) {
    origins.set(pointer, value.origin);
    return value.value;
  }
  if (isArray(value) && value.length > 0) {
    const around = { container: value, pointer, above };
    return value.map((item, index) => unwrapTree(item, `${pointer}/${index}`, origins, around));
  }
  const keys = isArray(value) || !isObject(value) ? [] : Object.keys(value);
  if (keys.length === 0) {
    const origin = originOfEmpty(value, pointer, above);
    if (origin !== undefined) origins.set(pointer, origin);
    return isArray(value) ? [] : isObject(value) ? {} : value;
  }
  const around = { container: value, pointer, above };
  return Object.fromEntries(
    keys.map((key) => [
      key,
      unwrapTree((value as JsonObject)[key] as Json, child(pointer, key), origins, around),
    ]),
  );
}

/**
 * A null or an empty value is not marked, because the merge must see what it is. Its origin is the one that it keeps
 * itself, else it follows from that of its container, else from that of the nearest marked leaf.
 */
function originOfEmpty(value: Json, pointer: Pointer, above: Around | undefined): Origin | undefined {
  const here = above && originOf(above.container);
  const own = originOf(value) ?? (here && below(here, segments(pointer).at(-1) as string));
  if (own !== undefined) return own;
  for (let around = above; around !== undefined; around = around.above) {
    const found = firstMarked(around.container, around.pointer);
    if (found !== undefined) return beside(found, pointer);
  }
  return undefined;
}

/** A marked leaf and where it stands. */
interface Found {
  readonly origin: Origin;
  readonly pointer: Pointer;
}

function firstMarked(value: Json | Marked, pointer: Pointer): Found | undefined {
  if (value instanceof Marked) return { origin: value.origin, pointer };
  for (const [key, item] of entriesOf(value)) {
    const found = firstMarked(item, child(pointer, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The origin of what stands at a pointer, given a leaf that was written in the same object, if it was. */
function beside({ origin, pointer }: Found, wanted: Pointer): Origin {
  if (!('pointer' in origin)) return origin;
  const [from, to, written] = [pointer, wanted, origin.pointer].map(segments) as [
    string[],
    string[],
    string[],
  ];
  const shared = from.findIndex((segment, index) => segment !== to[index]);
  const steps = from.length - shared;
  const kept = written.slice(0, -steps);
  // Items may have moved in their lists.
  const isSame = from
    .slice(shared)
    .every((segment, index) => segment === written[kept.length + index] || /^\d+$/.test(segment));
  return isSame ? { ...origin, pointer: [...kept, ...to.slice(shared)].reduce<Pointer>(child, '') } : origin;
}

function entriesOf(value: Json | Marked): [string | number, Json | Marked][] {
  if (isArray(value)) return [...value.entries()];
  return isObject(value) ? Object.entries(value) : [];
}
