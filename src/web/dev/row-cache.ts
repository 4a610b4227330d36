/** The rows that are seen, fetched by pages; what was fetched before stays until there is something newer. */
import type { RowsPage, RowView } from '../../dev/page/protocol.ts';

const PAGE = 100;
/** A queue that changes all the time is looked at again at most so often. */
const REST_MS = 300;
const MOST_PAGES = 20;

export class RowCache {
  readonly #fetch: (from: number, limit: number) => Promise<RowsPage>;
  readonly #changed: () => void;
  readonly #pages = new Map<number, { readonly rows: readonly RowView[]; readonly revision: number }>();
  #isBusy = false;
  #revision = 0;
  #from = 0;
  #to = 0;
  #isOver = false;
  total = 0;
  /** Why there is nothing, when it could not be had. */
  failure = '';
  isLoaded = false;

  constructor(fetch: (from: number, limit: number) => Promise<RowsPage>, changed: () => void) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  at(index: number): RowView | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  }

  /** Other rows are seen, or the queue is another one. */
  need(from: number, to: number, revision: number): void {
    this.#from = from;
    this.#to = to;
    this.#revision = revision;
    void this.#look();
  }

  /** Nobody looks any more. */
  close(): void {
    this.#isOver = true;
  }

  async #look(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let page = this.#stale(); page !== undefined && !this.#isOver; page = this.#stale()) {
      const revision = this.#revision;
      try {
        const { total, rows } = await this.#fetch(page * PAGE, PAGE);
        this.total = total;
        this.failure = '';
        this.#pages.delete(page);
        this.#pages.set(page, { rows, revision });
        const [oldest] = this.#pages.keys();
        if (this.#pages.size > MOST_PAGES) this.#pages.delete(oldest as number);
      } catch (error) {
        this.failure = (error as Error).message;
        // Whoever waits for the next revision does not ask in a circle.
        this.#pages.set(page, { rows: this.#pages.get(page)?.rows ?? [], revision });
      }
      this.isLoaded = true;
      if (this.#isOver) break;
      this.#changed();
      if (this.#stale() !== undefined && this.#isFresh())
        await new Promise((next) => setTimeout(next, REST_MS));
    }
    this.#isBusy = false;
  }

  /** The first page that is seen and not as it should be. */
  #stale(): number | undefined {
    const first = Math.floor(this.#from / PAGE);
    const last = Math.max(first, Math.floor((Math.max(this.#to, 1) - 1) / PAGE));
    for (let page = first; page <= last; page++)
      if (this.#pages.get(page)?.revision !== this.#revision) return page;
    return undefined;
  }

  /** Whether all that is seen is there, if not in its newest state. */
  #isFresh(): boolean {
    return this.at(this.#from) !== undefined && this.at(Math.max(this.#from, this.#to - 1)) !== undefined;
  }
}
