import type { Clock } from './clock.ts';

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
