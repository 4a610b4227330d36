import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { plain } from '../words/origin.ts';

/** What Go makes of a JSON value when it compares types: an integer and a number with a fraction are two of them. */
export type Kind = 'object' | 'list' | 'null' | 'string' | 'boolean' | 'integer' | 'number';

export function kindOf(value: Json): Kind {
  if (typeof value === 'string') return 'string';
  if (isObject(value)) return 'object';
  if (isArray(value)) return 'list';
  return leaf(value).kind;
}

/** The kind of all items. Undefined where there is no item, or kinds differ, or lists of that kind do not merge. */
export function sharedKind(...lists: readonly (readonly Json[])[]): Kind | undefined {
  const [first] = lists.find((list) => list.length > 0) ?? [];
  const kind = first === undefined ? undefined : kindOf(first);
  if (kind === undefined || kind === 'list' || kind === 'null') return undefined;
  return lists.every((list) => list.every((item) => kindOf(item) === kind)) ? kind : undefined;
}

/** A text that is the same for equal leaves only; undefined for null, objects and lists, which identify nothing. */
export function identity(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return `string ${value}`;
  if (value === undefined || isObject(value) || isArray(value)) return undefined;
  const { kind, text } = leaf(value);
  return kind === 'null' ? undefined : `${kind} ${text}`;
}

/** The {@link identity} of an item of a keyed list: of its merge key, or, where the key is '', of the item itself. */
export function itemIdentity(item: Json, key: string): string | undefined {
  return identity(key === '' ? item : own(item, key));
}

/** A field that the object itself has, and not by its prototype; marked if it is marked. */
export function own(value: Json, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** An object without one of its fields. */
export function omit(object: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== field));
}

function leaf(value: Json): { kind: Kind; text: string } {
  const bare = plain(value);
  if (bare === null) return { kind: 'null', text: '' };
  if (typeof bare === 'number') return number(String(bare));
  if (bare instanceof ExactNumber) return number(bare.text);
  if (typeof bare === 'boolean') return { kind: 'boolean', text: String(bare) };
  return { kind: 'string', text: String(bare) };
}

const INT64_DIGITS = 19;

function number(text: string): { kind: Kind; text: string } {
  if (/^-?\d+$/.test(text) && text.length <= INT64_DIGITS + 1) {
    const integer = BigInt(text);
    if (BigInt.asIntN(64, integer) === integer) return { kind: 'integer', text: String(integer) };
  }
  return { kind: 'number', text: String(Number(text)) };
}

/** The first position of each identity in a list. */
export function positions(items: readonly Json[], key: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  items.forEach((item, index) => {
    const id = itemIdentity(item, key);
    if (id !== undefined && !found.has(id)) found.set(id, index);
  });
  return found;
}

/**
 * The order of a merged list, as kubectl makes it: items that `wanted` names stand in its order, the others in the
 * order of `live`. An item of the latter goes before one of the former where both were in `live` and stood so there;
 * else after it. So what is new goes in front of what nobody asked about.
 */
export function arrange(
  items: readonly Json[],
  key: string,
  wanted: ReadonlyMap<string, number>,
  live: ReadonlyMap<string, number>,
): Json[] {
  const asked: Arranged[] = [];
  const rest: Arranged[] = [];
  for (const item of items) {
    const id = itemIdentity(item, key) ?? '';
    const [place, before] = [wanted.get(id), live.get(id)];
    if (place === undefined) rest.push({ item, order: before ?? 0, live: before });
    else asked.push({ item, order: place, live: before });
  }
  asked.sort(byOrder);
  rest.sort(byOrder);
  const result: Json[] = [];
  let next = 0;
  for (const { item, live: limit } of asked) {
    for (; next < rest.length && limit !== undefined; next++) {
      const { item: other, live: place } = rest[next] as Arranged;
      if (place === undefined || place >= limit) break;
      result.push(other);
    }
    result.push(item);
  }
  for (; next < rest.length; next++) result.push((rest[next] as Arranged).item);
  return result;
}

/** An item with its place among its like, and the place that it had in the live list. */
interface Arranged {
  readonly item: Json;
  readonly order: number;
  readonly live: number | undefined;
}

function byOrder(a: Arranged, b: Arranged): number {
  return a.order - b.order;
}
