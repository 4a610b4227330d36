/** When something is worked on again although nothing has called for it. The one table of that. */
export const AGAIN = {
  /** Only when something changes that is watched. */
  never: { firstMs: null, once: 'is done' },
  /** After all keys that wait already. */
  next: { firstMs: 0, once: 'waits' },
  /** Something that we have begun is not finished yet. */
  soon: { firstMs: 500, once: 'waits' },
  /** Somebody else has to act, and no watch would show it. */
  later: { firstMs: 5_000, once: 'gives up' },
  /** The answer was final, but rests on something that may change unseen, such as an admission policy. */
  seldom: { firstMs: 5 * 60_000, once: 'gives up' },
  /** It failed. Each time in a row the wait doubles; it is spread, so that not everybody comes back at once. */
  failure: { firstMs: 100, mostMs: 5 * 60_000, once: 'waits', tries: 7 },
} as const satisfies { readonly [name: string]: Row };

/** A row of the table, by its name. */
export type Again = keyof typeof AGAIN;

interface Row {
  /** The wait; null: there is no next time. */
  readonly firstMs: number | null;
  /** How far it grows where it doubles. */
  readonly mostMs?: number;
  /** What `--once` does, which ends when everything is at rest, */
  readonly once: 'is done' | 'waits' | 'gives up';
  /** at most so many times. */
  readonly tries?: number;
}

/** How long to wait; null: for ever. `before`: how many times in a row it was this answer already; `random`: 0 up to 1. */
export function waitMs(again: Again, before: number, random: () => number): number | null {
  const row: Row = AGAIN[again];
  if (row.firstMs === null || row.mostMs === undefined) return row.firstMs;
  return Math.min(row.mostMs, row.firstMs * 2 ** before) * (0.8 + 0.4 * random());
}

/** Whether `--once` waits for another look. */
export function isWorthWaiting(again: Again, before: number): boolean {
  const { once, tries = Number.POSITIVE_INFINITY }: Row = AGAIN[again];
  return once === 'waits' && before + 1 < tries;
}
