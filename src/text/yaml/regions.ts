/**
 * The text of a list of objects cut into the pieces that belong to its items, so that items can be dropped, replaced and
 * added while all others, their comments included, stay as they were written.
 */
import type { JsonObject } from '../../json/json.ts';
import { Lines } from './lines.ts';
import type { MappingNode, Node } from './node.ts';
import { parseDocument } from './parse.ts';
import { printYaml } from './print.ts';
import { Fault } from './problem.ts';

export interface Regions {
  readonly head: string;
  /** Whole lines; all of them, one after the other between head and tail, are the text. */
  readonly items: readonly string[];
  readonly tail: string;
  /** The lines of a new item. */
  print(object: JsonObject): string;
}

/**
 * A document that is an object with a list `items`, cut at the items; `without` names a field that is left out. Undefined
 * where the text cannot be cut by lines: JSON and other flow style, aliases. The text has been read without a problem.
 */
export function listRegions(text: string, without: string): Regions | undefined {
  const end = bodyEnd(text);
  const root = rootOf(text, end);
  if (root === undefined || text[root.start] === '{' || hasAlias(root)) return undefined;
  const lines = new LineStarts(text);
  const fields = root.pairs.map(({ key, value }) => ({ key, value, start: lines.before(key.start) }));
  // Each field of the document begins a line, or the document is cut by none.
  if (
    fields.some(
      ({ key, start }, at) =>
        text.slice(start, key.start).trim() !== '' || start < (fields[at - 1]?.start ?? 0),
    )
  )
    return undefined;
  const at = fields.findIndex(({ key }) => key.kind === 'scalar' && key.value === 'items');
  const items = fields[at];
  if (items === undefined || items.value.kind !== 'sequence') return undefined;
  const next = fields[at + 1]?.start ?? end;
  const itemsEnd = lines.withComments(next, items.key.start, 0);
  const sequence = items.value;
  const kept = fields
    .map((field, index) => ({ field, from: field.start, to: fields[index + 1]?.start ?? end }))
    .filter(({ field: { key } }) => key.kind !== 'scalar' || key.value !== without);
  const textOf = (ones: typeof kept) => ones.map(({ from, to }) => text.slice(from, to)).join('');
  const before = text.slice(0, fields[0]?.start ?? 0) + textOf(kept.filter(({ from }) => from < items.start));
  const after = closed(text.slice(itemsEnd, next)) + textOf(kept.filter(({ from }) => from > items.start));
  const indent = ' '.repeat(sequence.items.length === 0 ? 0 : lines.column(sequence.start));
  const print = (object: JsonObject) => indented(object, indent);
  if (sequence.items.length === 0) {
    const empty = /\[\s*\]/.exec(text.slice(items.start, itemsEnd));
    if (empty === null) return undefined;
    return { head: `${before}items:\n`, items: [], tail: closed(after), print };
  }
  if (text[sequence.start] !== '-') return undefined;
  const dashes = sequence.items.map(({ start }, index) =>
    lines.dash(start, lines.column(sequence.start), sequence.items[index - 1]?.start ?? items.start),
  );
  if (dashes.includes(-1)) return undefined;
  const starts = dashes.map((dash, index) =>
    lines.withComments(dash, dashes[index - 1] ?? items.key.start, indent.length),
  );
  const first = starts[0] as number;
  return {
    head: before + text.slice(items.start, first),
    items: starts.map((start, index) => closed(text.slice(start, starts[index + 1] ?? itemsEnd))),
    tail: after,
    print,
  };
}

/** A stream of documents, cut before each separator. Documents that hold nothing are pieces too. */
export function streamRegions(text: string): Regions {
  const items = text.split(/^(?=---)/m).map(closed);
  return {
    head: '',
    items: text === '' ? [] : items,
    tail: '',
    print: (object) => `---\n${printYaml([object])}`,
  };
}

/** The mapping that is the one document of a text; nothing where it has other text above or below. */
function rootOf(text: string, end: number): MappingNode | undefined {
  // A lone document may have a separator above.
  const start = /^(?:\ufeff)?(?:(?:#.*)?\r?\n)*---.*\r?\n/.exec(text)?.[0].length ?? 0;
  try {
    const root = parseDocument(text.slice(start, end), start);
    return root?.kind === 'mapping' ? root : undefined;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Where the separators below the document begin, with what is no content between and behind them. */
function bodyEnd(text: string): number {
  let found = text.length;
  for (let end = text.length; end > 0; ) {
    const start = lineStart(text, end - 1);
    const line = text.slice(start, end).trimEnd();
    if (/^(?:---|\.\.\.)\s*(?:#|$)/.test(line)) found = start;
    else if (line !== '' && !/^\s*#/.test(line)) break;
    end = start;
  }
  return found === 0 ? text.length : found;
}

/** Where the line begins that an offset is in. */
function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function hasAlias(node: Node): boolean {
  if (node.kind === 'alias') return true;
  if (node.kind === 'sequence') return node.items.some(hasAlias);
  return node.kind === 'mapping' && node.pairs.some(({ key, value }) => hasAlias(key) || hasAlias(value));
}

/** Text that ends its last line. */
function closed(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function indented(object: JsonObject, indent: string): string {
  const lines = printYaml([object]).trimEnd().split('\n');
  return lines
    .map((line, at) => (line === '' ? '\n' : `${indent}${at === 0 ? '- ' : '  '}${line}\n`))
    .join('');
}

class LineStarts {
  readonly #text: string;
  readonly #lines: Lines;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new Lines(text);
  }

  before(offset: number): number {
    return lineStart(this.#text, offset);
  }

  column(offset: number): number {
    return this.#lines.place(offset).column - 1;
  }

  /**
   * The start of the line with the dash, in that column, of the item whose value begins at an offset; -1 where none is
   * found below `limit`.
   */
  dash(offset: number, column: number, limit: number): number {
    for (let start = this.before(offset); ; start = this.before(start - 1)) {
      const line = this.#text.slice(start, start + column + 2);
      if (/^ *-\s?$/.test(line) && line[column] === '-') return start;
      if (start <= limit) return -1;
    }
  }

  /** The start of the comments that stand directly above a line, as far left as it does; never above `limit`. */
  withComments(start: number, limit: number, column: number): number {
    let first = start;
    for (let above = this.before(first - 1); above > limit; above = this.before(above - 1)) {
      const line = this.#text.slice(above, first);
      if (!/^ *#/.test(line) || line.indexOf('#') > column) break;
      first = above;
    }
    return first;
  }
}
