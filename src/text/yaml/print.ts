import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { Printer } from './printer/printer.ts';
import { bare, cached, quoted } from './printer/scalar-text.ts';

export { scalarText } from './printer/scalar-text.ts';

/**
 * Objects as YAML documents, keys in the order of each object. The text has one reading, for YAML 1.1 (kubectl) and
 * 1.2 alike: what is not plainly text is quoted, and what some reader takes for a line break, or refuses raw, is
 * escaped. No anchors, tags, tabs or folding. Throws on what JSON cannot carry (undefined, NaN, a lone surrogate): by
 * then it is our bug. Why not a library's: docs/decisions/a-yaml-reader-of-our-own.md.
 */
export function printYaml(objects: readonly JsonObject[]): string {
  return [...yamlDocuments(objects)].join('');
}

/** The text of {@link printYaml} in pieces, while the objects come. */
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
    printer.print(object, separator);
    if (printer.hasMuch) yield printer.take();
    separator = '---\n';
  }
  yield printer.take();
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
  const printer = new Printer(LEAF_END);
  printer.print(object);
  return printer.take();
}

/** Comments of lines that are longer than this stand behind them, so that the others stay in sight. */
const WIDEST = 72;

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
