import { ApiError, type KubeObject } from '../kube/cluster.ts';
import { REPLICAS_MANAGER } from '../watch/managers.ts';
import { AUTOSCALERS, DEPLOYMENTS } from '../watch/resources.ts';
import type { Hands } from './hands.ts';
import { onlyReplicas, type ReplicaPolicy, replicasOf, safeReplicas } from './replicas.ts';
import { APPLIED, type Verdict, waiting } from './verdict.ts';

/** Sets the number of workers, where it is ours to say. */
export async function setReplicas(
  deployment: KubeObject | null,
  policy: ReplicaPolicy,
  { cluster, cache, report }: Hands,
  signal: AbortSignal,
): Promise<Verdict> {
  const current = replicasOf(deployment ?? undefined);
  if (deployment === null || current === undefined) return APPLIED;
  const { name, namespace } = deployment.metadata;
  const count = wantedReplicas(policy, current, cache.hasKeda);
  if (current !== count) {
    // An HPA outlives its ScaledObject for a moment, and would set the number back into its own range.
    if (
      policy.by === 'operator' &&
      (await cluster.get(AUTOSCALERS, `keda-hpa-${name}`, namespace, signal)) !== null
    )
      return waiting('WaitingForAutoscaler', `The HorizontalPodAutoscaler keda-hpa-${name} is not gone yet.`);
    report.writing('Setting replicas', deployment, `they are ${current}, not ${count}`);
    const options = { manager: REPLICAS_MANAGER, force: true };
    const body = onlyReplicas(deployment, count);
    await cache.write(DEPLOYMENTS, body, async () => {
      const { object } = await cluster.apply(DEPLOYMENTS, body, options, signal);
      return object;
    });
  }
  if (policy.by === 'keda' && !cache.hasKeda)
    return waiting(
      'KedaNotInstalled',
      'The API group keda.sh is not served: install KEDA, and the workers will be scaled by their queue.',
      'never',
    );
  return APPLIED;
}

function wantedReplicas(policy: ReplicaPolicy, current: number, hasKeda: boolean): number {
  if (policy.by === 'operator') return policy.count;
  return hasKeda ? current : Math.max(current, safeReplicas(policy));
}

/** Gives the number of replicas, as it is, to our second manager. */
export async function handOverReplicas(
  live: KubeObject,
  { cluster, cache, report }: Hands,
  signal: AbortSignal,
): Promise<void> {
  report.writing('Handing over replicas', live, undefined, live);
  try {
    const options = { manager: REPLICAS_MANAGER, force: false };
    const body = onlyReplicas(live, replicasOf(live) ?? 1);
    await cache.write(DEPLOYMENTS, body, async () => {
      const { object } = await cluster.apply(DEPLOYMENTS, body, options, signal);
      return object;
    });
  } catch (error) {
    // The autoscaler was quicker: then the number is its own already.
    if (!isFieldConflict(error)) throw error;
  }
}

/** Somebody else applied, or wrote, another value of a field. */
function isFieldConflict(error: unknown): boolean {
  return (
    error instanceof ApiError && error.status.causes.some(({ reason }) => reason === 'FieldManagerConflict')
  );
}
