import type { KubeObject } from '../kube/cluster.ts';

/** One condition of a live object. */
export interface LiveCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

/** What is looked at in the status of a Deployment or a ScaledObject. */
export interface ChildStatus {
  readonly conditions?: readonly LiveCondition[];
  readonly observedGeneration?: number | undefined;
  readonly replicas?: number | undefined;
  readonly updatedReplicas?: number | undefined;
}

/** That part of a status; null for a kind whose status is not looked at. */
export function childStatus(kind: string, status: ChildStatus | undefined): ChildStatus | null {
  if (status === undefined || status === null || (kind !== 'Deployment' && kind !== 'ScaledObject'))
    return null;
  const { conditions = [], observedGeneration, replicas, updatedReplicas } = status;
  const rows = conditions.map(({ type, status, reason, message }) => ({ type, status, reason, message }));
  return kind === 'Deployment'
    ? { conditions: rows, observedGeneration, replicas, updatedReplicas }
    : { conditions: rows };
}

/** The condition of a type. */
export function conditionOf(object: KubeObject | null, type: string): LiveCondition | undefined {
  return (object?.status as ChildStatus | undefined)?.conditions?.find((one) => one.type === type);
}

/** Whether no pod of an older template is left. */
export function isRolledOut({ metadata, spec, status }: KubeObject): boolean {
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0 } = (status ?? {}) as ChildStatus;
  const { replicas: wanted = 1 } = spec as { replicas?: number };
  return (
    observedGeneration >= (metadata.generation ?? 0) && updatedReplicas === wanted && replicas === wanted
  );
}
