import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { type Composition, compose } from './compose.ts';
import { type ParsedJson, parseJsonNode } from './json.ts';
import { Lines, type Place } from './lines.ts';
import { offsetOf } from './locate.ts';
import type { Node } from './node.ts';
import { parseDocument } from './parse.ts';
import { Fault, type TextProblem, type TextWarning } from './problem.ts';

export type { Place, TextProblem, TextWarning };

/** One document of a text that is not empty. */
export interface TextDocument {
  readonly value: Json;
  /** The line its value begins in, from 1. */
  readonly line: number;
  readonly warnings: readonly TextWarning[];
  /**
   * Where a key or a value stands, or the nearest of its ancestors that does. The document is parsed again for it:
   * only faulty ones are asked, and positions of all would cost more than all else.
   */
  locate(pointer: Pointer, at: 'key' | 'value'): Place;
}

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
  const reader = new Reader(text);
  reader.read();
  return reader;
}

/**
 * Parses a document again to find a place in it. The last ones are kept, for their next finding: those of a Function and
 * of InfraRules are asked for in turn.
 */
class Places {
  readonly lines: Lines;
  readonly #trees = new Map<TextDocument, Node>();

  constructor(lines: Lines) {
    this.lines = lines;
  }

  tree(owner: TextDocument, parse: () => Node): Node {
    const tree = this.#trees.get(owner) ?? parse();
    // The one that was asked for last stands last.
    this.#trees.delete(owner);
    this.#trees.set(owner, tree);
    const [oldest] = this.#trees.keys();
    if (this.#trees.size > KEPT_TREES) this.#trees.delete(oldest as TextDocument);
    return tree;
  }
}

const KEPT_TREES = 2;

class ReadDocument implements TextDocument {
  readonly value: Json;
  readonly warnings: readonly TextWarning[];
  readonly #start: number;
  readonly #places: Places;
  readonly #parse: () => Node;

  constructor({ value, warnings }: Composition, start: number, places: Places, parse: () => Node) {
    this.value = value;
    this.warnings = warnings;
    this.#start = start;
    this.#places = places;
    this.#parse = parse;
  }

  get line(): number {
    return this.#places.lines.place(this.#start).line;
  }

  locate(pointer: Pointer, at: 'key' | 'value'): Place {
    return this.#places.lines.place(offsetOf(this.#places.tree(this, this.#parse), pointer, at));
  }
}

const BYTE_ORDER_MARK = '\ufeff';
const JSON_OBJECT = /^\s*\{/;
const QUOTED_KEY = /^\s*\{\s*"/;

/** Blank, for Go, or a comment. */
const ONLY_COMMENT = /^(?:[^\S\ufeff]|\u0085)*(?:#|$)/;

/** What goyaml refuses wherever it stands, comments included. */
const UNREADABLE =
  /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|\p{Surrogate}/u;

class Reader implements TextRead {
  readonly documents: TextDocument[] = [];
  readonly problems: TextProblem[] = [];
  readonly #text: string;
  readonly #lines: Lines;
  readonly #places: Places;
  readonly #suspect: boolean;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new Lines(text);
    this.#places = new Places(this.#lines);
    this.#suspect = UNREADABLE.test(text);
  }

  read(): void {
    const start = this.#text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    if (JSON_OBJECT.test(this.#text.slice(start))) this.#readJson(start);
    else this.#readYaml(start);
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
        if (count > 1 || fault.code !== 'SyntaxError') this.#report(fault);
        else this.#readYamlOr(fault, skipLine(text, end));
        return;
      }
      end = parsed.end;
      if (parsed.refused !== undefined) this.#report(parsed.refused);
      else this.#compose(parsed.node, () => parseJsonNode(text, start).node);
    }
  }

  /** As YAML, unless neither will do and it looks like JSON: then its fault is the one to mend. */
  #readYamlOr(fault: Fault, start: number): void {
    const before = this.problems.length;
    this.#readYaml(start);
    if (this.problems.length === before || !QUOTED_KEY.test(this.#text.slice(start))) return;
    this.problems.splice(before, 1);
    this.#report(fault);
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
    if (ONLY_COMMENT.test(this.#text.slice(start + 3, end))) return;
    this.#report(
      new Fault(
        'SyntaxError',
        start,
        'Only a comment may follow --- on its line.',
        'Begin the document on the next line.',
      ),
    );
  }

  #readChunk(start: number, end: number): void {
    const parse = (): Node | undefined => parseDocument(this.#text.slice(start, end), start);
    let node: Node | undefined;
    try {
      if (this.#suspect) this.#checkCharacters(start, end);
      node = parse();
    } catch (error) {
      this.#report(asFault(error));
    }
    if (node !== undefined) this.#compose(node, () => parse() as Node);
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

  #compose(node: Node, parse: () => Node): void {
    try {
      const composition = compose(node);
      for (const duplicate of composition.duplicates) this.#report(duplicate);
      if (composition.value === null || composition.duplicates.length > 0) return;
      this.documents.push(new ReadDocument(composition, node.start, this.#places, parse));
    } catch (error) {
      this.#report(asFault(error));
    }
  }

  #report(fault: Fault): void {
    const { code, message, hint } = fault;
    this.problems.push({ code, message, hint, ...this.#lines.place(fault.offset) });
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
