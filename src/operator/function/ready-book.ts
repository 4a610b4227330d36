/** What is known of each Function, for whoever scrapes: a book of our own, as the cache is packed. */
export class ReadyBook {
  readonly #rows = new Map<string, Entry>();

  note(namespace: string, name: string, seen: SeenFunction): void {
    this.#rows.set(`${namespace}/${name}`, { namespace, name, ...seen });
  }

  forget(namespace: string, name: string): void {
    this.#rows.delete(`${namespace}/${name}`);
  }

  get size(): number {
    return this.#rows.size;
  }

  /** How many Functions say the same. */
  counts(): { readonly ready: string; readonly reason: string; readonly count: number }[] {
    const groups = Map.groupBy(this.#rows.values(), ({ ready, reason }) => `${ready} ${reason}`);
    return [...groups.values()].map((same) => {
      const [{ ready, reason }] = same as [Entry];
      return { ready, reason, count: same.length };
    });
  }

  /** Those that are not Ready. While all is well there are none, however many Functions there are. */
  notReady(): Entry[] {
    return [...this.#rows.values()].filter(({ ready }) => ready !== 'True');
  }

  /** Those that KEDA should scale and cannot, with the reason; while all is well there are none. */
  notScaled(): { readonly namespace: string; readonly name: string; readonly reason: string }[] {
    return [...this.#rows.values()].flatMap(({ namespace, name, notScaled }) =>
      notScaled === null ? [] : [{ namespace, name, reason: notScaled }],
    );
  }

  /** Of all Functions together. */
  workers(): { readonly wanted: number; readonly ready: number; readonly rollouts: number } {
    let [wanted, ready, rollouts] = [0, 0, 0];
    for (const { workers, isRolling } of this.#rows.values()) {
      wanted += workers.wanted;
      ready += workers.ready;
      if (isRolling) rollouts += 1;
    }
    return { wanted, ready, rollouts };
  }
}

/** What a look at a Function has seen. */
export interface SeenFunction {
  /** Status and reason of its condition Ready. */
  readonly ready: string;
  readonly reason: string;
  /** Why KEDA does not scale it; null: it does, or has nothing to do with it. */
  readonly notScaled: string | null;
  readonly workers: { readonly wanted: number; readonly ready: number };
  /** Whether pods of an older template are left. */
  readonly isRolling: boolean;
}

interface Entry extends SeenFunction {
  readonly namespace: string;
  readonly name: string;
}
