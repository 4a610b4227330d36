import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Output } from './io.ts';

/** How long to wait for a reader that is slower than we are. */
const WAIT_MS = 5;

/** Node goes through a text three times and takes memory for it: to know its bytes, to encode it, and we once more. */
const LARGE = 1 << 14;
/** Longer texts get a buffer of their own. */
const LONGEST = 1 << 17;

/**
 * An open file, pipe or terminal, written to at once. `process.stdout` would load all of Node's streams first, which
 * takes as long as compiling a Function.
 */
export class Descriptor implements Output {
  readonly #fd: number;
  #buffer: Buffer | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  get isTTY(): boolean {
    // Only what may be a terminal is worth loading node:tty for, which takes as long as all else that a command loads.
    const stats = fstatSync(this.#fd);
    return (
      stats.isCharacterDevice() &&
      stats.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev &&
      process.getBuiltinModule('node:tty').isatty(this.#fd)
    );
  }

  write(text: string, done?: (error?: NodeJS.ErrnoException) => void): void {
    try {
      if (text.length >= LARGE) this.#writeBytes(this.#encoded(text), 0);
      else if (text !== '') {
        // Nearly always all of it leaves at once, and then it need not be encoded into a buffer first.
        const start = this.#writeSome((fd) => writeSync(fd, text));
        if (start < Buffer.byteLength(text)) this.#writeBytes(Buffer.from(text), start);
      }
      done?.();
    } catch (error) {
      done?.(error as NodeJS.ErrnoException);
    }
  }

  /** A text as bytes, which are good until the next one is encoded. */
  #encoded(text: string): Uint8Array {
    if (text.length > LONGEST) return Buffer.from(text);
    this.#buffer ??= Buffer.allocUnsafeSlow(LONGEST * 3);
    return this.#buffer.subarray(0, this.#buffer.write(text));
  }

  #writeBytes(bytes: Uint8Array, from: number): void {
    let start = from;
    while (start < bytes.length) start += this.#writeSome((fd) => writeSync(fd, bytes, start));
  }

  #writeSome(write: (fd: number) => number): number {
    try {
      return write(this.#fd);
    } catch (error) {
      // Whoever shares the pipe with us has made it non-blocking, and it is full.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
      return 0;
    }
  }

  /** Errors go to whom they concern: the caller of `write`. */
  on(): void {}
}
