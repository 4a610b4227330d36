/** `maxReplicasTotal` of a pool: what all its Functions together may ask for. */
import type { Json } from '../../json/json.ts';
import { type FunctionView, mostWorkers, poolName } from '../read/function.ts';
import type { Policy, Pool } from '../read/pool.ts';
import { checkShape } from '../read/read.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { few, grouped, quoted } from '../words/phrases.ts';

/** What one Function asks of a pool. */
export interface PoolClaim {
  readonly pool: string;
  readonly workers: number;
}

/** Of a Function as it was written; null where it does not have the shape of one. */
export function poolClaim(fn: Json): PoolClaim | null {
  const { filled } = checkShape('Function', fn, 0);
  return filled && { pool: poolName(filled.spec), workers: mostWorkers(filled.spec) };
}

/** Those whose pool they ask too much of together. Files do not tell who was there first, so all of them are refused. */
export function overTotals(functions: readonly FunctionView[], policy: Policy): readonly FunctionView[][] {
  const asking = functions.filter(({ spec }) => mostWorkers(spec) > 0);
  return [...Map.groupBy(asking, ({ spec }) => poolName(spec))].flatMap(([name, users]) => {
    const total = policy.get(name)?.maxReplicasTotal ?? null;
    return total !== null && sum(users) > total ? [users] : [];
  });
}

/** Said once, at the one that asks for most: that is the first who may ask for less. */
export function sayOverTotal(users: readonly FunctionView[], policy: Policy): Diagnostic {
  const id = ({ namespace, name }: FunctionView) => `${namespace}/${name}`;
  const sorted = users.toSorted(
    (a, b) => mostWorkers(b.spec) - mostWorkers(a.spec) || (id(a) < id(b) ? -1 : 1),
  );
  const first = sorted[0] as FunctionView;
  const pool = policy.get(poolName(first.spec)) as Pool;
  const names = few(sorted.map((fn) => `${id(fn)} ${grouped(mostWorkers(fn.spec))}`)).join(', ');
  return diagnose('ReplicasOverPoolTotal', first.source, {
    ...at(first.spec.scaling.mode),
    message: `The pool ${quoted(pool.name)} is asked for ${amount(sum(users), 'worker')} in all, over its maxReplicasTotal of ${grouped(pool.maxReplicasTotal as number)}, by ${amount(users.length, 'Function')} (${names}).`,
    related: [
      {
        source: pool.source,
        pointer: `${pool.pointer}/maxReplicasTotal`,
        message: `maxReplicasTotal of the pool ${pool.name} is ${pool.maxReplicasTotal}.`,
      },
    ],
  });
}

/** What older Functions of a pool ask for. */
export interface Older {
  readonly functions: number;
  readonly workers: number;
}

/** In a cluster, where those that were there first keep their place: whether this one finds none; null where it does. */
export function beyondTotal(
  { name, maxReplicasTotal }: Pool,
  mode: string,
  workers: number,
  older: Older,
): Diagnostic | null {
  if (maxReplicasTotal === null || workers === 0 || older.workers + workers <= maxReplicasTotal) return null;
  const left = Math.max(0, maxReplicasTotal - older.workers);
  return diagnose('ReplicasOverPoolTotal', 0, {
    ...at(mode),
    message: `The Function asks for ${amount(workers, 'worker')}, but the pool ${quoted(name)} has ${left === 0 ? 'none' : grouped(left)} left, since its maxReplicasTotal is ${grouped(maxReplicasTotal)} and it is asked for ${grouped(older.workers)} by ${amount(older.functions, 'older Function')}.`,
  });
}

function at(mode: string): Pick<Finding, 'pointer' | 'hint'> {
  return {
    pointer: `/spec/scaling/replicas/${mode === 'fixed' ? 'min' : 'max'}`,
    hint: 'Ask for less, choose another pool, or raise maxReplicasTotal of the pool.',
  };
}

function sum(users: readonly FunctionView[]): number {
  return users.reduce((total, { spec }) => total + mostWorkers(spec), 0);
}

function amount(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
