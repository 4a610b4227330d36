import { type KubeObject, nameOf } from '../kube/cluster.ts';
import type { Hands } from '../objects/hands.ts';
import { looksLikePolicys } from '../objects/paced.ts';
import { isRolledOut, workersOf } from '../watch/child-status.ts';
import { type Cause, whyNotUp } from '../workers/not-up.ts';

interface Clocks {
  readonly workerDeadlineMs: number;
  readonly lookAgain: (fn: KubeObject, ms: number) => void;
}

/** Times of the API have whole seconds. */
const MARGIN_MS = 1_000;

/** Tells the pace how far a Function is that rolls because of the policy. `failure`: what its status says against it. */
export async function noteProgress(
  fn: KubeObject,
  deployment: KubeObject | null,
  failure: Cause | null,
  {
    pace,
    cache,
    cluster,
    now,
    workerDeadlineMs,
    lookAgain,
  }: Clocks & Pick<Hands, 'pace' | 'cache' | 'cluster' | 'now'>,
  signal: AbortSignal,
): Promise<void> {
  const name = nameOf(fn);
  const { ready, wanted } = workersOf(deployment);
  const isRolling = deployment !== null && !isRolledOut(deployment);
  if (!isRolling && ready >= wanted) {
    const left = pace.up(name, now());
    if (left !== null) lookAgain(fn, left);
    return;
  }
  if (isRolling && looksLikePolicys(fn, deployment, cache.infraRules('default'))) pace.adopt(name, now());
  const { updatedReplicas = 0 } = (deployment?.status ?? {}) as { updatedReplicas?: number };
  const stuck = pace.msStuck(name, updatedReplicas + ready, now());
  if (stuck === null) return;
  const early = workerDeadlineMs - stuck;
  if (failure !== null) pace.fail(name, failure);
  // Old workers may go on, so that nothing else says that the new ones do not come up.
  else if (early <= 0) pace.fail(name, await whyNotUp(cluster, fn, signal));
  else lookAgain(fn, early + MARGIN_MS);
}
