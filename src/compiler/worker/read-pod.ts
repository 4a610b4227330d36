/** Reading a pod that may be marked: what is marked is read as the value in it, and what has another type as absent. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { type Origin, originOfLeaf, plain } from '../words/origin.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';

/** An object of a pod, and where it stands. */
export interface Placed {
  readonly object: JsonObject;
  readonly at: Pointer;
}

/** What stands below some keys, one in the other; undefined where nothing does. */
export function below(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  let here = value;
  for (const key of keys) here = isObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return here === undefined ? undefined : plain(here);
}

/** Where the leaf below some keys comes from, if it is marked. */
export function originsAt(value: Json | undefined, ...keys: readonly string[]): readonly Origin[] {
  const parent = below(value, ...keys.slice(0, -1));
  const origin = isObject(parent) ? originOfLeaf(parent[keys.at(-1) as string]) : undefined;
  return origin === undefined ? [] : [origin];
}

/** The objects of a list field. */
export function objectsIn(object: JsonObject, field: string, at: Pointer = ''): Placed[] {
  const items = below(object, field);
  if (!isArray(items)) return [];
  const list = child(at, field);
  const found: Placed[] = [];
  for (let index = 0; index < items.length; index++) {
    const object = items[index];
    if (isObject(object)) found.push({ object, at: child(list, index) });
  }
  return found;
}

/** The containers of a pod, then its init containers. */
export function containersOf(pod: JsonObject): Placed[] {
  return [...objectsIn(pod, 'containers'), ...objectsIn(pod, 'initContainers')];
}

/** The worker's container; undefined where a podSpec has removed it. */
export function workerOf(pod: JsonObject): Placed | undefined {
  const items = below(pod, 'containers');
  if (!isArray(items)) return undefined;
  for (let index = 0; index < items.length; index++) {
    const object = items[index];
    if (isObject(object) && below(object, 'name') === WORKER_CONTAINER)
      return { object, at: child('/containers', index) };
  }
  return undefined;
}

export function text(object: Json | undefined, ...keys: readonly string[]): string | undefined {
  const value = below(object, ...keys);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(object: Json | undefined, ...keys: readonly string[]): number | undefined {
  const value = below(object, ...keys);
  return typeof value === 'number' ? value : undefined;
}
