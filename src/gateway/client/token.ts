/** The token that the gateway wants to see: from a file, which may be replaced at any time, or from the environment. */
import { readFileSync } from 'node:fs';

/** Where a token is to come from; a file goes before a text. */
export interface TokenPlace {
  readonly file: string | null;
  /** Of the variable GATEWAY_TOKEN. */
  readonly text: string | null;
}

export interface TokenSource {
  /** Null: there is none, and none is sent. */
  read(): string | null;
  /** True: it is another one than before. */
  readAgain(): boolean;
}

/** What a header can carry. */
const VISIBLE = /^[\x21-\x7e]+$/;

export class Token implements TokenSource {
  readonly #place: TokenPlace;
  #token: string | null | undefined;
  /** What is wrong with the place; it never quotes the token. */
  problem: string | null = null;

  constructor(place: TokenPlace) {
    this.#place = place;
  }

  read(): string | null {
    this.#token ??= this.#look();
    return this.#token;
  }

  readAgain(): boolean {
    const before = this.#token ?? null;
    this.#token = this.#look() ?? before;
    return this.#token !== before;
  }

  #look(): string | null {
    const { file, text } = this.#place;
    this.problem = null;
    const found = (file === null ? (text ?? '') : this.#fileText(file)).trim();
    if (found === '') return null;
    if (VISIBLE.test(found)) return found;
    this.problem = `the token${file === null ? '' : ` in ${file}`} has blanks or characters that no header can carry`;
    return null;
  }

  #fileText(file: string): string {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      this.problem = `the token cannot be read: ${(error as Error).message}`;
      return '';
    }
  }
}
