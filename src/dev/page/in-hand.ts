import type { Item } from '../../gateway/core/item.ts';
import type { ItemRef } from '../../gateway/core/protocol.ts';

export interface Batch {
  readonly rows: number;
  readonly since: number;
  readonly until: number;
}

/** The rows of one Function that workers hold. */
export class InHand {
  readonly #leases = new Map<string, NonNullable<Item['lease']>>();

  /** Takes note of a row that has changed. Returns the lease that it had before. */
  changed(item: Readonly<Item>): Item['lease'] {
    const key = keyOf(item);
    const before = this.#leases.get(key);
    if (item.lease !== undefined) this.#leases.set(key, item.lease);
    else if (before !== undefined) this.#leases.delete(key);
    return before;
  }

  gone(row: ItemRef): void {
    this.#leases.delete(keyOf(row));
  }

  /** By the name under which they were claimed. */
  batches(): ReadonlyMap<string, Batch> {
    const found = new Map<string, Batch>();
    for (const { worker, since, until } of this.#leases.values()) {
      const known = found.get(worker);
      found.set(worker, {
        rows: (known?.rows ?? 0) + 1,
        since: Math.min(known?.since ?? since, since),
        until: Math.min(known?.until ?? until, until),
      });
    }
    return found;
  }
}

function keyOf({ namespace, id }: ItemRef): string {
  return `${namespace}\0${id}`;
}
