import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { selector } from './metadata.ts';

/** Where the template stands in its pool. */
export const TEMPLATE: Pointer = '/template';
const SPEC: Pointer = `${TEMPLATE}/spec`;

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/**
 * The spec of a pool's template as a patch for the pods of one Function: a spread or an anti-affinity that says nothing of
 * pods is meant for those of the Function, which no template can name.
 */
export function templatePatch(spec: JsonObject, workload: Workload, mark: Mark): JsonObject {
  const patch = mark.pool(spec, SPEC);
  const own = (item: Json, field: Pointer): Json =>
    isObject(item) && (item.labelSelector ?? null) === null && isTerm(item)
      ? { ...item, labelSelector: { matchLabels: ownPods(workload, mark, field) } }
      : item;
  const preferred = (item: Json, place: Pointer): Json =>
    isObject(item) && isObject(item.podAffinityTerm)
      ? { ...item, podAffinityTerm: own(item.podAffinityTerm, child(place, 'podAffinityTerm')) }
      : item;
  const spread = each(patch, 'topologySpreadConstraints', SPEC, own);
  return inside(spread, 'affinity', (affinity) =>
    inside(affinity, 'podAntiAffinity', (anti) => {
      const place = `${SPEC}/affinity/podAntiAffinity`;
      return each(each(anti, REQUIRED, place, own), PREFERRED, place, preferred);
    }),
  );
}

/** A directive of the patch is no term. */
function isTerm(item: JsonObject): boolean {
  return !Object.hasOwn(item, '$patch');
}

function ownPods(workload: Workload, mark: Mark, item: Pointer): JsonObject {
  const { pointer } = workload.pool;
  const causes = [{ from: 'infraRules', pointer: `${pointer}${item}/topologyKey` } as const];
  return Object.fromEntries(
    Object.keys(selector(workload, mark)).map((key) => [key, mark.rule(workload.name, 'OwnPods', causes)]),
  );
}

/** The object with the items of one of its lists changed, where it has the list. */
function each(
  object: JsonObject,
  field: string,
  place: Pointer,
  change: (item: Json, place: Pointer) => Json,
): JsonObject {
  const items = object[field];
  if (!isArray(items)) return object;
  const list = child(place, field);
  return { ...object, [field]: items.map((item, index) => change(item, child(list, index))) };
}

/** The object with another one in it changed, where it is there. */
function inside(object: JsonObject, field: string, change: (inner: JsonObject) => JsonObject): JsonObject {
  const inner = object[field];
  return isObject(inner) ? { ...object, [field]: change(inner) } : object;
}
