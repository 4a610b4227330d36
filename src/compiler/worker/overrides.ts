import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Finding } from '../words/diagnostics.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';
import { workerOf } from './read-pod.ts';

/**
 * What a patch takes from the pool, the image and the environment that stood before it: allowed, but worth a warning. The
 * pods are those before and after the merge; pointers are into the patch. `ofPool`: variables of the pool's template.
 */
export function overrideFindings(
  before: JsonObject,
  after: JsonObject,
  patch: JsonObject,
  by: 'podSpec' | 'template' = 'podSpec',
  ofPool: ReadonlySet<Json | undefined> = new Set(),
): Finding[] {
  const worker = workerOf(before)?.object ?? {};
  const merged = workerOf(after)?.object ?? {};
  const index = isArray(patch.containers) ? patch.containers.findIndex(isWorker) : -1;
  const inWorker = `/containers/${Math.max(index, 0)}`;
  const found: { what: string; pointer: Pointer }[] = [];
  if (lost(before.nodeSelector, after.nodeSelector)) {
    found.push({ what: "the pool's nodeSelector", pointer: '/nodeSelector' });
  }
  if (lost(before.tolerations, after.tolerations)) {
    found.push({ what: "the pool's tolerations", pointer: '/tolerations' });
  }
  if (lost(worker.resources, merged.resources)) {
    found.push({ what: "the pool's resources", pointer: `${inWorker}/resources` });
  }
  if (lost(worker.image, merged.image)) found.push({ what: 'worker.image', pointer: `${inWorker}/image` });
  const now = byName(merged.env);
  const container = isArray(patch.containers) ? patch.containers[index] : undefined;
  const patched = byName(isObject(container) ? container.env : undefined);
  for (const variable of isArray(worker.env) ? worker.env : []) {
    const name = isObject(variable) ? variable.name : null;
    if (!lost(variable, now.get(name)?.item)) continue;
    const at = patched.get(name)?.at;
    found.push({
      what: `the variable ${name}, which ${ofPool.has(name) ? 'the template of the pool' : 'layerc'} sets`,
      pointer: at === undefined ? `${inWorker}/env` : `${inWorker}/env/${at}`,
    });
  }
  return found.map(({ what, pointer }) => ({
    pointer,
    message: `${by === 'template' ? 'The template' : by} replaces ${what}.`,
    hint: `Nothing to do if that is meant; else remove it from the ${by}.`,
  }));
}

/** The variables of a worker that stand in its container. */
export function variablesOf(pod: JsonObject): ReadonlySet<Json | undefined> {
  const env = workerOf(pod)?.object.env;
  return new Set((isArray(env) ? env : []).map((item) => (isObject(item) ? item.name : undefined)));
}

/** The first variable of each name. */
function byName(
  env: Json | undefined,
): Map<Json | undefined, { readonly item: JsonObject; readonly at: number }> {
  const found = new Map<Json | undefined, { readonly item: JsonObject; readonly at: number }>();
  for (const [at, item] of (isArray(env) ? env : []).entries())
    if (isObject(item) && !found.has(item.name)) found.set(item.name, { item, at });
  return found;
}

function isWorker(container: Json): boolean {
  return isObject(container) && container.name === WORKER_CONTAINER;
}

/** Whether something of `before` is no longer in `after`; additions are no loss. */
function lost(before: Json | undefined, after: Json | undefined): boolean {
  // A merge shares what it does not change.
  if (before === undefined || before === after) return false;
  if (isObject(before)) {
    return !isObject(after) || Object.entries(before).some(([key, value]) => lost(value, after[key]));
  }
  if (isArray(before)) {
    return (
      !isArray(after) ||
      before.length !== after.length ||
      before.some((value, index) => lost(value, after[index]))
    );
  }
  return true;
}
