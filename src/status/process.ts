import { CannotStart } from '../operator/kube/cannot-start.ts';
import { ConnectionError } from '../operator/kube/cluster.ts';
import { type Connection, connect } from '../operator/kube/connection.ts';
import { printable } from '../text/report/printable.ts';
import { Book, type Row } from './book.ts';
import type { StatusConfig } from './config.ts';
import { follow } from './follow.ts';
import { sourcesFor } from './kinds.ts';
import { poolUses } from './pools.ts';
import { readOnce, readRules } from './read-once.ts';
import { jsonLine, nameLine, report } from './report.ts';
import { cells, head, Table } from './table.ts';

/** The streams that the command line has. */
export interface StatusIo {
  /** False: nobody reads any more. */
  readonly print: (texts: Iterable<string>) => Promise<boolean>;
  readonly stderr: { write(text: string): unknown };
}

/** 0: told. 1: a Function that was named is not there. 2: the Functions cannot be listed. */
export type StatusExit = 0 | 1 | 2;

/** `layerc status`, a program of its own: whoever only compiles does not load a client of Kubernetes. */
export async function runStatus(config: StatusConfig, io: StatusIo): Promise<StatusExit> {
  let connection: Connection | undefined;
  try {
    const { kubeconfig, context } = config;
    connection = connect({
      ...(kubeconfig !== null && { kubeconfig }),
      ...(context !== null && { context }),
    });
    return config.watch ? await watch(connection, config, io) : await tell(connection, config, io);
  } catch (error) {
    if (!(error instanceof CannotStart) && !(error instanceof ConnectionError)) throw error;
    say(io, error.message);
    return 2;
  } finally {
    await connection?.close();
  }
}

async function tell(connection: Connection, config: StatusConfig, io: StatusIo): Promise<StatusExit> {
  const namespace = namespaceOf(connection, config);
  const book = new Book();
  const { signal } = new AbortController();
  const [notes, found] = await Promise.all([
    readOnce(connection, sourcesFor(config, namespace), book, signal),
    readRules(connection, signal),
  ]);
  const rows = [...book.rows()];
  const isWhole = namespace === null && config.names.length === 0 && config.selector === null;
  const pools = poolUses(rows, found.rules);
  for (const one of [...notes, ...found.notes]) say(io, `note: ${one}`);
  if (!isWhole && pools.some(({ functions }) => functions > 0) && config.output !== 'name')
    say(io, 'note: the use of the pools counts only the Functions that are told of (-A has all)');
  if (rows.length === 0 && config.names.length === 0) say(io, nothing(namespace));
  const shown = isWhole ? pools : pools.filter(({ functions }) => functions > 0);
  const columns = { namespaces: namespace === null, wide: config.output === 'wide' };
  await io.print(report(rows, shown, config.output, columns, Date.now()));
  const missing = config.names.filter((name) => !rows.some((row) => row.name === name));
  for (const name of missing) say(io, `there is no Function ${name}${within(namespace)}`);
  return missing.length > 0 ? 1 : 0;
}

async function watch(connection: Connection, config: StatusConfig, io: StatusIo): Promise<StatusExit> {
  const namespace = namespaceOf(connection, config);
  const columns = { namespaces: namespace === null, wide: config.output === 'wide' };
  const book = new Book();
  const told = new Map<string, string>();
  let table = new Table([]);
  const lineOf = (row: Row) => {
    if (config.output === 'json') return `${jsonLine(row)}\n`;
    return config.output === 'name' ? nameLine(row) : table.line(cells(row, columns, Date.now()));
  };
  const isNews = (key: string, row: Row) => {
    const before = told.get(key);
    told.set(key, JSON.stringify(row));
    return before !== told.get(key);
  };
  await follow(connection, sourcesFor(config, namespace), book, {
    began: (notes) => {
      for (const one of notes) say(io, `note: ${one}`);
      const rows = [...book.rows()];
      for (const row of rows) isNews(`${row.namespace}/${row.name}`, row);
      table = new Table([head(columns), ...rows.map((row) => cells(row, columns, Date.now()))]);
      const isTable = config.output === 'table' || config.output === 'wide';
      return io.print([...(isTable ? [table.line(head(columns))] : []), ...rows.map(lineOf)]);
    },
    changed: (keys) => {
      const rows = keys.flatMap((key) => {
        const row = book.row(key) ?? gone(told.get(key));
        if (book.row(key) === undefined) told.delete(key);
        return row !== undefined && (isGone(row) || isNews(key, row)) ? [row] : [];
      });
      return io.print(rows.map(lineOf));
    },
  });
  return 0;
}

/** The last that was told of a Function that is there no longer. */
function gone(last: string | undefined): Row | undefined {
  if (last === undefined) return undefined;
  return { ...(JSON.parse(last) as Row), heldBackBy: { reason: GONE, message: 'The Function is gone.' } };
}

const GONE = 'Deleted';

function isGone({ heldBackBy }: Row): boolean {
  return heldBackBy?.reason === GONE;
}

function namespaceOf(connection: Connection, { namespace }: StatusConfig): string | null {
  return namespace === 'all' ? null : (namespace ?? connection.namespace);
}

function nothing(namespace: string | null): string {
  return `there are no Functions${within(namespace)}`;
}

function within(namespace: string | null): string {
  return namespace === null ? '' : ` in the namespace ${namespace}`;
}

/** One line, whatever there is in it. */
function say({ stderr }: StatusIo, text: string): void {
  stderr.write(`layerc: ${printable(text.replaceAll(/\s*\n\s*/g, ' '))}\n`);
}
