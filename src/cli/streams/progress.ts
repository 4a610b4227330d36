import type { Io } from './io.ts';

const QUIET_MS = 1000;

/** One line on a terminal that counts long work; silent when piped, and for the first second. */
export class Progress {
  private readonly io: Io;
  private readonly start = Date.now();
  private shown = 0;

  constructor(io: Io) {
    this.io = io;
  }

  /** `done` things of the kind named so far. */
  tick(done: number, what: string): void {
    const now = Date.now();
    if (now - this.start < QUIET_MS || now - this.shown < 100) return;
    if (this.io.stderr.isTTY !== true) return;
    this.shown = now;
    this.io.stderr.write(`\r${done} ${what}\u001b[K`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.shown > 0) this.io.stderr.write('\r\u001b[K');
  }
}
