import { isObject } from '../../json/json.ts';
import type { Condition, FunctionStatus, ManagedObject } from '../../schema/function.generated.ts';
import type { KubeObject } from '../kube/cluster.ts';
import type { Verdict } from '../objects/verdict.ts';
import { isSentRow, REGISTERED, udfRow } from '../registry/past.ts';
import type { Said } from '../registry/registration.ts';
import { conditionOf, conditionsOf, itemsOf, type LiveCondition, workersOf } from '../watch/child-status.ts';
import type { Cause } from '../workers/not-up.ts';

/** What a status is made of. */
export interface Seen {
  readonly generation: number;
  readonly verdict: Verdict;
  /** What decides on the number of workers, by the spec. */
  readonly mode: 'Autoscale' | 'Fixed' | 'Disabled' | 'Paused';
  readonly deployment: KubeObject | null;
  readonly scaledObject: KubeObject | null;
  /** Why too few workers run, and have not for some time; null: they do, or it is too early to say. */
  readonly notUp: Cause | null;
  readonly hasKeda: boolean;
  /** Why KEDA does not scale it; null: it does, or has not said. */
  readonly notScaled: Cause | null;
  /** What the compiler warns about. */
  readonly warnings: { readonly reason: string; readonly message: string } | null;
  readonly managedObjects: readonly ManagedObject[];
  /** Null: not known, as the Function was refused. */
  readonly activeNamespaces: readonly string[] | null;
  /** What the gateway has of it. */
  readonly gateway: SeenGateway;
}

export interface SeenGateway {
  /** Null: nobody asks it. */
  readonly said: Said | null;
  /** The name of the UDF, if it is ours. */
  readonly udf: string | null;
  /** Null: not known. */
  readonly queueDepth: number | null;
}

/** A condition without its times. */
export type Row = Pick<Condition, 'type' | 'status'> & { readonly reason: string; readonly message: string };

/**
 * The status of a Function. Ready means that the objects are applied and none of them fails; a Function at zero replicas
 * is Ready. Reconciling and Stalled are there only while they are true, as kstatus wants it.
 */
export function functionStatus(seen: Seen, before: FunctionStatus | null, now: string): FunctionStatus {
  const rows = [
    ready(seen),
    ...progress(seen.verdict),
    deploymentAvailable(seen.deployment),
    autoscaling(seen),
    ...registered(seen),
    ...warnings(seen),
  ];
  return {
    observedGeneration: seen.generation,
    conditions: conditions(rows, before?.conditions ?? [], seen.generation, now),
    managedObjects: [
      ...seen.managedObjects,
      ...(seen.gateway.udf === null
        ? (before?.managedObjects ?? []).filter(isSentRow)
        : [udfRow(seen.gateway.udf)]),
    ],
    workers: workersText(seen.deployment),
    activeNamespaces: seen.activeNamespaces ?? before?.activeNamespaces ?? [],
    ...(seen.gateway.queueDepth !== null && { queueDepth: seen.gateway.queueDepth }),
  };
}

function workersText(deployment: KubeObject | null): string {
  const { ready, wanted } = workersOf(deployment);
  return `${ready}/${wanted}`;
}

/** Conditions with their times: one that still says the same keeps the time of its last change. */
export function conditions(
  rows: readonly Row[],
  before: readonly Condition[],
  observedGeneration: number,
  now: string,
): Condition[] {
  return rows.map(({ type, status, reason, message }) => {
    const old = before.find((one) => one.type === type);
    const since = old?.status === status ? old.lastTransitionTime : undefined;
    const lastTransitionTime = since !== undefined && RFC_3339.test(since) ? since : now;
    return {
      type,
      status,
      reason: /^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/.test(reason) ? reason.slice(0, 1024) : 'Unknown',
      message: clipped(message),
      lastTransitionTime,
      observedGeneration,
    };
  });
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The API takes 32768 characters; a person reads the first few lines. */
function clipped(message: string): string {
  const characters = [...message];
  return characters.length <= 4096 ? message : `${characters.slice(0, 4095).join('')}…`;
}

function ready({ verdict, mode, deployment, notUp }: Seen): Row {
  const type = 'Ready';
  if (verdict.kind !== 'applied') {
    const rest = verdict.kind === 'failed' && deployment !== null ? `\n${AS_THEY_WERE}` : '';
    return { type, status: 'False', reason: verdict.reason, message: verdict.message + rest };
  }
  const failure = failing(deployment) ?? notUp;
  if (failure !== null) return { type, status: 'False', ...failure };
  if (mode === 'Paused')
    return {
      type,
      status: 'True',
      reason: 'Paused',
      message: 'spec.paused is true: the Deployment is kept at zero replicas.',
    };
  if (verdict.isHeld)
    return {
      type,
      status: 'True',
      reason: 'RolloutPending',
      message:
        'All objects are as they were before a change of InfraRules/default or of the operator, which waits for its turn (kubectl get infrarules).',
    };
  return { type, status: 'True', reason: 'Applied', message: 'All objects are as the Function wants them.' };
}

const AS_THEY_WERE = 'The workers of before go on as they were.';

/** The Deployment cannot get where it should. */
export function failing(deployment: KubeObject | null): { reason: string; message: string } | null {
  const progressing = conditionOf(deployment, 'Progressing');
  const failure = conditionOf(deployment, 'ReplicaFailure');
  const found =
    failure?.status === 'True'
      ? failure
      : progressing?.reason === 'ProgressDeadlineExceeded'
        ? progressing
        : undefined;
  return found === undefined
    ? null
    : { reason: found.reason ?? 'ReplicaFailure', message: found.message ?? '' };
}

function progress(verdict: Verdict): Row[] {
  if (verdict.kind === 'applied') return [];
  const { reason, message } = verdict;
  const type = verdict.kind === 'failed' ? 'Stalled' : 'Reconciling';
  return [{ type, status: 'True', reason, message }];
}

function deploymentAvailable(deployment: KubeObject | null): Row {
  const type = 'DeploymentAvailable';
  if (deployment === null)
    return { type, status: 'False', reason: 'NoDeployment', message: 'There is no Deployment.' };
  return mirrored(type, conditionOf(deployment, 'Available'), 'The Deployment has not reported yet.');
}

const NOT_AUTOSCALED = {
  Fixed: 'The number of workers is fixed.',
  Disabled: 'spec.scaling.mode is disabled.',
  Paused: 'spec.paused is true.',
};

function autoscaling({ mode, scaledObject, hasKeda, notScaled }: Seen): Row {
  const type = 'Autoscaling';
  if (mode !== 'Autoscale') return { type, status: 'False', reason: mode, message: NOT_AUTOSCALED[mode] };
  if (!hasKeda)
    return {
      type,
      status: 'False',
      reason: 'KedaNotInstalled',
      message: 'The API group keda.sh is not served: install KEDA. Until then the number of workers stays.',
    };
  if (scaledObject === null)
    return { type, status: 'False', reason: 'NoScaledObject', message: 'There is no ScaledObject.' };
  if (notScaled !== null) return { type, status: 'False', ...notScaled };
  const fallback = conditionOf(scaledObject, 'Fallback');
  if (fallback?.status === 'True') return { ...mirrored(type, fallback, ''), status: 'False' };
  return mirrored(type, conditionOf(scaledObject, 'Ready'), 'KEDA has not reported yet.');
}

function mirrored(type: string, found: LiveCondition | undefined, otherwise: string): Row {
  if (found === undefined) return { type, status: 'Unknown', reason: 'NotReported', message: otherwise };
  const status = found.status === 'True' || found.status === 'False' ? found.status : 'Unknown';
  return { type, status, reason: found.reason || 'NotReported', message: found.message ?? '' };
}

function registered({ gateway: { said } }: Seen): Row[] {
  return said === null ? [] : [{ type: REGISTERED, ...said }];
}

function warnings({ warnings: found }: Seen): Row[] {
  return found === null ? [] : [{ type: 'Warnings', status: 'True', ...found }];
}

/** How the number of workers comes about, as the spec says it. */
export function modeOf({ spec }: KubeObject): Seen['mode'] {
  const { paused, scaling } = (spec ?? {}) as { paused?: boolean; scaling?: { mode?: string } | null };
  if (paused === true) return 'Paused';
  return ({ fixed: 'Fixed', disabled: 'Disabled' } as const)[scaling?.mode ?? ''] ?? 'Autoscale';
}

export function conditionIn(status: FunctionStatus | null, type: string): Condition | undefined {
  return status?.conditions?.find((one) => one.type === type);
}

/** A status as it was found, without what no status of ours has: it may be of another CustomResourceDefinition. */
export function readStatus(status: unknown): FunctionStatus | null {
  if (!isObject(status)) return null;
  const { observedGeneration, managedObjects, activeNamespaces, workers, queueDepth } = status;
  return {
    observedGeneration: observedGeneration as number,
    conditions: conditionsOf(status) as Condition[],
    ...(typeof workers === 'string' && { workers }),
    ...(typeof queueDepth === 'number' && { queueDepth }),
    managedObjects: itemsOf(managedObjects).filter(isObject) as unknown[] as ManagedObject[],
    activeNamespaces: itemsOf(activeNamespaces).filter((one) => typeof one === 'string'),
  };
}

/** Conditions that are ours; others may put in conditions of their own. */
export const OWN_CONDITIONS: ReadonlySet<string> = new Set([
  'Ready',
  'Reconciling',
  'Stalled',
  'DeploymentAvailable',
  'Autoscaling',
  REGISTERED,
  'Warnings',
]);
