/** Who is to blame for what stands in a merged pod: the place in the podSpec, or in the pool, where it was written. */
import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import type { Workload } from '../resolve/workload.ts';
import { type Origin, recording, takeApart } from '../words/origin.ts';
import { POD_SPEC, patchedPod } from './pod-patch.ts';

type Origins = ReadonlyMap<Pointer, Origin>;

/** The origin of each leaf of the merged pod. Only a faulty pod asks for it, so only then is it made again, recording. */
export function originsOf(workload: Workload): Origins {
  return takeApart(patchedPod(workload, recording(workload.pool.pointer)).value).origins;
}

/** The place in InfraRules; undefined where nothing there has to do with it. */
export function inPool(pointer: Pointer, origins: Origins): Pointer | undefined {
  return blame(pointer, origins, isFromPool);
}

/** The place in the Function's podSpec. */
export function inPodSpec(pointer: Pointer, origins: Origins, podSpec: JsonObject): Pointer {
  return blame(pointer, origins, isFromPodSpec) ?? written(pointer, podSpec);
}

/**
 * Where the user wrote what stands at `pointer` of the merged pod: the wanted origin of that leaf; else of a leaf below
 * or beside it, walked back by the steps between the two.
 */
function blame(
  pointer: Pointer,
  origins: Origins,
  isWanted: (origin: Origin) => origin is PointedOrigin,
): Pointer | undefined {
  const path = segments(pointer);
  for (let length = path.length; length > 0; length--) {
    const ancestor = path.slice(0, length).reduce<Pointer>(child, '');
    for (const [leaf, origin] of origins) {
      if ((leaf !== ancestor && !leaf.startsWith(`${ancestor}/`)) || !isWanted(origin)) continue;
      const written = segments(origin.pointer);
      const steps = segments(leaf).length - length;
      return [...written.slice(0, written.length - steps), ...path.slice(length)].reduce<Pointer>(child, '');
    }
  }
  return undefined;
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
