/** Who is to blame for what stands in a merged pod: the place in the podSpec, or in the pool, where it was written. */
import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import type { Workload } from '../resolve/workload.ts';
import { type Origin, recording, takeApart } from '../words/origin.ts';
import { POD_SPEC, patchedPod } from './pod-patch.ts';

/** Finds the place in InfraRules; undefined where nothing there has to do with it. */
export function inPool(workload: Workload): (pointer: Pointer) => Pointer | undefined {
  const first = firstBelow(originsOf({ ...workload, podSpec: null }), isFromPool);
  return (pointer) => blame(pointer, first);
}

/** Finds the place in the Function's podSpec. */
export function inPodSpec(workload: Workload, podSpec: JsonObject): (pointer: Pointer) => Pointer {
  const first = firstBelow(originsOf(workload), isFromPodSpec);
  return (pointer) => blame(pointer, first) ?? written(pointer, podSpec);
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
  return takeApart(patchedPod(workload, recording(workload.pool.pointer)).value).origins;
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
 * beside it, walked back by the steps between the two.
 */
function blame(pointer: Pointer, first: ReadonlyMap<Pointer, Written>): Pointer | undefined {
  const path = segments(pointer);
  for (let length = path.length, place = pointer; length > 0; length--, place = above(place)) {
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
