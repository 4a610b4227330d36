/** How a single value stands in a text: plain where every reader takes it for the same, else quoted or escaped. */
import { escapeForYaml } from '../../../json/escape.ts';
import { ExactNumber, type Json } from '../../../json/json.ts';

/** A text as it stands in a YAML line: plain, or quoted. */
export function scalarText(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

/** Longer texts are of one object each, so it is no use to keep them. */
export const LONGEST_KEPT = 64;
export const MOST_KEPT = 10_000;

/** The same function with short texts kept: objects of one kind repeat most of theirs. */
export function cached(print: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST_KEPT) return print(text);
    const known = kept.get(text);
    if (known !== undefined) return known;
    const printed = print(text);
    if (kept.size < MOST_KEPT) kept.set(text, printed);
    return printed;
  };
}

const PLAIN = /^[A-Za-z/](?:[\w ./:@-]*[A-Za-z0-9])?$/;

/** Words that some reader takes for a boolean, a null or a number, in lower case. */
const RESERVED = new Set(['y', 'yes', 'n', 'no', 'true', 'false', 'on', 'off', 'null', 'nan', 'inf']);

export function isPlain(text: string): boolean {
  if (!PLAIN.test(text) || text.includes(': ')) return false;
  return text.length > 5 || !RESERVED.has(text.toLowerCase());
}

/** Printable lines with no blank at either end of the text or before a break, and at most one break at the end. */
const LITERAL =
  /^(?![ \n])(?:[ -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]*[!-~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd])?(?:\n+(?:[ -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]*[!-~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]))*\n?$/;

/**
 * What stands in quotes and escaped rather than on lines of its own: characters that reorder what is shown
 * (CVE-2021-42574), and what the log of a pipeline takes for a command.
 */
const HARMFUL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|^\s*::|##[A-Za-z]{0,16}\[/m;

/** Whether a text of several lines stands on lines of its own. */
export function isLiteral(text: string): boolean {
  return text.includes('\n') && LITERAL.test(text) && !HARMFUL.test(text);
}

export function literal(text: string, newline: string, headerEnd: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be printed');
  const clipped = text.endsWith('\n');
  const lines = (clipped ? text.slice(0, -1) : text).replace(/\n(?!\n)/g, newline);
  return `${clipped ? '|' : '|-'}${headerEnd}${newline}${lines}`;
}

export function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be printed');
  return escapeForYaml(JSON.stringify(text));
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** A number, a boolean or null. Throws on what JSON cannot carry. */
export function bare(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  const text = value instanceof ExactNumber ? value.text : typeof value === 'number' ? String(value) : '';
  // kubectl reads a number beyond the doubles as text.
  if (!NUMBER.test(text) || !Number.isFinite(Number(text))) {
    throw new TypeError(`${text || typeof value} cannot be printed`);
  }
  return text;
}
