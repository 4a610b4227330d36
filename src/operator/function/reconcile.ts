import type { Again } from '../kube/again.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { ownedBy } from '../objects/adoption.ts';
import { applyObjects, type Gate } from '../objects/apply.ts';
import { replicaPolicy } from '../objects/replicas.ts';
import { refused, type Verdict, verdictOn } from '../objects/verdict.ts';
import { unasked } from '../registry/step.ts';
import { FUNCTIONS, isKedas } from '../watch/resources.ts';
import { compileHereOrThere } from './compile-here-or-there.ts';
import { deletion } from './deletion.ts';
import { sayDropped } from './dropped-fields.ts';
import { observe } from './observe.ts';
import { noteProgress } from './progress.ts';
import { register } from './register.ts';
import { noteReady, reportStatus, statusOf } from './report-status.ts';
import { failing } from './status.ts';
import type { Surroundings } from './surroundings.ts';
import type { Unsaid } from './unsaid.ts';

/**
 * Looks at one Function and makes the cluster what the compiler says: compile, apply, observe, report. It never asks what
 * has happened, so it may be called at any time and be cut off at any point. `goesOn`: nothing has since its last look,
 * which then need not be repeated for the words that were put off.
 */
export async function reconcile(
  namespace: string,
  name: string,
  around: Surroundings,
  signal: AbortSignal,
  goesOn = false,
): Promise<Again> {
  const { cache, isCalm, unsaid } = around;
  const fn = cache.functionOf(namespace, name);
  const key = `${namespace}/${name}`;
  const putOff = unsaid.get(key);
  unsaid.delete(key);
  if (fn === null) {
    around.ready.forget(namespace, name);
    around.pace.forget(`${FUNCTIONS.kind} ${namespace}/${name}`);
    return 'never';
  }
  if (fn.metadata.deletionTimestamp !== undefined) return reportDeletion(fn, around, signal);
  if (goesOn && putOff !== undefined) return say(fn, putOff, around, signal);

  const rules = cache.infraRules('default')?.metadata;
  around.pace.begin(`${rules?.uid} ${rules?.generation} ${around.settingsKey}`);
  const { objects, activeNamespaces, wish, errors, warnings } = await compileHereOrThere(fn, around, signal);
  const isNew = cache.childrenOf(fn.metadata.uid as string).length === 0;
  const registering = register(fn, wish, objects, around, signal);
  const { verdict: found, error } =
    objects === null
      ? { verdict: refused(errors), error: null }
      : await applyAll(fn, objects, registering.gate, around, signal);
  const { verdict, gateway } = registering.concluded(found);
  const said = [...warnings, ...sayDropped(FUNCTIONS.kind, around.dropped)];
  const words = { verdict, warnings: said, activeNamespaces, gateway };
  // The objects of others come before words about ours: those are for later, behind theirs.
  if (isNew && verdict.kind === 'applied' && !isCalm()) {
    unsaid.set(key, words);
    return 'next';
  }
  const again = await say(registering.current(), words, around, signal);
  if (error !== null) throw error;
  return again;
}

async function say(fn: KubeObject, words: Unsaid, around: Surroundings, signal: AbortSignal): Promise<Again> {
  around.report.found(fn, words.verdict);
  return (await reportAll(fn, words, around, signal)) ? words.verdict.again : 'soon';
}

async function reportDeletion(fn: KubeObject, around: Surroundings, signal: AbortSignal): Promise<Again> {
  const verdict = await deletion(fn, around, signal);
  const left = around.cache.functionOf(fn.metadata.namespace ?? '', fn.metadata.name);
  if (left?.metadata.uid !== fn.metadata.uid) return 'never';
  const gateway = unasked(fn, 'The Function is being deleted.');
  const found = { verdict, warnings: [], activeNamespaces: null, gateway };
  return (await reportAll(left ?? fn, found, around, signal)) ? 'never' : 'soon';
}

/** Says what was found, first to the pace and last to people. False: the Function has changed meanwhile. */
async function reportAll(
  fn: KubeObject,
  found: Unsaid,
  around: Surroundings,
  signal: AbortSignal,
): Promise<boolean> {
  const observed = await observe(fn, found.verdict, around, signal);
  const status = statusOf(fn, { ...found, observed }, around);
  noteReady(fn, observed, status, around);
  // When this was the last one that was not known yet, others may begin.
  around.pace.wakeNext();
  await noteProgress(fn, observed.deployment, failing(observed.deployment) ?? observed.notUp, around, signal);
  return reportStatus(fn, status, { ...found, observed }, around, signal);
}

/** What an apply led to. An error that says something of the Function becomes its verdict; `error`: one to retry. */
async function applyAll(
  fn: KubeObject,
  objects: readonly KubeObject[],
  gate: Gate | null,
  around: Surroundings,
  signal: AbortSignal,
): Promise<{ verdict: Verdict; error: unknown }> {
  const desired = objects
    .filter((object) => around.cache.hasKeda || !isKedas(object))
    .map((object) => ownedBy(object, fn));
  try {
    const verdict = await applyObjects(fn, desired, replicaPolicy(objects), around, signal, gate);
    return { verdict, error: null };
  } catch (error) {
    const verdict = verdictOn(error, signal);
    if (verdict === null) throw error;
    if (verdict.kind === 'failed' && verdict.reason === 'InternalError')
      around.report.failed(fn, error as Error);
    return { verdict, error: verdict.again === 'failure' ? error : null };
  }
}
