/** A place in a text. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** From 1, in code points. */
  readonly column: number;
  /** The same from 0 and in UTF-16 units: where it is in the text of the line. */
  readonly index: number;
}

const SURROGATE = /[\ud800-\udfff]/;

/** UTF-16 units between two places up to which characters are counted once for all. */
const STEP = 1 << 10;

/** The lines of a text, found when first asked for. Places cost the same in a short line and in one of a whole file. */
export class Lines {
  readonly #text: string;
  #starts: number[] | undefined;
  #pairs: number[] | undefined;

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
    const start = starts[low] as number;
    const index = Math.max(0, offset - start);
    return { line: low + 1, column: index - this.#pairsBetween(start, start + index) + 1, index };
  }

  /** A line without its end; nothing beyond the last. */
  line(number: number): string {
    const starts = this.#find();
    const start = starts[number - 1];
    if (start === undefined) return '';
    let end = starts[number] ?? this.#text.length;
    if (end > start && this.#text[end - 1] === '\n')
      end -= this.#text[end - 2] === '\r' && end - 1 > start ? 2 : 1;
    return this.#text.slice(start, end);
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

  /** How many characters between two offsets take two UTF-16 units. */
  #pairsBetween(start: number, end: number): number {
    this.#pairs ??= this.#countPairs();
    return this.#pairs.length === 0 ? 0 : this.#pairsBefore(end) - this.#pairsBefore(start);
  }

  #pairsBefore(offset: number): number {
    const step = Math.floor(offset / STEP);
    return (this.#pairs?.[step] ?? 0) + pairs(this.#text, step * STEP, offset);
  }

  /** Before each step of the text; nothing for a text without such characters. */
  #countPairs(): number[] {
    if (!SURROGATE.test(this.#text)) return [];
    const before = [0];
    for (let start = 0; start < this.#text.length; start += STEP)
      before.push((before.at(-1) as number) + pairs(this.#text, start, start + STEP));
    return before;
  }
}

/** Pairs of surrogates that begin between two offsets. */
function pairs(text: string, start: number, end: number): number {
  let count = 0;
  for (let index = start; index < Math.min(end, text.length); index++) {
    if ((text.codePointAt(index) as number) > 0xffff) count++;
  }
  return count;
}
