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
      ...replicas(workload, mark),
      selector: { matchLabels: selector(workload, mark) },
      strategy: strategy(workload, pod, mark),
      template: { metadata: metadataOfPod(workload, mark), spec: pod as unknown as IPodSpec },
    },
  } satisfies IDeployment;
}

function replicas({ replicas }: Workload, mark: Mark): { replicas?: number } {
  // Absent under autoscale: whoever applies a number would fight the HPA for it.
  if (replicas === null) return {};
  if (replicas.why === 'fixed') return { replicas: mark.field(replicas.count, '/spec/scaling/replicas/min') };
  return { replicas: mark.rule(replicas.count, 'ReplicasAreZero') };
}

/** Decided from the pod as it will run, whoever asked for what is in it. */
function strategy(workload: Workload, pod: JsonObject, mark: Mark) {
  const { value, origins } = mark.apart(pod);
  const { rule, maxSurge, maxUnavailable, scarce } = rolloutOf(workload, value);
  const { kind, pointer } = workload.pool;
  const causes: Origin[] = kind === 'gpu' ? [{ from: 'infraRules', pointer: `${pointer}/kind` }] : [];
  causes.push(...scarce.flatMap((leaf) => origins.get(leaf) ?? []));
  return {
    rollingUpdate: {
      maxSurge: mark.rule(maxSurge, rule, causes),
      maxUnavailable: mark.rule(maxUnavailable, rule, causes),
    },
    type: mark.rule('RollingUpdate' as const, rule, causes),
  };
}
