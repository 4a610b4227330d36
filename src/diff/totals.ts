import { type Devices, sum, times } from './devices.ts';
import type { Effect } from './effect.ts';
import type { FunctionChange, State } from './function-change.ts';

/** What happens to several Functions together. */
export interface Totals {
  readonly functions: number;
  /** Those to which something happens, by the worst of it. */
  readonly effects: ReadonlyMap<Effect, number>;
  /** Most workers, before and after, and the devices that these take. */
  readonly workers: readonly [number, number];
  readonly devices: readonly [Devices, Devices];
}

export interface AllTotals {
  readonly all: Totals;
  readonly pools: ReadonlyMap<string, Totals>;
  readonly namespaces: ReadonlyMap<string, Totals>;
}

/** A Function that changes its pool is counted in both of them, as far as it was or will be there. */
export function totalsOf(changes: readonly FunctionChange[]): AllTotals {
  const byPool = new Map<string, FunctionChange[]>();
  for (const change of changes) {
    const pools = new Set([change.before?.pool, change.after?.pool]);
    for (const pool of pools) {
      // The objects of a Function that is gone do not name their pool.
      if (pool === undefined || pool === '') continue;
      const members = byPool.get(pool);
      if (members === undefined) byPool.set(pool, [change]);
      else members.push(change);
    }
  }
  const byNamespace = Map.groupBy(changes, ({ namespace }) => namespace);
  return {
    all: totals(changes, () => true),
    pools: inOrder(byPool, (pool, members) => totals(members, (state) => state.pool === pool)),
    namespaces: inOrder(byNamespace, (_, members) => totals(members, () => true)),
  };
}

function totals(changes: readonly FunctionChange[], counts: (state: State) => boolean): Totals {
  const effects = new Map<Effect, number>();
  for (const {
    effects: [worst],
  } of changes)
    if (worst !== undefined) effects.set(worst, (effects.get(worst) ?? 0) + 1);
  const states = (side: 'before' | 'after') =>
    changes.flatMap((change) => {
      const state = change[side];
      return state !== null && counts(state) ? [state] : [];
    });
  const [before, after] = [states('before'), states('after')];
  return {
    functions: changes.length,
    effects,
    workers: [workers(before), workers(after)],
    devices: [devices(before), devices(after)],
  };
}

function workers(states: readonly State[]): number {
  return states.reduce((total, { max }) => total + max, 0);
}

function devices(states: readonly State[]): Devices {
  return sum(states.map((state) => times(state.devices, state.max)));
}

function inOrder(
  groups: ReadonlyMap<string, FunctionChange[]>,
  count: (key: string, members: FunctionChange[]) => Totals,
): ReadonlyMap<string, Totals> {
  return new Map(
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, members]) => [key, count(key, members)]),
  );
}
