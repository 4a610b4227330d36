/** Where keys and values of the common style end; nothing where they might be more than that. All end with their line. */
import {
  BACKSLASH,
  BEGINS_KEY,
  BEGINS_PLAIN,
  COLON,
  DASH,
  HASH,
  IN_KEY,
  IN_TEXT,
  is,
  LF,
  SPACE,
} from './characters.ts';

const LONGEST_KEY = 200;

/** The place of the colon behind a key. */
export function endOfKey(text: string, start: number): number | undefined {
  if (!is(text.charCodeAt(start), BEGINS_KEY)) return undefined;
  let pos = start + 1;
  while (is(text.charCodeAt(pos), IN_KEY)) pos++;
  if (text.charCodeAt(pos) !== COLON || pos - start > LONGEST_KEY) return undefined;
  const next = text.charCodeAt(pos + 1);
  return next === SPACE || next === LF ? pos : undefined;
}

/** The place behind a plain text; blanks and a comment may follow there. */
export function endOfPlain(text: string, start: number): number | undefined {
  const first = text.charCodeAt(start);
  if (!is(first, BEGINS_PLAIN) && !(first === DASH && is(text.charCodeAt(start + 1), IN_KEY)))
    return undefined;
  let pos = start;
  for (;;) {
    let code = text.charCodeAt(pos);
    while (is(code, IN_TEXT) && code !== COLON) code = text.charCodeAt(++pos);
    if (code === COLON) {
      const next = text.charCodeAt(++pos);
      if (next === SPACE || next === LF) return undefined;
      continue;
    }
    if (code !== SPACE) return pos;
    let next = pos + 1;
    while (text.charCodeAt(next) === SPACE) next++;
    const behind = text.charCodeAt(next);
    if (behind === LF || behind === HASH) return pos;
    pos = next;
  }
}

/** The place of the closing quote of a text that begins at `start`. */
export function endOfQuoted(text: string, start: number, quote: number): number | undefined {
  let pos = start;
  let code = text.charCodeAt(pos);
  while (code !== quote) {
    if (code === BACKSLASH || (code !== SPACE && !is(code, IN_TEXT))) return undefined;
    code = text.charCodeAt(++pos);
  }
  return text.charCodeAt(pos + 1) === quote ? undefined : pos;
}
