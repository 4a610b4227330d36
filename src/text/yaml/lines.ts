/** A place in a text, both from 1, the column in code points. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const SURROGATE = /[\ud800-\udfff]/;

/** The lines of a text, found when first asked for. */
export class Lines {
  readonly #text: string;
  #starts: number[] | undefined;
  #wide: boolean | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  place(offset: number): Place {
    const starts = this.#find();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: this.#length(starts[low] as number, offset) + 1 };
  }

  /** A line without its end; nothing beyond the last. */
  line(number: number): string {
    const starts = this.#find();
    const start = starts[number - 1];
    return start === undefined ? '' : this.#text.slice(start, starts[number]).replace(/\r?\n$/, '');
  }

  #find(): number[] {
    if (this.#starts !== undefined) return this.#starts;
    // A byte order mark is no column.
    const starts = [this.#text.startsWith('\ufeff') ? 1 : 0];
    for (let end = this.#text.indexOf('\n'); end >= 0; end = this.#text.indexOf('\n', end + 1))
      starts.push(end + 1);
    this.#starts = starts;
    return starts;
  }

  #length(start: number, end: number): number {
    this.#wide ??= SURROGATE.test(this.#text);
    if (!this.#wide) return Math.max(0, end - start);
    let length = 0;
    for (let index = start; index < end; index++) {
      if ((this.#text.codePointAt(index) as number) > 0xffff) index++;
      length++;
    }
    return length;
  }
}
