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
export function* yamlDocuments(objects: Iterable<JsonObject>): Generator<string> {
  const printer = new Printer();
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
  const lines = new Printer(LEAF_END).document(object).split('\n');
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
const LEAF_END = '\0';

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

class Printer {
  readonly #scalar = cached((text) => (isPlain(text) ? text : quoted(text)));
  readonly #leafEnd: string;
  /** The pieces of a document. Concatenated instead, they would keep the collector busier than the printer. */
  #out: string[] = [];

  constructor(leafEnd = '') {
    this.#leafEnd = leafEnd;
  }

  document(object: JsonObject): string {
    this.#out = [];
    this.#mapping(object, '\n');
    this.#out.push('\n');
    return this.#out.join('');
  }

  /** The lines of a mapping, with `newline` between them: a line break and the indentation. */
  #mapping(object: JsonObject, newline: string): void {
    const out = this.#out;
    const inner = `${newline}  `;
    let first = true;
    for (const key in object) {
      if (!first) out.push(newline);
      first = false;
      const name = this.#scalar(key);
      if (name.length > LONGEST_KEY) out.push('? ', name, newline, ':');
      else out.push(name, ':');
      const item = object[key] as Json;
      if (isArray(item) && item.length > 0) {
        // A list stands as far left as its key, as kubectl prints it.
        out.push(newline);
        this.#list(item, newline);
      } else if (isObject(item) && !isEmpty(item)) {
        out.push(inner);
        this.#mapping(item, inner);
      } else {
        out.push(' ');
        this.#leaf(item, inner);
      }
    }
    if (first) out.push('{}');
  }

  #list(items: readonly Json[], newline: string): void {
    const inner = `${newline}  `;
    for (const [index, item] of items.entries()) {
      this.#out.push(index === 0 ? '- ' : `${newline}- `);
      if (isArray(item) && item.length > 0) this.#list(item, inner);
      else if (isObject(item) && !isEmpty(item)) this.#mapping(item, inner);
      else this.#leaf(item, inner);
    }
  }

  #leaf(value: Json, newline: string): void {
    if (typeof value !== 'string')
      this.#out.push(isArray(value) ? '[]' : isObject(value) ? '{}' : bare(value));
    else if (value.includes('\n') && LITERAL.test(value) && !HARMFUL.test(value)) {
      this.#out.push(literal(value, newline, this.#leafEnd));
      return;
    } else this.#out.push(this.#scalar(value));
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
const HARMFUL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|^\s*::|##[a-z]{0,16}\[/im;

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
