import { blame } from './blame/blame.ts';
import { conflicts } from './blame/conflicts.ts';
import { misspelt, TEXT_BEHIND } from './blame/separators.ts';
import { Keys } from './common/keys.ts';
import { readCommonStyle } from './common/style.ts';
import { compose } from './compose.ts';
import { type ParsedJson, parseJsonNode } from './json.ts';
import { Lines, type Place } from './lines.ts';
import { meant, misreadings, secondObjects } from './misread.ts';
import type { Node } from './node.ts';
import { parseDocument } from './parse.ts';
import { Fault, type Problem, type TextProblem, type TextWarning } from './problem.ts';
import { Places, ReadDocument, type ReadValue, type TextDocument } from './read-document.ts';

export type { Place, TextDocument, TextProblem, TextWarning };

export interface TextRead {
  readonly documents: readonly TextDocument[];
  readonly problems: readonly TextProblem[];
  /** A line of the text, from 1, without its end. */
  sourceLine(number: number): string;
}

/**
 * The documents of a YAML or JSON text, split as kubectl splits them (k8s.io/apimachinery, util/yaml/decoder.go) and
 * with the values that kubectl reads. What is wrong with one document does not hide the others. Empty documents are
 * left out. Never throws.
 */
export function readDocuments(text: string): TextRead {
  const reader = new Reader(text, { left: MOST_TRIED });
  reader.read();
  return reader;
}

/** How many characters of mended text may be read to find out what is to blame for the faults of one text. */
interface Tries {
  left: number;
}
const MOST_TRIED = 8_000_000;

const NONE: readonly TextWarning[] = [];
const BYTE_ORDER_MARK = '\ufeff';
const JSON_OBJECT = /^\s*\{/;
const QUOTED_KEY = /^\s*\{\s*"/;

/** Blank, for Go, or a comment. */
const ONLY_COMMENT = /^(?:[^\S\ufeff]|\u0085)*(?:#|$)/;

/** Most texts, which this tells in a part of the time. */
const READABLE = /^[\t\n\r -~]*$/;

/** What goyaml refuses wherever it stands, comments included. */
const UNREADABLE = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff\ud800-\udfff]/u;

class Reader implements TextRead {
  readonly documents: TextDocument[] = [];
  readonly problems: TextProblem[] = [];
  readonly #text: string;
  readonly #lines: Lines;
  readonly #places: Places;
  readonly #keys = new Keys();
  readonly #suspect: boolean;
  readonly #tries: Tries | undefined;
  /** Where the first fault is. */
  #stop: number | undefined;

  /** Without `tries` a fault is where the reader stops, whatever is to blame for it. */
  constructor(text: string, tries?: Tries) {
    this.#text = text;
    this.#tries = tries;
    this.#lines = new Lines(text);
    this.#places = new Places(this.#lines);
    this.#suspect = !READABLE.test(text) && UNREADABLE.test(text);
  }

  read(): void {
    const start = this.#text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    if (JSON_OBJECT.test(this.#text.slice(start))) this.#readJson(start);
    else this.#readYaml(start);
    if (this.#stop !== undefined && this.#tries !== undefined) this.#lookForConflicts();
  }

  sourceLine(number: number): string {
    return this.#lines.line(number);
  }

  /** Objects one after the other. Where the first or second is none, kubectl takes the rest for YAML. */
  #readJson(from: number): void {
    const text = this.#text;
    let end = from;
    for (let count = 0; ; count++) {
      const start = skipSpace(text, end);
      if (start === text.length) return;
      let parsed: ParsedJson;
      try {
        parsed = parseJsonNode(text, start);
      } catch (error) {
        const fault = asFault(error);
        if (count > 1 || fault.code !== 'SyntaxError') this.#blame(fault, end, text.length);
        else this.#readYamlOr(fault, skipLine(text, end));
        return;
      }
      end = parsed.end;
      if (parsed.refused !== undefined) this.#report(parsed.refused);
      else this.#compose(parsed.node, start, end, () => parseJsonNode(text, start).node);
    }
  }

  /** As YAML, unless neither will do and it looks like JSON: then its fault is the one to mend. */
  #readYamlOr(fault: Fault, start: number): void {
    const before = this.problems.length;
    this.#readYaml(start);
    if (this.problems.length === before || !QUOTED_KEY.test(this.#text.slice(start))) return;
    this.problems.splice(before, 1);
    this.#blame(fault, start, this.#text.length);
  }

  #readYaml(from: number): void {
    const text = this.#text;
    for (let start = from; start < text.length; ) {
      const end = separator(text, start);
      if (end > start) this.#readChunk(start, end);
      if (end === text.length) return;
      const lineEnd = text.indexOf('\n', end);
      start = lineEnd < 0 ? text.length : lineEnd + 1;
      this.#checkSeparator(end, start);
    }
  }

  /** kubectl reads the text by lines and takes each that begins with `---` for a separator. */
  #checkSeparator(start: number, end: number): void {
    const line = this.#text.slice(start, end);
    if (ONLY_COMMENT.test(line.slice(3))) return;
    this.#stop ??= start;
    const { message, hint } = /^-+\s*$/.test(line) ? misspelt(line.trimEnd()) : TEXT_BEHIND;
    this.#report(new Fault('SyntaxError', start, message, hint));
  }

  #readChunk(start: number, end: number): void {
    const parse = (): Node | undefined => parseDocument(this.#text.slice(start, end), start);
    if (!this.#suspect) {
      const common = readCommonStyle(this.#text, start, end, this.#keys);
      if (common !== undefined) {
        this.#add({ ...common, warnings: NONE }, () => parse() as Node);
        return;
      }
    }
    let node: Node | undefined;
    try {
      if (this.#suspect) this.#checkCharacters(start, end);
      node = parse();
    } catch (error) {
      this.#blame(asFault(error), start, end);
    }
    if (node !== undefined) this.#compose(node, start, end, () => parse() as Node);
  }

  #checkCharacters(start: number, end: number): void {
    const found = UNREADABLE.exec(this.#text.slice(start, end));
    if (found === null) return;
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new Fault(
      'SyntaxError',
      start + found.index,
      `kubectl refuses the raw control character U+${code}.`,
      'Remove it, or write it as an escape in double quotes.',
    );
  }

  #compose(node: Node, start: number, end: number, parse: () => Node): void {
    try {
      const composition = compose(node);
      const joints = composition.duplicates.length > 0 ? secondObjects(node) : [];
      for (const duplicate of joints.length > 0 ? joints : composition.duplicates) {
        this.#report(meant(duplicate, this.#text));
      }
      if (composition.value === null || composition.duplicates.length > 0) return;
      const more = this.#tries === undefined ? [] : misreadings(node, this.#text.slice(start, end), start);
      const warnings = [...more, ...composition.warnings];
      this.#add({ value: composition.value, warnings, start: node.start }, parse);
    } catch (error) {
      this.#blame(asFault(error), start, end);
    }
  }

  #add(read: ReadValue, parse: () => Node): void {
    this.documents.push(new ReadDocument(read, this.#places, parse));
  }

  /** Reports a fault of a part of the text where what is to blame for it stands. */
  #blame(fault: Fault, start: number, end: number): void {
    const tries = this.#tries;
    this.#stop ??= fault.offset;
    if (tries === undefined || fault.code !== 'SyntaxError') {
      this.#report(fault);
      return;
    }
    const opening = fault.opening === undefined ? undefined : fault.opening - start;
    const stop = { at: fault.offset - start, opening };
    const found = blame(this.#text.slice(start, end), stop, (mended) => {
      tries.left -= mended.length;
      if (tries.left < 0) return undefined;
      const reader = new Reader(mended);
      reader.read();
      return reader.#stop === undefined ? 0 : mended.length - reader.#stop;
    });
    this.#report(
      found === undefined ? fault : new Fault('SyntaxError', start + found.at, found.message, found.hint),
    );
  }

  /** Whatever else there is to say of a text with conflicts of a merge comes after they are resolved. */
  #lookForConflicts(): void {
    const found = conflicts(this.#text);
    if (found.length === 0) return;
    this.problems.length = 0;
    for (const { at, message, hint } of found) this.#report(new Fault('SyntaxError', at, message, hint));
  }

  #report({ code, offset, message, hint, more }: Problem): void {
    const place = this.#lines.place(offset);
    this.problems.push({ code, message, hint, ...(more !== undefined && { more }), ...place });
  }
}

function skipSpace(text: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  return from + (space.exec(text) as RegExpExecArray)[0].length;
}

/** The end of the line, if only blanks follow there. */
function skipLine(text: string, from: number): number {
  const blanks = /[^\S\n]*\n?/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(text) as RegExpExecArray)[0].length;
}

/** Where the next separator begins, or the end of the text. */
function separator(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const found = text.indexOf('\n---', from);
  return found < 0 ? text.length : found + 1;
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  throw error;
}
