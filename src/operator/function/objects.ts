import { ApiError, type Cluster, type KubeObject, type Resource } from '../kube/cluster.ts';
import { describeHolder, type Standing, standing } from './adoption.ts';
import type { Cache } from './cache.ts';
import { findDrift } from './drift.ts';
import { isRolledOut } from './live.ts';
import { MANAGER, ownsReplicasAlone, REPLICAS_MANAGER } from './managers.ts';
import type { Names } from './names.ts';
import {
  firstReplicas,
  onlyReplicas,
  type ReplicaPolicy,
  replicasOf,
  safeReplicas,
  withoutReplicas,
  withReplicas,
} from './replicas.ts';
import { AUTOSCALERS, childResource, DEPLOYMENTS, isKedas, SCALED_OBJECTS } from './resources.ts';
import type { Settled } from './settled.ts';
import { APPLIED, type Verdict, waiting } from './verdict.ts';

/** KEDA's finalizer has taken long enough to say so. */
const FINALIZER_PATIENCE_MS = 60_000;

/**
 * No object has it: etcd's first write makes revision 2. An apply that names it creates, or is answered with a conflict
 * when an object appeared meanwhile, which may be somebody else's.
 */
export const OF_NO_OBJECT = '1';

/** What making the cluster equal to the compiler's objects needs. */
export interface Hands {
  readonly cluster: Cluster;
  readonly cache: Cache;
  readonly names: Pick<Names, 'holder' | 'forget'>;
  readonly settled: Settled;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wrote: (what: string, fields: { readonly object: string; readonly because?: string }) => void;
}

/** An object that we want, and what has its name now. */
interface Pair {
  readonly resource: Resource;
  readonly desired: KubeObject;
  readonly live: KubeObject | null;
  readonly standing: Standing | 'absent';
}

/**
 * Makes the objects of one Function what the compiler made of it, in an order in which nothing dips and nothing is lost:
 * objects are applied, then what is no longer wanted is deleted, then, when no autoscaler is left, the number of workers
 * is set.
 */
export async function applyObjects(
  owner: KubeObject,
  desired: readonly KubeObject[],
  policy: ReplicaPolicy,
  hands: Hands,
): Promise<Verdict> {
  const pairs = await Promise.all(desired.map((object) => pairOf(object, owner, hands)));
  const foreign = pairs.filter((pair) => pair.standing === 'foreign');
  if (foreign.length > 0) return nameConflict(foreign);

  const late = await applyPairs(pairs, policy, hands);
  if (late !== null) return late;
  const left = await prune(owner, desired, hands);
  const scaled = left.find(({ kind }) => kind === SCALED_OBJECTS.kind);
  if (policy.by === 'operator' && scaled !== undefined) return removing(left, hands);
  const verdict = await setReplicas(deploymentOf(owner, desired, hands), policy, hands);
  return verdict === APPLIED && left.length > 0 ? removing(left, hands) : verdict;
}

async function pairOf(
  desired: KubeObject,
  owner: KubeObject,
  { cache, names, signal }: Hands,
): Promise<Pair> {
  const resource = childResource(desired);
  const { name, namespace = '' } = desired.metadata;
  // Only objects with our label are in the cache: what is not there may still be somebody else's.
  const live =
    cache.child(resource, namespace, name) ?? (await names.holder(resource, namespace, name, signal));
  return { resource, desired, live, standing: live === null ? 'absent' : standing(live, owner) };
}

function nameConflict(foreign: readonly Pair[]): Verdict {
  const objects = foreign.map(
    ({ desired, live }) => `${desired.kind} ${desired.metadata.name} (${describeHolder(live as KubeObject)})`,
  );
  return {
    kind: 'failed',
    stalled: true,
    reason: 'NameConflict',
    message: `There are objects of these names that are not this Function's, and nothing was touched: ${objects.join(', ')}. Remove or rename them, or rename the Function.`,
  };
}

/** Applies in the order given. What belongs to the past is left to the garbage collector. */
async function applyPairs(
  pairs: readonly Pair[],
  policy: ReplicaPolicy,
  hands: Hands,
): Promise<Verdict | null> {
  const stale: string[] = [];
  for (const pair of pairs) {
    const { resource, desired, standing } = pair;
    if (standing === 'stale') {
      stale.push(`${desired.kind} ${desired.metadata.name}`);
      // A ScaledObject without its Deployment is given up by KEDA for many minutes.
      if (resource === DEPLOYMENTS) break;
    } else if (resource === DEPLOYMENTS) await applyDeployment(pair, policy, hands);
    else await applyOne(pair, desired, hands);
  }
  return stale.length === 0
    ? null
    : waiting(
        'WaitingForDeletion',
        `Objects of an earlier life are still being deleted: ${stale.join(', ')}.`,
      );
}

async function applyDeployment(pair: Pair, policy: ReplicaPolicy, hands: Hands): Promise<void> {
  const { desired, live } = pair;
  if (live === null) {
    await applyOne(pair, withReplicas(desired, firstReplicas(policy, hands.cache.hasKeda)), hands);
    return;
  }
  const base = withoutReplicas(desired);
  const hasDrifted = driftOf(base, live, hands) !== null;
  // An apply without replicas by their only owner would set them to 1. As we are that after a creation, and a crash may
  // come between any two steps, this is looked at each time.
  if (ownsReplicasAlone(live)) await handOver(live, hands);
  if (hasDrifted) await applyOne(pair, base, hands);
}

/** Gives the number of replicas, as it is, to our second manager. */
async function handOver(live: KubeObject, { cluster, cache, signal, wrote }: Hands): Promise<void> {
  const body = onlyReplicas(live, replicasOf(live) ?? 1);
  const options = { manager: REPLICAS_MANAGER, force: false };
  wrote('Handing over replicas', { object: nameOf(live) });
  try {
    const { object } = await cluster.apply(DEPLOYMENTS, body, options, signal);
    cache.wrote(DEPLOYMENTS, object);
  } catch (error) {
    // The autoscaler was quicker: then the number is its own already.
    if (!isFieldConflict(error)) throw error;
  }
}

async function applyOne(
  { resource, live, standing }: Pair,
  desired: KubeObject,
  hands: Hands,
): Promise<void> {
  const { cluster, cache, names, settled, signal, wrote } = hands;
  const because = live === null ? 'it is missing' : driftOf(desired, live, hands);
  if (because === null) return;
  wrote('Applying', {
    object: nameOf(desired),
    because: standing === 'adoptable' ? 'taking it over' : because,
  });
  const which = live === null ? { resourceVersion: OF_NO_OBJECT } : { uid: live.metadata.uid as string };
  const body = { ...desired, metadata: { ...desired.metadata, ...which } };
  try {
    const { object } = await cluster.apply(
      resource,
      body,
      { manager: MANAGER, force: live !== null },
      signal,
    );
    cache.wrote(resource, object);
    settled.note(desired, object);
  } catch (error) {
    if (live === null) names.forget();
    throw error;
  }
}

function driftOf(desired: KubeObject, live: KubeObject, { settled }: Hands): string | null {
  const drift = findDrift(desired, live);
  // The whole of it: nothing was applied by us, or no longer is.
  return drift === null || settled.has(desired, live) ? null : drift || '/';
}

/** Deletes what this Function controls and no longer wants; gives what of it is still there. */
async function prune(
  owner: KubeObject,
  desired: readonly KubeObject[],
  hands: Hands,
): Promise<readonly KubeObject[]> {
  const { cluster, cache, signal, wrote } = hands;
  const wanted = new Set(desired.map(nameOf));
  const extra = cache.childrenOf(owner.metadata.uid as string).filter((live) => !wanted.has(nameOf(live)));
  for (const live of extra) {
    const { name, namespace = '', uid = '', resourceVersion, deletionTimestamp } = live.metadata;
    if (deletionTimestamp !== undefined || !mayGo(live, extra, deploymentOf(owner, desired, hands))) continue;
    wrote('Deleting', { object: nameOf(live), because: 'it is no longer wanted' });
    const preconditions = resourceVersion === undefined ? { uid } : { uid, resourceVersion };
    await cluster.delete(childResource(live), { name, namespace }, preconditions, signal);
  }
  return extra;
}

/** Whether nothing needs it any more. */
function mayGo({ kind }: KubeObject, extra: readonly KubeObject[], deployment: KubeObject | null): boolean {
  // Workers of the old template are called through it.
  if (kind === 'Service') return deployment === null || isRolledOut(deployment);
  // KEDA reads it until the ScaledObject is gone.
  if (kind === 'TriggerAuthentication') return extra.every((other) => other.kind !== SCALED_OBJECTS.kind);
  return true;
}

function removing(left: readonly KubeObject[], { now }: Hands): Verdict {
  const stuck = left.filter(
    (object) =>
      isKedas(object) && now() - Date.parse(object.metadata.deletionTimestamp ?? '') > FINALIZER_PATIENCE_MS,
  );
  if (stuck.length > 0)
    return {
      kind: 'failed',
      stalled: true,
      reason: 'KedaFinalizerPending',
      message: `KEDA does not remove its finalizer from what is being deleted: ${kindsAndNames(stuck)}. Is KEDA running? The number of workers stays until then.`,
    };
  return waiting('RemovingObjects', `No longer wanted, and not gone yet: ${kindsAndNames(left)}.`);
}

function kindsAndNames(objects: readonly KubeObject[]): string {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
}

/** The number of workers, where it is ours to say. */
async function setReplicas(
  deployment: KubeObject | null,
  policy: ReplicaPolicy,
  hands: Hands,
): Promise<Verdict> {
  const { cluster, cache, signal, wrote } = hands;
  const current = replicasOf(deployment ?? undefined);
  if (deployment === null || current === undefined) return APPLIED;
  const { name, namespace } = deployment.metadata;
  const count =
    policy.by === 'operator'
      ? policy.count
      : cache.hasKeda
        ? current
        : Math.max(current, safeReplicas(policy));
  if (current !== count) {
    // An HPA outlives its ScaledObject for a moment, and would set the number back into its own range.
    if (
      policy.by === 'operator' &&
      (await cluster.get(AUTOSCALERS, `keda-hpa-${name}`, namespace, signal)) !== null
    )
      return waiting('WaitingForAutoscaler', `The HorizontalPodAutoscaler keda-hpa-${name} is not gone yet.`);
    wrote('Setting replicas', { object: nameOf(deployment), because: `they are ${current}, not ${count}` });
    const body = onlyReplicas(deployment, count);
    const { object } = await cluster.apply(
      DEPLOYMENTS,
      body,
      { manager: REPLICAS_MANAGER, force: true },
      signal,
    );
    cache.wrote(DEPLOYMENTS, object);
  }
  if (policy.by === 'keda' && !cache.hasKeda)
    return waiting(
      'KedaNotInstalled',
      'The API group keda.sh is not served: install KEDA, and the workers will be scaled by their queue.',
    );
  return APPLIED;
}

function deploymentOf(
  owner: KubeObject,
  desired: readonly KubeObject[],
  { cache }: Hands,
): KubeObject | null {
  const deployment = desired.find(({ kind }) => kind === 'Deployment');
  const { namespace = '' } = owner.metadata;
  return deployment === undefined ? null : cache.child(DEPLOYMENTS, namespace, deployment.metadata.name);
}

/** Somebody else applied, or wrote, another value of a field. */
function isFieldConflict(error: unknown): boolean {
  return (
    error instanceof ApiError && error.status.causes.some(({ reason }) => reason === 'FieldManagerConflict')
  );
}

function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** Whether a ScaledObject of the Function is still there. */
export function scaledObjectOf(owner: KubeObject, cache: Cache): KubeObject | null {
  return (
    cache.childrenOf(owner.metadata.uid as string).find(({ kind }) => kind === SCALED_OBJECTS.kind) ?? null
  );
}
