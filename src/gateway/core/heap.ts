/** What waits for a time, the earliest first. */
export class Heap<T> {
  readonly #at: number[] = [];
  readonly #values: T[] = [];

  /** The time of the earliest; Infinity where nothing waits. */
  get next(): number {
    return this.#at[0] ?? Number.POSITIVE_INFINITY;
  }

  push(at: number, value: T): void {
    let index = this.#at.length;
    this.#at.push(at);
    this.#values.push(value);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if ((this.#at[parent] as number) <= at) break;
      this.#swap(index, parent);
      index = parent;
    }
  }

  /** Takes the earliest out; undefined where its time is after `now`. */
  pop(now: number): T | undefined {
    if (this.next > now) return undefined;
    const found = this.#values[0];
    const last = this.#at.length - 1;
    this.#swap(0, last);
    this.#at.pop();
    this.#values.pop();
    let index = 0;
    while (true) {
      const left = 2 * index + 1;
      if (left >= last) return found;
      const right = left + 1;
      const least = right < last && (this.#at[right] as number) < (this.#at[left] as number) ? right : left;
      if ((this.#at[index] as number) <= (this.#at[least] as number)) return found;
      this.#swap(index, least);
      index = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#at[a], this.#at[b]] = [this.#at[b] as number, this.#at[a] as number];
    [this.#values[a], this.#values[b]] = [this.#values[b] as T, this.#values[a] as T];
  }
}
