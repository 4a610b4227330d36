/** What each Function's condition Ready says, for whoever scrapes: a book of our own, as the cache is packed. */
export class ReadyBook {
  readonly #rows = new Map<string, Entry>();

  note(namespace: string, name: string, ready: string, reason: string): void {
    this.#rows.set(`${namespace}/${name}`, { namespace, name, ready, reason });
  }

  forget(namespace: string, name: string): void {
    this.#rows.delete(`${namespace}/${name}`);
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
}

interface Entry {
  readonly namespace: string;
  readonly name: string;
  readonly ready: string;
  readonly reason: string;
}
