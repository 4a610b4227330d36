/** Children of an element, one for each item. What stays is changed in place, so that it keeps focus and selection. */
export class Keyed<T> {
  readonly #parent: Element;
  readonly #make: (item: T) => { readonly node: Element; readonly update: (item: T) => void };
  readonly #made = new Map<string, { readonly node: Element; readonly update: (item: T) => void }>();

  constructor(
    parent: Element,
    make: (item: T) => { readonly node: Element; readonly update: (item: T) => void },
  ) {
    this.#parent = parent;
    this.#make = make;
  }

  show(items: readonly T[], keyOf: (item: T) => string): void {
    const keys = new Set(items.map(keyOf));
    for (const [key, { node }] of this.#made) {
      if (keys.has(key)) continue;
      node.remove();
      this.#made.delete(key);
    }
    let before: Element | null = null;
    for (const item of items) {
      const key = keyOf(item);
      let one = this.#made.get(key);
      if (one === undefined) {
        one = this.#make(item);
        this.#made.set(key, one);
      }
      one.update(item);
      const place: Element | null =
        before === null ? this.#parent.firstElementChild : before.nextElementSibling;
      if (place !== one.node) this.#parent.insertBefore(one.node, place);
      before = one.node;
    }
  }
}
