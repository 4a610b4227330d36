/**
 * What no schema can say, and what makes a Function refused: each check is a small function that gives the finding, or
 * null when nothing is wrong. What a code stands for is said in its row (words/object-codes.ts). Nothing is clamped or
 * repaired.
 */

import { child } from '../../json/pointer.ts';
import { imageReference } from '../kubernetes/image-reference.ts';
import { labelValue } from '../kubernetes/name-grammars.ts';
import { cronOf, type FunctionView, hasQueue, hasSchedule, poolName } from '../read/function.ts';
import { imageFinding } from '../read/image.ts';
import { type ChosenPolicy, suggestPool } from '../read/policy.ts';
import { cronWindows, parseCron } from '../resolve/cron.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { quoted, shown } from '../words/phrases.ts';
import type { Settings } from '../words/settings.ts';

export interface CheckContext {
  readonly policy: ChosenPolicy;
  readonly settings: Settings;
}

interface Check {
  readonly code: Code;
  readonly find: (fn: FunctionView, context: CheckContext) => Finding | null;
}

const CHECKS: readonly Check[] = [
  {
    // The schema leaves the texts to the API server, and what a file says goes to our objects first.
    code: 'InvalidValue',
    find: ({ labels }, { settings }) => {
      const key = settings.propagateLabels.find(
        (one) => Object.hasOwn(labels, one) && !labelValue.accepts(labels[one] as string),
      );
      if (key === undefined) return null;
      return {
        pointer: child('/metadata/labels', key),
        message: `metadata.labels has ${quoted(labels[key] as string)} for ${key}, which no label may be.`,
        allowed: labelValue.allowed,
        hint: 'Shorten it, or take the key from --propagate-labels.',
      };
    },
  },
  {
    code: 'VersionConflict',
    find: ({ source, spec: { version, output } }) => {
      if (version === undefined || output?.version === undefined || version === output.version) return null;
      return {
        pointer: '/spec/version',
        message: `spec.version is ${shown(version)}, but spec.output.version, another name of the same, is ${shown(output.version)}.`,
        hint: 'Keep one of them, or make them equal.',
        related: [
          {
            source,
            pointer: '/spec/output/version',
            message: `spec.output.version is ${shown(output.version)}.`,
          },
        ],
      };
    },
  },
  {
    code: 'InvalidImage',
    find: ({ spec: { worker } }) =>
      imageReference.accepts(worker.image) ? null : imageFinding(worker.image),
  },
  {
    code: 'MinOverMax',
    find: ({ source, spec }) => {
      const { min, max } = spec.scaling.replicas;
      if (min <= max) return null;
      return {
        pointer: '/spec/scaling/replicas/min',
        message: `spec.scaling.replicas.min is ${min}, more than spec.scaling.replicas.max, which is ${max}.`,
        allowed: `0 to ${max}`,
        hint: 'Lower min or raise max.',
        related: [
          { source, pointer: '/spec/scaling/replicas/max', message: `spec.scaling.replicas.max is ${max}.` },
        ],
      };
    },
  },
  {
    code: 'NoTargets',
    find: ({ spec }) => {
      if (!hasQueue(spec) || spec.targetNamespaces.length > 0 || spec.indexSelector !== undefined)
        return null;
      return {
        pointer: '/spec/targetNamespaces',
        message:
          'Neither spec.targetNamespaces nor spec.indexSelector says which indexes this Function runs over.',
        hint: 'Name at least one namespace or select indexes by label; only triggers: [schedule] alone needs neither.',
      };
    },
  },
  {
    code: 'InvalidCron',
    find: ({ spec }) => {
      // Without the trigger the field is ignored (lints.ts says so), but nonsense in it is still refused.
      if (!hasSchedule(spec) && spec.schedule.cron === undefined) return null;
      const schedule = parseCron(cronOf(spec));
      const found =
        'problem' in schedule || !hasSchedule(spec)
          ? schedule
          : cronWindows(schedule, spec.schedule.leaseSeconds);
      if (!('problem' in found)) return null;
      return {
        pointer: '/spec/schedule/cron',
        message: `schedule.cron ${JSON.stringify(cronOf(spec))} ${found.problem}.`,
        allowed: 'minute, hour, day of month, month and day of week, in UTC, or a word such as @daily',
        hint: found.hint ?? 'For example "0 * * * *" for every hour, or "30 2 * * 1-5".',
      };
    },
  },
  {
    code: 'UnknownPool',
    find: ({ spec }, { policy }) => {
      const name = poolName(spec);
      // A pool that is missing or unusable through a fault of InfraRules is reported by policy.ts.
      if (policy.pools.has(name) || policy.refusal(name) !== null) return null;
      const byClass = spec.scaling.pool === undefined;
      return {
        pointer: byClass ? '/spec/worker/computeClass' : '/spec/scaling/pool',
        message: byClass
          ? `No pool is named, so spec.worker.computeClass chooses ${shown(name)}, which InfraRules/default does not have.`
          : `spec.scaling.pool is ${shown(name)}, which InfraRules/default does not have.`,
        ...suggestPool(policy.pools, name),
      };
    },
  },
  {
    code: 'ReplicasOverPoolCeiling',
    find: ({ spec }, { policy }) => {
      const pool = policy.pools.get(poolName(spec));
      const { max } = spec.scaling.replicas;
      if (pool === undefined || max <= pool.maxReplicas) return null;
      return {
        pointer: '/spec/scaling/replicas/max',
        message: `spec.scaling.replicas.max is ${max}, over the ceiling of ${pool.maxReplicas} that the pool ${pool.name} sets.`,
        allowed: `1 to ${pool.maxReplicas}`,
        hint: `Ask for at most ${pool.maxReplicas}, or raise maxReplicasPerWorkload of the pool.`,
        related: [
          {
            source: pool.source,
            pointer: `${pool.pointer}/maxReplicasPerWorkload`,
            message: `maxReplicasPerWorkload of the pool ${pool.name} is ${pool.maxReplicas}.`,
          },
        ],
      };
    },
  },
  {
    code: 'ReplicasOverCeiling',
    find: ({ spec }, { settings }) => {
      const { max } = spec.scaling.replicas;
      if (max <= settings.maxReplicasCeiling) return null;
      return {
        pointer: '/spec/scaling/replicas/max',
        message: `spec.scaling.replicas.max is ${max}, over the ceiling of ${settings.maxReplicasCeiling} for every Function.`,
        allowed: `1 to ${settings.maxReplicasCeiling}`,
        hint: `Ask for at most ${settings.maxReplicasCeiling}, or raise --max-replicas-ceiling (MAX_REPLICAS_CEILING).`,
      };
    },
  },
];

/** Everything that is wrong with the Function. */
export function check(fn: FunctionView, context: CheckContext): Diagnostic[] {
  return CHECKS.flatMap(({ code, find }) => {
    const finding = find(fn, context);
    return finding === null ? [] : [diagnose(code, fn.source, finding)];
  });
}
