/** The longest key that a reader looks for without `? `: YAML allows 1024 characters up to the colon. */
const LONGEST_KEY = 1000;

/** Stands where no number, boolean or null was. */
export const NOTHING = Symbol('nothing');

/**
 * A place in documents: a key or an item, by the way there. Objects of one kind have nearly all places in common, in one
 * order, and at most of them the same leaf. So a place remembers what was printed there and what came next.
 */
export class Place {
  readonly key: string;
  /** What stands before a value in the same line, and what before lines of its own. */
  readonly before: string;
  readonly above: string;
  /** Line break and blanks of a mapping below, and of a list: that stands as far left as its key, as kubectl prints it. */
  readonly mapping: string;
  readonly list: string;
  /** Whether the first line below goes on behind this one, as it does behind a dash. */
  readonly hangs: boolean;

  /** What was printed last, in two pieces, and the leaf behind that: a text, or another one. */
  head = '';
  tail = '';
  text: string | undefined;
  leaf: unknown = NOTHING;
  /** Whether there has ever been something else. */
  varies = false;

  /** What was the first key below, and the next one beside. */
  first: Place | undefined;
  next: Place | undefined;
  readonly items: Place[] = [];
  #firsts: Map<string, Place> | undefined;
  #others: Map<string, Place> | undefined;

  /** What was printed next, wherever that stands. */
  after: Place | undefined;
  /** Whether something else has ever been printed next. */
  forks = false;
  /** The text from here to the end of another place, which is the last one so far that ended it. */
  run: { readonly end: Place; readonly text: string } | undefined;

  private constructor(
    key: string,
    above: string,
    before: string,
    mapping: string,
    list: string,
    hangs: boolean,
  ) {
    this.key = key;
    this.above = above;
    this.before = before;
    this.mapping = mapping;
    this.list = list;
    this.hangs = hangs;
  }

  /** Of a whole document. */
  static root(): Place {
    return new Place('', '', '', '\n', '\n', true);
  }

  /** Of a key in the mapping that is here; `name` is the text of the key. */
  below(key: string, name: string, isFirst: boolean): Place {
    const line = isFirst && this.hangs ? '' : this.mapping;
    const above = `${line}${name.length > LONGEST_KEY ? `? ${name}${this.mapping}` : name}:`;
    return new Place(key, above, `${above} `, `${this.mapping}  `, this.mapping, false);
  }

  /** Of an item in the list that is here. */
  item(isFirst: boolean): Place {
    const dash = isFirst && this.hangs ? '- ' : `${this.list}- `;
    return new Place('', dash, dash, `${this.list}  `, `${this.list}  `, true);
  }

  /** The keys that have been found below: those that began their mapping, or the others. */
  keys(areFirst: boolean): Map<string, Place> {
    if (areFirst) {
      this.#firsts ??= new Map();
      return this.#firsts;
    }
    this.#others ??= new Map();
    return this.#others;
  }

  /** What was printed from here to the end of another place, where nothing varies or forks. */
  textTo(end: Place): string {
    const pieces = [this.head, this.tail];
    for (let place: Place = this; place !== end; pieces.push(place.head, place.tail))
      place = place.after as Place;
    return pieces.join('');
  }
}
