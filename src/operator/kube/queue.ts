import { type Again, waitMs } from './again.ts';
import { type Clock, monotonic } from './clock.ts';

/** Works on one key, and says when to do so again. What it throws counts as a failure. */
export type Handler = (key: string, signal: AbortSignal) => Promise<Again>;

export interface QueueOptions {
  /** The signal of an item is aborted after so long. */
  readonly deadlineMs?: number;
  /** Whether a key takes long: those have one worker, beside the others, and hold up each other only. */
  readonly isSlow?: (key: string) => boolean;
  /** Called after each failure. */
  readonly onFailure?: (key: string, error: unknown, retryMs: number) => void;
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/**
 * Keys to be worked on, each by one worker at a time. A key that is added while it waits is worked on once; one that is
 * added while it is worked on is worked on again afterwards. So nothing is done twice and no change is missed.
 */
export class WorkQueue {
  /** Keys in the order of their turn. */
  readonly #waiting: string[] = [];
  /** Those of them that take long. */
  readonly #slow: string[] = [];
  #slowRunning = 0;
  /** Keys that have changed since they were last begun. */
  readonly #dirty = new Set<string>();
  /** Keys that are worked on. */
  readonly #running = new Map<string, AbortController>();
  readonly #timers = new Map<string, { readonly at: number; readonly cancel: () => void }>();
  readonly #failures = new Map<string, number>();
  readonly #options: Required<Omit<QueueOptions, 'onFailure' | 'isSlow'>> &
    Pick<QueueOptions, 'onFailure' | 'isSlow'>;
  readonly #drained = Promise.withResolvers<void>();
  #handler: Handler | undefined;
  #workers = 0;
  #isShutDown = false;

  constructor(options: QueueOptions = {}) {
    this.#options = {
      deadlineMs: 60_000,
      clock: monotonic,
      random: Math.random,
      ...options,
    };
  }

  /** How many keys wait for their turn. Those that wait for a moment in time are not among them. */
  get depth(): number {
    return this.#waiting.length + this.#slow.length;
  }

  add(key: string): void {
    if (this.#isShutDown || this.#dirty.has(key)) return;
    this.#dirty.add(key);
    if (this.#running.has(key)) return;
    this.#line(key).push(key);
    this.#begin();
  }

  /** Adds a key later. Of several such moments the earliest counts. */
  addAfter(key: string, ms: number): void {
    if (this.#isShutDown) return;
    const { clock } = this.#options;
    const at = clock.now() + ms;
    const known = this.#timers.get(key);
    if (known !== undefined && known.at <= at) return;
    known?.cancel();
    const cancel = clock.schedule(() => {
      this.#timers.delete(key);
      this.add(key);
    }, ms);
    this.#timers.set(key, { at, cancel });
  }

  /** Lets so many workers at the keys. Resolves after a shutdown, when the last of them has ended. */
  run(workers: number, handler: Handler): Promise<void> {
    this.#workers = workers;
    this.#handler = handler;
    this.#begin();
    return this.#drained.promise;
  }

  /** Begins nothing more and resolves when what has begun has ended. That is broken off after so long. */
  async shutdown(graceMs: number): Promise<void> {
    this.#isShutDown = true;
    this.#waiting.length = 0;
    this.#slow.length = 0;
    this.#dirty.clear();
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
    if (this.#running.size === 0) this.#drained.resolve();
    const cancel = this.#options.clock.schedule(() => {
      for (const abort of this.#running.values()) abort.abort(new Error('the operator is ending'));
    }, graceMs);
    await this.#drained.promise;
    cancel();
  }

  #line(key: string): string[] {
    return this.#options.isSlow?.(key) ? this.#slow : this.#waiting;
  }

  #begin(): void {
    while (this.#handler !== undefined && this.#running.size - this.#slowRunning < this.#workers) {
      const key = this.#waiting.shift();
      if (key === undefined) break;
      void this.#work(key, this.#handler, () => undefined);
    }
    while (this.#handler !== undefined && this.#slowRunning === 0) {
      const key = this.#slow.shift();
      if (key === undefined) break;
      this.#slowRunning++;
      void this.#work(key, this.#handler, () => this.#slowRunning--);
    }
  }

  async #work(key: string, handler: Handler, done: () => void): Promise<void> {
    this.#dirty.delete(key);
    const abort = new AbortController();
    this.#running.set(key, abort);
    const { clock, deadlineMs } = this.#options;
    const late = () => abort.abort(new Error(`not done within ${deadlineMs / 1000} s`));
    const cancel = clock.schedule(late, deadlineMs);
    try {
      const again = await handler(key, abort.signal);
      this.#failures.delete(key);
      const after = waitMs(again, 0, this.#options.random);
      if (after !== null) this.addAfter(key, after);
    } catch (error) {
      this.#fail(key, error);
    } finally {
      cancel();
      this.#running.delete(key);
      done();
      if (this.#dirty.has(key)) this.#line(key).push(key);
      if (this.#isShutDown && this.#running.size === 0) this.#drained.resolve();
      this.#begin();
    }
  }

  #fail(key: string, error: unknown): void {
    const { random, onFailure } = this.#options;
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const retryMs = waitMs('failure', failures, random) as number;
    this.addAfter(key, retryMs);
    onFailure?.(key, error, retryMs);
  }
}
