/**
 * The place in a podSpec of what it brought into the merged pod, or took out of it, found by walking both: a field has
 * the same name in both, an item of a keyed list the same merge key, an item of any other list the same number.
 */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import { fieldType, itemType, mergeKey, valueType } from '../kubernetes/pod-types.ts';
import { itemIdentity, positions } from '../merge/strategic-items.ts';
import { POD_SPEC } from './merged-pod.ts';

/** Finds that place; undefined for what the podSpec says nothing of. */
export function placeIn(podSpec: JsonObject, pod: JsonObject): (pointer: Pointer) => Pointer | undefined {
  /** Of each list of the podSpec that was asked about: a pod may have thousands of faults. */
  const known = new Map<readonly Json[], ReadonlyMap<string, number>>();
  const itemOf = (patch: readonly Json[], item: Json | undefined, by: string) => {
    const places = known.get(patch) ?? positions(patch, by);
    known.set(patch, places);
    return item === undefined ? undefined : places.get(itemIdentity(item, by) ?? '');
  };
  return (pointer) => {
    const path = segments(pointer);
    let [patch, merged]: (Json | undefined)[] = [podSpec, pod];
    let type: string | undefined = 'PodSpec';
    let by: string | undefined;
    let place = POD_SPEC;
    for (const [depth, key] of path.entries()) {
      if (isArray(patch)) {
        const whole: readonly Json[] = isArray(merged) ? merged : [];
        const item: Json | undefined = whole[Number(key)];
        const at: number | undefined =
          by !== undefined
            ? itemOf(patch, item, by)
            : whole.length === patch.length
              ? Number(key)
              : undefined;
        if (at === undefined) return undefined;
        [patch, merged, type, by] = [patch[at], item, itemType(type), undefined];
        place = child(place, at);
      } else if (isObject(patch)) {
        if (!Object.hasOwn(patch, key)) return takesOut(patch) ? rest(place, path, depth) : undefined;
        by = mergeKey(type, key);
        [patch, merged] = [patch[key], isObject(merged) ? merged[key] : undefined];
        type = fieldType(type, key) ?? valueType(type);
        place = child(place, key);
      } else return undefined;
      if (patch === null) return rest(place, path, depth + 1);
    }
    return patch === undefined ? undefined : place;
  };
}

/** A directive that removes what it does not name. */
function takesOut(patch: JsonObject): boolean {
  return Object.hasOwn(patch, '$patch') || Object.hasOwn(patch, '$retainKeys');
}

function rest(place: Pointer, path: readonly string[], depth: number): Pointer {
  return path.slice(depth).reduce<Pointer>(child, place);
}
