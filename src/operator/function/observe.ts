import type { KubeObject } from '../kube/cluster.ts';
import type { Verdict } from '../objects/verdict.ts';
import { DEPLOYMENTS, SCALED_OBJECTS } from '../watch/resources.ts';
import { scalingTrouble, whyNotScaled } from '../workers/not-scaled.ts';
import { CALM_MS, type Cause, whyNotForLong, whyNotUp } from '../workers/not-up.ts';
import type { Surroundings } from './surroundings.ts';

/** What the objects of a Function are and say, after they were applied. */
export interface Observed {
  readonly children: readonly KubeObject[];
  readonly deployment: KubeObject | null;
  readonly scaledObject: KubeObject | null;
  /** Why too few workers run, and have not for some time; null: they do, or it is too early to say. */
  readonly notUp: Cause | null;
  /** Why KEDA does not scale it; null: it does, or has not said. */
  readonly notScaled: Cause | null;
}

/** Times of the API have whole seconds. */
const MARGIN_MS = 1_000;

export async function observe(
  fn: KubeObject,
  verdict: Verdict,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Observed> {
  const children = around.cache.childrenOf(fn.metadata.uid as string);
  const deployment = children.find(({ kind }) => kind === DEPLOYMENTS.kind) ?? null;
  const scaledObject = children.find(({ kind }) => kind === SCALED_OBJECTS.kind) ?? null;
  const notUp = verdict.kind === 'applied' ? await causeOfTooFew(fn, deployment, around, signal) : null;
  const notScaled = around.kedaTrouble() ?? (await causeOfNoScaling(fn, scaledObject, around, signal));
  return { children, deployment, scaledObject, notUp, notScaled };
}

/** Workers may take their time: nodes are made and images pulled. After that it is said why they do not run. */
async function causeOfTooFew(
  fn: KubeObject,
  deployment: KubeObject | null,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Cause | null> {
  const { cluster, now, workerDeadlineMs, lookAgain, down } = around;
  const ms = down.msDown(deployment, now());
  if (ms === null) return deployment && causeOfTooFewSoon(fn, deployment, around, signal);
  const early = workerDeadlineMs - ms;
  // No watch tells of pods.
  lookAgain(fn, early > 0 ? early + MARGIN_MS : Math.max(workerDeadlineMs / 5, MARGIN_MS));
  return early > 0 ? null : whyNotUp(cluster, fn, signal);
}

/** Enough run now. Those that have just ended may end again, and then too few have run all the time. */
async function causeOfTooFewSoon(
  fn: KubeObject,
  deployment: KubeObject,
  { cluster, now, workerDeadlineMs, lookAgain, down }: Surroundings,
  signal: AbortSignal,
): Promise<Cause | null> {
  if (!down.wasDown(deployment, 0, now())) return null;
  const cause = await whyNotForLong(cluster, fn, now(), signal);
  if (cause === null) {
    down.forget(deployment.metadata.uid as string);
    return null;
  }
  lookAgain(fn, CALM_MS + MARGIN_MS);
  return down.wasDown(deployment, workerDeadlineMs, now()) ? cause : null;
}

/** KEDA looks every few seconds, and its events come a moment after its conditions. */
async function causeOfNoScaling(
  fn: KubeObject,
  scaledObject: KubeObject | null,
  { cluster, settings, lookAgain }: Surroundings,
  signal: AbortSignal,
): Promise<Cause | null> {
  const trouble = scalingTrouble(scaledObject);
  if (scaledObject === null || trouble === null) return null;
  const cause = await whyNotScaled(cluster, scaledObject, trouble, settings, signal);
  lookAgain(fn, cause === trouble ? 5 * MARGIN_MS : 60 * MARGIN_MS);
  return cause;
}
