import { type Again, waitMs } from './again.ts';
import { type Clock, monotonic } from './clock.ts';

/**
 * Works on one key, and says when to do so again. What it throws counts as a failure. `goesOn`: nothing has called for the
 * key since the handler said `next`.
 */
export type Handler = (key: string, signal: AbortSignal, goesOn: boolean) => Promise<Again>;

/** `now`: it has changed. `inTurn`: it is looked at in the course of things, with many others. */
export type Hurry = 'now' | 'inTurn';

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
  readonly #waiting = new Turns();
  /** Those that take long. */
  readonly #slow = new Turns();
  #slowRunning = 0;
  /** Keys that were called for since they were last begun. */
  readonly #dirty = new Map<string, Hurry>();
  /** Those of them that their own handler alone has called for. */
  readonly #goingOn = new Set<string>();
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
    return this.#waiting.size + this.#slow.size;
  }

  add(key: string, hurry: Hurry = 'now'): void {
    if (this.#isShutDown) return;
    this.#goingOn.delete(key);
    const known = this.#dirty.get(key);
    if (known === 'now' || known === hurry) return;
    this.#dirty.set(key, hurry);
    if (this.#running.has(key)) return;
    // It moves forward, maybe from one line to the other.
    if (known !== undefined) for (const line of [this.#waiting, this.#slow]) line.delete(key);
    this.#line(key).add(key, hurry === 'now');
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
    this.#waiting.clear();
    this.#slow.clear();
    this.#dirty.clear();
    this.#goingOn.clear();
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
    if (this.#running.size === 0) this.#drained.resolve();
    const cancel = this.#options.clock.schedule(() => {
      for (const abort of this.#running.values()) abort.abort(new Error('the operator is ending'));
    }, graceMs);
    await this.#drained.promise;
    cancel();
  }

  #line(key: string): Turns {
    return this.#options.isSlow?.(key) ? this.#slow : this.#waiting;
  }

  #begin(): void {
    while (this.#handler !== undefined && this.#running.size - this.#slowRunning < this.#workers) {
      const key = this.#waiting.next();
      if (key === undefined) break;
      void this.#work(key, this.#handler, () => undefined);
    }
    while (this.#handler !== undefined && this.#slowRunning === 0) {
      const key = this.#slow.next();
      if (key === undefined) break;
      this.#slowRunning++;
      void this.#work(key, this.#handler, () => this.#slowRunning--);
    }
  }

  async #work(key: string, handler: Handler, done: () => void): Promise<void> {
    this.#dirty.delete(key);
    const goesOn = this.#goingOn.delete(key);
    const abort = new AbortController();
    this.#running.set(key, abort);
    const { clock, deadlineMs } = this.#options;
    const late = () => abort.abort(new Error(`not done within ${deadlineMs / 1000} s`));
    const cancel = clock.schedule(late, deadlineMs);
    try {
      const again = await handler(key, abort.signal, goesOn);
      this.#failures.delete(key);
      const after = waitMs(again, 0, this.#options.random);
      if (again === 'next') this.#goOn(key);
      else if (after !== null) this.addAfter(key, after);
    } catch (error) {
      this.#fail(key, error);
    } finally {
      cancel();
      this.#running.delete(key);
      done();
      const hurry = this.#dirty.get(key);
      if (hurry !== undefined) this.#line(key).add(key, hurry === 'now');
      if (this.#isShutDown && this.#running.size === 0) this.#drained.resolve();
      this.#begin();
    }
  }

  /** Puts a key that runs at the end of the line, unless it was called for meanwhile. */
  #goOn(key: string): void {
    if (this.#isShutDown || this.#dirty.has(key)) return;
    this.#dirty.set(key, 'inTurn');
    this.#goingOn.add(key);
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

/** So many keys in a row go before one that is in no hurry. */
const MOST_IN_ROW = 7;

/**
 * Keys that wait, each once. What has changed goes before what is looked at in the course of things, such as everything
 * after a start: else a change would wait until thousands have been looked at. So that none waits for ever, one of eight
 * turns is for those that are in no hurry.
 */
class Turns {
  readonly #hurried = new Set<string>();
  readonly #others = new Set<string>();
  #inRow = 0;

  get size(): number {
    return this.#hurried.size + this.#others.size;
  }

  /** At the end of its line. */
  add(key: string, isHurried: boolean): void {
    (isHurried ? this.#hurried : this.#others).add(key);
  }

  /** Whose turn it is; it waits no more. */
  next(): string | undefined {
    const isOthers = this.#hurried.size === 0 || (this.#inRow >= MOST_IN_ROW && this.#others.size > 0);
    const line = isOthers ? this.#others : this.#hurried;
    const [key] = line;
    if (key === undefined) return undefined;
    line.delete(key);
    this.#inRow = isOthers ? 0 : this.#inRow + 1;
    return key;
  }

  delete(key: string): void {
    this.#hurried.delete(key);
    this.#others.delete(key);
  }

  clear(): void {
    this.#hurried.clear();
    this.#others.clear();
  }
}
