import { andMore, type Code, MOST_OF_ONE_CODE } from '../../compiler/index.ts';
import { MAX_DEPTH } from '../../json/depth.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Place } from './lines.ts';

/** Something wrong with the text itself, so that a document, or a whole file, has no value. */
export interface TextProblem extends Place {
  readonly code: Extract<Code, 'SyntaxError' | 'DuplicateKey' | 'ExcessiveAliasing' | 'TooDeep' | 'NotUtf8'>;
  readonly message: string;
  readonly hint: string;
  /** How many others like it are left out. */
  readonly more?: number;
}

/** The same by its offset in the text. */
export type Problem = Omit<TextProblem, keyof Place> & { readonly offset: number };

/** Something worth knowing about a document that was read. */
export interface TextWarning {
  readonly code: Extract<Code, 'AmbiguousScalar' | 'MisreadText'>;
  readonly pointer: Pointer;
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly hint: string;
  /** A plain value that is read in two ways: its text, what kubectl reads and what others read, as it is written. */
  readonly twofold?: { readonly plain: string; readonly kubectl: string; readonly others: string };
  /** How many others like it are left out. */
  readonly more?: number;
}

/**
 * A problem at an offset of the text, thrown inside the reader and caught by its door. Not an `Error`: no stack is
 * wanted, and there may be many.
 */
export class Fault implements Problem {
  readonly code: TextProblem['code'];
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
  /** Where the innermost bracket stands that is open there, if one is. */
  readonly opening: number | undefined;

  constructor(code: TextProblem['code'], offset: number, message: string, hint: string, opening?: number) {
    this.code = code;
    this.offset = offset;
    this.message = message;
    this.hint = hint;
    this.opening = opening;
  }
}

export function tooDeep(offset: number): Fault {
  return new Fault(
    'TooDeep',
    offset,
    `The value is nested more than ${String(MAX_DEPTH)} levels deep.`,
    'Flatten the document.',
  );
}

/** The first findings of one sort. The others are counted, and not even made. */
export class Findings<T extends { readonly message: string }> {
  readonly #first: T[] = [];
  #more = 0;

  add(make: () => T): void {
    if (this.#first.length < MOST_OF_ONE_CODE) this.#first.push(make());
    else this.#more++;
  }

  get found(): readonly (T & { readonly more?: number })[] {
    return this.#first.map((one, at) => (at === MOST_OF_ONE_CODE - 1 ? andMore(one, this.#more) : one));
  }
}
