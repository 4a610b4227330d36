/**
 * What is allowed but probably not meant. Same form as checks.ts: a sentence and a small function; a warning never
 * changes an object.
 */

import { isObject } from '../../json/json.ts';
import { type FunctionView, hasQueue, hasSchedule, poolName } from '../read/function.ts';
import type { Policy } from '../read/pool.ts';
import { queueDurations } from '../resolve/timing.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { largeIntegers, nullMapValues, staleVersions } from './filter-lints.ts';

interface Lint {
  readonly code: Code;
  readonly sentence: string;
  readonly find: (fn: FunctionView, policy: Policy) => readonly Finding[];
}

/** One finding when `wrong`, else none. */
function when(wrong: boolean, finding: () => Finding): Finding[] {
  return wrong ? [finding()] : [];
}

const LINTS: readonly Lint[] = [
  {
    code: 'EmbeddingWithoutDim',
    sentence: 'an embedding says how wide it is',
    find: ({ spec: { output } }) =>
      when(output?.kind === 'embedding' && output.dim === undefined, () => ({
        pointer: '/spec/output/kind',
        message: 'output.kind is embedding, but output.dim is absent.',
        hint: 'Add output.dim, so that consumers can check the width of the vectors.',
      })),
  },
  {
    code: 'FixedAtZero',
    sentence: 'fixed runs somebody',
    find: ({ spec: { scaling } }) =>
      when(scaling.mode === 'fixed' && scaling.replicas.min === 0, () => ({
        pointer: '/spec/scaling/mode',
        message: 'Mode fixed runs replicas.min workers, and that is 0.',
        hint: 'Set replicas.min to the number of workers, or use mode disabled.',
      })),
  },
  {
    code: 'LeaseNotLongerThanTimeout',
    sentence: 'a lease outlasts a call',
    find: ({ spec: { schedule, worker } }) =>
      when(schedule.leaseSeconds <= worker.timeoutSeconds, () => ({
        pointer: '/spec/schedule/leaseSeconds',
        message: `leaseSeconds is ${schedule.leaseSeconds}, not longer than timeoutSeconds, which is ${worker.timeoutSeconds}: rows may be handed out twice.`,
        hint: 'Make the lease longer than the timeout.',
      })),
  },
  {
    code: 'ReplicasNeverBusy',
    sentence: 'every replica can have work',
    find: ({ spec }) => {
      const { replicas } = spec.scaling;
      const pointer = '/spec/scaling/replicas/max';
      if (spec.scaling.mode !== 'autoscale') return [];
      if (!hasQueue(spec)) {
        const woken = Math.max(1, replicas.min);
        return when(replicas.max > woken, () => ({
          pointer,
          message: `replicas.max is ${replicas.max}, but with the one trigger schedule only ${woken} will ever run.`,
          hint: `Set replicas.max to ${woken}, or raise replicas.min.`,
        }));
      }
      const batches = spec.schedule.maxInFlightBatches;
      return when(replicas.max > batches, () => ({
        pointer,
        message: `replicas.max is ${replicas.max}, but the gateway hands out at most ${batches} batches at a time (maxInFlightBatches): they can never all work.`,
        hint: `Set replicas.max to ${batches} or raise schedule.maxInFlightBatches.`,
      }));
    },
  },
  {
    code: 'ScaleDownMayInterrupt',
    sentence: 'the HPA can look back over a whole lease',
    find: ({ spec }) =>
      when(
        spec.scaling.mode === 'autoscale' &&
          spec.scaling.replicas.min > 0 &&
          hasQueue(spec) &&
          queueDurations(spec.schedule.leaseSeconds, spec.worker.timeoutSeconds, 0).stabilization === null,
        () => ({
          pointer: '/spec/schedule/leaseSeconds',
          message: `leaseSeconds is ${spec.schedule.leaseSeconds}, longer than the hour that the HPA can look back, so a busy worker may be removed.`,
          hint: 'Shorten the lease, or set replicas.min to 0: then only the cooldown removes workers.',
        }),
      ),
  },
  {
    code: 'PoolClassMismatch',
    sentence: 'the class is the class of the pool',
    find: ({ spec, given }, policy) => {
      const written = isObject(given.worker) ? given.worker.computeClass : undefined;
      const pool = policy.get(poolName(spec));
      return when(
        typeof written === 'string' &&
          spec.scaling.pool !== undefined &&
          pool !== undefined &&
          pool.kind !== written,
        () => ({
          pointer: '/spec/worker/computeClass',
          message: `computeClass is ${JSON.stringify(written)}, but pool ${JSON.stringify(pool?.name)} is of kind ${JSON.stringify(pool?.kind)}; the pool decides.`,
          hint: 'Remove computeClass.',
        }),
      );
    },
  },
  {
    code: 'DeprecatedField',
    sentence: 'output gave way to version',
    find: ({ spec: { output } }) =>
      when(output !== undefined, () => ({
        pointer: '/spec/output',
        at: 'key',
        message:
          "output belongs to the first generation of the Function; hev's CRD of July 2026 and later drops it.",
        hint: 'Newer gateways read spec.version and leave the attribute to the worker; keep output for an older gateway.',
      })),
  },
  {
    code: 'IgnoredField',
    sentence: 'every field has an effect',
    find: ({ spec }) => [
      ...when(spec.worker.dispatch === 'pull' && spec.worker.port !== undefined, () => ({
        pointer: '/spec/worker/port',
        message: 'A pull worker is never called, so worker.port has no effect.',
        hint: 'Remove it, or set dispatch: push.',
      })),
      ...when(spec.schedule.cron !== undefined && !hasSchedule(spec), () => ({
        pointer: '/spec/schedule/cron',
        message: 'schedule.cron has no effect without the trigger schedule.',
        hint: 'Add schedule to triggers, or remove cron.',
      })),
      ...when(hasSchedule(spec) && spec.scaling.mode === 'fixed', () => ({
        pointer: '/spec/triggers',
        message: 'The trigger schedule wakes nobody in mode fixed, whose workers always run.',
        hint: 'Use mode autoscale, or remove the trigger.',
      })),
      ...when(
        spec.scaling.warmWindowSeconds !== undefined &&
          (spec.scaling.mode !== 'autoscale' || spec.scaling.replicas.min > 0),
        () => ({
          pointer: '/spec/scaling/warmWindowSeconds',
          message:
            'warmWindowSeconds has no effect: only mode autoscale with replicas.min 0 ever steps to zero.',
          hint: 'Remove it.',
        }),
      ),
    ],
  },
  {
    code: 'StaleFilterVersion',
    sentence: 'the filter and the output speak of one version',
    find: ({ spec: { filter, output, version } }) => {
      if (filter === undefined || output?.attribute === undefined) return [];
      const own = output.version ?? version ?? 'v1';
      return staleVersions(filter, `${output.attribute}_v`, own).map(({ pointer, tested }) => ({
        pointer,
        message: `The filter tests ${output.attribute}_v against ${JSON.stringify(tested)}, but the output writes version ${JSON.stringify(own)}.`,
        hint: 'Use the same version in both, or rows are processed for ever or never again.',
      }));
    },
  },
  {
    code: 'NullMapValue',
    sentence: 'every client keeps every value',
    find: ({ spec }) =>
      [
        ...nullMapValues(spec.filter, '/spec/filter'),
        ...nullMapValues(spec.worker.podSpec, '/spec/worker/podSpec'),
      ].map((pointer) => ({
        pointer,
        message:
          'A null as the value of a map: client-side kubectl apply drops it before it reaches the cluster.',
        hint: 'Apply this Function with kubectl apply --server-side, which keeps it.',
      })),
  },
  {
    code: 'LargeInteger',
    sentence: 'every client keeps every digit',
    find: ({ spec: { filter } }) =>
      largeIntegers(filter, '/spec/filter').map((pointer) => ({
        pointer,
        message:
          'A whole number beyond 2^53: client-side kubectl apply rounds it when it updates the Function.',
        hint: 'Apply this Function with kubectl apply --server-side, which keeps every digit.',
      })),
  },
];

/** Every warning about one Function that has passed its checks. */
export function lint(fn: FunctionView, policy: Policy): Diagnostic[] {
  return LINTS.flatMap(({ code, find }) =>
    find(fn, policy).map((finding) => diagnose(code, fn.source, finding)),
  );
}
