import { didYouMean } from './did-you-mean.ts';
import { isArray, isObject, type Json } from './json.ts';
import { child, type Pointer, segments } from './pointer.ts';

/**
 * A pointer into a value as people write paths: an item of a list goes by its name where the name is its own
 * (`containers[udf].env[PORT].value`), else by its number; a key that is no plain word is quoted (`["a.b/c"]`).
 */
export function pathOf(root: Json, pointer: Pointer): string {
  let path = '';
  let here: Json | undefined = root;
  for (const key of segments(pointer)) {
    if (isArray(here)) path += `[${itemWord(here, Number(key))}]`;
    else if (PLAIN.test(key)) path += path === '' ? key : `.${key}`;
    else path += `[${JSON.stringify(key)}]`;
    here = below(here, key);
  }
  return path;
}

/** A word, or a directive of a patch about a list: `$setElementOrder/env`. */
const PLAIN = /^([A-Za-z_$][\w$-]*|\$\w+\/\w+)$/;

/** What stands at a pointer; undefined where nothing does. */
export function valueAt(root: Json | undefined, pointer: Pointer): Json | undefined {
  return segments(pointer).reduce(below, root);
}

/** What a path leads to, or the words at which it leaves the value. */
export type Found =
  | { readonly pointer: Pointer; readonly value: Json }
  | {
      /** The part of the path that is fine, and the word behind it that is not. */
      readonly until: Pointer;
      readonly word: string;
      readonly known: readonly string[];
      readonly meant: string | undefined;
    };

/** Follows a path as {@link pathOf} writes it; dots of a key need no quotes where they can only be the key's. */
export function followPath(root: Json, path: string): Found {
  let pointer: Pointer = '';
  let value = root;
  let rest = path;
  while (rest !== '') {
    const step = bracket(value, rest) ?? plainStep(value, rest);
    const next = step === undefined ? undefined : below(value, step.key);
    if (step === undefined || next === undefined) return lost(value, pointer, step?.key ?? wordOf(rest));
    pointer = isArray(value) ? child(pointer, Number(step.key)) : child(pointer, step.key);
    value = next;
    rest = rest.slice(step.length);
  }
  return { pointer, value };
}

function lost(value: Json, until: Pointer, word: string): Found {
  const known = isArray(value)
    ? value.map((_, index) => itemWord(value, index))
    : Object.keys(objectOf(value));
  const begun = known.filter((one) => one.toLowerCase().startsWith(word.toLowerCase()));
  return {
    until,
    word,
    known,
    meant: didYouMean(word, known) ?? (begun.length === 1 ? begun[0] : undefined),
  };
}

interface Step {
  readonly key: string;
  /** How much of the path it takes. */
  readonly length: number;
}

/** `[0]`, `[name]` or `["any key"]`. */
function bracket(value: Json, rest: string): Step | undefined {
  const [text, quoted, bare] = /^\[(?:("(?:[^"\\]|\\.)*")|([^\]]*))\]/.exec(rest) ?? [];
  if (text === undefined) return undefined;
  const word = quoted === undefined ? (bare as string) : unquoted(quoted);
  if (!isArray(value)) return { key: word, length: text.length };
  const named = value.findIndex((item) => nameOf(item) === word);
  return { key: named < 0 ? word : String(named), length: text.length };
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}

/** `.key`: the longest key that the path goes on with. In a list, its number or name. */
function plainStep(value: Json, rest: string): Step | undefined {
  const dot = rest.startsWith('.') ? 1 : 0;
  const places = isArray(value) ? placesIn(value) : undefined;
  const keys = places === undefined ? Object.keys(objectOf(value)) : [...places.keys()];
  const fitting = keys.filter(
    (key) => key !== '' && rest.startsWith(key, dot) && /^($|[.[])/.test(rest.slice(dot + key.length)),
  );
  const [word] = fitting.sort((a, b) => b.length - a.length);
  if (word === undefined) return undefined;
  return { key: String(places?.get(word) ?? word), length: dot + word.length };
}

/** The items by their numbers and, before those, by their names; of several the first. */
function placesIn(items: readonly Json[]): ReadonlyMap<string, number> {
  const places = new Map(items.map((_, index) => [String(index), index]));
  for (const [index, item] of [...items.entries()].reverse()) {
    const name = nameOf(item);
    if (name !== undefined) places.set(name, index);
  }
  return places;
}

function wordOf(rest: string): string {
  return /^\.?([^.[]*)/.exec(rest)?.[1] || rest;
}

function itemWord(items: readonly Json[], index: number): string {
  const name = nameOf(items[index]);
  if (name === undefined || /^\d+$/.test(name) || positionsIn(items).get(name) !== index)
    return String(index);
  return /^[\w.-]+$/.test(name) ? name : JSON.stringify(name);
}

const POSITIONS = new WeakMap<readonly Json[], ReadonlyMap<string, number>>();

/** Where each name stands in a list, or -1 where several items have it. Found once for all items of the list. */
function positionsIn(items: readonly Json[]): ReadonlyMap<string, number> {
  const known = POSITIONS.get(items);
  if (known !== undefined) return known;
  const positions = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const name = nameOf(item);
    if (name !== undefined) positions.set(name, positions.has(name) ? -1 : index);
  }
  POSITIONS.set(items, positions);
  return positions;
}

function nameOf(item: Json | undefined): string | undefined {
  return isObject(item) && typeof item.name === 'string' ? item.name : undefined;
}

function objectOf(value: Json) {
  return isObject(value) ? value : {};
}

function below(value: Json | undefined, key: string): Json | undefined {
  if (isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
