import { printableLine } from '../text/report/printable.ts';
import type { Row } from './book.ts';
import type { PoolUse } from './pools.ts';

/** Columns of text, each as wide as its widest cell. The last one is as long as it is. */
export class Table {
  readonly #widths: readonly number[];

  constructor(lines: readonly (readonly string[])[]) {
    const count = lines[0]?.length ?? 0;
    this.#widths = Array.from({ length: count }, (_, column) =>
      lines.reduce((widest, line) => Math.max(widest, line[column]?.length ?? 0), 0),
    );
  }

  line(cells: readonly string[]): string {
    const padded = cells.map((cell, column) => cell.padEnd(this.#widths[column] ?? 0));
    return `${padded.join('   ').trimEnd()}\n`;
  }
}

export interface Columns {
  /** Those of several namespaces. */
  readonly namespaces: boolean;
  readonly wide: boolean;
}

/** The cells of the head. */
export function head({ namespaces, wide }: Columns): string[] {
  return [
    ...(namespaces ? ['NAMESPACE'] : []),
    ...['NAME', 'MODE', 'POOL', 'READY', 'MAX', 'QUEUE', 'AGE', 'HELD BACK BY'],
    ...(wide ? ['MESSAGE'] : []),
  ];
}

/** The cells of a Function. Whatever an author wrote in it, it stays one line. `now`: milliseconds since 1970. */
export function cells(row: Row, { namespaces, wide }: Columns, now: number): string[] {
  const { namespace, name, mode, pool, ready, wanted, max, queue, created, heldBackBy } = row;
  return [
    ...(namespaces ? [namespace] : []),
    ...[name, mode, pool ?? NONE, `${ready}/${wanted}`, `${max}`, `${queue ?? NONE}`],
    ...[age(created, now), heldBackBy?.reason ?? NONE],
    ...(wide ? [heldBackBy?.message ?? NONE] : []),
  ].map(harmless);
}

export const POOL_HEAD = ['POOL', 'FUNCTIONS', 'READY', 'MAX', 'OF TOTAL', 'MAX EACH'];

export function poolCells({ name, functions, ready, wanted, max, ...pool }: PoolUse): string[] {
  const allowed = pool.maxReplicasTotal ?? NONE;
  const each = pool.exists === false ? 'no such pool' : (pool.maxReplicasPerWorkload ?? NONE);
  return [name, `${functions}`, `${ready}/${wanted}`, `${max}`, `${allowed}`, `${each}`].map(harmless);
}

const NONE = '-';

function harmless(text: string): string {
  return text === '' ? NONE : printableLine(text.replaceAll(/\s*\n\s*/g, ' '));
}

/** How long ago in the two largest units that matter, as kubectl says it. */
export function age(created: string | null, now: number): string {
  const seconds = Math.floor((now - Date.parse(created ?? '')) / 1000);
  if (Number.isNaN(seconds)) return NONE;
  const [minutes, hours, days] = [60, 3600, 86_400].map((unit) => Math.floor(seconds / unit)) as [
    number,
    number,
    number,
  ];
  const and = (rest: number, unit: string) => (rest === 0 ? '' : `${rest}${unit}`);
  if (seconds < 120) return `${Math.max(0, seconds)}s`;
  if (minutes < 10) return `${minutes}m${and(seconds % 60, 's')}`;
  if (hours < 3) return `${minutes}m`;
  if (hours < 8) return `${hours}h${and(minutes % 60, 'm')}`;
  if (hours < 48) return `${hours}h`;
  if (days < 8) return `${days}d${and(hours % 24, 'h')}`;
  if (days < 730) return `${days}d`;
  return `${Math.floor(days / 365)}y${and(days % 365, 'd')}`;
}
