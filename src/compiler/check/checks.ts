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
import { type ChosenPolicy, meantPool, poolNames } from '../read/policy.ts';
import { cronWindows, parseCron } from '../resolve/cron.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { quoted, shown } from '../words/phrases.ts';
import { REFUSALS, said } from '../words/refusals.ts';
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
        ...said(REFUSALS.MinOverMax, { min, max }),
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
        ...said(REFUSALS.NoTargets, {}),
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
        ...said(REFUSALS.InvalidCron, { cron: JSON.stringify(cronOf(spec)), problem: found.problem }),
        ...(found.hint !== undefined && { hint: found.hint }),
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
        ...said(byClass ? REFUSALS.UnknownPoolByClass : REFUSALS.UnknownPool, {
          pool: shown(name),
          allowed: poolNames(policy.pools),
        }),
        ...meantPool(policy.pools, name),
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
        ...said(REFUSALS.ReplicasOverPoolCeiling, { max, ceiling: pool.maxReplicas, pool: pool.name }),
        instead: pool.maxReplicas,
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
        ...said(REFUSALS.ReplicasOverCeiling, { max, ceiling: settings.maxReplicasCeiling }),
        instead: settings.maxReplicasCeiling,
      };
    },
  },
];

/** Everything that is wrong with the Function. */
export function check(fn: FunctionView, context: CheckContext): Diagnostic[] {
  const errors: Diagnostic[] = [];
  for (const { code, find } of CHECKS) {
    const finding = find(fn, context);
    if (finding !== null) errors.push(diagnose(code, fn.source, finding));
  }
  return errors;
}
