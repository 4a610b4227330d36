import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IPodSpec } from 'kubernetes-models/v1';
import type { JsonObject } from '../../json/json.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { labels, metadata, selector } from './metadata.ts';

/** The Deployment of the workers, around their pod. */
export function deployment(workload: Workload, pod: JsonObject, mark: Mark) {
  return {
    apiVersion: mark.rule('apps/v1', 'ObjectKind'),
    kind: mark.rule('Deployment', 'ObjectKind'),
    metadata: metadata(workload, mark),
    spec: {
      ...replicas(workload, mark),
      selector: { matchLabels: selector(workload, mark) },
      strategy: {
        rollingUpdate: rolling(workload, mark),
        type: mark.rule('RollingUpdate', rollingRule(workload)),
      },
      template: { metadata: { labels: labels(workload, mark) }, spec: pod as unknown as IPodSpec },
    },
  } satisfies IDeployment;
}

function replicas({ replicas }: Workload, mark: Mark): { replicas?: number } {
  // Absent under autoscale: whoever applies a number would fight the HPA for it.
  if (replicas === null) return {};
  if (replicas.why === 'fixed') return { replicas: mark.field(replicas.count, '/spec/scaling/replicas/min') };
  return { replicas: mark.rule(replicas.count, 'ReplicasAreZero') };
}

function rollingRule({ pool, push }: Workload) {
  return pool.gpu ? 'GpuRollsWithoutSurge' : push ? 'PushRollsWithoutGap' : 'PullRollsByQuarter';
}

function rolling(workload: Workload, mark: Mark) {
  const rule = rollingRule(workload);
  const surge = rule === 'GpuRollsWithoutSurge' ? 0 : '25%';
  const unavailable = { GpuRollsWithoutSurge: 1, PushRollsWithoutGap: 0, PullRollsByQuarter: '25%' }[rule];
  return { maxSurge: mark.rule(surge, rule), maxUnavailable: mark.rule(unavailable, rule) };
}
