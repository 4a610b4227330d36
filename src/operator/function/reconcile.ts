import type { Diagnostic, Settings } from '../../compiler/index.ts';
import type { FunctionStatus, ManagedObject } from '../../schema/function.generated.ts';
import { ApiError, type Cluster, type KubeObject } from '../kube/cluster.ts';
import { ownedBy } from './adoption.ts';
import type { Cache } from './cache.ts';
import { compileFunction } from './compiled.ts';
import { MANAGER } from './managers.ts';
import type { Names } from './names.ts';
import { applyObjects, type Hands, scaledObjectOf } from './objects.ts';
import { replicaPolicy } from './replicas.ts';
import { CHILDREN, DEPLOYMENTS, FUNCTIONS, isKedas } from './resources.ts';
import type { Settled } from './settled.ts';
import { functionStatus } from './status.ts';
import { diagnosticsText, refused, type Verdict, waiting } from './verdict.ts';

/** What a reconcile works with. */
export interface Surroundings {
  readonly cluster: Cluster;
  readonly cache: Cache;
  readonly names: Names;
  readonly settled: Settled;
  readonly settings: Settings;
  readonly stockPools: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether no other Function waits for a look. */
  readonly isCalm: () => boolean;
  /** Says what is about to be written, and why. */
  readonly wrote: Hands['wrote'];
  /** Says what a look has found, whether or not it is news. */
  readonly found: (fn: KubeObject, verdict: Verdict) => void;
  /** Says that the condition Ready has changed. */
  readonly changed: (fn: KubeObject, change: ReadyChange) => void;
}

/** What Ready is now. */
export interface ReadyChange {
  readonly ready: string;
  /** Somebody should know: it is not Ready, and not on its way. */
  readonly isTrouble: boolean;
  readonly reason: string;
  readonly message: string;
}

/** When to look again without being told; null: only when something changes. */
export type Later = number | null;

const AT_ONCE = 0;
const SOON_MS = 500;
const FOREIGNER_MS = 5_000;
/** What the server refuses it will mostly refuse again; its policies may change, though, and we do not watch them. */
export const REFUSED_MS = 5 * 60_000;

/**
 * Looks at one Function and makes the cluster what the compiler says. It never asks what has happened, so it may be
 * called at any time and be cut off at any point.
 */
export async function reconcile(
  namespace: string,
  name: string,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Later> {
  const fn = around.cache.functionOf(namespace, name);
  // The garbage collector removes what it owned.
  if (fn === null || fn.metadata.deletionTimestamp !== undefined) return null;

  const { compiled, errors, warnings } = compileFunction(
    fn,
    around.cache,
    around.settings,
    around.stockPools,
  );
  if (compiled === null) {
    await writeStatus(
      fn,
      refused(errors),
      { warnings, desired: null, activeNamespaces: null },
      around,
      signal,
    );
    return null;
  }
  const objects = compiled.objects as readonly unknown[] as readonly KubeObject[];
  const desired = objects
    .filter((object) => around.cache.hasKeda || !isKedas(object))
    .map((object) => ownedBy(object, fn));
  const isNew = around.cache.childrenOf(fn.metadata.uid as string).length === 0;
  const { verdict, error } = await attempt(fn, objects, desired, around, signal);
  // The objects of others come before words about ours: those are for the next look, behind theirs.
  if (isNew && verdict.kind === 'applied' && !around.isCalm()) return AT_ONCE;
  const { activeNamespaces } = compiled;
  const written = await writeStatus(fn, verdict, { warnings, desired, activeNamespaces }, around, signal);
  if (error !== null) throw error;
  return written ? laterAfter(verdict) : SOON_MS;
}

function laterAfter(verdict: Verdict): Later {
  if (verdict.kind === 'applied') return null;
  if (verdict.kind === 'waiting') return verdict.reason === 'KedaNotInstalled' ? null : SOON_MS;
  return verdict.reason === 'ApplyRefused' ? REFUSED_MS : FOREIGNER_MS;
}

/** Applies the objects; an answer that is an error becomes a verdict, and is thrown later where trying again may help. */
async function attempt(
  fn: KubeObject,
  objects: readonly KubeObject[],
  desired: readonly KubeObject[],
  around: Surroundings,
  signal: AbortSignal,
): Promise<{ verdict: Verdict; error: Error | null }> {
  try {
    const verdict = await applyObjects(fn, desired, replicaPolicy(objects), { ...around, signal });
    return { verdict, error: null };
  } catch (error) {
    // Not seen yet, or not seen in time: the next look is at what it is by then.
    if (!(error instanceof ApiError) || error.status.code === 409) throw error;
    const { code, message } = error.status;
    if (error.isRefusal)
      return { verdict: { kind: 'failed', stalled: true, reason: 'ApplyRefused', message }, error: null };
    return { verdict: waiting(code === 403 ? 'Forbidden' : 'ApplyFailed', error.message), error };
  }
}

interface Facts {
  readonly warnings: readonly Diagnostic[];
  /** Null: refused. */
  readonly desired: readonly KubeObject[] | null;
  readonly activeNamespaces: readonly string[] | null;
}

/** Writes the status if it says something new. False: the Function has changed meanwhile. */
async function writeStatus(
  fn: KubeObject,
  verdict: Verdict,
  facts: Facts,
  around: Surroundings,
  signal: AbortSignal,
): Promise<boolean> {
  const { cluster, cache, now } = around;
  around.found(fn, verdict);
  const before = (fn.status ?? null) as FunctionStatus | null;
  const children = cache.childrenOf(fn.metadata.uid as string);
  const status = functionStatus(
    {
      generation: fn.metadata.generation ?? 0,
      verdict,
      mode: modeOf(fn),
      deployment: children.find(({ kind }) => kind === DEPLOYMENTS.kind) ?? null,
      scaledObject: scaledObjectOf(fn, cache),
      hasKeda: cache.hasKeda,
      warnings: warned(facts.warnings),
      managedObjects: managedObjects(children),
      activeNamespaces: facts.activeNamespaces,
    },
    before,
    new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z'),
  );
  if (isSaidAlready(status, before)) return true;
  const { apiVersion, kind, metadata } = fn;
  const { name, namespace = '', uid, resourceVersion } = metadata;
  const body = {
    apiVersion,
    kind,
    metadata: { name, namespace, uid, resourceVersion },
    status,
  } as KubeObject;
  try {
    const options = { manager: MANAGER, force: true, subresource: 'status' as const };
    const { object } = await cluster.apply(FUNCTIONS, body, options, signal);
    cache.wrote(FUNCTIONS, object);
  } catch (error) {
    // It has changed since, or is gone: the next look is at what it is now.
    if (error instanceof ApiError && (error.status.code === 409 || error.status.code === 404)) return false;
    throw error;
  }
  const [old, ready] = [readyOf(before), readyOf(status)];
  if (ready !== undefined && (old?.status !== ready.status || old.reason !== ready.reason))
    around.changed(fn, {
      ready: ready.status,
      isTrouble: ready.status !== 'True' && verdict.kind !== 'waiting',
      reason: ready.reason ?? '',
      message: ready.message ?? '',
    });
  return true;
}

function readyOf(status: FunctionStatus | null) {
  return status?.conditions?.find(({ type }) => type === 'Ready');
}

function modeOf({ spec }: KubeObject): 'Autoscale' | 'Fixed' | 'Disabled' | 'Paused' {
  const { paused, scaling } = spec as { paused?: boolean; scaling?: { mode?: string } };
  if (paused === true) return 'Paused';
  return ({ fixed: 'Fixed', disabled: 'Disabled' } as const)[scaling?.mode ?? ''] ?? 'Autoscale';
}

function warned(warnings: readonly Diagnostic[]): { reason: string; message: string } | null {
  const [first] = warnings;
  return first === undefined ? null : { reason: first.code, message: diagnosticsText(warnings) };
}

/** In the order in which they are applied. */
function managedObjects(children: readonly KubeObject[]): ManagedObject[] {
  return CHILDREN.flatMap(({ kind }) =>
    children
      .filter((child) => child.kind === kind)
      .map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name })),
  );
}

/** Conditions that are ours; others may put in conditions of their own. */
const OURS = new Set(['Ready', 'Reconciling', 'Stalled', 'DeploymentAvailable', 'Autoscaling', 'Warnings']);

function isSaidAlready(status: FunctionStatus, before: FunctionStatus | null): boolean {
  if (before === null) return false;
  return canonical(status) === canonical(before);
}

function canonical({
  observedGeneration,
  conditions = [],
  managedObjects = [],
  activeNamespaces = [],
}: FunctionStatus): string {
  const rows = conditions
    .filter(({ type }) => OURS.has(type))
    .map(({ type, status, reason, message, observedGeneration }) => [
      type,
      status,
      reason,
      message,
      observedGeneration,
    ])
    .sort();
  const managed = managedObjects.map(({ apiVersion, kind, name }) => [apiVersion, kind, name]);
  return JSON.stringify([observedGeneration, rows, managed, activeNamespaces]);
}
