/** The newest of many things; each has a number, and whoever knows the last one it has seen gets what came since. */
export class Ring<T> {
  readonly #most: number;
  readonly #items: T[] = [];
  #next = 0;

  constructor(most: number) {
    this.#most = most;
  }

  push(item: T): void {
    this.#items[this.#next % this.#most] = item;
    this.#next++;
  }

  /** The number that the next one gets. */
  get next(): number {
    return this.#next;
  }

  /** The oldest number that is still there. */
  get first(): number {
    return Math.max(0, this.#next - this.#most);
  }

  at(number: number): T | undefined {
    return number < this.first || number >= this.#next ? undefined : this.#items[number % this.#most];
  }

  /** From the oldest to the newest. */
  *[Symbol.iterator](): Generator<T> {
    for (let number = this.first; number < this.#next; number++) yield this.#items[number % this.#most] as T;
  }
}
