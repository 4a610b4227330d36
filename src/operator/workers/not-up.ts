/** Workers that should run and do not: a Deployment that scales from zero never misses its progress deadline. */
import { FUNCTION_LABEL } from '../../compiler/index.ts';
import { isObject } from '../../json/json.ts';
import { ApiError, type Cluster, type KubeObject, type Resource } from '../kube/cluster.ts';
import { conditionOf, conditionsOf, itemsOf } from '../watch/child-status.ts';

/** Why workers do not run, in the words of a condition. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
}

const PODS: Resource = { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true };
/** Workers are all alike: what holds these back holds back the others. */
const MOST_PODS = 20;

/**
 * Milliseconds since fewer workers run than should; null while enough of them do. The Deployment says when its
 * availability changed last, and at zero replicas it is available.
 */
export function msNotUp(deployment: KubeObject | null, now: number): number | null {
  const available = conditionOf(deployment, 'Available');
  if (available?.status !== 'False') return null;
  const since = Date.parse(available.since ?? '');
  return Number.isNaN(since) ? null : now - since;
}

/** What the pods of a Function say of it. They are read when it matters, and not watched: there may be very many. */
export async function whyNotUp(cluster: Cluster, fn: KubeObject, signal: AbortSignal): Promise<Cause> {
  const pods = await podsOf(cluster, fn, signal);
  if (pods !== null) return causeOf(pods);
  return {
    reason: 'WorkersNotUp',
    message: `Too few workers run. The operator may not read pods to say why; look at them.`,
  };
}

/** Why workers that are ready now may not be so for long; null: nothing says that. */
export async function whyNotForLong(
  cluster: Cluster,
  fn: KubeObject,
  now: number,
  signal: AbortSignal,
): Promise<Cause | null> {
  return restartOf((await podsOf(cluster, fn, signal)) ?? [], now);
}

/** Null: the operator may not read them. */
async function podsOf(
  cluster: Cluster,
  { metadata: { name, namespace = '' } }: KubeObject,
  signal: AbortSignal,
): Promise<readonly KubeObject[] | null> {
  try {
    const labelSelector = `${FUNCTION_LABEL}=${name}`;
    return (await cluster.list(PODS, { namespace, labelSelector, limit: MOST_PODS }, signal)).items;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.code !== 403) throw error;
    return null;
  }
}

/** The cause that the pods give; of several the first in order of their names. */
export function causeOf(pods: readonly KubeObject[]): Cause {
  const living = livingOf(pods);
  const causes = living.flatMap((pod) => causeOfPod(pod) ?? []);
  return (
    causes[0] ?? {
      reason: 'WorkersNotUp',
      message:
        living.length === 0
          ? 'Too few workers run, and there are no pods: look at the events of the ReplicaSet (kubectl describe replicaset).'
          : 'Too few workers run, and their pods do not say why: look at them (kubectl describe pod).',
    }
  );
}

/** A container that has ended and runs again for less than a minute. */
export function restartOf(pods: readonly KubeObject[], now: number): Cause | null {
  for (const pod of livingOf(pods))
    for (const { name, state, lastState } of containersOf(pod)) {
      const since = Date.parse(state?.running?.startedAt ?? '');
      if (lastState?.terminated !== undefined && now - since < CALM_MS)
        return crash(`${pod.metadata.name} (container ${name})`, lastState.terminated);
    }
  return null;
}

/** A container that runs for so long may stay. */
export const CALM_MS = 60_000;

function livingOf(pods: readonly KubeObject[]): readonly KubeObject[] {
  return pods
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

function containersOf({ status }: KubeObject): readonly ContainerStatus[] {
  return ['initContainerStatuses', 'containerStatuses'].flatMap((field) =>
    itemsOf((status as { [field: string]: unknown } | undefined)?.[field]).filter(isObject),
  );
}

function causeOfPod(pod: KubeObject): Cause | null {
  const { name } = pod.metadata;
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status === 'False')
    return cause(
      scheduled.reason ?? 'Unschedulable',
      name,
      `finds no node: ${scheduled.message ?? ''}`,
      NO_NODE,
    );
  for (const container of containersOf(pod)) {
    const found = causeOfContainer(container, name);
    if (found !== null) return found;
  }
  const ready = conditionsOf(pod.status).find(({ type }) => type === 'ContainersReady');
  if (ready?.status !== 'False') return null;
  return cause('WorkersNotReady', name, `runs and is not ready: ${ready.message ?? ''}`, NOT_READY);
}

const NO_NODE = 'Look at the pool of the Function in InfraRules/default and at the nodes.';
const NOT_READY = 'Look at its readinessProbe and at its log (kubectl logs).';

interface ContainerStatus {
  readonly name?: string;
  readonly ready?: boolean;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

interface ContainerState {
  readonly running?: { readonly startedAt?: string };
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: Ended;
}

interface Ended {
  readonly reason?: string;
  readonly exitCode?: number;
}

function causeOfContainer({ name, ready, state, lastState }: ContainerStatus, pod: string): Cause | null {
  const { reason, message = '' } = state?.waiting ?? {};
  const where = `${pod} (container ${name})`;
  // Between two ends it is said to wait, to run or to have ended, by the moment.
  const ended = state?.terminated ?? lastState?.terminated;
  const isFine = ready === true || (state?.terminated?.exitCode === 0 && lastState?.terminated === undefined);
  if (ended !== undefined && !isFine && (reason === undefined || reason === 'CrashLoopBackOff'))
    return crash(where, ended);
  if (reason === undefined || reason === 'PodInitializing' || reason === 'ContainerCreating') return null;
  return cause(reason, where, `does not start: ${withoutBackOff(message)}`, HINTS[reason] ?? '');
}

function crash(where: string, { reason, exitCode }: Ended): Cause {
  const how = reason === undefined || reason === 'Error' ? '' : ` (${reason})`;
  const hint =
    reason === 'OOMKilled'
      ? 'It needs more memory than its limit.'
      : 'Look at its log (kubectl logs --previous).';
  return cause('CrashLoopBackOff', where, `ends again and again, with exit code ${exitCode}${how}.`, hint);
}

const HINTS: { readonly [reason: string]: string } = {
  ImagePullBackOff: 'Is the image there, and is its Secret among imagePullSecrets?',
  ErrImagePull: 'Is the image there, and is its Secret among imagePullSecrets?',
  CreateContainerConfigError: 'Make the Secret, the ConfigMap or the key that is missing.',
};

/** A wait that grows with each try would make another message each time. */
function withoutBackOff(message: string): string {
  return message.replace(/^back-off [\dhms.]+ /i, 'back-off ');
}

function cause(reason: string, subject: string, what: string, hint: string): Cause {
  const sentence = `Too few workers run: ${subject} ${what}`.trimEnd();
  const ended = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
  return { reason, message: hint === '' ? ended : `${ended} ${hint}` };
}
