import { type Clock, monotonic } from './clock.ts';

/** What became of an item: done, and to be looked at again after so many milliseconds, if that is said. */
export interface Outcome {
  readonly after?: number;
}

/** Thrown by a handler: to try again is of no use before something changes. */
export class TerminalError extends Error {}

/** Works on one key. What it throws is tried again later, at first soon, then ever less often. */
export type Handler = (key: string, signal: AbortSignal) => Promise<Outcome>;

export interface QueueOptions {
  /** The signal of an item is aborted after so long. */
  readonly deadlineMs?: number;
  /** The wait after the first failure; it doubles with each. */
  readonly baseMs?: number;
  readonly capMs?: number;
  /** Called after each failure; `retryMs` is null for a terminal one. */
  readonly onFailure?: (key: string, error: unknown, retryMs: number | null) => void;
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
  /** Keys that have changed since they were last begun. */
  readonly #dirty = new Set<string>();
  /** Keys that are worked on, and since when. */
  readonly #running = new Map<string, number>();
  readonly #timers = new Map<string, { readonly at: number; readonly cancel: () => void }>();
  readonly #failures = new Map<string, number>();
  readonly #options: Required<Omit<QueueOptions, 'onFailure'>> & Pick<QueueOptions, 'onFailure'>;
  readonly #drained = Promise.withResolvers<void>();
  #handler: Handler | undefined;
  #workers = 0;
  #isShutDown = false;
  #adds = 0;
  #retries = 0;

  constructor(options: QueueOptions = {}) {
    this.#options = {
      deadlineMs: 60_000,
      baseMs: 100,
      capMs: 300_000,
      clock: monotonic,
      random: Math.random,
      ...options,
    };
  }

  /** How many keys wait for their turn. Those that wait for a moment in time are not among them. */
  get depth(): number {
    return this.#waiting.length;
  }

  /** How many keys are worked on. */
  get running(): number {
    return this.#running.size;
  }

  /** How many times a key was put in line. */
  get adds(): number {
    return this.#adds;
  }

  /** How many times a key will have been tried again after a failure. */
  get retries(): number {
    return this.#retries;
  }

  /** For how many milliseconds the oldest item has been worked on; 0 if there is none. */
  get longestRunning(): number {
    const [oldest] = this.#running.values();
    return oldest === undefined ? 0 : this.#options.clock.now() - oldest;
  }

  add(key: string): void {
    if (this.#isShutDown || this.#dirty.has(key)) return;
    this.#dirty.add(key);
    this.#adds++;
    if (this.#running.has(key)) return;
    this.#waiting.push(key);
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

  /** The next failure of a key counts as its first. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  /** Lets so many workers at the keys. Resolves after a shutdown, when the last of them has ended. */
  run(workers: number, handler: Handler): Promise<void> {
    this.#workers = workers;
    this.#handler = handler;
    this.#begin();
    return this.#drained.promise;
  }

  /** Begins nothing more and resolves when what has begun has ended. */
  shutdown(): Promise<void> {
    this.#isShutDown = true;
    this.#waiting.length = 0;
    this.#dirty.clear();
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
    if (this.#running.size === 0) this.#drained.resolve();
    return this.#drained.promise;
  }

  #begin(): void {
    while (this.#handler !== undefined && this.#running.size < this.#workers) {
      const key = this.#waiting.shift();
      if (key === undefined) return;
      this.#dirty.delete(key);
      this.#running.set(key, this.#options.clock.now());
      void this.#work(key, this.#handler);
    }
  }

  async #work(key: string, handler: Handler): Promise<void> {
    const { clock, deadlineMs } = this.#options;
    const abort = new AbortController();
    const late = () => abort.abort(new Error(`not done within ${deadlineMs / 1000} s`));
    const cancel = clock.schedule(late, deadlineMs);
    try {
      const { after } = await handler(key, abort.signal);
      this.forget(key);
      if (after !== undefined) this.addAfter(key, after);
    } catch (error) {
      this.#fail(key, error);
    } finally {
      cancel();
      this.#running.delete(key);
      if (this.#dirty.has(key)) this.#waiting.push(key);
      if (this.#isShutDown && this.#running.size === 0) this.#drained.resolve();
      this.#begin();
    }
  }

  #fail(key: string, error: unknown): void {
    if (error instanceof TerminalError) {
      this.forget(key);
      this.#options.onFailure?.(key, error, null);
      return;
    }
    const { baseMs, capMs, random, onFailure } = this.#options;
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const retryMs = Math.min(capMs, baseMs * 2 ** failures) * (0.8 + 0.4 * random());
    this.#retries++;
    this.addAfter(key, retryMs);
    onFailure?.(key, error, retryMs);
  }
}
