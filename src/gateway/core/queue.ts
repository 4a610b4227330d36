import { Heap } from './heap.ts';
import type { Entry, Item, QueueListener, Stage } from './item.ts';
import type { CompleteItem, FailItem, ItemRef, UdfSpec } from './protocol.ts';

/**
 * The queue of one Function: leases, doubling pauses, failures. The time is a parameter of everything, in milliseconds;
 * leases that are over are given back at the begin of every call.
 */
export class Queue {
  readonly #items = new Map<string, Item>();
  readonly #counts: Record<Stage, number> = { pending: 0, processing: 0, completed: 0, failed: 0 };
  /** Pending, in the order to give them out in. An entry that is no longer pending is passed over. */
  #ready: Item[] = [];
  #readyFrom = 0;
  readonly #waiting = new Heap<Item>();
  readonly #leases = new Heap<{ readonly item: Item; readonly until: number }>();
  readonly #listener: QueueListener;
  retry: UdfSpec['retry'];
  readonly #speed: number;

  /** `speed` is how many times as fast as said the pauses pass. */
  constructor(retry: UdfSpec['retry'], listener: QueueListener, speed = 1) {
    this.#speed = speed;
    this.retry = retry;
    this.#listener = listener;
  }

  /** Takes an item as it was kept somewhere. Nobody is told. */
  restore(item: Item): void {
    this.#items.set(keyOf(item), item);
    this.#counts[item.stage]++;
    if (item.lease !== undefined) this.#leases.push(item.lease.until, { item, until: item.lease.until });
    if (item.stage === 'pending') this.#waiting.push(item.notBefore, item);
  }

  /**
   * Puts a row in the queue, or one that is done back into it. False where it is there already: pending, in the hands
   * of a worker, or failed for this version.
   */
  enqueue(row: ItemRef, version: string, now: number): boolean {
    const key = keyOf(row);
    const known = this.#items.get(key);
    if (known === undefined) {
      const item: Item = {
        namespace: row.namespace,
        id: row.id,
        stage: 'pending',
        attempts: 0,
        version,
        notBefore: 0,
        lease: undefined,
        error: undefined,
      };
      this.#items.set(key, item);
      this.#counts.pending++;
      this.#ready.push(item);
      this.#tell(item, 'enqueued', now);
      return true;
    }
    const again = known.stage === 'completed' || (known.stage === 'failed' && known.version !== version);
    if (!again) return false;
    known.version = version;
    this.#begin(known);
    this.#tell(known, 'enqueued', now);
    return true;
  }

  /** Leases up to `limit` rows to a worker, for this version of the Function. */
  claim(worker: string, limit: number, leaseMs: number, version: string, now: number): readonly Item[] {
    this.expire(now);
    for (let item = this.#waiting.pop(now); item !== undefined; item = this.#waiting.pop(now))
      if (item.stage === 'pending') this.#ready.push(item);
    const claimed: Item[] = [];
    while (claimed.length < limit && this.#readyFrom < this.#ready.length) {
      const item = this.#ready[this.#readyFrom++] as Item;
      if (item.stage !== 'pending') continue;
      this.#move(item, 'processing');
      item.version = version;
      this.#lease(item, worker, leaseMs, now, now);
      this.#tell(item, 'claimed', now, worker);
      claimed.push(item);
    }
    // What was given out goes when it is as much as what is left.
    if (this.#readyFrom > 1024 && this.#readyFrom * 2 > this.#ready.length) {
      this.#ready = this.#ready.slice(this.#readyFrom);
      this.#readyFrom = 0;
    }
    return claimed;
  }

  /** Extends the leases that the worker holds, each by its own length. */
  heartbeat(worker: string, rows: readonly ItemRef[], now: number): number {
    return this.#held(worker, rows, now, (item, lease) => {
      this.#lease(item, worker, lease.ms, now, lease.since);
      this.#listener.changed(item);
    });
  }

  /** Completes rows that the worker holds, and calls `done` with each; of the others nothing is taken. */
  complete(
    worker: string,
    rows: readonly CompleteItem[],
    now: number,
    done: (item: Item, row: CompleteItem) => void,
  ): number {
    return this.#held(worker, rows, now, (item, _, row) => {
      item.lease = undefined;
      item.error = undefined;
      this.#move(item, 'completed');
      this.#tell(item, 'completed', now, worker);
      done(item, row);
    });
  }

  /** Takes rows back that the worker could not process: to try again later, or for good. */
  fail(worker: string, rows: readonly FailItem[], now: number): number {
    return this.#held(worker, rows, now, (item, _, { kind, message }) => {
      item.error = message ?? '';
      this.#giveBack(item, kind === 'permanent', now);
      this.#tell(item, 'failed', now, worker, message);
    });
  }

  /** Puts rows that have failed back into the queue: all, or one. */
  resetFailed(now: number, only?: ItemRef): number {
    const one = only && this.#items.get(keyOf(only));
    const all = only === undefined ? [...this.#items.values()] : one === undefined ? [] : [one];
    const failed = all.filter(({ stage }) => stage === 'failed');
    for (const item of failed) {
      this.#begin(item);
      this.#tell(item, 'reset', now);
    }
    return failed.length;
  }

  /** Ends leases: those that are over, or at once that of one row. */
  expire(now: number, at?: ItemRef): void {
    if (at !== undefined) {
      const item = this.#items.get(keyOf(at));
      if (item?.lease !== undefined) this.#lose(item, now);
      return;
    }
    for (let found = this.#leases.pop(now); found !== undefined; found = this.#leases.pop(now)) {
      // Of a lease that was extended or given up the heap still has the old end.
      if (found.item.lease?.until === found.until) this.#lose(found.item, now);
    }
  }

  /** Forgets a row that is no longer there. */
  remove(row: ItemRef): void {
    const item = this.#items.get(keyOf(row));
    if (item === undefined) return;
    this.#items.delete(keyOf(row));
    this.#counts[item.stage]--;
    item.stage = 'completed';
    item.lease = undefined;
  }

  get(row: ItemRef): Item | undefined {
    return this.#items.get(keyOf(row));
  }

  /** In the order in which they came first. */
  items(): IterableIterator<Item> {
    return this.#items.values();
  }

  /** How many rows there are in each stage; `now` takes back the leases that are over. */
  counts(now: number): Readonly<Record<Stage, number>> {
    this.expire(now);
    return { ...this.#counts };
  }

  /** When something changes by itself: a lease ends or a pause is over. Infinity where nothing does. */
  get next(): number {
    return Math.min(this.#leases.next, this.#waiting.next);
  }

  #held<T extends ItemRef>(
    worker: string,
    rows: readonly T[],
    now: number,
    act: (item: Item, lease: NonNullable<Item['lease']>, row: T) => void,
  ): number {
    this.expire(now);
    let updated = 0;
    for (const row of rows) {
      const item = this.#items.get(keyOf(row));
      if (item?.lease?.worker !== worker) {
        this.#listener.happened({ at: now, what: 'refused', namespace: row.namespace, id: row.id, worker });
        continue;
      }
      act(item, item.lease, row);
      updated++;
    }
    return updated;
  }

  #lose(item: Item, now: number): void {
    const worker = item.lease?.worker;
    item.error = `The lease of ${worker} was lost.`;
    this.#giveBack(item, false, now);
    this.#tell(item, 'lease expired', now, worker);
  }

  #giveBack(item: Item, forGood: boolean, now: number): void {
    const { max_attempts, initial_backoff_seconds, max_backoff_seconds } = this.retry;
    item.lease = undefined;
    item.attempts++;
    const seconds = Math.min(initial_backoff_seconds * 2 ** (item.attempts - 1), max_backoff_seconds);
    item.notBefore = now + (seconds * 1000) / this.#speed;
    const isLost = forGood || item.attempts >= max_attempts;
    this.#move(item, isLost ? 'failed' : 'pending');
    if (!isLost) this.#waiting.push(item.notBefore, item);
  }

  #begin(item: Item): void {
    item.attempts = 0;
    item.notBefore = 0;
    item.error = undefined;
    this.#move(item, 'pending');
    this.#ready.push(item);
  }

  #lease(item: Item, worker: string, ms: number, now: number, since: number): void {
    item.lease = { worker, ms, until: now + ms, since };
    this.#leases.push(now + ms, { item, until: now + ms });
  }

  #move(item: Item, stage: Stage): void {
    this.#counts[item.stage]--;
    this.#counts[stage]++;
    item.stage = stage;
  }

  #tell(item: Item, what: Entry['what'], at: number, worker?: string, message?: string): void {
    this.#listener.changed(item);
    this.#listener.happened({
      at,
      what,
      namespace: item.namespace,
      id: item.id,
      ...(worker === undefined ? {} : { worker }),
      ...(message === undefined ? {} : { message }),
    });
  }
}

function keyOf({ namespace, id }: ItemRef): string {
  return `${namespace}\0${id}`;
}
