import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './kube/logger.ts';

/** How long one key may take to come to rest: replicas change hands within seconds, unless KEDA hangs. */
const PATIENCE_MS = 2 * 60_000;
/** An answer with a longer wait says that somebody else has to act. */
const SHORT_MS = 2_000;
const ATTEMPTS = 5;

export interface OnceOptions {
  readonly workers: number;
  /** Look again where that is asked for. */
  readonly patient: boolean;
  readonly stop: AbortSignal;
  readonly log: Log;
}

/** Works on every key until it is at rest. False: some did not get there. */
export async function settleAll(
  keys: readonly string[],
  work: (key: string, signal: AbortSignal) => Promise<number | null>,
  options: OnceOptions,
): Promise<boolean> {
  const waiting = keys.values();
  let isFine = true;
  const worker = async () => {
    for (const key of waiting) {
      if (options.stop.aborted) return;
      isFine = (await settle(key, work, options)) && isFine;
    }
  };
  await Promise.all(Array.from({ length: options.workers }, worker));
  return isFine && !options.stop.aborted;
}

async function settle(
  key: string,
  work: (key: string, signal: AbortSignal) => Promise<number | null>,
  { patient, stop, log }: OnceOptions,
): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  let failures = 0;
  while (!stop.aborted && performance.now() < until) {
    try {
      const later = await work(key, AbortSignal.any([stop, AbortSignal.timeout(60_000)]));
      if (later === null || !patient) return true;
      if (later > SHORT_MS) return false;
      await sleep(later);
    } catch (error) {
      log.warn('reconcile failed', { key, error: error as Error });
      if (++failures === ATTEMPTS || !patient) return false;
      await sleep(200 * 2 ** failures);
    }
  }
  return false;
}
