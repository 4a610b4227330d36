import { ConnectionError } from '../kube/cluster.ts';
import type { Log } from '../kube/log.ts';

/** For so long what fails of the connection is not told again. */
const QUIET_MS = 30_000;

/** Tells of watches that fail. A server that cannot be reached fails all of them, and each again and again: one line. */
export class WatchTroubles {
  readonly #log: Log;
  readonly #now: () => number;
  #toldAt = Number.NEGATIVE_INFINITY;

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(log: Log, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  tell(kind: string, error: Error, waitMs: number): void {
    const fields = { kind, error, waitMs };
    if (!(error instanceof ConnectionError)) {
      this.#log.warn('watch interrupted', fields);
      return;
    }
    const now = this.#now();
    if (now - this.#toldAt < QUIET_MS) {
      this.#log.debug('watch interrupted', fields);
      return;
    }
    this.#toldAt = now;
    this.#log.warn('no connection to the server', fields);
  }
}
