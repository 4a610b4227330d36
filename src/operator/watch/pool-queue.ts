import type { Older, PoolClaim } from '../../compiler/index.ts';

/** A Function in the queue for the workers of its pool. */
export interface Claim extends PoolClaim {
  readonly key: string;
  readonly created: string;
}

/**
 * The Functions of one pool, the oldest first. There may be tens of thousands, and each of them comes, goes and asks: so
 * places are searched by halves, and sums are kept until something changes.
 */
export class PoolQueue {
  readonly #claims: Claim[] = [];
  #workers = 0;
  /** What those ask for that are before each; null: not added up since the last change. */
  #older: Older[] | null = null;

  get isEmpty(): boolean {
    return this.#claims.length === 0;
  }

  add(claim: Claim): void {
    this.#claims.splice(this.#placeOf(claim), 0, claim);
    this.#workers += claim.workers;
    this.#older = null;
  }

  remove(claim: Claim): void {
    this.#claims.splice(this.#placeOf(claim), 1);
    this.#workers -= claim.workers;
    this.#older = null;
  }

  /** What those ask for that are older than this one, which is in the queue. */
  olderThan(claim: Claim): Older {
    this.#older ??= sumsOf(this.#claims);
    return this.#older[this.#placeOf(claim)] as Older;
  }

  /** Those that find too little of a total left, and what is asked for with each. They are the youngest. */
  beyond(total: number): [key: string, workers: number][] {
    const late: [string, number][] = [];
    let sum = this.#workers;
    for (let at = this.#claims.length - 1; at >= 0 && sum > total; at--) {
      const { key, workers } = this.#claims[at] as Claim;
      late.push([key, sum]);
      sum -= workers;
    }
    return late;
  }

  /** Where it is, or would be. */
  #placeOf(claim: Claim): number {
    let [from, to] = [0, this.#claims.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (isOlder(this.#claims[middle] as Claim, claim)) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function sumsOf(claims: readonly Claim[]): Older[] {
  let [functions, workers] = [0, 0];
  return claims.map((claim) => {
    const older = { functions, workers };
    if (claim.workers > 0) functions += 1;
    workers += claim.workers;
    return older;
  });
}

/** By creation; in one second by namespace and name, so that every replica and every restart sees the same. */
function isOlder(a: Claim, b: Claim): boolean {
  return a.created < b.created || (a.created === b.created && a.key < b.key);
}
