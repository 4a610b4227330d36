import { setTimeout as sleep } from 'node:timers/promises';
import type { Books } from './books.ts';
import type { RunRequest, RunResponse } from './protocol.ts';

/** Finds the addresses that stand behind a worker's URL; none means that no worker is ready. */
export type ResolveWorkers = (url: string) => Promise<readonly string[]>;

const lookEveryMs = 100;

/** Calls the push workers of one Function as long as it has rows, a batch at a time. */
export async function pushBatches(
  id: string,
  books: Books,
  token: string,
  resolve: ResolveWorkers,
  signal: AbortSignal,
): Promise<void> {
  const inFlight = new Set<Promise<void>>();
  let turn = 0;
  while (!signal.aborted) {
    const { worker, schedule } = books.spec;
    const wanted = worker.url !== undefined && books.counts().pending > 0;
    const ready = wanted && worker.url ? await resolve(worker.url).catch(() => []) : [];
    const target = ready[turn++ % Math.max(ready.length, 1)];
    if (target === undefined || inFlight.size >= schedule.max_in_flight_batches) {
      await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
      continue;
    }
    const items = books.claim(target, worker.batch_size, schedule.lease_seconds);
    if (items.length === 0) {
      await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
      continue;
    }
    const call = runBatch(target, { udf_id: id, worker_id: target, items }, books, token, signal);
    inFlight.add(call);
    void call.finally(() => inFlight.delete(call));
  }
  await Promise.all(inFlight);
}

async function runBatch(
  target: string,
  request: RunRequest,
  books: Books,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  const { worker_id, items } = request;
  const timeout = AbortSignal.timeout(books.spec.worker.timeout_seconds * 1000);
  try {
    const response = await fetch(`${target}/run`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.any([timeout, signal]),
    });
    if (!response.ok) throw new Error(`the worker answered ${response.status}`);
    const { items: done = [], failed = [] } = (await response.json()) as RunResponse;
    const told = new Set([...done, ...failed].map(({ namespace, id }) => JSON.stringify([namespace, id])));
    const untold = items.filter(({ namespace, id }) => !told.has(JSON.stringify([namespace, id])));
    books.complete(worker_id, done);
    books.fail(worker_id, [
      ...failed,
      ...untold.map((item) => transient(item, 'the answer does not mention it')),
    ]);
  } catch (error) {
    const message = (error as Error).message;
    books.fail(
      worker_id,
      items.map((item) => transient(item, message)),
    );
  }
}

function transient({ namespace, id }: { namespace: string; id: string }, message: string) {
  return { namespace, id, kind: 'transient' as const, message };
}
