/** Who is to blame for what stands in a merged pod: the place in the podSpec, or in the pool, where it was written. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import type { Workload } from '../resolve/workload.ts';
import { type Origin, recording, takeApart } from '../words/origin.ts';
import { mergedPod, POD_SPEC } from './merged-pod.ts';

/** Finds the place in InfraRules; undefined where nothing there has to do with it. */
export function inPool(workload: Workload): (pointer: Pointer) => Pointer | undefined {
  const first = firstBelow(originsOf({ ...workload, podSpec: null }), isFromPool);
  return (pointer) => blame(pointer, first);
}

/** Finds the place in the Function's podSpec of what stands in its pod. */
export function inPodSpec(
  workload: Workload,
  pod: JsonObject,
  podSpec: JsonObject,
): (pointer: Pointer) => Pointer {
  const first = firstBelow(originsOf(workload), isFromPodSpec);
  const namesakes = new Namesakes(pod, podSpec);
  return (pointer) =>
    blame(pointer, first, isInList(pointer) ? ITEM : 1) ??
    namesakes.find(pointer) ??
    blame(pointer, first) ??
    written(pointer, podSpec);
}

/** The segments of the pointer of an item of a list of the pod. */
const ITEM = 2;

function isInList(pointer: Pointer): boolean {
  return /^\/[^/]*\/\d+(\/|$)/.test(pointer);
}

/** What a podSpec has taken out of an item leaves no leaf there: the item of that name is where it says so. */
class Namesakes {
  readonly #pod: JsonObject;
  readonly #podSpec: JsonObject;
  /** By list, the place of each name in it. */
  readonly #places = new Map<string, ReadonlyMap<Json, number>>();

  constructor(pod: JsonObject, podSpec: JsonObject) {
    this.#pod = pod;
    this.#podSpec = podSpec;
  }

  find(pointer: Pointer): Pointer | undefined {
    if (!isInList(pointer)) return undefined;
    const [list = '', index = '', ...rest] = segments(pointer);
    const items = this.#pod[list];
    const item = isArray(items) ? items[Number(index)] : undefined;
    const at = isObject(item) ? this.#placesIn(list).get(item.name ?? null) : undefined;
    return at === undefined ? undefined : rest.reduce<Pointer>(child, `${POD_SPEC}/${list}/${at}`);
  }

  #placesIn(list: string): ReadonlyMap<Json, number> {
    const known = this.#places.get(list);
    if (known !== undefined) return known;
    const items = this.#podSpec[list];
    const names = (isArray(items) ? items : []).flatMap((item, index): [Json, number][] =>
      isObject(item) && item.name !== undefined ? [[item.name, index]] : [],
    );
    const places = new Map(names.reverse());
    this.#places.set(list, places);
    return places;
  }
}

/** A place of the input where a part of a pod is written. */
export interface WrittenAt {
  readonly by: 'podSpec' | 'pool';
  readonly source: number;
  readonly pointer: Pointer;
}

/** Finds where exactly what stands at a place of the merged pod is written; undefined for what layerc adds. */
export function whereWritten(workload: Workload): (pointer: Pointer) => WrittenAt | undefined {
  const origins = originsOf(workload);
  return (pointer) => {
    const origin = origins.get(pointer);
    if (origin === undefined) return undefined;
    if (origin.from === 'infraRules')
      return { by: 'pool', source: workload.pool.source, pointer: origin.pointer };
    return isFromPodSpec(origin)
      ? { by: 'podSpec', source: workload.source, pointer: origin.pointer }
      : undefined;
  };
}

/** The origin of each leaf of the merged pod. Only a faulty pod asks for it, so only then is it made again, recording. */
function originsOf(workload: Workload): ReadonlyMap<Pointer, Origin> {
  return takeApart(mergedPod(workload, recording(workload.pool.pointer)).pod).origins;
}

/** A leaf of the merged pod that the user wrote, and the pointer to where. */
interface Written {
  readonly leaf: Pointer;
  readonly origin: Pointer;
}

/** The first wanted leaf at each place of the merged pod or below it: a pod may have thousands of faults. */
function firstBelow(
  origins: ReadonlyMap<Pointer, Origin>,
  isWanted: (origin: Origin) => origin is PointedOrigin,
): ReadonlyMap<Pointer, Written> {
  const first = new Map<Pointer, Written>();
  for (const [leaf, origin] of origins) {
    if (!isWanted(origin)) continue;
    const written = { leaf, origin: origin.pointer };
    // Where a place is known, so are all above it.
    for (let place = leaf; place !== '' && !first.has(place); place = above(place)) first.set(place, written);
  }
  return first;
}

/**
 * Where the user wrote what stands at `pointer` of the merged pod: the origin of that leaf; else of a leaf below or
 * beside it, walked back by the steps between the two; no further up than `least` segments.
 */
function blame(pointer: Pointer, first: ReadonlyMap<Pointer, Written>, least = 1): Pointer | undefined {
  const path = segments(pointer);
  for (let length = path.length, place = pointer; length >= least; length--, place = above(place)) {
    const found = first.get(place);
    if (found === undefined) continue;
    const written = segments(found.origin);
    const steps = segments(found.leaf).length - length;
    return [...written.slice(0, written.length - steps), ...path.slice(length)].reduce<Pointer>(child, '');
  }
  return undefined;
}

function above(place: Pointer): Pointer {
  return place.slice(0, place.lastIndexOf('/'));
}

/** For what has no leaf that could tell: the same place in the podSpec, if it has such a field. */
function written(pointer: Pointer, podSpec: JsonObject): Pointer {
  const [field = ''] = segments(pointer);
  return Object.hasOwn(podSpec, field) ? POD_SPEC + pointer : POD_SPEC;
}

type PointedOrigin = Extract<Origin, { readonly pointer: Pointer }>;

function isFromPool(origin: Origin): origin is PointedOrigin {
  return origin.from === 'infraRules';
}

function isFromPodSpec(origin: Origin): origin is PointedOrigin {
  return origin.from === 'function' && origin.pointer.startsWith(POD_SPEC);
}
