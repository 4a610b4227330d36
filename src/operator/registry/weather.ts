/**
 * How the gateway itself is. What one Function finds out holds for all: while it is away nobody asks, then one does, and
 * only when that one is answered the others follow, spread over time.
 */
import { pauseMs, type Trouble } from '../../gateway/sync/index.ts';

export interface WeatherOptions {
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** So many Functions a second come back. */
const BACK_PER_SECOND = 20;

export class Weather {
  readonly #options: WeatherOptions;
  #trouble: Trouble | null = null;
  #since = 0;
  #inARow = 0;
  #until = 0;
  #probing = false;
  #waiting = 0;

  constructor(options: WeatherOptions) {
    this.#options = options;
  }

  /** What is wrong and for how many milliseconds already; null: nothing. */
  get trouble(): { readonly trouble: Trouble; readonly ms: number } | null {
    return this.#trouble && { trouble: this.#trouble, ms: this.#options.now() - this.#since };
  }

  /** Whether one may ask now; else when to come back. Whoever may has to tell what came of it. */
  ask(): { readonly trouble: Trouble; readonly againMs: number } | null {
    if (this.#trouble === null) return null;
    const { now, random } = this.#options;
    const early = this.#until - now();
    if (early <= 0 && !this.#probing) {
      this.#probing = true;
      return null;
    }
    this.#waiting++;
    const spread = (this.#waiting / BACK_PER_SECOND) * 1000 * random();
    return { trouble: this.#trouble, againMs: Math.max(early, 1_000) + spread };
  }

  /** The gateway answered sensibly. */
  fine(): void {
    this.#trouble = null;
    this.#inARow = 0;
    this.#probing = false;
    this.#waiting = 0;
  }

  /** It did not; when to ask again. */
  bad(trouble: Trouble): number {
    const { now, random } = this.#options;
    if (this.#trouble === null) this.#since = now();
    const ms = pauseMs(trouble, this.#inARow, random) ?? 0;
    // Several that were on their way at once count once.
    if (this.#trouble === null || this.#probing) {
      this.#inARow++;
      this.#until = now() + ms;
    }
    this.#trouble = trouble;
    this.#probing = false;
    this.#waiting = 0;
    return Math.max(0, this.#until - now());
  }

  /** Nobody knows what came of it. */
  broken(): void {
    this.#probing = false;
  }
}
