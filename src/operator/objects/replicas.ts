import type { KubeObject } from '../kube/cluster.ts';

/** Who decides on the number of replicas of a Function, read from the objects that the compiler made. */
export type ReplicaPolicy =
  | { readonly by: 'operator'; readonly count: number }
  /** The HPA that KEDA makes, between these two. */
  | { readonly by: 'keda'; readonly min: number; readonly max: number };

/** The Deployment says the number when it is ours to say; otherwise the ScaledObject has the range. */
export function replicaPolicy(desired: readonly KubeObject[]): ReplicaPolicy {
  const count = replicasOf(desired.find(({ kind }) => kind === 'Deployment'));
  if (count !== undefined) return { by: 'operator', count };
  const scaled = desired.find(({ kind }) => kind === 'ScaledObject');
  const { minReplicaCount = 0, maxReplicaCount = 1 } = (scaled?.spec ?? {}) as {
    minReplicaCount?: number;
    maxReplicaCount?: number;
  };
  return { by: 'keda', min: minReplicaCount, max: maxReplicaCount };
}

/**
 * The number a new Deployment begins with. It must be given, whoever decides later: a Deployment without it begins with
 * one worker, also where none was asked for.
 */
export function firstReplicas(policy: ReplicaPolicy, hasKeda: boolean): number {
  if (policy.by === 'operator') return policy.count;
  return hasKeda ? policy.min : safeReplicas(policy);
}

/** Without KEDA nobody wakes a Function: so many workers make progress, and cost no more than they must. */
export function safeReplicas({ min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(Math.max(1, min), max);
}

/** The Deployment without a number of replicas: an apply of it leaves the number to its owner. */
export function withoutReplicas(deployment: KubeObject): KubeObject {
  const { replicas: _, ...spec } = deployment.spec as { replicas?: number };
  return { ...deployment, spec };
}

/** The Deployment with a number of replicas. */
export function withReplicas(deployment: KubeObject, replicas: number): KubeObject {
  return { ...deployment, spec: { ...(deployment.spec as object), replicas } };
}

/** The number of replicas and nothing else, of exactly this Deployment. */
export function onlyReplicas({ apiVersion, kind, metadata }: KubeObject, replicas: number): KubeObject {
  const { name, namespace = '', uid } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, ...(uid !== undefined && { uid }) },
    spec: { replicas },
  };
}

export function replicasOf(deployment: KubeObject | undefined): number | undefined {
  return (deployment?.spec as { replicas?: number } | undefined)?.replicas;
}
