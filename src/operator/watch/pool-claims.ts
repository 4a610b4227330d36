import { type Older, type PoolClaim, poolClaim } from '../../compiler/index.ts';
import { isObject, type Json } from '../../json/json.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { itemsOf } from './child-status.ts';

/** A Function in the queue for the workers of its pool. */
interface Claim extends PoolClaim {
  readonly key: string;
  readonly created: string;
}

/**
 * What all Functions ask of their pools, the oldest first, for pools that have a maxReplicasTotal. Each claim is for the
 * younger ones to respect, whether its Function is refused or not: whoever waits keeps the place.
 */
export class PoolClaims {
  readonly #claims = new Map<string, Claim>();
  /** By pool, in order. */
  readonly #pools = new Map<string, Claim[]>();
  #totals: ReadonlyMap<string, number> = new Map();

  /** Takes in InfraRules/default. All Functions are looked at then anyway. */
  rule(rules: KubeObject | null): void {
    const pools = isObject(rules?.spec) ? itemsOf(rules.spec.computePools) : [];
    this.#totals = new Map(
      pools.flatMap((pool) => {
        const { name, maxReplicasTotal } = (isObject(pool) ? pool : {}) as Record<string, unknown>;
        return typeof name === 'string' && typeof maxReplicasTotal === 'number'
          ? [[name, maxReplicasTotal]]
          : [];
      }),
    );
  }

  /** Takes in a Function as it is now, and gives the keys of those for which something else is left. */
  change(key: string, fn: KubeObject | null): string[] {
    const before = this.#claims.get(key);
    const after = fn === null ? undefined : claimOf(key, fn);
    if (
      before?.pool === after?.pool &&
      before?.workers === after?.workers &&
      before?.created === after?.created
    )
      return [];
    const pools = [...new Set([before, after].flatMap((claim) => claim?.pool ?? []))];
    const left = new Map(pools.flatMap((pool) => this.#tooLate(pool)));
    if (before !== undefined) this.#remove(before);
    if (after !== undefined) this.#insert(after);
    const late = new Map(pools.flatMap((pool) => this.#tooLate(pool)));
    return [...new Set([...left.keys(), ...late.keys()])].filter((one) => left.get(one) !== late.get(one));
  }

  /** What those ask for that are older than this one; null where its pool does not care. */
  olderThan(key: string): Older | null {
    const claim = this.#claims.get(key);
    if (claim === undefined || !this.#totals.has(claim.pool)) return null;
    const pool = this.#pools.get(claim.pool) ?? [];
    const older = pool.slice(0, pool.indexOf(claim)).filter(({ workers }) => workers > 0);
    return { functions: older.length, workers: older.reduce((sum, { workers }) => sum + workers, 0) };
  }

  /** Those of a pool that find too little left, and what the older ones ask for. */
  #tooLate(pool: string): [key: string, taken: number][] {
    const total = this.#totals.get(pool);
    if (total === undefined) return [];
    let sum = 0;
    return (this.#pools.get(pool) ?? []).flatMap(({ key, workers }) => {
      sum += workers;
      return sum > total ? [[key, sum]] : [];
    });
  }

  #insert(claim: Claim): void {
    this.#claims.set(claim.key, claim);
    const pool = this.#pools.get(claim.pool) ?? [];
    this.#pools.set(claim.pool, pool);
    const younger = pool.findLastIndex((one) => isOlder(one, claim)) + 1;
    pool.splice(younger, 0, claim);
  }

  #remove(claim: Claim): void {
    this.#claims.delete(claim.key);
    const pool = (this.#pools.get(claim.pool) ?? []).filter((one) => one !== claim);
    if (pool.length === 0) this.#pools.delete(claim.pool);
    else this.#pools.set(claim.pool, pool);
  }
}

function claimOf(key: string, fn: KubeObject): Claim | undefined {
  const { apiVersion, kind, metadata, spec } = fn;
  const { name, namespace, creationTimestamp = '' } = metadata;
  const claim = poolClaim({ apiVersion, kind, metadata: { name, namespace }, spec } as unknown as Json);
  return claim === null ? undefined : { ...claim, key, created: creationTimestamp };
}

/** By creation; in one second by namespace and name, so that every replica and every restart sees the same. */
function isOlder(a: Claim, b: Claim): boolean {
  return a.created < b.created || (a.created === b.created && a.key < b.key);
}
