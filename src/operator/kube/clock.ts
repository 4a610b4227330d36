/** Time that only moves forward. Tests have one of their own. */
export interface Clock {
  /** Milliseconds from some moment on. */
  now(): number;
  /** Calls once after so many milliseconds; what it returns takes that back. */
  schedule(callback: () => void, ms: number): () => void;
}

/** Longer ones would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const monotonic: Clock = {
  now: () => performance.now(),
  schedule(callback, ms) {
    const timer = setTimeout(callback, Math.min(ms, LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
};

/** A moment in milliseconds since 1970 as RFC 3339, to the second. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** With the six digits that Kubernetes' MicroTime insists on. */
export function microTimeText(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}

/** Waits; an abort of the signal ends the wait early and without an error. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const cancel = clock.schedule(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      cancel();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** How long work may go on before others have their turn: the lease, the probes, the watches. */
const LONGEST_MS = 20;

/** For a loop that may be long: what it gives is awaited after each round, and lets others have their turn now and then. */
export function breather(clock: Pick<Clock, 'now'>): () => Promise<void> {
  let since = clock.now();
  return async () => {
    if (clock.now() - since < LONGEST_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = clock.now();
  };
}
