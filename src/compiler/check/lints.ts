/**
 * What is allowed but probably not meant. Same form as checks.ts; what a code stands for is said in its row
 * (words/lint-codes.ts). A warning never changes an object.
 */

import { isArray, isObject } from '../../json/json.ts';
import { readable } from '../../json/pointer.ts';
import { movingTag } from '../kubernetes/image-reference.ts';
import { type FunctionView, hasQueue, hasSchedule, poolName } from '../read/function.ts';
import type { Surroundings } from '../read/surroundings.ts';
import { queueDurations } from '../resolve/timing.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { counted, shown } from '../words/phrases.ts';
import { filterFindings } from './filter-grammar.ts';
import { largeIntegers, nullMapValues } from './filter-lints.ts';
import { staleMarkers } from './stale-markers.ts';
import { oddSeconds, shortWindows } from './time-lints.ts';

interface Lint {
  readonly code: Code;
  /** Null where there is nothing to say, which is the case for most Functions. */
  readonly find: (fn: FunctionView, context: Surroundings) => Finding | readonly Finding[] | null;
}

const LINTS: readonly Lint[] = [
  {
    code: 'EmbeddingWithoutDim',
    find: ({ spec: { output } }) =>
      output?.kind === 'embedding' && output.dim === undefined
        ? {
            pointer: '/spec/output/kind',
            message: 'spec.output.kind is embedding, but spec.output.dim is absent.',
            hint: 'Add output.dim, so that consumers can check the width of the vectors.',
          }
        : null,
  },
  {
    code: 'FixedAtZero',
    find: ({ spec: { scaling } }) =>
      scaling.mode === 'fixed' && scaling.replicas.min === 0
        ? {
            pointer: '/spec/scaling/mode',
            message: 'spec.scaling.replicas.min is 0, which is how many workers the mode fixed runs.',
            hint: 'Set replicas.min to the number of workers, or use mode disabled.',
          }
        : null,
  },
  {
    code: 'UnpinnedImage',
    find: ({ spec: { output, version, worker } }) => {
      // Whoever has an output writes its version in any case: the first one is no sign that somebody counts them.
      const pinned = version ?? (output?.version === 'v1' ? undefined : output?.version);
      if (pinned === undefined) return null;
      return images(worker).flatMap(({ pointer, path, image }) => {
        const tag = movingTag(image);
        const what = tag === 'none' ? 'no tag' : 'the tag latest';
        if (tag === undefined) return [];
        return [
          {
            pointer,
            message: `${path} is ${shown(image)} with ${what}, but the version is pinned to ${shown(pinned)}.`,
            hint: 'Write a tag that does not move or a digest, so that one version of the rows comes from one image.',
          },
        ];
      });
    },
  },
  {
    code: 'LeaseNotLongerThanTimeout',
    find: ({ source, spec: { schedule, worker } }) =>
      schedule.leaseSeconds <= worker.timeoutSeconds
        ? {
            pointer: '/spec/schedule/leaseSeconds',
            message: `spec.schedule.leaseSeconds is ${schedule.leaseSeconds}, not longer than spec.worker.timeoutSeconds, which is ${worker.timeoutSeconds}, so rows may be handed out twice.`,
            hint: 'Make the lease longer than the timeout.',
            related: [
              {
                source,
                pointer: '/spec/worker/timeoutSeconds',
                message: `spec.worker.timeoutSeconds is ${worker.timeoutSeconds}.`,
              },
            ],
          }
        : null,
  },
  { code: 'WindowUnderOneCall', find: shortWindows },
  { code: 'OddSeconds', find: oddSeconds },
  {
    code: 'ReplicasNeverBusy',
    find: ({ spec }) => {
      const { replicas } = spec.scaling;
      const pointer = '/spec/scaling/replicas/max';
      if (spec.scaling.mode !== 'autoscale') return null;
      if (!hasQueue(spec)) {
        const woken = Math.max(1, replicas.min);
        return replicas.max > woken
          ? {
              pointer,
              message: `spec.scaling.replicas.max is ${replicas.max}, but with the one trigger schedule only ${woken} will ever run.`,
              hint: `Set replicas.max to ${woken}, or raise replicas.min.`,
            }
          : null;
      }
      const batches = spec.schedule.maxInFlightBatches;
      return replicas.max > batches
        ? {
            pointer,
            message: `spec.scaling.replicas.max is ${replicas.max}, but the gateway hands out at most ${batches} batches at a time, which spec.schedule.maxInFlightBatches says.`,
            hint: `Set replicas.max to ${batches} or raise schedule.maxInFlightBatches.`,
          }
        : null;
    },
  },
  {
    code: 'ScaleDownMayInterrupt',
    find: ({ spec }) =>
      spec.scaling.mode === 'autoscale' &&
      spec.scaling.replicas.min > 0 &&
      hasQueue(spec) &&
      queueDurations(spec.schedule.leaseSeconds, spec.worker.timeoutSeconds, 0).stabilization === null
        ? {
            pointer: '/spec/schedule/leaseSeconds',
            message: `spec.schedule.leaseSeconds is ${spec.schedule.leaseSeconds}, longer than the hour that the HPA can look back, so a busy worker may be removed.`,
            hint: 'Shorten the lease, or set replicas.min to 0: then only the cooldown removes workers.',
          }
        : null,
  },
  {
    code: 'PoolClassMismatch',
    find: ({ spec, given }, { policy }) => {
      const written = isObject(given.worker) ? given.worker.computeClass : undefined;
      const pool = policy.get(poolName(spec));
      return typeof written === 'string' &&
        spec.scaling.pool !== undefined &&
        pool !== undefined &&
        pool.kind !== written
        ? {
            pointer: '/spec/worker/computeClass',
            message: `spec.worker.computeClass is ${shown(written)}, but the pool ${pool?.name}, which decides, is of kind ${shown(pool?.kind)}.`,
            hint: 'Remove computeClass.',
            ...(pool && {
              related: [
                {
                  source: pool.source,
                  pointer: `${pool.pointer}/kind`,
                  message: `The kind of the pool ${pool.name} is ${shown(pool.kind)}.`,
                },
              ],
            }),
          }
        : null;
    },
  },
  {
    code: 'IgnoredField',
    find: ({ spec }) =>
      spec.worker.dispatch === 'pull' && spec.worker.port !== undefined
        ? {
            pointer: '/spec/worker/port',
            message: 'spec.worker.port has no effect, because a pull worker is never called.',
            hint: 'Remove it, or set dispatch: push.',
          }
        : null,
  },
  {
    code: 'IgnoredField',
    find: ({ spec }) =>
      spec.schedule.cron !== undefined && !hasSchedule(spec)
        ? {
            pointer: '/spec/schedule/cron',
            message: 'spec.schedule.cron has no effect without the trigger schedule.',
            hint: 'Add schedule to triggers, or remove cron.',
          }
        : null,
  },
  {
    code: 'IgnoredField',
    find: ({ spec }) =>
      hasSchedule(spec) && spec.scaling.mode === 'fixed'
        ? {
            pointer: '/spec/triggers',
            message:
              'spec.triggers has schedule, which wakes nobody in the mode fixed, whose workers always run.',
            hint: 'Use mode autoscale, or remove the trigger.',
          }
        : null,
  },
  {
    code: 'IgnoredField',
    find: ({ spec }) =>
      spec.scaling.warmWindowSeconds !== undefined &&
      (spec.scaling.mode !== 'autoscale' || spec.scaling.replicas.min > 0)
        ? {
            pointer: '/spec/scaling/warmWindowSeconds',
            message:
              'spec.scaling.warmWindowSeconds has no effect, because only the mode autoscale with replicas.min 0 steps to zero.',
            hint: 'Remove it.',
          }
        : null,
  },
  {
    code: 'SelectorMatchesNothing',
    // Without any Index there is nothing that could match.
    find: ({ spec }, { indexes, passedOver }) =>
      spec.indexSelector !== undefined &&
      indexes.size > 0 &&
      passedOver === 0 &&
      !indexes.matchesAny(spec.indexSelector)
        ? {
            pointer: '/spec/indexSelector',
            at: 'key',
            message:
              indexes.size === 1
                ? 'spec.indexSelector does not match the one Index that is given.'
                : `spec.indexSelector matches none of the ${indexes.size} Indexes that are given.`,
            hint: "Compare it with the Indexes' spec.metadata.labels.",
          }
        : null,
  },
  {
    code: 'IndexPassedOver',
    find: ({ spec }, { indexes, passedOver }) =>
      spec.indexSelector !== undefined && passedOver > 0
        ? {
            pointer: '/spec/indexSelector',
            at: 'key',
            message: `spec.indexSelector cannot select ${passedOver} of the ${counted(indexes.size + passedOver, 'Index', 'Indexes')} given, which ${passedOver === 1 ? 'is' : 'are'} not valid.`,
            hint: 'Mend the Index; the objects of this Function do not depend on it.',
          }
        : null,
  },
  {
    code: 'SuspectFilter',
    find: ({ spec: { filter } }) => filterFindings(filter),
  },
  {
    code: 'StaleFilterVersion',
    find: staleMarkers,
  },
  {
    code: 'NullMapValue',
    find: ({ spec }) =>
      [
        ...nullMapValues(spec.filter, '/spec/filter'),
        ...nullMapValues(spec.worker.podSpec, '/spec/worker/podSpec'),
      ].map((pointer) => ({
        pointer,
        message: `${readable(pointer)} is null, which client-side kubectl apply drops before it reaches the cluster.`,
        hint: 'Apply this Function with kubectl apply --server-side, which keeps it.',
      })),
  },
  {
    code: 'LargeInteger',
    find: ({ spec: { filter } }) =>
      largeIntegers(filter, '/spec/filter').map((pointer) => ({
        pointer,
        message: `${readable(pointer)} is a whole number beyond 2^53, which client-side kubectl apply rounds when it updates the Function.`,
        hint: 'Apply this Function with kubectl apply --server-side, which keeps every digit.',
      })),
  },
];

/** The image of the worker, wherever it is written: that of the podSpec goes first. */
function images({ image, podSpec }: FunctionView['spec']['worker']) {
  const containers = isArray(podSpec?.containers) ? podSpec.containers : [];
  const patched = containers.flatMap((container, index) =>
    isObject(container) && container.name === 'udf' && typeof container.image === 'string'
      ? [
          {
            pointer: `/spec/worker/podSpec/containers/${index}/image`,
            path: 'spec.worker.podSpec.containers[udf].image',
            image: container.image,
          },
        ]
      : [],
  );
  return patched.length > 0 ? patched : [{ pointer: '/spec/worker/image', path: 'spec.worker.image', image }];
}

/** Every warning about one Function that has passed its checks. */
export function lint(fn: FunctionView, context: Surroundings): Diagnostic[] {
  const warnings: Diagnostic[] = [];
  for (const { code, find } of LINTS) {
    const found = find(fn, context);
    if (found === null) continue;
    for (const finding of 'pointer' in found ? [found] : found)
      warnings.push(diagnose(code, fn.source, finding));
  }
  return warnings;
}
