/** Texts that every reader of YAML takes for the same value. */
import type { Json } from '../../../json/json.ts';
import { NotFinite, otherReading, readPlain } from '../scalars/scalars.ts';

/** What kubectl reads, unless others read it otherwise. */
export function scalar(text: string): Json | undefined {
  const value = readPlain(text);
  return value instanceof NotFinite || otherReading(text, value) !== undefined ? undefined : value;
}
