import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IPodSpec } from 'kubernetes-models/v1';
import type { JsonObject } from '../../json/json.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Mark, Origin } from '../words/origin.ts';
import { metadata, metadataOfPod, selector } from '../worker/metadata.ts';
import { rolloutOf } from '../worker/rollout.ts';

/** The Deployment of the workers, around their pod. */
export function deployment(workload: Workload, pod: JsonObject, mark: Mark) {
  return {
    apiVersion: mark.rule('apps/v1', 'ObjectKind'),
    kind: mark.rule('Deployment', 'ObjectKind'),
    metadata: metadata(workload, mark),
    spec: {
      ...pace(workload, mark),
      ...replicas(workload, mark),
      selector: { matchLabels: selector(workload, mark) },
      strategy: strategy(workload, pod, mark),
      template: { metadata: metadataOfPod(workload, mark), spec: pod as unknown as IPodSpec },
    },
  } satisfies IDeployment;
}

/** How fast a rollout goes, and when it counts as failed, where the pool says so. */
function pace({ pool: { rollout } }: Workload, mark: Mark) {
  const { minReadySeconds, progressDeadlineSeconds } = rollout ?? {};
  return {
    ...(minReadySeconds !== undefined && {
      minReadySeconds: mark.pool(minReadySeconds, '/rollout/minReadySeconds'),
    }),
    ...(progressDeadlineSeconds !== undefined && {
      progressDeadlineSeconds: mark.pool(progressDeadlineSeconds, '/rollout/progressDeadlineSeconds'),
    }),
  };
}

function replicas({ replicas }: Workload, mark: Mark): { replicas?: number } {
  // Absent under autoscale: whoever applies a number would fight the HPA for it.
  if (replicas === null) return {};
  if (replicas.why === 'fixed') return { replicas: mark.field(replicas.count, '/spec/scaling/replicas/min') };
  return { replicas: mark.rule(replicas.count, 'ReplicasAreZero') };
}

type Bound = 'maxSurge' | 'maxUnavailable';

/** Decided from the pod as it will run, whoever asked for what is in it; what the pool says goes before. */
function strategy(workload: Workload, pod: JsonObject, mark: Mark) {
  const { value, origins } = mark.apart(pod);
  const decided = rolloutOf(workload, value);
  const { rule, scarce } = decided;
  const { kind, pointer } = workload.pool;
  const causes: Origin[] = kind === 'gpu' ? [{ from: 'infraRules', pointer: `${pointer}/kind` }] : [];
  causes.push(...scarce.flatMap((leaf) => origins.get(leaf) ?? []));
  const given = workload.pool.rollout ?? {};
  const isGiven = given.maxSurge !== undefined || given.maxUnavailable !== undefined;
  const bound = (own: Bound, other: Bound): number | string => {
    const value = given[own];
    if (value !== undefined) return mark.pool(value, `/rollout/${own}`);
    const isStuck = isNone(decided[own]) && isNone(given[other] ?? decided[other]);
    return isStuck ? mark.rule(1, 'RolloutMovesOn') : mark.rule(decided[own], rule, causes);
  };
  return {
    rollingUpdate: {
      maxSurge: bound('maxSurge', 'maxUnavailable'),
      maxUnavailable: bound('maxUnavailable', 'maxSurge'),
    },
    type: isGiven
      ? mark.rule('RollingUpdate' as const, 'PoolRolls')
      : mark.rule('RollingUpdate' as const, rule, causes),
  };
}

function isNone(amount: number | string): boolean {
  return amount === 0 || amount === '0%';
}
