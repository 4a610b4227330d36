import { MAX_DEPTH } from '../../json/depth.ts';
import { Cursor, END, HASH, isBreak, isSpace, SPACE, TAB } from './cursor.ts';
import { tooDeep } from './problem.ts';
import { scanName, scanTag } from './scan-names.ts';
import { isWord, scanBlock, scanPlain, scanQuoted, startsPlain } from './scan-scalars.ts';
import { SimpleKeys, strayColon } from './simple-keys.ts';
import type { Token, TokenType } from './token.ts';

/**
 * The tokens of one document, as goyaml v2 finds them (scannerc.go, from libyaml). Why not a library's:
 * docs/decisions/a-yaml-reader-of-our-own.md.
 */
export class Scanner {
  readonly #cursor: Cursor;
  #queue: Token[] = [];
  #next: Token | undefined;
  #head = 0;
  #taken = 0;
  #done = false;
  #indent = -1;
  readonly #indents: number[] = [];
  #flow = 0;
  #keyAllowed = true;
  /** Where the last scalar in one of the flow styles begins. */
  #text = 0;
  readonly #keys = new SimpleKeys();

  constructor(document: string, base: number) {
    this.#cursor = new Cursor(document, base);
  }

  peek(): Token {
    if (this.#next === undefined) {
      while (this.#needsMore()) this.#fetch();
      this.#next = this.#queue[this.#head] as Token;
    }
    return this.#next;
  }

  take(): Token {
    const token = this.peek();
    this.#next = undefined;
    this.#head++;
    this.#taken++;
    if (this.#head > 100 && this.#head === this.#queue.length) {
      this.#queue = [];
      this.#head = 0;
    }
    return token;
  }

  /** The next token is not known while a colon may still make a key of it. */
  #needsMore(): boolean {
    if (this.#done) return false;
    if (this.#head === this.#queue.length) return true;
    const key = this.#keys.startingAt(this.#taken);
    return key !== undefined && this.#keys.isValid(key, this.#cursor);
  }

  #fetch(): void {
    const cursor = this.#cursor;
    this.#skipToToken();
    this.#unroll(cursor.column);
    const code = cursor.code();
    if (code === END || cursor.atDocumentMark()) {
      this.#fetchEnd();
      return;
    }
    if (code === 0x25 && cursor.column === 0) {
      throw cursor.fault('A directive, which kubectl refuses.', 'Remove the line.');
    }
    if (isWord(code)) {
      this.#fetchPlain();
      return;
    }
    const character = cursor.text[cursor.pos] as string;
    switch (character) {
      case '[':
      case '{':
        this.#fetchOpen(character);
        return;
      case ']':
      case '}':
        this.#fetchClose(character);
        return;
      case ',':
        this.#keys.drop(cursor);
        this.#keyAllowed = true;
        this.#push(',', 1);
        return;
      case '-':
      case '?':
      case ':':
        if (isSpace(cursor.code(1)) || (this.#flow > 0 && character !== '-')) {
          this.#fetchIndicator(character);
          return;
        }
        break;
      case '*':
      case '&':
        this.#add(character === '*' ? 'alias' : 'anchor', this.#beginNode(), scanName(cursor));
        return;
      case '!':
        this.#add('tag', this.#beginNode(), scanTag(cursor));
        return;
      case '|':
      case '>':
        if (this.#flow === 0) {
          this.#fetchBlock();
          return;
        }
        break;
      case "'":
      case '"':
        this.#fetchQuoted();
        return;
    }
    if (!startsPlain(cursor, this.#flow > 0)) {
      throw code === TAB
        ? cursor.fault('A tab cannot begin a value.', 'Indent with spaces.')
        : cursor.fault(`The character ${character} cannot begin a value.`, 'Quote the value, if it is text.');
    }
    this.#fetchPlain();
  }

  #skipToToken(): void {
    const cursor = this.#cursor;
    const { text } = cursor;
    for (;;) {
      // A tab may separate, but not indent.
      const tabs = this.#flow > 0 || !this.#keyAllowed;
      let code = text.charCodeAt(cursor.pos);
      while (code === SPACE || (tabs && code === TAB)) code = text.charCodeAt(++cursor.pos);
      if (code > HASH && code < 0x85) return;
      cursor.skipComment();
      if (!isBreak(cursor.code())) return;
      cursor.readBreak();
      if (this.#flow === 0) this.#keyAllowed = true;
    }
  }

  #fetchEnd(): void {
    if (this.#cursor.code() !== END) this.#checkMark();
    this.#unroll(-1);
    this.#keys.drop(this.#cursor);
    this.#keyAllowed = false;
    this.#push('end', 0);
    this.#done = true;
  }

  /** kubectl ends the document at the mark, which is no separator for it, and drops what follows without a word. */
  #checkMark(): void {
    const cursor = this.#cursor;
    const start = cursor.pos;
    const isFirst = this.#taken === 0 && this.#queue.length === 0;
    while (cursor.text.startsWith('...', cursor.pos) && cursor.atDocumentMark()) {
      cursor.pos += 3;
      this.#keyAllowed = false;
      this.#skipToToken();
    }
    if (isFirst) throw cursor.fault('No document stands before this mark.', 'Remove the line.', start);
    if (cursor.code() !== END) {
      throw cursor.fault('kubectl drops what follows a document mark.', 'Begin the document with ---.');
    }
  }

  #fetchOpen(type: '[' | '{'): void {
    this.#beginNode();
    if (++this.#flow > MAX_DEPTH + 1) throw tooDeep(this.#cursor.base + this.#cursor.pos);
    this.#keys.enter();
    this.#keyAllowed = true;
    this.#push(type, 1);
  }

  #fetchClose(type: ']' | '}'): void {
    this.#keys.drop(this.#cursor);
    if (this.#flow > 0) {
      this.#flow--;
      this.#keys.leave();
    }
    this.#keyAllowed = false;
    this.#push(type, 1);
  }

  #fetchIndicator(character: '-' | '?' | ':'): void {
    if (character === '-') this.#fetchEntry();
    else if (character === '?') this.#fetchKey();
    else this.#fetchValue();
  }

  #fetchEntry(): void {
    this.#beginCollection('block-sequence', 'A list cannot begin here.');
    this.#keys.drop(this.#cursor);
    this.#keyAllowed = true;
    this.#push('-', 1);
  }

  #fetchKey(): void {
    this.#beginCollection('block-mapping', 'A key cannot begin here.');
    this.#keys.drop(this.#cursor);
    this.#keyAllowed = this.#flow === 0;
    this.#push('?', 1);
  }

  #fetchValue(): void {
    const cursor = this.#cursor;
    const key = this.#keys.last;
    if (this.#keys.isValid(key, cursor)) {
      this.#insert(key.token, '?', key.pos);
      this.#roll(key.pos - key.lineStart, 'block-mapping', key.pos, key.token);
      key.possible = false;
      this.#keyAllowed = false;
    } else {
      if (this.#flow === 0 && !this.#keyAllowed) throw strayColon(cursor, this.#text);
      this.#roll(cursor.column, 'block-mapping', cursor.pos);
      this.#keyAllowed = this.#flow === 0;
    }
    this.#push(':', 1);
  }

  #beginCollection(type: TokenType, message: string): void {
    if (this.#flow > 0) return;
    const cursor = this.#cursor;
    if (!this.#keyAllowed) {
      throw cursor.fault(message, 'Begin it on a line of its own, or quote the text.');
    }
    this.#roll(cursor.column, type, cursor.pos);
  }

  #fetchQuoted(): void {
    this.#text = this.#beginNode();
    this.#add('scalar', this.#text, scanQuoted(this.#cursor));
  }

  #fetchPlain(): void {
    this.#text = this.#beginNode();
    const { value, broke } = scanPlain(this.#cursor, this.#indent + 1, this.#flow > 0);
    if (broke) this.#keyAllowed = true;
    this.#add('scalar', this.#text, value, true);
  }

  #fetchBlock(): void {
    this.#keys.drop(this.#cursor);
    this.#keyAllowed = true;
    this.#add('scalar', this.#cursor.pos, scanBlock(this.#cursor, this.#indent));
  }

  /** What begins here may be a key; what follows it on the line, none. */
  #beginNode(): number {
    const { pos, column } = this.#cursor;
    if (this.#keyAllowed) {
      const required = this.#flow === 0 && this.#indent === column;
      this.#keys.save(this.#cursor, this.#taken + this.#queue.length - this.#head, required);
    }
    this.#keyAllowed = false;
    return pos;
  }

  #add(type: TokenType, pos: number, value = '', plain = false): void {
    this.#queue.push({ type, start: this.#cursor.base + pos, value, plain });
  }

  #push(type: TokenType, length: number): void {
    this.#add(type, this.#cursor.pos);
    this.#cursor.pos += length;
  }

  /** Puts a token before the one with that number, counted from the start of the text. */
  #insert(number: number, type: TokenType, pos: number): void {
    const queue = this.#queue;
    const index = this.#head + number - this.#taken;
    const token: Token = { type, start: this.#cursor.base + pos, value: '', plain: false };
    queue.push(token);
    // Array.splice takes ten times as long on what is mostly one token.
    for (let last = queue.length - 1; last > index; last--) queue[last] = queue[last - 1] as Token;
    queue[index] = token;
  }

  #roll(column: number, type: TokenType, pos: number, number?: number): void {
    if (this.#flow > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > 2 * MAX_DEPTH + 2) throw tooDeep(this.#cursor.base + pos);
    if (number === undefined) this.#add(type, pos);
    else this.#insert(number, type, pos);
  }

  #unroll(column: number): void {
    if (this.#flow > 0) return;
    while (this.#indent > column) {
      this.#push('block-end', 0);
      this.#indent = this.#indents.pop() as number;
    }
  }
}
