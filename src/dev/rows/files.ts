/** Rows from files and into them: JSON Lines, or CSV and Parquet by the ending of the name. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { idOf } from '../../gateway/core/rows.ts';
import { tooDeepAt } from '../../json/depth.ts';
import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { CannotRun, type Pair } from '../words/options.ts';
import { BadCsv, readCsv, writeCsv } from './csv.ts';

export interface RowFile {
  readonly namespace: string;
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly rows: readonly JsonObject[];
}

/** Reads the file of a `--rows NAMESPACE=FILE`; `stdin` is asked for `-`. */
export async function readRows({ name, value }: Pair, stdin: () => Promise<string>): Promise<RowFile> {
  const file = value === '-' ? '<stdin>' : value;
  const content = value === '-' ? await stdin() : bytesOf(file);
  return { namespace: name, file, content, rows: distinct(await rowsOf(file, content)) };
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CannotRun(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

async function rowsOf(file: string, content: string | Uint8Array): Promise<readonly Found[]> {
  if (typeof content !== 'string' && /\.parquet$/i.test(file)) return parquet(file, content);
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return /\.csv$/i.test(file) ? csv(file, text) : json(file, text);
}

/** What reads Parquet is loaded by those who have such a file. */
async function parquet(file: string, bytes: Uint8Array): Promise<readonly Found[]> {
  const { BadParquet, readParquet } = await import('./parquet.ts');
  try {
    const rows = await readParquet(bytes);
    return all(rows, (row, index) => item(row, file, `row ${index + 1}`));
  } catch (error) {
    if (!(error instanceof BadParquet)) throw error;
    throw new CannotRun(`${file}: ${error.message}`, 1);
  }
}

/** A row of a file, and where it stands there. */
interface Found {
  readonly row: JsonObject;
  readonly place: string;
  /** The same without the file. */
  readonly at: string;
}

/** More faults of one file than anybody mends in one go. */
const MOST_FAULTS = 20;

/** Reads each of many; what is wrong with some is said of all of them together, a line for each. */
function all<T, R>(many: readonly T[], read: (one: T, index: number) => R): readonly R[] {
  const faults: CannotRun[] = [];
  const results = many.flatMap((one, index) => {
    try {
      return [read(one, index)];
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
      faults.push(error);
      return [];
    }
  });
  if (faults.length === 0) return results;
  const more = faults.length - MOST_FAULTS;
  const said = faults.slice(0, MOST_FAULTS).map(({ message }) => message);
  throw new CannotRun([...said, ...(more > 0 ? [`and ${more} more of the kind`] : [])].join('\n'), 1);
}

/** Of two rows with one id the second would silently take the place of the first. */
function distinct(rows: readonly Found[]): readonly JsonObject[] {
  const places = new Map<string, string>();
  return all(rows, ({ row, place, at }) => {
    const id = idOf(row);
    const first = places.get(id);
    if (first !== undefined)
      throw new CannotRun(
        `${place}: The row has the id ${JSON.stringify(id)}, which that of ${first} has too.`,
        1,
      );
    places.set(id, at);
    return row;
  });
}

function found(row: unknown, file: string, line: number): Found {
  const place = `${file}:${line}`;
  return { row: checked(row, place), place, at: `line ${line}` };
}

function item(row: unknown, file: string, at: string): Found {
  const place = `${file}: ${at}`;
  return { row: checked(row, place), place, at };
}

function csv(file: string, text: string): readonly Found[] {
  try {
    return all(readCsv(text), ({ row, line }) => found(row, file, line));
  } catch (error) {
    if (!(error instanceof BadCsv)) throw error;
    throw new CannotRun(`${file}:${error.line}: ${error.message}`, 1);
  }
}

/** A row in each line; or all of them in one list, as many programs write them. */
function json(file: string, text: string): readonly Found[] {
  const whole = text.replace(/^\uFEFF/, '');
  return /^[ \t]*\[/.test(whole) ? jsonList(file, whole) : jsonLines(file, whole);
}

function jsonList(file: string, text: string): readonly Found[] {
  let list: Json;
  try {
    list = readJson(text);
  } catch (error) {
    throw new CannotRun(`${file}: The list is no JSON: ${(error as Error).message}.`, 1);
  }
  return all(list as readonly Json[], (row, index) => item(row, file, `item ${index + 1}`));
}

function jsonLines(file: string, text: string): readonly Found[] {
  const lines = [...text.split('\n').entries()].filter(([, line]) => line.trim() !== '');
  return all(lines, ([index, line]) => found(lineOf(line, `${file}:${index + 1}`), file, index + 1));
}

function lineOf(line: string, place: string): Json {
  try {
    return readJson(line);
  } catch (error) {
    // Its line is always the first.
    const reason = (error as Error).message.replace(/ \(line 1 column \d+\)$/, '');
    throw new CannotRun(`${place}: The line is no JSON: ${reason}.`, 1);
  }
}

function checked(row: unknown, place: string): JsonObject {
  if (!isObject(row)) throw new CannotRun(`${place}: A row must be a JSON object.`, 1);
  if (tooDeepAt(row) !== null) throw new CannotRun(`${place}: The row is nested too deep.`, 1);
  const { id } = row;
  const isId = typeof id === 'string' ? id !== '' : id !== undefined && /^-?\d+$/.test(JSON.stringify(id));
  if (!isId) throw new CannotRun(`${place}: A row must have an id: a text or a whole number.`, 1);
  return row;
}

/** The rows without the gateway's own columns, whole or not at all. */
export function writeRows(file: string, rows: Iterable<JsonObject>): void {
  const shown = Array.from(rows, (row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('_hevlayer_'))),
  ) as JsonObject[];
  const text = /\.csv$/i.test(file)
    ? writeCsv(shown)
    : shown.map((row) => `${JSON.stringify(row)}\n`).join('');
  writeWhole(file, text);
}

/** A file that is as it was until it is as it shall be. */
export function writeWhole(file: string, text: string): void {
  try {
    const draft = `${file}.${process.pid}.tmp`;
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    throw new CannotRun(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`, 1);
  }
}
