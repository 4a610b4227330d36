/** A ScaledObject that KEDA cannot scale by: its conditions say that, and its events say why. */
import type { Settings } from '../../compiler/index.ts';
import { ApiError, type Cluster, type KubeObject } from '../kube/cluster.ts';
import { EVENTS } from '../kube/events.ts';
import { conditionOf } from '../watch/child-status.ts';
import type { Cause } from './not-up.ts';

/** KEDA repeats itself at every poll; the server counts repetitions. */
const MOST_EVENTS = 50;

/** What its conditions say against it; null: it scales, or has not said yet. */
export function scalingTrouble(scaledObject: KubeObject | null): Cause | null {
  const ready = conditionOf(scaledObject, 'Ready');
  const isFailing = ready?.status === 'False' || (ready?.status === 'Unknown' && ready.reason === PARTIAL);
  if (isFailing) return { reason: ready.reason || 'TriggerError', message: ready.message ?? '' };
  // KEDA passes on what the HorizontalPodAutoscaler says of itself; older ones do not.
  const autoscaler = conditionOf(scaledObject, 'HPAActive');
  return ready?.status === 'True' && autoscaler?.status === 'False'
    ? { reason: autoscaler.reason || 'ScalingInactive', message: autoscaler.message ?? '' }
    : null;
}

/** One trigger fails while another one keeps the Function awake. */
const PARTIAL = 'PartialTriggerError';

/** The trouble with what KEDA's events say of it, and what to look at. The very trouble: they do not say anything yet. */
export async function whyNotScaled(
  cluster: Pick<Cluster, 'list'>,
  { metadata: { name, namespace = '' } }: KubeObject,
  trouble: Cause,
  settings: Settings,
  signal: AbortSignal,
): Promise<Cause> {
  const fieldSelector = `regarding.kind=ScaledObject,regarding.name=${name},type=Warning`;
  try {
    const { items } = await cluster.list(EVENTS, { namespace, fieldSelector, limit: MOST_EVENTS }, signal);
    return explained(trouble, items, settings);
  } catch (error) {
    // Without the right the conditions have to do.
    if (error instanceof ApiError && error.status.code === 403) return { ...trouble };
    throw error;
  }
}

/** The trouble in the words of an event about a scaler. */
export function explained(trouble: Cause, events: readonly KubeObject[], settings: Settings): Cause {
  const failures = events.filter(({ reason }) => reason === 'KEDAScalerFailed');
  const newest = Math.max(...failures.map(lastSeen));
  // KEDA fails in several ways at once, and now this one is the last and now that one: the first by name stays the same.
  const [said] = failures
    .filter((one) => !(newest - lastSeen(one) > AT_ONCE_MS))
    .map(({ note }) => withoutTimes(String(note ?? '')))
    .sort();
  if (said === undefined) return trouble.reason.endsWith('TriggerError') ? trouble : { ...trouble };
  const known = trouble.message.replace(/\.$/, '');
  const all = known.includes(said) ? known : `${known}: ${said}`;
  return { ...trouble, message: `${all}. ${hint(said, settings)}` };
}

const AT_ONCE_MS = 120_000;

/** Milliseconds since 1970. */
function lastSeen(event: KubeObject): number {
  const { series, deprecatedLastTimestamp, eventTime } = event as {
    series?: { lastObservedTime?: string };
    deprecatedLastTimestamp?: string | null;
    eventTime?: string | null;
  };
  return Date.parse(series?.lastObservedTime ?? deprecatedLastTimestamp ?? eventTime ?? '');
}

/** A connection has another port of its own each time, and a query its time: each would make another message. */
function withoutTimes(note: string): string {
  return note
    .replace(/\S+:\d+->/g, '')
    .replace(/\?[^\s"]*/g, '')
    .trim()
    .replace(/\.$/, '');
}

/** How KEDA prints a reference of the pod to a Secret. */
const UNRESOLVED = /resolving secret name .*?\bName:([^,]+),\},Key:([^,]+),/;

function hint(said: string, settings: Settings): string {
  const { gatewaySecretName, gatewaySecretKey, metricsServer, metricsJob } = settings;
  const secret = `the Secret ${gatewaySecretName} in the namespace of the Function, and its key ${gatewaySecretKey}`;
  const [, name, key] = UNRESOLVED.exec(said) ?? [];
  if (name !== undefined)
    return `Look at the Secret ${name} in the namespace of the Function, and its key ${key}.`;
  if (/parsing prometheus metadata/.test(said)) return `Look at ${secret}.`;
  if (/status: 40[13]/.test(said)) return `The metrics server refuses the token: look at ${secret}.`;
  if (/result is empty/.test(said))
    return `Nothing is known of the gateway: is it scraped, and is its job called ${metricsJob} (METRICS_JOB)?`;
  if (/status: 404/.test(said)) return `Is ${metricsServer} the address of the metrics (METRICS_SERVER)?`;
  return `Is the metrics server ${metricsServer} up, and can KEDA reach it?`;
}
