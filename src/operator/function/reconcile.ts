import type { Settings } from '../../compiler/index.ts';
import type { FunctionStatus, ManagedObject } from '../../schema/function.generated.ts';
import type { Again } from '../kube/again.ts';
import { timeText } from '../kube/clock.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { ownedBy } from '../objects/adoption.ts';
import { applyObjects } from '../objects/apply.ts';
import type { Hands } from '../objects/hands.ts';
import { replicaPolicy } from '../objects/replicas.ts';
import type { Report } from '../objects/report.ts';
import { linesOf, type Said } from '../objects/said.ts';
import { refused, type Verdict, verdictOn, waiting } from '../objects/verdict.ts';
import { isRolledOut, workersOf } from '../watch/child-status.ts';
import { CHILDREN, DEPLOYMENTS, FUNCTIONS, isKedas, SCALED_OBJECTS } from '../watch/resources.ts';
import {
  type Compiled,
  compileFunction,
  internal,
  refusal,
  refusedAsUnusable,
  sourcesOf,
} from './compile-function.ts';
import type { CompileThread } from './compile-thread.ts';
import { type DroppedFields, sayDropped } from './dropped-fields.ts';
import { scalingTrouble, whyNotScaled } from './not-scaled.ts';
import { type Cause, msNotUp, whyNotUp } from './not-up.ts';
import { noteProgress } from './progress.ts';
import type { ReadyBook } from './ready-book.ts';
import { failing, functionStatus, modeOf, OWN_CONDITIONS, readStatus } from './status.ts';
import { isSaid, writeStatus } from './write-status.ts';

/** What a look at a Function or an InfraRules works with. */
export interface Surroundings extends Hands {
  readonly settings: Settings;
  /** The settings as a text: others have another one. */
  readonly settingsKey: string;
  /** What the server drops of our kinds. */
  readonly dropped: DroppedFields;
  readonly stockPools: boolean;
  readonly report: Report;
  readonly thread: CompileThread;
  /** Whether no other Function waits for a look. */
  readonly isCalm: () => boolean;
  readonly ready: Pick<ReadyBook, 'note' | 'forget'>;
  /** Why KEDA scales nothing; null: it does, as far as is known. */
  readonly kedaTrouble: () => Cause | null;
  /** After so long with too few workers a Function is not Ready. */
  readonly workerDeadlineMs: number;
  /** Looks at a Function again after so many milliseconds, if nothing calls for it before. */
  readonly lookAgain: (fn: KubeObject, ms: number) => void;
}

/**
 * Looks at one Function and makes the cluster what the compiler says. It never asks what has happened, so it may be
 * called at any time and be cut off at any point.
 */
export async function reconcile(
  namespace: string,
  name: string,
  around: Surroundings,
  signal: AbortSignal,
): Promise<Again> {
  const { cache, report, isCalm } = around;
  const fn = cache.functionOf(namespace, name);
  if (fn === null) {
    around.ready.forget(namespace, name);
    around.pace.forget(`${FUNCTIONS.kind} ${namespace}/${name}`);
    return 'never';
  }
  if (fn.metadata.deletionTimestamp !== undefined) return reportDeletion(fn, around, signal);

  const rules = cache.infraRules('default')?.metadata;
  around.pace.begin(`${rules?.uid} ${rules?.generation} ${around.settingsKey}`);
  const { objects, activeNamespaces, errors, warnings } = await compiledOf(fn, around, signal);
  const isNew = cache.childrenOf(fn.metadata.uid as string).length === 0;
  const { verdict, error } =
    objects === null
      ? { verdict: refused(errors), error: null }
      : await applyAll(fn, objects, around, signal);
  // The objects of others come before words about ours: those are for the next look, behind theirs.
  if (isNew && verdict.kind === 'applied' && !isCalm()) return 'next';
  report.found(fn, verdict);
  const said = [...warnings, ...sayDropped(FUNCTIONS.kind, around.dropped)];
  const isWritten = await reportStatus(fn, verdict, { warnings: said, activeNamespaces }, around, signal);
  if (error !== null) throw error;
  return isWritten ? verdict.again : 'soon';
}

/** The garbage collector removes what it owned; somebody's finalizer may keep the Function itself for a while. */
async function reportDeletion(fn: KubeObject, around: Surroundings, signal: AbortSignal): Promise<Again> {
  const verdict = waiting('Deleting', 'The Function is being deleted, and its objects go with it.', 'never');
  const isWritten = await reportStatus(fn, verdict, { warnings: [], activeNamespaces: null }, around, signal);
  return isWritten ? 'never' : 'soon';
}

/** What takes more text than this is compiled in a thread of its own. */
export const LARGE = 64 * 1024;

/** Never an error but that of the signal: what is wrong with one object is its own matter. */
async function compiledOf(fn: KubeObject, around: Surroundings, signal: AbortSignal): Promise<Compiled> {
  const { cache, settings, stockPools, thread, report } = around;
  const { name, namespace = '' } = fn.metadata;
  try {
    const fault = cache.functionFault(namespace, name);
    if (fault !== null) return refusedAsUnusable(fault);
    const faultOfRules = cache.infraRulesFault('default');
    if (faultOfRules !== null) return refusedAsUnusable(faultOfRules, 'InfraRules/default ');
    const sources = sourcesOf(fn, cache);
    return cache.sizeOf(namespace, name) > LARGE
      ? await thread.compile(sources, settings, stockPools, signal)
      : compileFunction(sources, settings, stockPools);
  } catch (error) {
    signal.throwIfAborted();
    report.failed(fn, error as Error);
    return refusal([internal(error)]);
  }
}

/** What an apply led to. An error that says something of the Function becomes its verdict; `error`: one to retry. */
async function applyAll(
  fn: KubeObject,
  objects: readonly KubeObject[],
  around: Surroundings,
  signal: AbortSignal,
): Promise<{ verdict: Verdict; error: unknown }> {
  const desired = objects
    .filter((object) => around.cache.hasKeda || !isKedas(object))
    .map((object) => ownedBy(object, fn));
  try {
    const verdict = await applyObjects(fn, desired, replicaPolicy(objects), around, signal);
    return { verdict, error: null };
  } catch (error) {
    const verdict = verdictOn(error, signal);
    if (verdict === null) throw error;
    if (verdict.kind === 'failed' && verdict.reason === 'InternalError')
      around.report.failed(fn, error as Error);
    return { verdict, error: verdict.again === 'failure' ? error : null };
  }
}

interface Facts {
  readonly warnings: readonly Said[];
  /** Null: not known, as the Function was refused. */
  readonly activeNamespaces: readonly string[] | null;
}

/** Writes the status if it says something new. False: the Function has changed meanwhile. */
async function reportStatus(
  fn: KubeObject,
  verdict: Verdict,
  { warnings, activeNamespaces }: Facts,
  around: Surroundings,
  signal: AbortSignal,
): Promise<boolean> {
  const { cache, now, report } = around;
  const before = readStatus(fn.status);
  const children = cache.childrenOf(fn.metadata.uid as string);
  const deployment = children.find(({ kind }) => kind === DEPLOYMENTS.kind) ?? null;
  const notUp = verdict.kind === 'applied' ? await notUpFor(fn, deployment, around, signal) : null;
  const scaledObject = children.find(({ kind }) => kind === SCALED_OBJECTS.kind) ?? null;
  const notScaled = around.kedaTrouble() ?? (await notScaledFor(fn, scaledObject, around, signal));
  const status = functionStatus(
    {
      generation: fn.metadata.generation ?? 0,
      verdict,
      mode: modeOf(fn),
      deployment,
      notUp,
      scaledObject,
      hasKeda: cache.hasKeda,
      notScaled,
      warnings: warned(warnings),
      managedObjects: managedObjects(children),
      activeNamespaces,
    },
    before,
    timeText(now()),
  );
  const own = { ...status };
  const said = conditionIn(status, 'Ready');
  const { name, namespace = '' } = fn.metadata;
  around.ready.note(namespace, name, {
    ready: said?.status ?? '',
    reason: said?.reason ?? '',
    notScaled: notScaled?.reason ?? null,
    workers: workersOf(deployment),
    isRolling: deployment !== null && !isRolledOut(deployment),
  });
  // When this was the last one that was not known yet, others may begin.
  around.pace.wakeNext();
  await noteProgress(fn, deployment, failing(deployment) ?? notUp, around, signal);
  if (isSaid(own, fn.status, OWN_CONDITIONS)) return true;
  // Another operator may say something else of it each time.
  if (!around.contests.mayWrite(fn.metadata.uid as string, 'status', withoutTimes(status), now())) {
    around.lookAgain(fn, 15 * MARGIN_MS);
    return true;
  }
  if (!(await writeStatus(FUNCTIONS, fn, own, OWN_CONDITIONS, around, signal))) return false;
  tellChange(fn, before, status, 'Ready', verdict.kind !== 'waiting', report);
  tellChange(fn, before, status, 'Autoscaling', notScaled !== null, report);
  return true;
}

/** Says that a condition is another one than before. `mayBeTrouble`: somebody has to act if it is not True. */
function tellChange(
  fn: KubeObject,
  before: FunctionStatus | null,
  status: FunctionStatus,
  type: 'Ready' | 'Autoscaling',
  mayBeTrouble: boolean,
  report: Report,
): void {
  const [old, now] = [conditionIn(before, type), conditionIn(status, type)];
  if (now === undefined || (old?.status === now.status && old.reason === now.reason)) return;
  const isTrouble = now.status !== 'True' && mayBeTrouble;
  // What becomes of the autoscaling on the way is KEDA's to tell.
  const isBack = now.status === 'True' && old !== undefined && old.reason !== 'NotReported';
  if (type === 'Autoscaling' && !isTrouble && !isBack) return;
  report.changed(fn, { ...now, type, isTrouble });
}

/** KEDA looks every few seconds, and its events come a moment after its conditions. */
async function notScaledFor(
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

/** Workers may take their time: nodes are made and images pulled. After that it is said why they do not run. */
async function notUpFor(
  fn: KubeObject,
  deployment: KubeObject | null,
  { cluster, now, workerDeadlineMs, lookAgain }: Surroundings,
  signal: AbortSignal,
): Promise<Cause | null> {
  const ms = msNotUp(deployment, now());
  if (ms === null) return null;
  const early = workerDeadlineMs - ms;
  // No watch tells of pods.
  lookAgain(fn, early > 0 ? early + MARGIN_MS : Math.max(workerDeadlineMs / 5, MARGIN_MS));
  return early > 0 ? null : whyNotUp(cluster, fn, signal);
}

/** Times of the API have whole seconds. */
const MARGIN_MS = 1_000;

function withoutTimes({ conditions, ...others }: FunctionStatus): object {
  return { ...others, conditions: conditions?.map((one) => ({ ...one, lastTransitionTime: null })) };
}

function conditionIn(status: FunctionStatus | null, type: string) {
  return status?.conditions?.find((one) => one.type === type);
}

function warned(warnings: readonly Said[]): { reason: string; message: string } | null {
  const [first] = warnings;
  return first === undefined ? null : { reason: first.code, message: linesOf(warnings) };
}

/** In the order in which they are applied. */
function managedObjects(children: readonly KubeObject[]): ManagedObject[] {
  return CHILDREN.flatMap(({ kind }) =>
    children
      .filter((child) => child.kind === kind)
      .map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name })),
  );
}
