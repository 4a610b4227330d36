/** Who is to blame for what stands in a merged pod: the place in the podSpec, or in the pool, where it was written. */
import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import type { Workload } from '../resolve/workload.ts';
import { type Origin, recording, takeApart } from '../words/origin.ts';
import { mergedPod, POD_SPEC } from './merged-pod.ts';
import { placeIn } from './written-place.ts';

/** Finds the place in InfraRules; undefined where nothing there has to do with it. */
export function inPool(workload: Workload): (pointer: Pointer) => Pointer | undefined {
  const first = firstBelow(originsOf({ ...workload, podSpec: null }), isFromPool);
  return (pointer) => blame(pointer, first);
}

/** Finds the places of what stands in the merged pod of a workload. */
export class Places {
  readonly #workload: Workload;
  readonly #podSpec: JsonObject;
  readonly #byWalking: (pointer: Pointer) => Pointer | undefined;
  #origins: Origins | undefined;
  #first: ReadonlyMap<Pointer, Written> | undefined;

  constructor(workload: Workload, pod: JsonObject) {
    this.#workload = workload;
    this.#podSpec = workload.podSpec ?? {};
    this.#byWalking = placeIn(this.#podSpec, pod);
  }

  /** Where exactly it is written; undefined for what layerc adds. */
  writtenAt(pointer: Pointer): WrittenAt | undefined {
    const { source, pool } = this.#workload;
    const walked = this.#byWalking(pointer);
    if (walked !== undefined) return { by: 'podSpec', source, pointer: walked };
    const origin = this.#recorded().get(pointer);
    if (origin?.from === 'infraRules') return { by: 'pool', source: pool.source, pointer: origin.pointer };
    return origin !== undefined && isFromPodSpec(origin)
      ? { by: 'podSpec', source, pointer: origin.pointer }
      : undefined;
  }

  /** The place in the podSpec that has to do with it. */
  inPodSpec(pointer: Pointer): Pointer {
    const walked = this.#byWalking(pointer);
    if (walked !== undefined) return walked;
    this.#first ??= firstBelow(this.#recorded(), isFromPodSpec);
    return blame(pointer, this.#first) ?? written(pointer, this.#podSpec);
  }

  /** Walking finds most places; the pod is made again, recording, for the others alone. */
  #recorded(): Origins {
    this.#origins ??= originsOf(this.#workload);
    return this.#origins;
  }
}

/** A place of the input where a part of a pod is written. */
export interface WrittenAt {
  readonly by: 'podSpec' | 'pool';
  readonly source: number;
  readonly pointer: Pointer;
}

type Origins = ReadonlyMap<Pointer, Origin>;

/** The origin of each leaf of the merged pod. */
function originsOf(workload: Workload): Origins {
  return takeApart(mergedPod(workload, recording(workload.pool.pointer)).pod).origins;
}

/** A leaf of the merged pod that the user wrote, and the pointer to where. */
interface Written {
  readonly leaf: Pointer;
  readonly origin: Pointer;
}

/** The first wanted leaf at each place of the merged pod or below it: a pod may have thousands of faults. */
function firstBelow(
  origins: Origins,
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
