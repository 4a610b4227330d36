import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { metadata, selector } from '../worker/metadata.ts';

/**
 * Where the pool asks for it: what keeps a drain of nodes from taking the workers that somebody waits for, those that are
 * called and those that are always there. Null where there are none now.
 */
export function podDisruptionBudget(workload: Workload, mark: Mark) {
  const { pool, push, replicas, autoscale } = workload;
  const { disruption } = pool;
  if (disruption === null || replicas?.count === 0) return null;
  if (push === null && autoscale?.min === 0) return null;
  const { maxUnavailable } = disruption;
  return {
    apiVersion: mark.rule('policy/v1', 'ObjectKind'),
    kind: mark.rule('PodDisruptionBudget', 'ObjectKind'),
    metadata: metadata(workload, mark),
    spec: {
      maxUnavailable:
        maxUnavailable === undefined
          ? mark.rule(1, 'OneWorkerAtATime')
          : mark.pool(maxUnavailable, '/disruption/maxUnavailable'),
      selector: { matchLabels: selector(workload, mark) },
    },
  } satisfies IPodDisruptionBudget;
}
