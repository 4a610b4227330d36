import { isObject, type JsonObject } from '../json/json.ts';
import type { KubeObject } from '../operator/kube/cluster.ts';
import { itemsOf } from '../operator/watch/child-status.ts';
import type { Row } from './book.ts';

/** How much of a pool is in use. */
export interface PoolUse {
  readonly name: string;
  readonly functions: number;
  readonly ready: number;
  readonly wanted: number;
  /** What all Functions may have together. */
  readonly max: number;
  /** What the pool allows in all; null: it does not say. */
  readonly maxReplicasTotal: number | null;
  /** What it allows each Function; null: it is not known, or there is no such pool. */
  readonly maxReplicasPerWorkload: number | null;
  /** Null: InfraRules/default cannot be read. */
  readonly exists: boolean | null;
}

/** The pools of InfraRules/default and those that Functions name, in the order of their names. */
export function poolUses(rows: Iterable<Row>, rules: KubeObject | null): PoolUse[] {
  const pools = poolsOf(rules);
  const used = Map.groupBy(rows, ({ pool }) => pool);
  const names = new Set([...pools.keys(), ...[...used.keys()].filter((name) => name !== null)]);
  return [...names].sort().map((name) => {
    const users = used.get(name) ?? [];
    const pool = pools.get(name);
    const sum = (field: 'ready' | 'wanted' | 'max') => users.reduce((all, row) => all + row[field], 0);
    return {
      name,
      functions: users.length,
      ready: sum('ready'),
      wanted: sum('wanted'),
      max: sum('max'),
      maxReplicasTotal: numberOf(pool?.maxReplicasTotal),
      maxReplicasPerWorkload: numberOf(pool?.maxReplicasPerWorkload),
      exists: rules === null ? null : pool !== undefined,
    };
  });
}

function poolsOf(rules: KubeObject | null): ReadonlyMap<string, JsonObject> {
  const pools = isObject(rules?.spec) ? itemsOf(rules.spec.computePools) : [];
  return new Map(
    pools.flatMap((pool) => (isObject(pool) && typeof pool.name === 'string' ? [[pool.name, pool]] : [])),
  );
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
