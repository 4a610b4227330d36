import { ExactNumber, type Json } from './json.ts';

/** TypeScript's library does not know the third argument yet. */
const parse = JSON.parse as (
  text: string,
  reviver?: (key: string, value: Json, context: { readonly source: string }) => Json,
) => Json;

/**
 * Whether a number may stand in the text that a double does not give back as it was written. A text of words may look
 * so too, and then only takes longer.
 */
const MAY_BE_EXACT = /\d{16}|\d[eE]|\.\d*0(?!\d)|-0(?!\.)/;

/** A text of JSON with every digit of its numbers. Throws a SyntaxError, as `JSON.parse` does. */
export function readJson(text: string): Json {
  if (!MAY_BE_EXACT.test(text)) return parse(text);
  return parse(text, (_, value, { source }) =>
    typeof value === 'number' && String(value) !== source ? new ExactNumber(source) : value,
  );
}

/**
 * The same value, made by this program. Programs that are loaded apart have classes of their own: a number that one of
 * them keeps exactly is no ExactNumber to another.
 */
export function adopted<T extends Json>(value: T): T {
  return readJson(JSON.stringify(value)) as T;
}
