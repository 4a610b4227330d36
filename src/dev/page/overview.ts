/** How everything stands at a moment. */
import type { Udf } from '../../gateway/core/udf.ts';
import type { Standing, Supervisor } from '../worker/supervisor.ts';
import type { Batch } from './in-hand.ts';
import type { FunctionView, QueueView, WorkerView } from './protocol.ts';
import type { Subject } from './subject.ts';

export function functionViews(subject: Subject): readonly FunctionView[] {
  const { supervisors, gateway } = subject;
  // Others may have registered more: candidates, and all of them with --no-workers.
  const ids = new Set([...supervisors.keys(), ...gateway.ids]);
  return [...ids].map((id) => viewOf(subject, id, supervisors.get(id)));
}

function viewOf(subject: Subject, id: string, supervisor: Supervisor | undefined): FunctionView {
  const { gateway, chronicle } = subject;
  const { workload, launch } = supervisor?.settings ?? {};
  const udf = gateway.find(id);
  const batches = chronicle.of(id).inHand.batches();
  return {
    id,
    namespaces: udf?.record.spec.target_namespaces ?? workload?.namespaces ?? [],
    ...(udf === undefined ? {} : { queue: queueOf(subject, id, udf) }),
    isPush: udf?.record.spec.worker.url !== undefined,
    isPaused: udf?.record.paused ?? workload?.isPaused ?? false,
    hasWorker: launch !== undefined,
    ...(supervisor === undefined ? {} : { wanted: supervisor.wanted }),
    workers: (supervisor?.standing ?? []).map((worker) =>
      workerOf(worker, batches.get(worker.name) ?? batches.get(worker.url ?? '')),
    ),
  };
}

function queueOf({ gateway, chronicle, now }: Subject, id: string, udf: Udf): QueueView {
  const { spec } = udf.record;
  const counts = udf.queue.counts(now());
  const { revision, late } = chronicle.of(id);
  const rows = spec.target_namespaces.reduce((sum, name) => sum + gateway.rows.in(name).size, 0);
  const { pending, processing, completed, failed } = counts;
  return {
    version: spec.version,
    batchSize: spec.worker.batch_size,
    leaseSeconds: spec.schedule.lease_seconds,
    counts,
    elsewhere: Math.max(0, rows - pending - processing - completed - failed),
    revision,
    ...(udf.failure === undefined ? {} : { sweepFailure: udf.failure }),
    ...(late === undefined ? {} : { late }),
  };
}

function workerOf(worker: Standing, batch: Batch | undefined): WorkerView {
  const { name, pid, port, since, slow, isHeld, isStopping, isReady } = worker;
  const state = isStopping
    ? 'ending'
    : isHeld
      ? 'held'
      : port === undefined || isReady
        ? 'running'
        : 'not ready';
  return {
    ...{ name, since, state, slow },
    ...(pid === undefined ? {} : { pid }),
    ...(port === undefined ? {} : { port }),
    ...(batch === undefined ? {} : { batch }),
  };
}
