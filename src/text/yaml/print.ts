import { escapeForYaml } from '../../json/escape.ts';
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';

/**
 * Objects as YAML documents, keys in the order of each object. The text has one reading, for YAML 1.1 (kubectl) and
 * 1.2 alike: what is not plainly text is quoted, and what some reader takes for a line break, or refuses raw, is
 * escaped. No anchors, tags, tabs or folding. Throws on what JSON cannot carry (undefined, NaN, a lone surrogate): by
 * then it is our bug. Why not a library's: docs/decisions/a-yaml-reader-of-our-own.md.
 */
export function printYaml(objects: readonly JsonObject[]): string {
  return [...yamlDocuments(objects)].join('');
}

/** The text of {@link printYaml} in pieces, one for each object as it comes. */
export function yamlDocuments(objects: Iterable<JsonObject>): Generator<string> {
  return documentsBy(new Printer(), objects);
}

/** {@link printYaml} for many texts of the same kind of objects: what one of them has shown helps with the next. */
export function yamlPrinter(): (objects: readonly JsonObject[]) => string {
  const printer = new Printer();
  return (objects) => [...documentsBy(printer, objects)].join('');
}

function* documentsBy(printer: Printer, objects: Iterable<JsonObject>): Generator<string> {
  let separator = '';
  for (const object of objects) {
    yield separator + printer.document(object);
    separator = '---\n';
  }
}

/**
 * The text of an object with a comment behind each leaf, `notes` in the order of the leaves: from the first column that
 * is free in most lines. Without the comments it is the text of {@link printYaml}.
 */
export function annotatedYaml(
  object: JsonObject,
  notes: Iterable<string>,
  style: (comment: string) => string,
): string {
  const lines = markedYaml(object).split('\n');
  const widths = lines.filter((line) => line.endsWith(LEAF_END)).map((line) => line.length - LEAF_END.length);
  const column = widths.reduce((widest, width) => Math.max(widest, Math.min(width, WIDEST)), 0) + 2;
  const note = notes[Symbol.iterator]();
  return lines
    .map((line) => {
      if (!line.endsWith(LEAF_END)) return line;
      const text = line.slice(0, -LEAF_END.length);
      return text.padEnd(Math.max(column, text.length + 2)) + style(`# ${note.next().value}`);
    })
    .join('\n');
}

/** Ends each leaf, or the header of a block, while a text waits for its comments; the printer writes it nowhere else. */
export const LEAF_END = '\0';

/** The text of {@link printYaml} with {@link LEAF_END} behind each leaf. */
export function markedYaml(object: JsonObject): string {
  return new Printer(LEAF_END).document(object);
}

/** Comments of lines that are longer than this stand behind them, so that the others stay in sight. */
const WIDEST = 72;

/** A text as it stands in a YAML line: plain, or quoted. */
export function scalarText(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

/** A value as JSON, indented by two, with exact numbers as they were written. */
export function jsonText(value: Json): string {
  const out: string[] = [];
  json(value, '\n', out, quoted);
  return `${out.join('')}\n`;
}

/** The same objects as one `v1 List` in JSON, indented by two. Throws as {@link printYaml} does. */
export function printJsonList(objects: readonly JsonObject[]): string {
  const text = cached(quoted);
  const items = objects.map((object) => {
    const out: string[] = [];
    json(object, '\n    ', out, text);
    return `\n    ${out.join('')}`;
  });
  const list = items.length === 0 ? '[]' : `[${items.join(',')}\n  ]`;
  return `{\n  "apiVersion": "v1",\n  "kind": "List",\n  "items": ${list}\n}\n`;
}

/** The longest key that a reader looks for without `? `: YAML allows 1024 characters up to the colon. */
const LONGEST_KEY = 1000;

const LONGEST_KEPT = 64;
const MOST_KEPT = 10_000;

/** The same function with short texts kept: objects of one kind repeat most of theirs. */
function cached(print: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const printed = print(text);
    if (text.length <= LONGEST_KEPT && kept.size < MOST_KEPT) kept.set(text, printed);
    return printed;
  };
}

/** A key with its colon, and with what stands between that and a value in the same line. */
interface KeyText {
  readonly above: string;
  readonly before: string;
}

/** What stands before the lines of a mapping, and its keys as texts with that before them. */
class Indentation {
  /** A line break and blanks. */
  readonly newline: string;
  readonly keys = new Map<string, KeyText>();
  #inner: Indentation | undefined;

  constructor(newline: string) {
    this.newline = newline;
  }

  get inner(): Indentation {
    this.#inner ??= new Indentation(`${this.newline}  `);
    return this.#inner;
  }
}

class Printer {
  readonly #scalar = cached((text) => (isPlain(text) ? text : quoted(text)));
  readonly #leafEnd: string;
  readonly #outermost = new Indentation('\n');
  /** Where a key begins no line: that of the document, and behind the dash of a list. */
  readonly #noLine = new Indentation('');
  /** The pieces of a document. Concatenated instead, they would keep the collector busier than the printer. */
  #out: string[] = [];

  constructor(leafEnd = '') {
    this.#leafEnd = leafEnd;
  }

  document(object: JsonObject): string {
    if (isEmpty(object)) return '{}\n';
    this.#out = [];
    this.#mapping(object, this.#outermost, this.#noLine);
    this.#out.push('\n');
    return this.#out.join('');
  }

  /** The lines of a mapping, the first of them with another indentation. */
  #mapping(object: JsonObject, lines: Indentation, first: Indentation): void {
    const out = this.#out;
    let line = first;
    for (const key in object) {
      const { above, before } = line.keys.get(key) ?? this.#keyText(key, line, lines);
      line = lines;
      const item = object[key] as Json;
      if (typeof item === 'string') this.#text(before, item, lines);
      else if (isArray(item)) {
        if (item.length === 0) this.#leaf(before, '[]');
        else {
          // A list stands as far left as its key, as kubectl prints it.
          out.push(above, lines.newline);
          this.#list(item, lines);
        }
      } else if (!isObject(item)) this.#leaf(before, bare(item));
      else if (isEmpty(item)) this.#leaf(before, '{}');
      else {
        out.push(above);
        this.#mapping(item, lines.inner, lines.inner);
      }
    }
  }

  #keyText(key: string, { keys, newline }: Indentation, lines: Indentation): KeyText {
    const name = this.#scalar(key);
    const above = `${newline}${name.length > LONGEST_KEY ? `? ${name}${lines.newline}` : name}:`;
    const text = { above, before: `${above} ` };
    if (key.length <= LONGEST_KEPT && keys.size < MOST_KEPT) keys.set(key, text);
    return text;
  }

  #list(items: readonly Json[], lines: Indentation): void {
    const out = this.#out;
    const next = `${lines.newline}- `;
    let dash = '- ';
    for (const item of items) {
      if (typeof item === 'string') this.#text(dash, item, lines);
      else if (isArray(item) && item.length > 0) {
        out.push(dash);
        this.#list(item, lines.inner);
      } else if (isObject(item) && !isEmpty(item)) {
        out.push(dash);
        this.#mapping(item, lines.inner, this.#noLine);
      } else this.#leaf(dash, isArray(item) ? '[]' : isObject(item) ? '{}' : bare(item));
      dash = next;
    }
  }

  #text(before: string, value: string, { inner }: Indentation): void {
    if (value.includes('\n') && LITERAL.test(value) && !HARMFUL.test(value))
      this.#out.push(before, literal(value, inner.newline, this.#leafEnd));
    else this.#leaf(before, this.#scalar(value));
  }

  #leaf(before: string, text: string): void {
    this.#out.push(before, text);
    if (this.#leafEnd !== '') this.#out.push(this.#leafEnd);
  }
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}

const PLAIN = /^[A-Za-z/](?:[\w ./:@-]*[A-Za-z0-9])?$/;

/** Words that some reader takes for a boolean, a null or a number, in lower case. */
const RESERVED = new Set(['y', 'yes', 'n', 'no', 'true', 'false', 'on', 'off', 'null', 'nan', 'inf']);

function isPlain(text: string): boolean {
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

function literal(text: string, newline: string, headerEnd: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be printed');
  const clipped = text.endsWith('\n');
  const lines = (clipped ? text.slice(0, -1) : text).replace(/\n(?!\n)/g, newline);
  return `${clipped ? '|' : '|-'}${headerEnd}${newline}${lines}`;
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be printed');
  return escapeForYaml(JSON.stringify(text));
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function bare(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  const text = value instanceof ExactNumber ? value.text : typeof value === 'number' ? String(value) : '';
  // kubectl reads a number beyond the doubles as text.
  if (!NUMBER.test(text) || !Number.isFinite(Number(text))) {
    throw new TypeError(`${text || typeof value} cannot be printed`);
  }
  return text;
}

function json(value: Json, newline: string, out: string[], text: (value: string) => string): void {
  const inner = `${newline}  `;
  if (isArray(value)) {
    for (const [index, item] of value.entries()) {
      out.push(index === 0 ? '[' : ',', inner);
      json(item, inner, out, text);
    }
    out.push(value.length === 0 ? '[]' : `${newline}]`);
  } else if (isObject(value)) {
    let first = true;
    for (const key in value) {
      out.push(first ? '{' : ',', inner, text(key), ': ');
      json(value[key] as Json, inner, out, text);
      first = false;
    }
    out.push(first ? '{}' : `${newline}}`);
  } else out.push(typeof value === 'string' ? text(value) : bare(value));
}
