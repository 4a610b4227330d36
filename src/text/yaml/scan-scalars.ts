/** The four kinds of scalars, from goyaml v2's scannerc.go (libyaml): the cursor stands behind them afterwards. */
import { type Cursor, END, HASH, isBlank, isBreak, isBreakOrEnd, isSpace, SPACE, TAB } from './cursor.ts';
import type { Fault } from './problem.ts';

const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SINGLE_QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;

/** `, ? [ ] { }`, which end a plain scalar within brackets. */
function isFlowIndicator(code: number): boolean {
  return code === 0x2c || code === 0x3f || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

/** A letter or a digit, with which most scalars begin. */
export function isWord(code: number): boolean {
  return (code > 0x60 && code < 0x7b) || (code > 0x40 && code < 0x5b) || (code > 0x2f && code < 0x3a);
}

/** Whether what is no other token begins a plain scalar. */
export function startsPlain(cursor: Cursor, inFlow: boolean): boolean {
  const character = cursor.text[cursor.pos] as string;
  if (character === '-') return !isBlank(cursor.code(1));
  if (character === '?' || character === ':') return !inFlow && !isSpace(cursor.code(1));
  return !'#|>%@`\t'.includes(character);
}

/** The text of a fold: one break is a space, several are one less; LS and PS stay. */
function folded(first: string, rest: string): string {
  if (first !== '\n') return first + rest;
  return rest === '' ? ' ' : rest;
}

export interface PlainScan {
  readonly value: string;
  /** Whether a line break follows: a key may begin there. */
  readonly broke: boolean;
}

export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): PlainScan {
  const { text } = cursor;
  const start = cursor.pos;
  let value = '';
  let kept = start;
  let end = start;
  let broke = false;
  let first = '';
  let rest = '';
  while (!cursor.atDocumentMark() && cursor.code() !== HASH) {
    const wordStart = cursor.pos;
    let pos = wordStart;
    let code = text.charCodeAt(pos);
    while (
      !isSpace(code) &&
      !(code === COLON && isSpace(text.charCodeAt(pos + 1))) &&
      !(inFlow && isFlowIndicator(code))
    ) {
      code = text.charCodeAt(++pos);
    }
    if (pos > wordStart) {
      if (broke) {
        value += text.slice(kept, end) + folded(first, rest);
        kept = wordStart;
        broke = false;
        first = rest = '';
      }
      end = pos;
    }
    cursor.pos = pos;
    if (!isBlank(code) && !isBreak(code)) break;
    for (; isBlank(code) || isBreak(code); code = cursor.code()) {
      if (isBlank(code)) {
        if (broke && code === TAB && cursor.column < indent) throw tabFault(cursor);
        cursor.pos++;
      } else if (broke) rest += cursor.readBreak();
      else {
        first = cursor.readBreak();
        broke = true;
      }
    }
    if (!inFlow && cursor.column < indent) break;
  }
  return { value: value + text.slice(kept, end), broke };
}

function tabFault(cursor: Cursor): Fault {
  return cursor.fault('A tab where only spaces may indent.', 'Indent with spaces.');
}

export function scanQuoted(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.pos;
  const quote = cursor.code();
  cursor.pos++;
  let value = '';
  let kept = cursor.pos;
  const keep = (): void => {
    value += text.slice(kept, cursor.pos);
  };
  for (;;) {
    if (cursor.atDocumentMark() || cursor.code() === END) {
      throw cursor.fault('The quote that begins here is not closed.', 'Close it.', start);
    }
    let escapedBreak = false;
    for (let code = cursor.code(); !isSpace(code) && code !== quote; code = cursor.code()) {
      if (code !== BACKSLASH || quote === SINGLE_QUOTE) {
        cursor.pos++;
        continue;
      }
      keep();
      if (isBreak(cursor.code(1))) {
        cursor.pos++;
        cursor.readBreak();
        escapedBreak = true;
        kept = cursor.pos;
        break;
      }
      value += scanEscape(cursor);
      kept = cursor.pos;
    }
    if (cursor.code() === quote && !escapedBreak) {
      if (quote === DOUBLE_QUOTE || cursor.code(1) !== SINGLE_QUOTE) break;
      cursor.pos++;
      keep();
      kept = ++cursor.pos;
      continue;
    }
    const blanks = cursor.pos;
    let broke = escapedBreak;
    let first = '';
    let rest = '';
    for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
      if (isBlank(code)) cursor.pos++;
      else if (broke) rest += cursor.readBreak();
      else {
        value += text.slice(kept, blanks);
        first = cursor.readBreak();
        broke = true;
      }
    }
    if (broke) {
      value += escapedBreak ? rest : folded(first, rest);
      kept = cursor.pos;
    }
  }
  keep();
  cursor.pos++;
  return value;
}

/** The escapes of YAML 1.1: `\/` is none. */
const ESCAPES: { readonly [character: string]: string } = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};
const HEX_LENGTHS: { readonly [character: string]: number } = { x: 2, u: 4, U: 8 };

function scanEscape(cursor: Cursor): string {
  const letter = cursor.text[cursor.pos + 1] as string;
  const simple = ESCAPES[letter];
  if (simple !== undefined) {
    cursor.pos += 2;
    return simple;
  }
  const length = HEX_LENGTHS[letter] ?? 0;
  const hex = cursor.text.slice(cursor.pos + 2, cursor.pos + 2 + length);
  const code = /^[\da-fA-F]+$/.test(hex) && hex.length === length ? Number.parseInt(hex, 16) : Number.NaN;
  if (Number.isNaN(code)) {
    throw cursor.fault(
      `The escape \\${letter} is none that kubectl knows.`,
      'Write a backslash as two, or use single quotes.',
    );
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw cursor.fault(
      `kubectl refuses \\${letter}${hex}: it is no character.`,
      'Write the character itself, or \\U and eight digits for one beyond U+FFFF.',
    );
  }
  cursor.pos += 2 + length;
  return String.fromCodePoint(code);
}

export function scanBlock(cursor: Cursor, parentIndent: number): string {
  const { text } = cursor;
  const literal = text[cursor.pos++] === '|';
  const header = /(?:([-+])([1-9])?|([1-9])([-+])?)?/y;
  header.lastIndex = cursor.pos;
  const [all, chomp1, indent1, indent2, chomp2] = header.exec(text) as RegExpExecArray;
  cursor.pos += all.length;
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreak(cursor.code())) {
    throw cursor.fault('Only a comment may follow | or > on its line.', 'Begin the text on the next line.');
  }
  cursor.readBreak();

  const chomping = chomp1 ?? chomp2;
  const increment = indent1 ?? indent2;
  const given = increment === undefined ? 0 : Math.max(parentIndent, 0) + Number(increment);
  let { indent, breaks } = scanBreaks(cursor, given, parentIndent);
  let value = '';
  let last = '';
  let wasBlank = false;
  while (cursor.column === indent && cursor.code() !== END) {
    const blank = isBlank(cursor.code());
    if (!literal && last === '\n' && !wasBlank && !blank) value += breaks === '' ? ' ' : '';
    else value += last;
    value += breaks;
    wasBlank = blank;
    const start = cursor.pos;
    while (!isBreakOrEnd(cursor.code())) cursor.pos++;
    value += text.slice(start, cursor.pos);
    last = isBreak(cursor.code()) ? cursor.readBreak() : '';
    ({ breaks } = scanBreaks(cursor, indent, parentIndent));
  }
  if (chomping !== '-') value += last;
  return chomping === '+' ? value + breaks : value;
}

/** Empty lines, and the indentation of the text behind them when it is not yet known. */
function scanBreaks(cursor: Cursor, known: number, parentIndent: number): { indent: number; breaks: string } {
  let breaks = '';
  let widest = 0;
  for (;;) {
    while ((known === 0 || cursor.column < known) && cursor.code() === SPACE) cursor.pos++;
    widest = Math.max(widest, cursor.column);
    if ((known === 0 || cursor.column < known) && cursor.code() === TAB) throw tabFault(cursor);
    if (!isBreak(cursor.code())) break;
    breaks += cursor.readBreak();
  }
  return { indent: known === 0 ? Math.max(widest, parentIndent + 1, 1) : known, breaks };
}
