/**
 * JSON as layerc carries it. Two things differ from `JSON.parse`: a number that a JavaScript double cannot give
 * back as it was written is an {@link ExactNumber}, and an object is any value whose prototype is `Object.prototype`
 * or null. Everything that is neither an object nor an array is a leaf.
 */
export type Json = null | boolean | number | string | ExactNumber | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * A number kept as its decimal text, in JSON's grammar: 64-bit integers (row ids of that size are common), `1.10`,
 * `1e400`. Never rounded, printed as it is.
 */
export class ExactNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  /** What `JSON.stringify` is to print, as it is. */
  toJSON(): unknown {
    return rawJSON(this.text);
  }
}

/** TypeScript's library does not know it yet. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** True for a JSON object: not null, not an array, not a leaf class. */
export function isObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Key order of everything layerc prints or iterates: UTF-16 code units, so no locale can change a byte. */
export function sortedKeys(object: object): string[] {
  return Object.keys(object).sort();
}

/**
 * The same value with the keys of every object in order. Everything layerc prints is in this order, as kubectl's output
 * is, so the order of the input's keys cannot show. What is in order already is not copied.
 */
export function sorted<T extends Json>(value: T): T {
  return sortedValue(value) as T;
}

function sortedValue(value: Json): Json {
  if (isArray(value)) return sortedItems(value);
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (!isInOrder(keys))
    return Object.fromEntries(keys.sort().map((key) => [key, sortedValue(value[key] as Json)]));
  let copy: { [key: string]: Json } | undefined;
  for (const key of keys) {
    const item = value[key] as Json;
    if (typeof item !== 'object') continue;
    const inOrder = sortedValue(item);
    if (inOrder === item) continue;
    copy ??= { ...value };
    copy[key] = inOrder;
  }
  return copy ?? value;
}

function sortedItems(items: readonly Json[]): readonly Json[] {
  let copy: Json[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as Json;
    if (typeof item !== 'object') continue;
    const inOrder = sortedValue(item);
    if (inOrder === item) continue;
    copy ??= [...items];
    copy[index] = inOrder;
  }
  return copy ?? items;
}

function isInOrder(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++)
    if ((keys[index - 1] as string) > (keys[index] as string)) return false;
  return true;
}
