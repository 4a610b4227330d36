/**
 * A short way to the value of a document in the style of nearly all manifests: mappings and lists by indentation, of
 * plain and quoted values that end with their line, and lists of those in brackets. Reading it with tokens and a tree
 * takes several times as long. It gives up at the first character that might mean more, and then the whole reader has
 * the word: style.test.ts compares the two.
 */
import type { Json } from '../../../json/json.ts';
import {
  BEGINS_PLAIN,
  CLOSE,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  IN_BRACKETS,
  is,
  isInComment,
  LF,
  OPEN,
  SINGLE_QUOTE,
  SPACE,
} from './characters.ts';
import { endOfKey, endOfPlain, endOfQuoted } from './ends.ts';
import type { Key, Keys } from './keys.ts';
import { scalar } from './plain.ts';

export interface CommonDocument {
  readonly value: Json;
  /** Where the value begins in the text. */
  readonly start: number;
}

/**
 * The value of the part of a text between two places, which is a document; nothing where only the whole reader can tell,
 * because there is something to say of it or because it is in another style. The text has no character that YAML refuses.
 */
export function readCommonStyle(
  text: string,
  from: number,
  to: number,
  keys: Keys,
): CommonDocument | undefined {
  // Every scan below ends at a line break, and so needs no look at the end of the document.
  if (text.charCodeAt(to - 1) !== LF) return undefined;
  const reader = new Reader(text, from, to, keys);
  const start = reader.begin();
  const value = reader.block(0);
  return value === undefined || !reader.isDone ? undefined : { value, start };
}

/** Fewer than may be nested, so that the whole reader alone refuses. */
const MOST_LEVELS = 32;

class Reader {
  readonly #text: string;
  readonly #end: number;
  readonly #keys: Keys;
  readonly #items: Json[];
  /** How many of the items are those of lists that are not at their end. */
  #count = 0;
  #pos: number;
  /** The column of the text at `#pos`; -1 at the end. */
  #column = -1;

  constructor(text: string, from: number, to: number, keys: Keys) {
    this.#text = text;
    this.#pos = from;
    this.#end = to;
    this.#keys = keys;
    this.#items = keys.items;
  }

  get isDone(): boolean {
    return this.#column < 0 && this.#pos === this.#end;
  }

  /** Steps to the first text; gives its place. */
  begin(): number {
    this.#findText();
    return this.#pos;
  }

  /** The mapping or list that begins here. */
  block(level: number): Json | undefined {
    if (level > MOST_LEVELS || this.#column < 0) return undefined;
    return this.#isEntry() ? this.#list(level) : this.#mapping(level);
  }

  #mapping(level: number): Json | undefined {
    const column = this.#column;
    const object: { [key: string]: Json } = {};
    const mapping = this.#keys.begin();
    do {
      const key = this.#key();
      if (key === undefined || key.in[level] === mapping) return undefined;
      key.in[level] = mapping;
      const value = this.#valueOfKey(key, column, level);
      if (value === undefined) return undefined;
      object[key.name] = value;
    } while (this.#column === column);
    return this.#column > column ? undefined : object;
  }

  #list(level: number): Json | undefined {
    const column = this.#column;
    const first = this.#count;
    do {
      const item = this.#item(column, level);
      if (item === undefined) return undefined;
      this.#items[this.#count++] = item;
    } while (this.#column === column && this.#isEntry());
    return this.#column > column ? undefined : this.#taken(first);
  }

  /** The items from one on, as a list that is no larger than they need. */
  #taken(first: number): readonly Json[] {
    const items = this.#items.slice(first, this.#count);
    this.#count = first;
    return items;
  }

  /** A name and the colon behind it. */
  #key(): Key | undefined {
    const end = endOfKey(this.#text, this.#pos);
    if (end === undefined) return undefined;
    const key = this.#keys.read(this.#text, this.#pos, end);
    this.#pos = end + 1;
    return key;
  }

  #valueOfKey(key: Key, column: number, level: number): Json | undefined {
    if (this.#isAgain(key)) {
      this.#nextLine();
      return key.value;
    }
    if (!this.#skipToText()) return this.#inLine(key);
    this.#nextLine();
    if (this.#column > column) return this.block(level + 1);
    // A list may stand as far left as its key.
    if (this.#column === column && this.#isEntry()) return this.#list(level + 1);
    return null;
  }

  /** Steps over the plain text that the value had the last time, if that is all there is. */
  #isAgain({ text: known }: Key): boolean {
    if (known === '') return false;
    const text = this.#text;
    const start = this.#pos + 1;
    const end = start + known.length;
    if (text.charCodeAt(end) !== LF || text.charCodeAt(this.#pos) !== SPACE || !text.startsWith(known, start))
      return false;
    this.#pos = end;
    return true;
  }

  #item(column: number, level: number): Json | undefined {
    this.#pos++;
    const dash = this.#pos;
    if (this.#skipToText()) {
      this.#nextLine();
      return this.#column > column ? this.block(level + 1) : null;
    }
    if (!this.#isEntry() && endOfKey(this.#text, this.#pos) === undefined) return this.#inLine();
    this.#column = column + 1 + this.#pos - dash;
    return this.block(level + 1);
  }

  #isEntry(): boolean {
    if (this.#text.charCodeAt(this.#pos) !== DASH) return false;
    const next = this.#text.charCodeAt(this.#pos + 1);
    return next === SPACE || next === LF;
  }

  /** A value that ends with its line, in a list without a key; steps to the text behind. */
  #inLine(key?: Key): Json | undefined {
    const code = this.#text.charCodeAt(this.#pos);
    const value =
      code === OPEN
        ? this.#brackets(0)
        : code === DOUBLE_QUOTE || code === SINGLE_QUOTE
          ? this.#quoted(code)
          : this.#plain(key);
    if (value === undefined || !this.#skipToText()) return undefined;
    this.#nextLine();
    return value;
  }

  #plain(key: Key | undefined): Json | undefined {
    const text = this.#text;
    const start = this.#pos;
    const pos = endOfPlain(text, start);
    if (pos === undefined) return undefined;
    this.#pos = pos;
    if (key !== undefined && key.text.length === pos - start && text.startsWith(key.text, start))
      return key.value;
    const written = text.slice(start, pos);
    const value = scalar(written);
    if (key !== undefined && value !== undefined) {
      key.text = written;
      key.value = value;
    }
    return value;
  }

  #quoted(quote: number): string | undefined {
    const start = this.#pos + 1;
    const end = endOfQuoted(this.#text, start, quote);
    if (end === undefined) return undefined;
    this.#pos = end + 1;
    return this.#text.slice(start, end);
  }

  #brackets(level: number): Json | undefined {
    const text = this.#text;
    const first = this.#count;
    this.#pos++;
    this.#skipSpaces();
    if (text.charCodeAt(this.#pos) === CLOSE) {
      this.#pos++;
      return [];
    }
    for (;;) {
      const item = this.#itemInBrackets(level);
      if (item === undefined) return undefined;
      this.#items[this.#count++] = item;
      this.#skipSpaces();
      const code = text.charCodeAt(this.#pos++);
      if (code === CLOSE) return this.#taken(first);
      if (code !== COMMA) return undefined;
      this.#skipSpaces();
    }
  }

  #itemInBrackets(level: number): Json | undefined {
    const text = this.#text;
    const start = this.#pos;
    const code = text.charCodeAt(start);
    if (code === OPEN) return level < MOST_LEVELS ? this.#brackets(level + 1) : undefined;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quoted(code);
    if (!is(code, BEGINS_PLAIN)) return undefined;
    let pos = start;
    while (is(text.charCodeAt(pos), IN_BRACKETS)) pos++;
    this.#pos = pos;
    return scalar(text.slice(start, pos));
  }

  #skipSpaces(): void {
    while (this.#text.charCodeAt(this.#pos) === SPACE) this.#pos++;
  }

  /** Over blanks; whether the line ends there, a comment aside. */
  #skipToText(): boolean {
    const before = this.#pos;
    this.#skipSpaces();
    const code = this.#text.charCodeAt(this.#pos);
    return code === LF || (code === HASH && this.#pos > before && this.#skipComment());
  }

  /** False where a character in it ends a line for YAML 1.1 alone. */
  #skipComment(): boolean {
    const text = this.#text;
    let code = text.charCodeAt(this.#pos);
    while (isInComment(code)) code = text.charCodeAt(++this.#pos);
    return code === LF;
  }

  /** From the end of a line to the next text. */
  #nextLine(): void {
    this.#pos++;
    this.#findText();
  }

  /** From the start of a line. */
  #findText(): void {
    const text = this.#text;
    for (; this.#pos < this.#end; this.#pos++) {
      const start = this.#pos;
      this.#skipSpaces();
      const code = text.charCodeAt(this.#pos);
      // What is neither a break nor a comment is for the caller to like.
      if (code === LF || (code === HASH && this.#skipComment())) continue;
      this.#column = this.#pos - start;
      return;
    }
    this.#column = -1;
  }
}
