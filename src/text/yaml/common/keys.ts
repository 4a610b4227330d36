import type { Json } from '../../../json/json.ts';
import { otherReading, readPlain } from '../scalars/scalars.ts';

/** A key that every reader takes for the text that it is. */
export interface Key {
  readonly name: string;
  /** The key that came next. */
  next: Key | undefined;
  /** The plain text of the value that it had last, and that value. */
  text: string;
  value: Json;
  /** For each level, the mapping that had it last. */
  readonly in: number[];
}

/**
 * The keys of the documents of a text. Most come in the same order again, and then a glance does for them; most have the
 * value again that they had in the document before.
 */
export class Keys {
  readonly #known = new Map<string, Key>();
  #last: Key | undefined;
  /** Room for the items of the lists that are being read: V8 makes room for 17 where one is added to an empty list. */
  readonly items: Json[] = [];
  #mappings = 0;

  /** The number of a mapping that begins: at each level one is read at a time, so it tells the keys of that apart. */
  begin(): number {
    return ++this.#mappings;
  }

  /** The key between two places of a text; nothing where somebody would read it as something else. */
  read(text: string, start: number, end: number): Key | undefined {
    const guess = this.#last?.next;
    if (guess !== undefined && guess.name.length === end - start && text.startsWith(guess.name, start)) {
      this.#last = guess;
      return guess;
    }
    const key = this.#find(text.slice(start, end));
    if (this.#last !== undefined) this.#last.next = key;
    this.#last = key;
    return key;
  }

  #find(name: string): Key | undefined {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    // What every object has by nature nobody writes: the whole reader may tell whether it is there.
    if (name in Object.prototype || readPlain(name) !== name || otherReading(name, name) !== undefined)
      return undefined;
    const key: Key = { name, next: undefined, text: '', value: null, in: [] };
    this.#known.set(name, key);
    return key;
  }
}
