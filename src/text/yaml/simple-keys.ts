import type { Cursor } from './cursor.ts';
import type { Fault } from './problem.ts';

/** Where a key without `?` may have begun; whether it has, shows only when its colon is found. */
export interface SimpleKey {
  possible: boolean;
  /** Nothing else can stand in its place. */
  required: boolean;
  /** The number of its first token, counted from the start of the text. */
  token: number;
  pos: number;
  lineStart: number;
}

/** YAML's bound on a key without `?`: the characters up to its colon, all in one line. */
const LONGEST_KEY = 1024;

/** The possible keys of one document: one for each pair of brackets that is open, and one outside. */
export class SimpleKeys {
  readonly #levels: SimpleKey[] = [none()];

  get last(): SimpleKey {
    return this.#levels.at(-1) as SimpleKey;
  }

  enter(): void {
    this.#levels.push(none());
  }

  leave(): void {
    this.#levels.pop();
  }

  startingAt(token: number): SimpleKey | undefined {
    for (const key of this.#levels) if (key.possible && key.token === token) return key;
    return undefined;
  }

  save(cursor: Cursor, token: number, required: boolean): void {
    this.drop(cursor);
    const key = this.last;
    key.possible = true;
    key.required = required;
    key.token = token;
    key.pos = cursor.pos;
    key.lineStart = cursor.lineStart;
  }

  drop(cursor: Cursor): void {
    const key = this.last;
    if (key.possible && key.required) throw noColon(key.pos, cursor);
    key.possible = false;
  }

  isValid(key: SimpleKey, cursor: Cursor): boolean {
    if (!key.possible) return false;
    if (key.lineStart === cursor.lineStart && isShort(key, cursor)) return true;
    if (key.required) throw noColon(key.pos, cursor);
    key.possible = false;
    return false;
  }
}

function none(): SimpleKey {
  return { possible: false, required: false, token: 0, pos: 0, lineStart: 0 };
}

function isShort(key: SimpleKey, { text, pos }: Cursor): boolean {
  const length = pos - key.pos;
  if (length <= LONGEST_KEY) return true;
  return length <= 2 * LONGEST_KEY && Array.from(text.slice(key.pos, pos)).length <= LONGEST_KEY;
}

function noColon(start: number, cursor: Cursor): Fault {
  return cursor.fault(
    `A key must be followed by ":" on its line, within ${String(LONGEST_KEY)} characters.`,
    'Write the colon and a blank after the key, or indent the line if it continues the one before.',
    start,
  );
}

/**
 * A colon behind text that is no key, where that text began: it is a value, or the end of one from a line above, or too
 * long for a key.
 */
export function strayColon(cursor: Cursor, start: number): Fault {
  const { lineStart, pos, text } = cursor;
  if (start >= lineStart) {
    if (pos - start > LONGEST_KEY) return noColon(start, cursor);
    return cursor.fault(
      'A colon stands within this value, which makes a key of a part of it.',
      'Quote the value, if it is one text; a key of its own begins on a line of its own.',
      start,
    );
  }
  if (text.slice(text.lastIndexOf('\n', start) + 1, start).trim() === '') {
    return cursor.fault(
      'No colon stands in this line, so that the next one goes on with its text.',
      'Write a colon and a blank behind the key.',
      start,
    );
  }
  return cursor.fault(
    'This line is indented like a part of the value above it.',
    'Indent the line less, like the key that it belongs beside.',
    lineStart + text.slice(lineStart, pos).search(/\S/),
  );
}
