import { setTimeout as sleep } from 'node:timers/promises';
import type { Controller } from './controller.ts';
import { type Again, isWorthWaiting, waitMs } from './kube/again.ts';
import type { Log } from './kube/log.ts';

/** How long one key may take to come to rest: replicas change hands within seconds, unless KEDA hangs. */
const PATIENCE_MS = 2 * 60_000;
const LOOK_MS = 60_000;

export interface OnceOptions {
  readonly workers: number;
  /** Look again where that is asked for. */
  readonly isPatient: boolean;
  readonly stop: AbortSignal;
  readonly log: Log;
}

/** Works on every key until it is at rest. False: some did not get there. */
export async function settleAll(
  controller: Pick<Controller, 'look' | 'cache'>,
  options: OnceOptions,
): Promise<boolean> {
  const waiting = controller.cache.workKeys().values();
  let isFine = true;
  const worker = async () => {
    for (const key of waiting) {
      if (options.stop.aborted) return;
      isFine = (await settle(key, controller, options)) && isFine;
    }
  };
  await Promise.all(Array.from({ length: options.workers }, worker));
  return isFine && !options.stop.aborted;
}

async function settle(
  key: string,
  controller: Pick<Controller, 'look'>,
  { isPatient, stop, log }: OnceOptions,
): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  let failures = 0;
  while (!stop.aborted && performance.now() < until) {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(LOOK_MS)]);
    const again = await controller.look(key, signal).catch((error: unknown): Again => {
      log.warn('reconcile failed', { object: key, error: error as Error });
      return 'failure';
    });
    if (again === 'never' || (!isPatient && again !== 'failure')) return true;
    if (!isPatient || !isWorthWaiting(again, failures)) return false;
    await sleep(waitMs(again, failures, Math.random) ?? 0);
    failures = again === 'failure' ? failures + 1 : 0;
  }
  return false;
}
