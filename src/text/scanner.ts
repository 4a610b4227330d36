import { Cursor, END, isBlank, isBreak, isSpace, SPACE, TAB } from './cursor.ts';
import { MAX_DEPTH } from './node.ts';
import { Fault } from './problem.ts';
import { scanBlock, scanPlain, scanQuoted } from './scan-scalars.ts';

export type TokenType =
  | 'end' // of the text, or a document mark
  | 'block-sequence'
  | 'block-mapping'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | '?'
  | ':'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  /** Offset in the whole text. */
  readonly start: number;
  /** Of a scalar, a tag, or the name of an anchor or alias. */
  readonly value: string;
  /** Of a scalar without quotes, in one line or several. */
  readonly plain: boolean;
}

/** Where a key without `?` may begin; whether it does, shows only when its colon is found. */
interface SimpleKey {
  possible: boolean;
  required: boolean;
  token: number;
  pos: number;
  lineStart: number;
}

/** YAML's bound on a key without `?`, in characters up to the colon. */
const LONGEST_KEY = 1024;

const NAME = /[\w-]+/y;
const TAG = /!(?:<([\w\-;/?:@&=+$,.!~*'()[\]%]*)>|(!|[\w-]*!)?([\w\-;/?:@&=+$,.!~*'()[\]%]*))/y;

/**
 * The tokens of one document, as goyaml v2 finds them (scannerc.go, from libyaml). Ours, since the libraries of
 * JavaScript read YAML 1.2: js-yaml 5 refuses `a: [\n  b\n]` and takes a tab behind `-`, `[a:, b]`, `{x: a?b}`, a key
 * of 2,000 characters, text behind `...` or a raw U+2028 for something else than kubectl does.
 */
export class Scanner {
  readonly #cursor: Cursor;
  #queue: Token[] = [];
  #head = 0;
  #taken = 0;
  #done = false;
  #indent = -1;
  readonly #indents: number[] = [];
  #flow = 0;
  #keyAllowed = true;
  readonly #keys: SimpleKey[] = [{ possible: false, required: false, token: 0, pos: 0, lineStart: 0 }];

  constructor(document: string, base: number) {
    this.#cursor = new Cursor(document, base);
  }

  peek(): Token {
    while (this.#needsMore()) this.#fetch();
    return this.#queue[this.#head] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.#head++;
    this.#taken++;
    if (this.#head === this.#queue.length) {
      this.#queue = [];
      this.#head = 0;
    }
    return token;
  }

  /** The next token is not known while a colon may still make a key of it. */
  #needsMore(): boolean {
    if (this.#done) return false;
    if (this.#head === this.#queue.length) return true;
    for (const key of this.#keys) {
      if (key.token === this.#taken && key.possible) return this.#isValid(key);
    }
    return false;
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
        this.#dropKey();
        this.#keyAllowed = true;
        this.#push(',', 1);
        return;
      case '-':
        if (isSpace(cursor.code(1))) {
          this.#fetchEntry();
          return;
        }
        break;
      case '?':
        if (this.#flow > 0 || isSpace(cursor.code(1))) {
          this.#fetchKey();
          return;
        }
        break;
      case ':':
        if (this.#flow > 0 || isSpace(cursor.code(1))) {
          this.#fetchValue();
          return;
        }
        break;
      case '*':
      case '&':
        this.#fetchAnchor(character);
        return;
      case '!':
        this.#fetchTag();
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
    if (!this.#startsPlain(character)) {
      const found = code === TAB ? 'A tab' : `The character ${character}`;
      throw cursor.fault(
        `${found} cannot begin a value.`,
        code === TAB ? 'Indent with spaces.' : 'Quote the value, if it is text.',
      );
    }
    this.#fetchPlain();
  }

  #startsPlain(character: string): boolean {
    if (character === '-') return !isBlank(this.#cursor.code(1));
    if (character === '?' || character === ':') return this.#flow === 0 && !isSpace(this.#cursor.code(1));
    return !'#|>%@`\t'.includes(character);
  }

  #skipToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      // A tab may separate, but not indent.
      const tabs = this.#flow > 0 || !this.#keyAllowed;
      for (let code = cursor.code(); code === SPACE || (tabs && code === TAB); code = cursor.code())
        cursor.pos++;
      cursor.skipComment();
      if (!isBreak(cursor.code())) return;
      cursor.readBreak();
      if (this.#flow === 0) this.#keyAllowed = true;
    }
  }

  #fetchEnd(): void {
    if (this.#cursor.code() !== END) this.#checkMark();
    this.#unroll(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    this.#push('end', 0);
    this.#done = true;
  }

  /** kubectl ends the document at the mark, which is no separator for it, and drops what follows without a word. */
  #checkMark(): void {
    const cursor = this.#cursor;
    const start = cursor.pos;
    const isFirst = this.#taken + this.#queue.length === 0;
    while (cursor.text.startsWith('...', cursor.pos) && cursor.atDocumentMark()) {
      cursor.pos += 3;
      this.#keyAllowed = false;
      this.#skipToToken();
    }
    if (isFirst) throw cursor.fault('No document stands before this mark.', 'Remove the line.', start);
    if (cursor.code() !== END) {
      throw cursor.fault(
        'kubectl drops what stands here, after a document mark.',
        'Begin the document with ---.',
      );
    }
  }

  #fetchOpen(type: '[' | '{'): void {
    this.#saveKey();
    if (++this.#flow > MAX_DEPTH + 1) throw tooDeep(this.#cursor.base + this.#cursor.pos);
    this.#keys.push({ possible: false, required: false, token: 0, pos: 0, lineStart: 0 });
    this.#keyAllowed = true;
    this.#push(type, 1);
  }

  #fetchClose(type: ']' | '}'): void {
    this.#dropKey();
    if (this.#flow > 0) {
      this.#flow--;
      this.#keys.pop();
    }
    this.#keyAllowed = false;
    this.#push(type, 1);
  }

  #fetchEntry(): void {
    if (this.#flow === 0) {
      if (!this.#keyAllowed) {
        throw this.#cursor.fault(
          'A list cannot begin here.',
          'Begin it on a line of its own, or quote the text.',
        );
      }
      this.#roll(this.#cursor.column, 'block-sequence', this.#cursor.pos);
    }
    this.#dropKey();
    this.#keyAllowed = true;
    this.#push('-', 1);
  }

  #fetchKey(): void {
    if (this.#flow === 0) {
      if (!this.#keyAllowed) {
        throw this.#cursor.fault(
          'A key cannot begin here.',
          'Begin it on a line of its own, or quote the text.',
        );
      }
      this.#roll(this.#cursor.column, 'block-mapping', this.#cursor.pos);
    }
    this.#dropKey();
    this.#keyAllowed = this.#flow === 0;
    this.#push('?', 1);
  }

  #fetchValue(): void {
    const key = this.#keys.at(-1) as SimpleKey;
    if (this.#isValid(key)) {
      this.#insert(key.token, '?', key.pos);
      this.#roll(key.pos - key.lineStart, 'block-mapping', key.pos, key.token);
      key.possible = false;
      this.#keyAllowed = false;
    } else {
      if (this.#flow === 0) {
        if (!this.#keyAllowed) {
          throw this.#cursor.fault(
            'A mapping cannot begin within a value.',
            'Begin it on a line of its own, or quote the text.',
          );
        }
        this.#roll(this.#cursor.column, 'block-mapping', this.#cursor.pos);
      }
      this.#keyAllowed = this.#flow === 0;
    }
    this.#push(':', 1);
  }

  #fetchAnchor(character: '*' | '&'): void {
    const cursor = this.#cursor;
    this.#saveKey();
    this.#keyAllowed = false;
    const start = cursor.pos;
    NAME.lastIndex = start + 1;
    const name = NAME.exec(cursor.text)?.[0] ?? '';
    cursor.pos += 1 + name.length;
    if (name === '' || !(isSpace(cursor.code()) || '?:,]}%@`'.includes(cursor.text[cursor.pos] as string))) {
      throw cursor.fault(
        `A name of letters, digits, - and _ must follow ${character}.`,
        'Quote the value, if it is text.',
        start,
      );
    }
    this.#queue.push({
      type: character === '*' ? 'alias' : 'anchor',
      start: cursor.base + start,
      value: name,
      plain: false,
    });
  }

  #fetchTag(): void {
    const cursor = this.#cursor;
    this.#saveKey();
    this.#keyAllowed = false;
    const start = cursor.pos;
    TAG.lastIndex = start;
    const [all, verbatim, handle = '', suffix = ''] = TAG.exec(cursor.text) as RegExpExecArray;
    cursor.pos += all.length;
    const known =
      verbatim === undefined ? handle === '' || (handle === '!' && suffix !== '') : verbatim !== '';
    if (!known || all.includes('%') || !isSpace(cursor.code())) {
      throw cursor.fault(
        'A tag that kubectl does not know.',
        'Remove it, or quote the value, if it is text.',
        start,
      );
    }
    const value = verbatim ?? (handle === '!' ? `tag:yaml.org,2002:${suffix}` : `!${suffix}`);
    this.#queue.push({ type: 'tag', start: cursor.base + start, value, plain: false });
  }

  #fetchBlock(): void {
    this.#dropKey();
    this.#keyAllowed = true;
    const start = this.#cursor.pos;
    this.#pushScalar(start, scanBlock(this.#cursor, this.#indent), false);
  }

  #fetchQuoted(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const start = this.#cursor.pos;
    this.#pushScalar(start, scanQuoted(this.#cursor), false);
  }

  #fetchPlain(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const start = this.#cursor.pos;
    const { value, broke } = scanPlain(this.#cursor, this.#indent + 1, this.#flow > 0);
    if (broke) this.#keyAllowed = true;
    this.#pushScalar(start, value, true);
  }

  #pushScalar(start: number, value: string, plain: boolean): void {
    this.#queue.push({ type: 'scalar', start: this.#cursor.base + start, value, plain });
  }

  #push(type: TokenType, length: number): void {
    this.#queue.push({ type, start: this.#cursor.base + this.#cursor.pos, value: '', plain: false });
    this.#cursor.pos += length;
  }

  /** Puts a token before the one with that number, counted from the start of the text. */
  #insert(number: number, type: TokenType, pos: number): void {
    const token: Token = { type, start: this.#cursor.base + pos, value: '', plain: false };
    this.#queue.splice(this.#head + number - this.#taken, 0, token);
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    const { pos, lineStart, column } = this.#cursor;
    this.#dropKey();
    const key = this.#keys.at(-1) as SimpleKey;
    key.possible = true;
    key.required = this.#flow === 0 && this.#indent === column;
    key.token = this.#taken + this.#queue.length - this.#head;
    key.pos = pos;
    key.lineStart = lineStart;
  }

  #dropKey(): void {
    const key = this.#keys.at(-1) as SimpleKey;
    if (key.possible && key.required) throw this.#noColon(key);
    key.possible = false;
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const { text, pos, lineStart } = this.#cursor;
    if (key.lineStart === lineStart) {
      if (pos - key.pos <= LONGEST_KEY) return true;
      if (pos - key.pos <= 2 * LONGEST_KEY && [...text.slice(key.pos, pos)].length <= LONGEST_KEY)
        return true;
    }
    if (key.required) throw this.#noColon(key);
    key.possible = false;
    return false;
  }

  #noColon(key: SimpleKey): Fault {
    return this.#cursor.fault(
      `A key must be followed by ":" on its line, within ${String(LONGEST_KEY)} characters.`,
      'Write the colon and a blank after the key, or indent the line if it continues the one before.',
      key.pos,
    );
  }

  #roll(column: number, type: TokenType, pos: number, number?: number): void {
    if (this.#flow > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > 2 * MAX_DEPTH + 2) throw tooDeep(this.#cursor.base + pos);
    if (number === undefined)
      this.#queue.push({ type, start: this.#cursor.base + pos, value: '', plain: false });
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

export function tooDeep(offset: number): Fault {
  return new Fault(
    'TooDeep',
    offset,
    `Nested more than ${String(MAX_DEPTH)} levels deep.`,
    'Flatten the document.',
  );
}
