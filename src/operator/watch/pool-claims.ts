import { type Older, poolClaim } from '../../compiler/index.ts';
import { isObject, type Json } from '../../json/json.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { itemsOf } from './child-status.ts';
import { type Claim, PoolQueue } from './pool-queue.ts';

/**
 * What all Functions ask of their pools, the oldest first, for pools that have a maxReplicasTotal. Each claim is for the
 * younger ones to respect, whether its Function is refused or not: whoever waits keeps the place.
 */
export class PoolClaims {
  readonly #claims = new Map<string, Claim>();
  /** By pool. */
  readonly #pools = new Map<string, PoolQueue>();
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
    return this.#pools.get(claim.pool)?.olderThan(claim) ?? null;
  }

  /** Those of a pool that find too little left, and what the older ones ask for. */
  #tooLate(pool: string): [key: string, taken: number][] {
    const total = this.#totals.get(pool);
    return total === undefined ? [] : (this.#pools.get(pool)?.beyond(total) ?? []);
  }

  #insert(claim: Claim): void {
    this.#claims.set(claim.key, claim);
    const pool = this.#pools.get(claim.pool) ?? new PoolQueue();
    this.#pools.set(claim.pool, pool);
    pool.add(claim);
  }

  #remove(claim: Claim): void {
    this.#claims.delete(claim.key);
    const pool = this.#pools.get(claim.pool);
    pool?.remove(claim);
    if (pool?.isEmpty) this.#pools.delete(claim.pool);
  }
}

function claimOf(key: string, fn: KubeObject): Claim | undefined {
  const { apiVersion, kind, metadata, spec } = fn;
  const { name, namespace, creationTimestamp = '' } = metadata;
  const claim = poolClaim({ apiVersion, kind, metadata: { name, namespace }, spec } as unknown as Json);
  return claim === null ? undefined : { ...claim, key, created: creationTimestamp };
}
