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
    spec: spec(workload, pod, mark),
  } satisfies IDeployment;
}

function spec(workload: Workload, pod: JsonObject, mark: Mark): Spec {
  const { replicas, pool } = workload;
  const spec: Partial<Spec> = {};
  // How fast a rollout goes, and when it counts as failed, where the pool says so.
  const { minReadySeconds, progressDeadlineSeconds } = pool.rollout ?? {};
  if (minReadySeconds !== undefined)
    spec.minReadySeconds = mark.pool(minReadySeconds, '/rollout/minReadySeconds');
  if (progressDeadlineSeconds !== undefined)
    spec.progressDeadlineSeconds = mark.pool(progressDeadlineSeconds, '/rollout/progressDeadlineSeconds');
  // Absent under autoscale: whoever applies a number would fight the HPA for it.
  if (replicas !== null)
    spec.replicas =
      replicas.why === 'fixed'
        ? mark.field(replicas.count, '/spec/scaling/replicas/min')
        : mark.rule(replicas.count, 'ReplicasAreZero');
  spec.selector = { matchLabels: selector(workload, mark) };
  spec.strategy = strategy(workload, pod, mark);
  spec.template = { metadata: metadataOfPod(workload, mark), spec: pod as unknown as IPodSpec };
  return spec as Spec;
}

type Spec = NonNullable<IDeployment['spec']>;

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
