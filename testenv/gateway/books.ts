import type { ClaimedItem, CompleteItem, FailItem, ItemRef, UdfSpec } from './protocol.ts';

/** Where a row is on its way through a Function. */
export type Stage = 'pending' | 'processing' | 'completed' | 'failed';

/** One line of the books: what happened to which row, and by whose hand. */
export type Entry = {
  readonly at: number;
  readonly what: 'enqueued' | 'claimed' | 'completed' | 'failed' | 'lease expired' | 'refused';
  readonly namespace: string;
  readonly id: string;
  readonly worker?: string;
  readonly message?: string;
};

/** A row in the queue of one Function. */
export type Item = {
  readonly namespace: string;
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly stage: Stage;
  readonly attempts: number;
  readonly worker?: string;
  readonly leaseUntil?: number;
  readonly output?: CompleteItem;
};

type Row = {
  namespace: string;
  id: string;
  input: Readonly<Record<string, unknown>>;
  stage: Stage;
  attempts: number;
  notBefore: number;
  lease: { worker: string; ms: number; until: number } | undefined;
  output: CompleteItem | undefined;
};

/** The queue of one Function and a journal of all that happened to it. */
export class Books {
  readonly journal: Entry[] = [];
  spec: UdfSpec;
  paused = false;
  sweeps = 0;
  readonly #rows = new Map<string, Row>();
  readonly #now: () => number;

  constructor(spec: UdfSpec, now: () => number = Date.now) {
    this.spec = spec;
    this.#now = now;
  }

  /** Puts a row in the queue. Returns false when it is there already, in whatever stage. */
  enqueue({ namespace, id, input }: ClaimedItem): boolean {
    const key = keyOf({ namespace, id });
    if (this.#rows.has(key)) return false;
    this.#rows.set(key, {
      namespace,
      id,
      input,
      stage: 'pending',
      attempts: 0,
      notBefore: 0,
      lease: undefined,
      output: undefined,
    });
    this.#write('enqueued', { namespace, id });
    return true;
  }

  /** Leases up to `limit` rows to a worker. */
  claim(worker: string, limit: number, leaseSeconds: number): ClaimedItem[] {
    this.#expireLeases();
    if (this.paused) return [];
    const now = this.#now();
    const claimed: ClaimedItem[] = [];
    for (const row of this.#rows.values()) {
      if (claimed.length >= limit) break;
      if (row.stage !== 'pending' || row.notBefore > now) continue;
      row.stage = 'processing';
      row.lease = { worker, ms: leaseSeconds * 1000, until: now + leaseSeconds * 1000 };
      this.#write('claimed', row, worker);
      claimed.push({ namespace: row.namespace, id: row.id, input: row.input });
    }
    return claimed;
  }

  /** Extends the leases that the worker holds. Returns how many there were. */
  heartbeat(worker: string, items: readonly ItemRef[]): number {
    return this.#held(worker, items, (_, lease) => {
      lease.until = this.#now() + lease.ms;
    });
  }

  /** Completes the rows that the worker holds; others are refused. Returns how many were completed. */
  complete(worker: string, items: readonly CompleteItem[]): number {
    return this.#held(worker, items, (row, _, item) => {
      row.stage = 'completed';
      row.output = item;
      this.#write('completed', row, worker);
    });
  }

  /** Gives rows that the worker holds back as failed: to try again later, or for good. */
  fail(worker: string, items: readonly FailItem[]): number {
    return this.#held(worker, items, (row, _, { kind, message }) => {
      this.#write('failed', row, worker, message);
      this.#giveBack(row, kind === 'permanent');
    });
  }

  /** Puts failed rows back in the queue. Returns how many there were. */
  resetFailed(): number {
    const failed = [...this.#rows.values()].filter(({ stage }) => stage === 'failed');
    for (const row of failed) Object.assign(row, { stage: 'pending', attempts: 0, notBefore: 0 });
    return failed.length;
  }

  /** How many rows there are in each stage. */
  counts(): Record<Stage, number> {
    this.#expireLeases();
    const counts = { pending: 0, processing: 0, completed: 0, failed: 0 };
    for (const { stage } of this.#rows.values()) counts[stage]++;
    return counts;
  }

  /** All rows, in the order in which they were enqueued. */
  items(): Item[] {
    this.#expireLeases();
    return [...this.#rows.values()].map(({ lease, notBefore: _, output, ...row }) => ({
      ...row,
      ...(lease && { worker: lease.worker, leaseUntil: lease.until }),
      ...(output && { output }),
    }));
  }

  #held<T extends ItemRef>(
    worker: string,
    items: readonly T[],
    act: (row: Row, lease: { ms: number; until: number }, item: T) => void,
  ): number {
    this.#expireLeases();
    let updated = 0;
    for (const item of items) {
      const row = this.#rows.get(keyOf(item));
      if (row?.lease?.worker !== worker) {
        this.#write('refused', item, worker);
        continue;
      }
      const { lease } = row;
      act(row, lease, item);
      if (row.stage !== 'processing') row.lease = undefined;
      updated++;
    }
    return updated;
  }

  #expireLeases(): void {
    const now = this.#now();
    for (const row of this.#rows.values()) {
      if (row.lease === undefined || row.lease.until > now) continue;
      this.#write('lease expired', row, row.lease.worker);
      row.lease = undefined;
      this.#giveBack(row, false);
    }
  }

  #giveBack(row: Row, forGood: boolean): void {
    const { max_attempts, initial_backoff_seconds, max_backoff_seconds } = this.spec.retry;
    row.attempts++;
    row.stage = forGood || row.attempts >= max_attempts ? 'failed' : 'pending';
    const seconds = Math.min(initial_backoff_seconds * 2 ** (row.attempts - 1), max_backoff_seconds);
    row.notBefore = this.#now() + seconds * 1000;
  }

  #write(what: Entry['what'], { namespace, id }: ItemRef, worker?: string, message?: string): void {
    this.journal.push({
      at: this.#now(),
      what,
      namespace,
      id,
      ...(worker === undefined ? {} : { worker }),
      ...(message === undefined ? {} : { message }),
    });
  }
}

function keyOf({ namespace, id }: ItemRef): string {
  return JSON.stringify([namespace, id]);
}
