import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { NOTHING, Place } from './place.ts';
import { bare, cached, isLiteral, isPlain, LONGEST_KEPT, literal, MOST_KEPT, quoted } from './scalar-text.ts';

/** Items of a list that are further down have one place together. */
const MOST_ITEMS = 32;

/** Objects of further kinds are printed as if each were the first. */
const MOST_KINDS = 64;

/** So many texts are compared in less time than one is looked up. */
const RECENT = 6;

/** So many pieces make a text that is worth handing on. */
const MANY_PIECES = 1000;

/**
 * Prints objects one after the other. What is as it was in the objects before is not put together again: neighbouring
 * places of which none has ever varied are one piece of the text.
 */
export class Printer {
  readonly #quoted = cached(quoted);
  readonly #leafEnd: string;
  /** The texts that were looked up last, with how they stand: the few names of an object come again and again in it. */
  readonly #recent: string[] = new Array<string>(RECENT).fill('');
  readonly #asWritten: string[] = new Array<string>(RECENT).fill('""');
  #turn = 0;
  /** The places of each kind of objects: what is never the same in two kinds may be ever the same in one. */
  readonly #roots = new Map<string, Place>();
  #places = 0;
  /** The pieces of the text. Concatenated instead, they would keep the collector busier than the printer. */
  #pieces: string[] = [];
  /** The place that was printed last. */
  #last: Place | undefined;
  /** The first and the last place of what is as ever, and is not yet among the pieces. */
  #from: Place | undefined;
  #end: Place | undefined;

  /** `leafEnd` is put behind each leaf, and behind the header of a block. */
  constructor(leafEnd = '') {
    this.#leafEnd = leafEnd;
  }

  get hasMuch(): boolean {
    return this.#pieces.length >= MANY_PIECES;
  }

  /** What was printed since this was asked for. */
  take(): string {
    const text = this.#pieces.join('');
    this.#pieces = [];
    return text;
  }

  print(object: JsonObject, above = ''): void {
    this.#pieces.push(above);
    this.#last = undefined;
    this.#from = undefined;
    if (isEmpty(object)) this.#pieces.push('{}');
    else this.#mapping(object, this.#rootOf(object));
    this.#endRun();
    this.#pieces.push('\n');
  }

  #rootOf({ kind }: JsonObject): Place {
    const name = typeof kind === 'string' && kind.length <= LONGEST_KEPT ? kind : '';
    const known = this.#roots.get(name);
    if (known !== undefined) return known;
    const root = Place.root();
    if (this.#roots.size < MOST_KINDS) this.#roots.set(name, root);
    return root;
  }

  #mapping(object: JsonObject, place: Place): void {
    let previous: Place | undefined;
    for (const key in object) {
      const guess = previous === undefined ? place.first : previous.next;
      const at = guess !== undefined && guess.key === key ? guess : this.#find(key, place, previous);
      this.#value(object[key] as Json, at);
      previous = at;
    }
  }

  #list(items: readonly Json[], place: Place): void {
    for (let index = 0; index < items.length; index++)
      this.#value(items[index] as Json, place.items[index] ?? this.#item(place, index));
  }

  #value(value: Json, at: Place): void {
    if (typeof value === 'string') {
      if (value === at.text) this.#again(at);
      else this.#text(value, at);
    } else if (value === at.leaf) this.#again(at);
    else if (isArray(value)) {
      if (value.length === 0) this.#leaf(value, '[]', at);
      else {
        this.#container(at);
        this.#list(value, at);
      }
    } else if (!isObject(value)) this.#leaf(value, bare(value), at);
    else if (isEmpty(value)) this.#leaf(value, '{}', at);
    else {
      this.#container(at);
      this.#mapping(value, at);
    }
  }

  #text(value: string, at: Place): void {
    let known = RECENT - 1;
    while (known >= 0 && this.#recent[known] !== value) known--;
    if (known < 0) {
      if (isLiteral(value)) {
        this.#once(at, literal(value, at.mapping, this.#leafEnd));
        return;
      }
      known = this.#turn;
      this.#turn = (known + 1) % RECENT;
      this.#recent[known] = value;
      this.#asWritten[known] = this.#scalar(value);
    }
    this.#leaf(value, this.#asWritten[known] as string, at);
  }

  /** Whether a text is plain is told in less time than a new one takes to be looked up. */
  #scalar(text: string): string {
    return isPlain(text) ? text : this.#quoted(text);
  }

  #leaf(value: Json, text: string, at: Place): void {
    if (text.length > LONGEST_KEPT) {
      this.#once(at, text + this.#leafEnd);
      return;
    }
    this.#change(at, at.before, text + this.#leafEnd);
    if (typeof value === 'string') at.text = value;
    else at.leaf = value;
    this.#again(at);
  }

  #container(at: Place): void {
    if (at.head !== at.above || at.tail !== '') this.#change(at, at.above, '');
    this.#again(at);
  }

  /** A long text, which is not remembered. */
  #once(at: Place, text: string): void {
    this.#change(at, at.before, text);
    this.#vary(at);
    this.#again(at);
    at.tail = '';
  }

  #change(at: Place, head: string, tail: string): void {
    if (at.head !== '') this.#vary(at);
    at.head = head;
    at.tail = tail;
    at.text = undefined;
    at.leaf = NOTHING;
  }

  #vary(at: Place): void {
    at.varies = true;
    at.run = undefined;
  }

  /** Prints what a place remembers. */
  #again(at: Place): void {
    const last = this.#last;
    if (last !== undefined && last.after !== at) this.#follow(last, at);
    this.#last = at;
    if (at.varies) {
      this.#endRun();
      this.#pieces.push(at.head, at.tail);
      return;
    }
    this.#from ??= at;
    this.#end = at;
    if (at.forks) this.#endRun();
  }

  #follow(last: Place, at: Place): void {
    if (last.after === undefined) last.after = at;
    else {
      this.#endRun();
      last.forks = true;
    }
  }

  /** The way through a run is the only one between its ends, and nothing on it has ever varied. */
  #endRun(): void {
    const from = this.#from;
    if (from === undefined) return;
    const end = this.#end as Place;
    if (from.run?.end !== end) from.run = { end, text: from.textTo(end) };
    this.#pieces.push(from.run.text);
    this.#from = undefined;
  }

  #find(key: string, place: Place, previous: Place | undefined): Place {
    const isFirst = previous === undefined;
    const keys = place.keys(isFirst);
    let found = keys.get(key);
    if (found === undefined) {
      found = place.below(key, this.#scalar(key), isFirst);
      if (key.length > LONGEST_KEPT || !this.#hasRoom()) return varying(found);
      keys.set(key, found);
    }
    if (isFirst) place.first = found;
    else previous.next = found;
    return found;
  }

  #item(place: Place, index: number): Place {
    const { items } = place;
    const shared = items[MOST_ITEMS];
    if (index > MOST_ITEMS && shared !== undefined) return shared;
    const made = place.item(index === 0);
    // All that is met again and again in one document stands behind a place that ends the run.
    if (index >= MOST_ITEMS) varying(made);
    if (!this.#hasRoom()) return varying(made);
    items.push(made);
    return made;
  }

  /** Whether one more place may be kept. */
  #hasRoom(): boolean {
    if (this.#places === MOST_KEPT) return false;
    this.#places++;
    return true;
  }
}

function varying(place: Place): Place {
  place.varies = true;
  return place;
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}
