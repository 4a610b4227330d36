import { closeSync, constants, openSync, readSync } from 'node:fs';
import { Encoder } from './encoder.ts';

/** A file is opened no other way than this: a link is not followed, and a pipe not waited for. */
const HOW = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Compares files with texts, in buffers that serve for all of them. */
export class Comparison {
  readonly #encoder = new Encoder();
  #content = Buffer.allocUnsafe(1 << 16);

  /** Whether a file holds this text and nothing else. False for one that cannot be read. */
  holds(path: string, text: string): boolean {
    const wanted = this.#encoder.bytesOf(text);
    // One more would be a file that goes on.
    if (wanted.length >= this.#content.length) this.#content = Buffer.allocUnsafe(2 * wanted.length);
    const length = this.#read(path, wanted.length + 1);
    return length === wanted.length && wanted.compare(this.#content, 0, length) === 0;
  }

  /** The number of bytes that were read; a file may have more. */
  #read(path: string, most: number): number {
    let file: number | undefined;
    try {
      file = openSync(path, HOW);
      return readSync(file, this.#content, 0, most, null);
    } catch {
      return -1;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }
}
