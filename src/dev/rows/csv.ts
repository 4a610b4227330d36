/** CSV as RFC 4180 has it, the first line being the names of the columns. */
import { ExactNumber, type Json, type JsonObject } from '../../json/json.ts';

/** A row, and the line that it begins in. */
export interface PlacedRow {
  readonly row: JsonObject;
  readonly line: number;
}

/** A text that is no CSV, and the line where that shows. */
export class BadCsv extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * The rows of a text. A column whose every value is written as JSON writes a number is one of numbers, one of true and
 * false is one of those, and every other one of texts; an empty field is an absent value.
 */
export function readCsv(text: string): readonly PlacedRow[] {
  const [head, ...lines] = records(text.replace(/^\uFEFF/, ''));
  if (head === undefined) return [];
  const names = head.fields;
  refuseOtherSeparator(names);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new BadCsv(1, `The column ${JSON.stringify(twice)} is there twice.`);
  for (const { fields, line } of lines) {
    if (fields.length === names.length) continue;
    throw new BadCsv(line, `The line has ${fields.length} fields, but there are ${names.length} columns.`);
  }
  const kinds = names.map((name, column) =>
    // An id stays as it is written.
    name === 'id' ? asText : kindOf(lines.map(({ fields }) => fields[column] as string)),
  );
  return lines.map(({ fields, line }) => ({
    line,
    row: Object.fromEntries(
      fields.flatMap((field, column) =>
        field === '' ? [] : [[names[column] as string, (kinds[column] as (field: string) => Json)(field)]],
      ),
    ),
  }));
}

/** Spreadsheets of many countries write semicolons. A file with one column can be meant, with such a name hardly. */
function refuseOtherSeparator(names: readonly string[]): void {
  const [only = '', ...others] = names;
  const [separator] = /[;\t]/.exec(only) ?? [];
  if (others.length > 0 || separator === undefined) return;
  const what = separator === ';' ? 'a semicolon' : 'a tab';
  throw new BadCsv(
    1,
    `Between the columns stands ${what}, where a comma must stand: save the file with commas (in a spreadsheet: CSV, separator ","), or as JSON Lines.`,
  );
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function kindOf(fields: readonly string[]): (field: string) => Json {
  const given = fields.filter((field) => field !== '');
  if (given.length === 0) return asText;
  if (given.every((field) => NUMBER.test(field)))
    return (field) => (String(Number(field)) === field ? Number(field) : new ExactNumber(field));
  if (given.every((field) => field === 'true' || field === 'false')) return (field) => field === 'true';
  return asText;
}

function asText(field: string): Json {
  return field;
}

interface Record {
  readonly line: number;
  readonly fields: readonly string[];
}

function records(text: string): readonly Record[] {
  const found: Record[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const begun = line;
    const fields: string[] = [];
    while (true) {
      if (text[at] === '"') {
        const [field, end] = quoted(text, at, begun);
        line += field.split('\n').length - 1;
        fields.push(field);
        at = end;
      } else {
        const end = /[,\r\n]|$/g;
        end.lastIndex = at;
        const { index } = end.exec(text) as RegExpExecArray;
        fields.push(text.slice(at, index));
        at = index;
      }
      if (text[at] !== ',') break;
      at++;
    }
    if (at < text.length && text[at] !== '\r' && text[at] !== '\n')
      throw new BadCsv(line, 'Behind a closing quote only a comma or the end of the line may stand.');
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    if (fields.length > 1 || fields[0] !== '') found.push({ line: begun, fields });
  }
  return found;
}

function quoted(text: string, from: number, line: number): [string, number] {
  let field = '';
  let at = from + 1;
  while (true) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new BadCsv(line, 'A quote is not closed.');
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') return [field, quote + 1];
    field += '"';
    at = quote + 2;
  }
}

/** Rows as CSV: every column that any row has, id first; what is no text, number or boolean as JSON. */
export function writeCsv(rows: readonly JsonObject[]): string {
  const names = [...new Set(['id', ...rows.flatMap((row) => Object.keys(row))])];
  const lines = rows.map((row) =>
    names.map((name) => escaped(Object.hasOwn(row, name) ? fieldOf(row[name] as Json) : '')).join(','),
  );
  return [names.map(escaped).join(','), ...lines, ''].join('\n');
}

function fieldOf(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function escaped(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
