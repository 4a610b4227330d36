/** What the page remembers of a run beside the gateway's own state, all of it within bounds. */
import type { GatewayListener } from '../../gateway/core/gateway.ts';
import type { Entry, Item } from '../../gateway/core/item.ts';
import type { ItemRef } from '../../gateway/core/protocol.ts';
import type { UdfRecord } from '../../gateway/core/udf.ts';
import type { JsonObject } from '../../json/json.ts';
import { InHand } from './in-hand.ts';
import type { Late, LogLine } from './protocol.ts';
import { Ring } from './ring.ts';
import { Samples } from './samples.ts';

const MOST_LINES = 1000;
const MOST_HAPPENINGS = 10_000;
const MOST_COLUMNS = 100;
const MOST_LATE = 1000;

/** What is remembered of one Function. */
export class Memory {
  readonly inHand = new InHand();
  readonly samples = new Samples();
  readonly log = new Ring<LogLine>(MOST_LINES);
  /** Columns that its workers have written. */
  readonly outputs = new Set<string>();
  revision = 0;
  late: Late | undefined;
  /** Rows that were given back while their worker was at them: since when it was. */
  readonly lateSince = new Map<string, number>();
}

export class Chronicle implements Partial<GatewayListener> {
  readonly #functions = new Map<string, Memory>();
  readonly #happenings = new Ring<{ readonly udf: string; readonly entry: Entry }>(MOST_HAPPENINGS);
  readonly #nameOf: (udf: string, claimant: string) => string | undefined;
  readonly #now: () => number;
  #isByHand = false;
  /** The lease that a row had until it changed: the queue tells of a change before it says what has happened. */
  #lost: Item['lease'];

  /** `nameOf` gives the worker of here that claims under a name, if it is one. */
  constructor(nameOf: (udf: string, claimant: string) => string | undefined, now: () => number) {
    this.#nameOf = nameOf;
    this.#now = now;
  }

  of(udf: string): Memory {
    let memory = this.#functions.get(udf);
    if (memory === undefined) {
      memory = new Memory();
      this.#functions.set(udf, memory);
    }
    return memory;
  }

  /** Whether what happens now was asked for by a person. */
  get isByHand(): boolean {
    return this.#isByHand;
  }

  byHand<T>(act: () => T): T {
    this.#isByHand = true;
    try {
      return act();
    } finally {
      this.#isByHand = false;
    }
  }

  /** What has happened to a row, the oldest first. */
  historyOf(udf: string, { namespace, id }: ItemRef): readonly Entry[] {
    return [...this.#happenings].flatMap((one) =>
      one.udf === udf && one.entry.id === id && one.entry.namespace === namespace ? [one.entry] : [],
    );
  }

  /** A line of a worker, or with an empty name one about the workers. */
  log(udf: string, worker: string, text: string, isError: boolean): void {
    this.of(udf).log.push({ at: this.#now(), worker, text, isError });
  }

  itemChanged(udf: string, item: Readonly<Item>): void {
    const memory = this.of(udf);
    memory.revision++;
    this.#lost = memory.inHand.changed(item);
  }

  rowChanged(row: ItemRef, value: JsonObject | undefined): void {
    if (value !== undefined) return;
    for (const memory of this.#functions.values()) {
      memory.revision++;
      memory.inHand.gone(row);
    }
  }

  udfChanged(id: string, record: UdfRecord | undefined): void {
    if (record === undefined) this.#functions.delete(id);
  }

  wrote(udf: string, columns: readonly string[]): void {
    const { outputs } = this.of(udf);
    for (const column of columns) if (outputs.size < MOST_COLUMNS) outputs.add(column);
  }

  happened(udf: string, entry: Entry): void {
    this.#happenings.push({ udf, entry });
    const { at, what, worker = '' } = entry;
    const memory = this.of(udf);
    const key = `${worker}\0${entry.namespace}\0${entry.id}`;
    if (what === 'lease expired' && !this.#isByHand) {
      const name = this.#nameOf(udf, worker);
      // Of one that is gone it is no wonder.
      if (name === undefined) return;
      memory.late = { rows: (memory.late?.rows ?? 0) + 1, worker: name, at };
      if (memory.lateSince.size >= MOST_LATE) memory.lateSince.clear();
      memory.lateSince.set(key, this.#lost?.since ?? at);
    } else if (what === 'refused') {
      const since = memory.lateSince.get(key);
      if (since === undefined || memory.late === undefined) return;
      memory.lateSince.delete(key);
      memory.late = { ...memory.late, seconds: (at - since) / 1000 };
    }
  }
}
