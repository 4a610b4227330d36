/** What messages are put together from. */
import { ExactNumber, isArray, isObject, type Json } from '../../json/json.ts';

const LONGEST = 60;

/** A value behind "is": a leaf as it is written, shortened; of anything else only what it is. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  if (value === '') return 'empty';
  if (isArray(value))
    return value.length === 0 ? 'an empty list' : `a list of ${counted(value.length, 'item')}`;
  if (isObject(value)) return 'a mapping';
  if (typeof value === 'string') return quoted(value);
  return shortened(value instanceof ExactNumber ? value.text : String(value));
}

/** A text from the input in quotes, shortened. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text));
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

/** `1 item`, `2 items`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** A count as people write it: 9,980. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Names that a message holds; whoever has more of them knows where to look. */
const FEW = 20;

/** The first names of a list that may be long, and in place of the others how many there are. */
export function few(names: readonly string[]): readonly string[] {
  return names.length <= FEW ? names : [...names.slice(0, FEW), `${grouped(names.length - FEW)} more`];
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** What a field may be, in a few words, and as they stand behind "must be". */
export interface Allowed {
  readonly allowed: string;
  readonly phrase: string;
}

/** One of some words. */
export function oneOf(words: readonly string[]): Allowed {
  const allowed = words.join(', ');
  return { allowed, phrase: words.length === 1 ? allowed : `one of ${allowed}` };
}

/** A number between two others; `most` may be infinite. */
export function within(least: number, most: number): Allowed {
  if (!Number.isFinite(most)) return anyOf(`${least} or more`);
  const allowed = `${least} to ${most}`;
  return { allowed, phrase: `from ${allowed}` };
}

export function anyOf(phrase: string): Allowed {
  return { allowed: phrase, phrase };
}
