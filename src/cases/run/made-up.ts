/** A case without a process: the gateway's core alone, whose time passes as fast as it is said to. */
import { sweep } from '../../gateway/core/discovery.ts';
import { Gateway } from '../../gateway/core/gateway.ts';
import type { ClaimedItem, CompleteItem, FailItem } from '../../gateway/core/protocol.ts';
import { together } from '../../gateway/server/listeners.ts';
import type { JsonObject } from '../../json/json.ts';
import type { MadeUpWorker, RowCase } from '../words/case.ts';
import type { Observed } from '../words/observed.ts';
import type { TestOptions } from '../words/request.ts';
import { observe } from './observe.ts';

const WORKER = 'made-up';

export function runMadeUp(
  test: RowCase & { readonly worker: MadeUpWorker },
  { store, timeout }: Pick<TestOptions, 'store' | 'timeout'>,
): Observed {
  const { workload, namespace, rows, worker } = test;
  const gateway = new Gateway(store, together([]));
  const refs = [...rows.values()].map((row) => gateway.rows.put(namespace, row));
  const { id } = workload;
  const { spec } = workload.registration as JsonObject;
  const until = performance.now() + (test.timeoutSeconds ?? timeout) * 1000;
  let now = 0;
  const udf = gateway.put(id, spec, now);
  const { triggers, target_namespaces, worker: limits, schedule } = udf.record.spec;
  if (triggers.includes('discovery')) sweep(gateway, udf, target_namespaces, now);
  gateway.written(refs, undefined, now);
  // A Function may ask for more tries than anybody waits for.
  while (Number.isFinite(now) && performance.now() < until) {
    const items = gateway.claim(id, WORKER, Math.max(1, limits.batch_size), schedule.lease_seconds, now);
    if (items.length === 0) {
      // Nobody waits here: the next moment at which something is to be done is now.
      now = Math.max(now + 1, udf.queue.next);
      continue;
    }
    gateway.complete(
      id,
      WORKER,
      items.flatMap((item) => answered(item, worker)),
      now,
    );
    gateway.fail(
      id,
      WORKER,
      items.flatMap((item) => failed(item, worker)),
      now,
    );
  }
  return {
    ...observe(gateway, id, namespace),
    trouble: Number.isFinite(now)
      ? 'The tries of the Function are too many for the time of the case.'
      : undefined,
    log: [],
  };
}

function answered({ namespace, id, input }: ClaimedItem, worker: MadeUpWorker): CompleteItem[] {
  const { answers, failures, echo } = worker;
  if (failures.has(id) || (echo === undefined && !answers.has(id))) return [];
  const { id: _, ...given } = input;
  const attributes = { ...(echo !== undefined && { [echo]: given }), ...answers.get(id) };
  return [{ namespace, id, attributes }];
}

function failed({ namespace, id }: ClaimedItem, { answers, failures, echo }: MadeUpWorker): FailItem[] {
  const failure = failures.get(id);
  if (failure !== undefined) {
    const { permanent = false, message = '' } = failure;
    return [{ namespace, id, kind: permanent ? 'permanent' : 'transient', message }];
  }
  if (answers.has(id) || echo !== undefined) return [];
  const message = 'the case has no answer for it';
  return [{ namespace, id, kind: 'permanent', message }];
}
