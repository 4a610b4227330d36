/**
 * V8 lets the space for new objects grow to some 100 MB. What is read from a large input lives to the end, what is printed
 * of it dies at once: neither gains by that. Kept as it is, the same run takes the same time and half the memory. Of so
 * small a space one thread copies the little that lives in less time than it takes to wake a second one and to wait for
 * it: docs/decisions/memory-of-a-large-run.md.
 */
export class YoungSpace {
  #read = 0;

  /** To be told how many bytes are read, before they are. */
  expect(bytes: number): void {
    const before = this.#read;
    this.#read += bytes;
    if (before < LARGE && this.#read >= LARGE)
      for (const flag of FLAGS) process.getBuiltinModule('node:v8').setFlagsFromString(flag);
  }
}

const FLAGS = ['--semi-space-growth-factor=1', '--no-parallel-scavenge'];

/** Below it the space does not grow much, and loading node:v8 would be felt. */
const LARGE = 1 << 20;
