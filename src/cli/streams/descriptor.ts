import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Output } from './io.ts';

/** How long to wait for a reader that is slower than we are. */
const WAIT_MS = 5;

/**
 * An open file, pipe or terminal, written to at once. `process.stdout` would load all of Node's streams first, which
 * takes as long as compiling a Function.
 */
export class Descriptor implements Output {
  readonly #fd: number;

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
      const bytes = Buffer.from(text);
      for (let start = 0; start < bytes.length; ) start += this.#writeSome(bytes, start);
      done?.();
    } catch (error) {
      done?.(error as NodeJS.ErrnoException);
    }
  }

  #writeSome(bytes: Uint8Array, start: number): number {
    try {
      return writeSync(this.#fd, bytes, start);
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
