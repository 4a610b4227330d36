/** How a change of the policy reaches many Functions: docs/decisions/a-change-for-all-has-a-pace.md. */

/** Why the workers of a Function do not come up. */
interface Failure {
  readonly reason: string;
  readonly message: string;
}

export interface PaceOptions {
  /** At most so many Functions roll for the policy at a time. */
  readonly limit: () => number;
  /** Whether every Function was looked at since the start: before that it is not known what rolls already. */
  readonly isKnown: () => boolean;
  /** A Function is up when its workers have been for so long: those that end at once are ready for a moment too. */
  readonly settleMs: number;
  /** A Function may begin. */
  readonly wake: (fn: string) => void;
  /** Something is to be said of it. */
  readonly changed: () => void;
}

interface Rolling {
  /** How far it was at best, and since when: a large Deployment takes its time, and gets on. */
  readonly best: number;
  readonly since: number;
}

const BEGUN = { best: -1, since: 0 };

/** So many in a row that do not come up stop the change. */
const FAILURES = 2;

/** One wave: the Functions that are to roll because of the policy, by name (`Function shop/tag`). */
export class Pace {
  readonly #options: PaceOptions;
  readonly #pending = new Set<string>();
  readonly #rolling = new Map<string, Rolling>();
  /** They keep their place: what is broken must not make room for the next. */
  readonly #failed = new Map<string, Failure>();
  readonly #done = new Set<string>();
  /** Since when all workers of a Function have been up. */
  readonly #upSince = new Map<string, number>();
  #failuresInRow = 0;
  #policy = '';

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Another policy is another wave: it may be what mends this one. */
  begin(policy: string): void {
    if (policy === this.#policy) return;
    this.#policy = policy;
    this.#pending.clear();
    this.#done.clear();
    for (const fn of this.#failed.keys()) this.#rolling.set(fn, BEGUN);
    this.#failed.clear();
    this.#failuresInRow = 0;
    this.#options.changed();
  }

  /** Whether it may roll now. If not, it is woken when it may. */
  mayRoll(fn: string, now: number): boolean {
    if (this.#rolling.has(fn) || this.#failed.has(fn)) return true;
    if (this.#free() <= 0) {
      this.#pending.add(fn);
      this.#options.changed();
      return false;
    }
    this.#pending.delete(fn);
    this.#rolling.set(fn, { ...BEGUN, since: now });
    this.#options.changed();
    return true;
  }

  /** It has nothing to wait for, or waits no more: its author has changed it, it is at zero, it is gone. */
  forget(fn: string): void {
    this.#upSince.delete(fn);
    const was = [this.#pending, this.#rolling, this.#failed, this.#done].filter((one) => one.delete(fn));
    if (was.length > 0) this.#moved();
  }

  isPending(fn: string): boolean {
    return this.#pending.has(fn);
  }

  /** It rolls for the policy from before a restart. */
  adopt(fn: string, now: number): void {
    if (!this.#options.isKnown() && !this.#isMember(fn)) this.#rolling.set(fn, { ...BEGUN, since: now });
  }

  /**
   * It is not up. Milliseconds since it got on last; null: it does not roll for the policy. `far`: how far it is; one that
   * falls back and comes as far again, as in a crash loop, does not get on.
   */
  msStuck(fn: string, far: number, now: number): number | null {
    this.#upSince.delete(fn);
    const rolling = this.#rolling.get(fn);
    if (rolling === undefined) return null;
    if (far <= rolling.best) return now - rolling.since;
    this.#rolling.set(fn, { best: far, since: now });
    return 0;
  }

  /** All of its workers are of the new template and ready. Milliseconds until that counts; null: there is nothing to wait for. */
  up(fn: string, now: number): number | null {
    if (!this.#rolling.has(fn) && !this.#failed.has(fn)) return null;
    const since = this.#upSince.get(fn) ?? now;
    this.#upSince.set(fn, since);
    const left = since + this.#options.settleMs - now;
    if (left > 0) return left;
    this.#upSince.delete(fn);
    this.#rolling.delete(fn);
    this.#failed.delete(fn);
    this.#failuresInRow = 0;
    this.#done.add(fn);
    this.#moved();
    return null;
  }

  /** They do not come up. */
  fail(fn: string, failure: Failure): void {
    if (!this.#rolling.delete(fn)) return;
    this.#failed.set(fn, failure);
    this.#failuresInRow += 1;
    this.#moved();
  }

  /** The Functions that do not come up, if that has stopped the change; else null. */
  get stoppedBy(): ReadonlyMap<string, Failure> | null {
    const isStopped = this.#failuresInRow >= FAILURES || this.#failed.size >= this.#options.limit();
    return isStopped && this.#failed.size > 0 ? this.#failed : null;
  }

  /** How many are where. */
  get counts(): {
    readonly done: number;
    readonly rolling: number;
    readonly failed: number;
    readonly pending: number;
  } {
    return {
      done: this.#done.size,
      rolling: this.#rolling.size,
      failed: this.#failed.size,
      pending: this.#pending.size,
    };
  }

  /** Lets begin whoever may. Call it when all Functions have become known. */
  wakeNext(): void {
    const free = this.#pending.size === 0 ? 0 : this.#free();
    const next = free <= 0 ? [] : [...this.#pending].sort().slice(0, free);
    for (const fn of next) this.#options.wake(fn);
  }

  #moved(): void {
    this.#options.changed();
    this.wakeNext();
  }

  #free(): number {
    if (!this.#options.isKnown() || this.stoppedBy !== null) return 0;
    return this.#options.limit() - this.#rolling.size - this.#failed.size;
  }

  #isMember(fn: string): boolean {
    return this.#rolling.has(fn) || this.#failed.has(fn) || this.#done.has(fn) || this.#pending.has(fn);
  }
}

/** The limit that a text names: `10%` of `count`, at least one, or a number. */
export function rollingLimit(text: string, count: number): number {
  const [, percent] = /^(\d+)%$/.exec(text) ?? [];
  return Math.max(1, percent === undefined ? Number(text) : Math.floor((Number(percent) * count) / 100));
}
