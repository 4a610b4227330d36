/** Texts that every reader of YAML takes for the same value. */
import type { Json } from '../../../json/json.ts';
import { NotFinite, otherReading, readPlain } from '../scalars/scalars.ts';

/** Keys that every reader takes for the text that they are. Functions have few, and each has them all again. */
const KEYS = new Set<string>();
const MOST_KEYS = 10_000;

export function isKey(name: string): boolean {
  if (KEYS.has(name)) return true;
  if (readPlain(name) !== name || otherReading(name, name) !== undefined) return false;
  if (KEYS.size < MOST_KEYS) KEYS.add(name);
  return true;
}

/** What kubectl reads, unless others read it otherwise. */
export function scalar(text: string): Json | undefined {
  const value = readPlain(text);
  return value instanceof NotFinite || otherReading(text, value) !== undefined ? undefined : value;
}
