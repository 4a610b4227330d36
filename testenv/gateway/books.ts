import type { Gateway } from '../../src/gateway/core/gateway.ts';
import type { Entry, Item, Stage } from '../../src/gateway/core/item.ts';

/** One line of the books: what happened to which row, and by whose hand. */
export type { Entry };

/** The queue of one Function and a journal of all that happened to it. */
export class Books {
  readonly journal: Entry[] = [];
  readonly #gateway: Gateway;
  readonly #id: string;

  constructor(gateway: Gateway, id: string) {
    this.#gateway = gateway;
    this.#id = id;
  }

  /** How many rows there are in each stage. */
  counts(): Readonly<Record<Stage, number>> {
    return this.#gateway.get(this.#id).queue.counts(Date.now());
  }

  /** All rows, in the order in which they were enqueued. */
  items(): Readonly<Item>[] {
    this.counts();
    return [...this.#gateway.get(this.#id).queue.items()];
  }
}
