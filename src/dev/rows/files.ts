/** Rows from files and into them: JSON Lines, or CSV by the ending of the name. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tooDeepAt } from '../../json/depth.ts';
import { isObject, type JsonObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { CannotRun, type Pair } from '../words/options.ts';
import { BadCsv, readCsv, writeCsv } from './csv.ts';

export interface RowFile {
  readonly namespace: string;
  readonly file: string;
  readonly text: string;
  readonly rows: readonly JsonObject[];
}

/** Reads the file of a `--rows NAMESPACE=FILE`; `stdin` is asked for `-`. */
export async function readRows({ name, value }: Pair, stdin: () => Promise<string>): Promise<RowFile> {
  const file = value === '-' ? '<stdin>' : value;
  if (/\.parquet$/i.test(value)) {
    throw new CannotRun(
      `${file}: Parquet is not read; duckdb -c "COPY (FROM '${value}') TO 'rows.jsonl' (FORMAT json)" makes JSON Lines of it`,
    );
  }
  let text: string;
  try {
    text = value === '-' ? await stdin() : readFileSync(value, 'utf8');
  } catch (error) {
    throw new CannotRun(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  return {
    namespace: name,
    file,
    text,
    rows: /\.csv$/i.test(value) ? csv(file, text) : jsonLines(file, text),
  };
}

function csv(file: string, text: string): readonly JsonObject[] {
  try {
    return readCsv(text).map((row, index) => checked(row, `${file}: row ${index + 1}`));
  } catch (error) {
    if (!(error instanceof BadCsv)) throw error;
    throw new CannotRun(`${file}:${error.line}: ${error.message}`, 1);
  }
}

function jsonLines(file: string, text: string): readonly JsonObject[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const place = `${file}:${index + 1}`;
      try {
        return [checked(readJson(line), place)];
      } catch (error) {
        if (error instanceof CannotRun) throw error;
        throw new CannotRun(`${place}: The line is no JSON: ${(error as Error).message}.`, 1);
      }
    });
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
