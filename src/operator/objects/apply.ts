import { type KubeObject, nameOf, type Resource } from '../kube/cluster.ts';
import { MANAGER, ownsReplicasAlone } from '../watch/managers.ts';
import { childResource, DEPLOYMENTS, SCALED_OBJECTS } from '../watch/resources.ts';
import { describeHolder, type Standing, standing } from './adoption.ts';
import { CONTESTED, lastWriter } from './contests.ts';
import { findDrift } from './drift.ts';
import type { Hands } from './hands.ts';
import { mustWait } from './paced.ts';
import { prune, removing } from './prune.ts';
import { firstReplicas, type ReplicaPolicy, withoutReplicas, withReplicas } from './replicas.ts';
import { handOverReplicas, setReplicas } from './scale.ts';
import { undoAdditions } from './undo.ts';
import { APPLIED, failed, HELD, type Verdict, waiting } from './verdict.ts';

/**
 * No object has it: etcd's first write makes revision 2. An apply that names it creates, or is answered with a conflict
 * when an object appeared meanwhile, which may be somebody else's.
 */
export const OF_NO_OBJECT = '1';

/** Asked before the workers, when all is there that they are called through; false: they stay as they are. */
export type Gate = (live: KubeObject | null) => Promise<boolean>;

/** What workers are called through goes before them. */
function rankOf({ resource }: Pair): number {
  return ['Service', 'NetworkPolicy'].includes(resource.kind) ? 0 : 1;
}

/** An object that we want, and what has its name now. */
interface Pair {
  readonly resource: Resource;
  readonly desired: KubeObject;
  readonly live: KubeObject | null;
  readonly standing: Standing | 'absent';
}

/**
 * Makes the objects of one Function what the compiler made of it, in an order in which the number of workers never
 * drops by mistake: objects are applied, then what is no longer wanted is deleted, then, when no autoscaler is left, the
 * number of workers is set.
 */
export async function applyObjects(
  owner: KubeObject,
  desired: readonly KubeObject[],
  policy: ReplicaPolicy,
  hands: Hands,
  signal: AbortSignal,
  gate: Gate | null = null,
): Promise<Verdict> {
  const pairs = await Promise.all(desired.map((object) => pairOf(object, owner, hands, signal)));
  const foreign = pairs.filter((pair) => pair.standing === 'foreign');
  if (foreign.length > 0) return nameConflict(foreign);

  const late = await applyPairs(owner, pairs, policy, hands, signal, gate);
  if (late !== null) return late;
  const deployment = () => deploymentOf(owner, desired, hands);
  const applied = deployment();
  const additions = applied && (await undoAdditions(owner, applied, hands, signal));
  if (additions) return additions;
  const left = await prune(owner, desired, deployment, hands, signal);
  const scaled = left.find(({ kind }) => kind === SCALED_OBJECTS.kind);
  if (policy.by === 'operator' && scaled !== undefined) return removing(left, hands);
  const verdict = await setReplicas(deployment(), policy, hands, signal);
  if (verdict === APPLIED && left.length > 0) return removing(left, hands);
  return verdict === APPLIED && hands.pace.isPending(nameOf(owner)) ? HELD : verdict;
}

async function pairOf(
  desired: KubeObject,
  owner: KubeObject,
  { cache, holders }: Hands,
  signal: AbortSignal,
): Promise<Pair> {
  const resource = childResource(desired);
  const { name, namespace = '' } = desired.metadata;
  // Only objects with our label are in the cache: what is not there may still be somebody else's.
  const live =
    cache.child(resource, namespace, name) ?? (await holders.holder(resource, namespace, name, signal));
  return { resource, desired, live, standing: live === null ? 'absent' : standing(live, owner) };
}

function nameConflict(foreign: readonly Pair[]): Verdict {
  const objects = foreign.map(
    ({ desired, live }) => `${desired.kind} ${desired.metadata.name} (${describeHolder(live as KubeObject)})`,
  );
  return failed(
    'NameConflict',
    `There are objects of these names that are not this Function's, and nothing was touched: ${objects.join(', ')}. Remove or rename them, or rename the Function.`,
    'later',
  );
}

/** Applies in the order given. Objects of a deleted Function of the same name are left to the garbage collector. */
async function applyPairs(
  owner: KubeObject,
  pairs: readonly Pair[],
  policy: ReplicaPolicy,
  hands: Hands,
  signal: AbortSignal,
  gate: Gate | null,
): Promise<Verdict | null> {
  const stale: string[] = [];
  for (const pair of gate === null ? pairs : pairs.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const { resource, desired, standing, live } = pair;
    if (gate !== null && resource === DEPLOYMENTS && !(await gate(live)))
      return waiting('NotRegistered', 'The workers wait until the gateway knows the Function.', 'never');
    if (standing === 'stale') {
      stale.push(`${desired.kind} ${desired.metadata.name}`);
      // A ScaledObject without its Deployment is given up by KEDA for many minutes.
      if (resource === DEPLOYMENTS) break;
      continue;
    }
    const contested = await (resource === DEPLOYMENTS
      ? applyDeployment(owner, pair, policy, hands, signal)
      : applyOne(pair, desired, hands, signal));
    if (contested !== null) return contested;
  }
  return stale.length === 0
    ? null
    : waiting(
        'WaitingForDeletion',
        `Objects of an earlier life are still being deleted: ${stale.join(', ')}.`,
      );
}

async function applyDeployment(
  owner: KubeObject,
  pair: Pair,
  policy: ReplicaPolicy,
  hands: Hands,
  signal: AbortSignal,
): Promise<Verdict | null> {
  const { desired, live } = pair;
  if (live === null)
    return applyOne(pair, withReplicas(desired, firstReplicas(policy, hands.cache.hasKeda)), hands, signal);
  const base = withoutReplicas(desired);
  const hasDrifted = driftOf(base, live, hands) !== null;
  // Where nothing differs it is asked too: what it waited for may have been taken back.
  if (mustWait(owner, base, live, hands) || !hasDrifted) return null;
  // An apply without replicas by their only owner would set them to 1, and we are the only owner since the creation.
  if (ownsReplicasAlone(live)) await handOverReplicas(live, hands, signal);
  return applyOne(pair, base, hands, signal);
}

/** Gives a verdict if the object is fought over, and is left for now. */
async function applyOne(
  { resource, live, standing }: Pair,
  desired: KubeObject,
  hands: Hands,
  signal: AbortSignal,
): Promise<Verdict | null> {
  const { cluster, cache, holders, differences, contests, report, now } = hands;
  const because = live === null ? 'it is missing' : driftOf(desired, live, hands);
  const by = live && because && (await whoChangesItBack(live, because, desired, hands, signal));
  const verdict = live && contested(live, because, desired, hands);
  if (verdict !== null || because === null) return verdict;
  report.writing('Applying', desired, standing === 'adoptable' ? 'taking it over' : because, live);
  const which = live === null ? { resourceVersion: OF_NO_OBJECT } : { uid: live.metadata.uid as string };
  const body = { ...desired, metadata: { ...desired.metadata, ...which } };
  try {
    const options = { manager: MANAGER, force: live !== null };
    const object = await cache.write(resource, body, async () => {
      const answer = await cluster.apply(resource, body, options, signal);
      return answer.object;
    });
    differences.note(desired, object);
    if (live !== null) contests.wrote(live.metadata.uid as string, because, desired, now(), by);
    return null;
  } catch (error) {
    if (live === null) holders.forget();
    throw error;
  }
}

/**
 * The verdict on an object that somebody changes back again and again, also while it is as we want it: of two operators the one
 * that wrote last would say that all is well. Null: there is no such fight, and `drift` may be made right.
 */
function contested(
  live: KubeObject,
  drift: string | null,
  desired: KubeObject,
  { contests, now }: Hands,
): Verdict | null {
  const { name } = live.metadata;
  const uid = live.metadata.uid as string;
  if (drift !== null && contests.mayWrite(uid, drift, desired, now())) return null;
  const contest = contests.contestOf(uid, now());
  return contest === null
    ? null
    : failed(
        'Contested',
        `${contest.by ?? 'somebody'} changes ${live.kind} ${name} back at ${contest.place}, ${CONTESTED}. ${MANAGER} goes on, but no more often than that: decide for one of the two.`,
        'later',
      );
}

/** Null where it is not known to come back, and not worth a request. */
async function whoChangesItBack(
  live: KubeObject,
  drift: string,
  desired: KubeObject,
  { cluster, contests, now }: Hands,
  signal: AbortSignal,
): Promise<string | null> {
  const { name, namespace, uid } = live.metadata;
  return contests.isRepeated(uid as string, drift, desired, now())
    ? lastWriter(await cluster.get(childResource(live), name, namespace, signal))
    : null;
}

function driftOf(desired: KubeObject, live: KubeObject, { differences }: Hands): string | null {
  const drift = findDrift(desired, live);
  // An empty path means all of the object: we have never applied it, or no longer own anything of it.
  return drift === null || differences.has(desired, live) ? null : drift || '/';
}

function deploymentOf(
  owner: KubeObject,
  desired: readonly KubeObject[],
  { cache }: Hands,
): KubeObject | null {
  const deployment = desired.find(({ kind }) => kind === DEPLOYMENTS.kind);
  const { namespace = '' } = owner.metadata;
  return deployment === undefined ? null : cache.child(DEPLOYMENTS, namespace, deployment.metadata.name);
}
