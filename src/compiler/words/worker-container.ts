import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { WORKER_CONTAINER } from './ours.ts';

/** Containers copied from elsewhere as a podSpec has them: the only one is the worker, whose image stands elsewhere. */
export function asWorkerContainers(containers: Json): Json {
  const all = isArray(containers) ? containers : [containers];
  const [only] = all;
  if (all.length !== 1 || !isObject(only) || Object.hasOwn(only, '$patch')) return containers;
  const { name: _, image: __, ...rest } = only;
  return [{ name: WORKER_CONTAINER, ...rest }];
}

/** The same for the spec of a pod. */
export function asWorkerPod(spec: JsonObject): JsonObject {
  return spec.containers === undefined ? spec : { ...spec, containers: asWorkerContainers(spec.containers) };
}
