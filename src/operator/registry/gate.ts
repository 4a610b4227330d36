/** Which workers may run while the gateway does not know their Function: a worker of the SDK dies when its claim fails. */
import type { KubeObject } from '../kube/cluster.ts';
import type { ReplicaPolicy } from '../objects/replicas.ts';
import { firstReplicas } from '../objects/replicas.ts';
import { workersOf } from '../watch/child-status.ts';

/**
 * Whether a Deployment may be made what the Function says all the same. One that begins at zero harms nobody, and one
 * that runs is not touched, unless to stop it.
 */
export function mayApplyUnregistered(
  live: KubeObject | null,
  policy: ReplicaPolicy,
  hasKeda: boolean,
): boolean {
  const stops = policy.by === 'operator' && policy.count === 0;
  if (stops) return true;
  return (live === null || workersOf(live).wanted === 0) && firstReplicas(policy, hasKeda) === 0;
}
