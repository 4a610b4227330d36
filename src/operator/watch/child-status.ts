import { isObject } from '../../json/json.ts';
import type { KubeObject } from '../kube/cluster.ts';

/** One condition of a live object. */
export interface LiveCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  /** When its status changed last, where that is looked at. */
  readonly since?: string | undefined;
}

/** What is looked at in the status of a Deployment or a ScaledObject. */
export interface ChildStatus {
  readonly conditions?: readonly LiveCondition[];
  readonly observedGeneration?: number | undefined;
  readonly replicas?: number | undefined;
  readonly updatedReplicas?: number | undefined;
  readonly readyReplicas?: number | undefined;
}

/** That part of a status; null for a kind whose status is not looked at. */
export function childStatus(kind: string, status: unknown): ChildStatus | null {
  if (status === undefined || status === null || (kind !== 'Deployment' && kind !== 'ScaledObject'))
    return null;
  const { observedGeneration, replicas, updatedReplicas, readyReplicas } = status as ChildStatus;
  const rows = conditionsOf(status).map(({ type, status, reason, message, ...others }) => ({
    type,
    status,
    reason,
    message,
    ...(type === 'Available' && { since: (others as { lastTransitionTime?: string }).lastTransitionTime }),
  }));
  return kind === 'Deployment'
    ? { conditions: rows, observedGeneration, replicas, updatedReplicas, readyReplicas }
    : { conditions: rows };
}

/** The condition of a type. */
export function conditionOf(object: KubeObject | null, type: string): LiveCondition | undefined {
  return conditionsOf(object?.status).find((one) => one.type === type);
}

/** The conditions of a status, whatever there may be in their place. */
export function conditionsOf(status: unknown): readonly LiveCondition[] {
  const conditions: unknown = (status as { conditions?: unknown } | null | undefined)?.conditions;
  return itemsOf(conditions).filter(
    (one): one is LiveCondition =>
      isObject(one) && typeof one.type === 'string' && typeof one.status === 'string',
  );
}

/** The items of what should be a list: objects were stored under whichever CustomResourceDefinition there was. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** How many workers are ready, and how many should run. */
export function workersOf(deployment: KubeObject | null): {
  readonly ready: number;
  readonly wanted: number;
} {
  const { readyReplicas: ready = 0 } = (deployment?.status ?? {}) as ChildStatus;
  const { replicas: wanted = 0 } = (deployment?.spec ?? {}) as { replicas?: number };
  return { ready, wanted };
}

/** Whether no pod of an older template is left. */
export function isRolledOut({ metadata, spec, status }: KubeObject): boolean {
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0 } = (status ?? {}) as ChildStatus;
  const { replicas: wanted = 1 } = (spec ?? {}) as { replicas?: number };
  return (
    observedGeneration >= (metadata.generation ?? 0) && updatedReplicas === wanted && replicas === wanted
  );
}
