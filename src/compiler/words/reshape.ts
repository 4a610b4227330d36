/**
 * A value of the right shape made from one of the wrong shape, to show what to write: the schedule that is a bare text
 * becomes the cron of a mapping. What stands nowhere in the value is a stand-in in capitals.
 */
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';

/** What a place wants. */
export interface Want {
  readonly form: 'leaf' | 'mapping' | 'map' | 'list';
  /** Whether a value is one for a leaf. */
  readonly accepts?: (value: Json) => boolean;
  /** What stands for a leaf that is not known, or for a whole mapping. */
  readonly sample?: Json | undefined;
  /** The fields of a mapping. */
  readonly fields?: () => readonly WantedField[];
  /** What a list or a map is made of. */
  readonly of?: () => Want;
  /** The field by which the items of a list are told apart. */
  readonly key?: string | undefined;
}

export interface WantedField {
  readonly name: string;
  readonly required: boolean;
  readonly want: Want;
}

/** Items or fields of the value that are taken over: what is shown is an example. */
const SHOWN = 4;
const LONGEST = 80;

/** The value to write, or undefined where none can be told. */
export function reshaped(found: Json | undefined, want: Want): Json | undefined {
  switch (want.form) {
    case 'leaf':
      return leaf(found, want);
    case 'map':
      return byNames(found, want) ?? map(found);
    case 'list':
      return list(found, want);
    case 'mapping':
      return mapping(found, want);
  }
}

function leaf(found: Json | undefined, { accepts, sample }: Want): Json | undefined {
  const value = isArray(found) && found.length === 1 ? found[0] : found;
  const isShort = typeof value !== 'string' || value.length <= LONGEST;
  for (const candidate of isShort ? candidates(value) : []) if (accepts?.(candidate)) return candidate;
  return sample;
}

/** The value itself, and what it may have been meant as. */
function candidates(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null || isObject(value) || isArray(value)) return [];
  if (typeof value !== 'string') return [value, value instanceof ExactNumber ? value.text : String(value)];
  return /^(-?\d{1,9}|true|false)$/.test(value) ? [value, JSON.parse(value)] : [value];
}

/** A key and its value, as on a command line. */
const PAIR = /^\s*([^\s=:]+)\s*[=:]\s*(\S+)\s*$/;

/** A list of mappings that say their names, where a map has each under its name: `[{id: a, x: 1}]` is `{a: {x: 1}}`. */
function byNames(found: Json | undefined, { of }: Want): Json | undefined {
  if (of === undefined || of().form === 'leaf' || !isArray(found)) return undefined;
  const named = found.slice(0, SHOWN).map((item) => {
    const { id, name, ...others } = isObject(item) ? item : {};
    const key = id ?? name;
    const rest = id === undefined || name === undefined ? others : { name, ...others };
    return typeof key === 'string' && key.length <= LONGEST ? ([key, rest] as const) : undefined;
  });
  const pairs = named.filter((one) => one !== undefined);
  return pairs.length === 0 || pairs.length < named.length ? undefined : (Object.fromEntries(pairs) as Json);
}

function map(found: Json | undefined): Json {
  const texts = isArray(found) ? found : [found];
  const pairs = texts.flatMap((one): [string, Json][] => {
    if (isObject(one)) return Object.entries(one);
    const [, key, value] = (typeof one === 'string' && PAIR.exec(one)) || [];
    return key === undefined || value === undefined ? [] : [[key, value]];
  });
  return pairs.length === 0 ? { KEY: 'VALUE' } : Object.fromEntries(pairs.slice(0, SHOWN));
}

function list(found: Json | undefined, { of, key }: Want): Json | undefined {
  const item = of?.();
  if (item === undefined) return undefined;
  const items = itemsOf(found, item, key).slice(0, SHOWN);
  const made = (items.length === 0 ? [undefined] : items).map((one) => reshaped(one, item));
  return made.some((one) => one === undefined) ? undefined : (made as Json[]);
}

function itemsOf(found: Json | undefined, item: Want, key: string | undefined): readonly Json[] {
  if (isArray(found)) return found.map((one) => namedPair(one, item, key));
  if (found === undefined || found === null) return [];
  if (typeof found === 'string' && item.form === 'leaf') {
    return found.split(/\s*,\s*|\s+/).filter((one) => one !== '');
  }
  if (!isObject(found)) return [found];
  if (item.form === 'leaf') return Object.keys(found);
  // Either the item itself, or items under their names.
  if (key === undefined || Object.hasOwn(found, key)) return [found];
  return Object.entries(found).map(([name, value]) => named(key, name, value, item));
}

/** `NAME=value` and `{NAME: value}` in a list of what has a name and a value. */
function namedPair(one: Json, item: Want, key: string | undefined): Json {
  if (key === undefined || !takesValue(item)) return one;
  const [, name, value] = (typeof one === 'string' && /^([^\s=]+)=(.*)$/.exec(one)) || [];
  if (name !== undefined && value !== undefined) return { [key]: name, value };
  const [pair, ...others] = isObject(one) ? Object.entries(one) : [];
  const isPair =
    pair !== undefined && others.length === 0 && !item.fields?.().some(({ name }) => name === pair[0]);
  return isPair ? named(key, pair[0], pair[1], item) : one;
}

function takesValue(item: Want): boolean {
  return item.fields?.().some((field) => field.name === 'value') === true;
}

function named(key: string, name: string, value: Json, item: Want): Json {
  if (isObject(value)) return { [key]: name, ...value };
  return { [key]: name, ...(takesValue(item) && value !== null && { value }) };
}

function mapping(found: Json | undefined, want: Want): Json | undefined {
  const fields = want.fields?.() ?? [];
  const given = isArray(found) && found.length === 1 ? found[0] : found;
  const known = isObject(given) ? given : ownField(given, fields);
  const needed = fields.filter(({ name, required }) => required || Object.hasOwn(known, name));
  const made: { [name: string]: Json } = {};
  for (const { name, want: inner } of needed.slice(0, SHOWN)) {
    const value = reshaped(known[name], inner);
    if (value !== undefined) made[name] = value;
  }
  return Object.keys(made).length === 0 ? want.sample : made;
}

/** The field that a bare value was meant for: one of a few words, else a required one, else the first that takes it. */
function ownField(value: Json | undefined, fields: readonly WantedField[]): JsonObject {
  const takes = ({ want }: WantedField, candidate: Json) => want.form === 'leaf' && want.accepts?.(candidate);
  for (const candidate of candidates(value)) {
    const taking = fields.filter((field) => takes(field, candidate));
    const isWord = (field: WantedField) => typeof candidate === 'string' && !takes(field, 'ANY TEXT');
    const best = taking.find(isWord) ?? taking.find(({ required }) => required) ?? taking[0];
    if (best !== undefined) return { [best.name]: candidate };
  }
  const pairs = fields.find(({ want }) => want.form === 'map');
  return typeof value === 'string' && pairs !== undefined && PAIR.test(value) ? { [pairs.name]: value } : {};
}

/** `targetNamespace` as TARGET_NAMESPACE: nobody takes it for a value. */
export function inCapitals(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase() || 'VALUE';
}
