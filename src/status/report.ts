import { escapeForYaml } from '../json/escape.ts';
import { printable } from '../text/report/printable.ts';
import type { Row } from './book.ts';
import type { StatusOutput } from './config.ts';
import type { PoolUse } from './pools.ts';
import { type Columns, cells, head, POOL_HEAD, poolCells, Table } from './table.ts';

/** All that was read, in one of the forms. */
export function* report(
  rows: readonly Row[],
  pools: readonly PoolUse[],
  output: StatusOutput,
  columns: Columns,
  now: number,
): Generator<string> {
  if (output === 'json') yield* jsonReport(rows, pools);
  else if (output === 'name') for (const row of rows) yield nameLine(row);
  else {
    if (rows.length > 0) yield* tableOf([head(columns), ...rows.map((row) => cells(row, columns, now))]);
    if (pools.length > 0) {
      if (rows.length > 0) yield '\n';
      yield* tableOf([POOL_HEAD, ...pools.map(poolCells)]);
    }
  }
}

/** What kubectl takes as the name of an object. */
export function nameLine({ name }: Pick<Row, 'name'>): string {
  return `function.hevlayer.com/${printable(name)}\n`;
}

/** A line for each Function, so that it can be read before all are there. */
export function* jsonReport(rows: readonly Row[], pools: readonly PoolUse[]): Generator<string> {
  yield* ['{"functions": [', ...jsonLines(rows), '],\n"pools": [', ...jsonLines(pools), ']}\n'];
}

/** A line of JSON; what a terminal would obey stands in it as an escape. */
export function jsonLine(value: object): string {
  return escapeForYaml(JSON.stringify(value));
}

function* jsonLines(values: readonly object[]): Generator<string> {
  for (const [index, value] of values.entries()) yield `${index === 0 ? '' : ','}\n  ${jsonLine(value)}`;
  if (values.length > 0) yield '\n';
}

function* tableOf(lines: readonly (readonly string[])[]): Generator<string> {
  const table = new Table(lines);
  for (const line of lines) yield table.line(line);
}
