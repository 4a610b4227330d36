import type { CompiledFunction } from '../../compiler/index.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';

/** What is said of a Function, behind its name. */
export interface Fault {
  /** Into the Function. */
  readonly pointer: Pointer;
  readonly message: string;
  readonly hint: string;
}

/** The pod of its Deployment. */
export function podOf({ objects }: CompiledFunction): JsonObject {
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  return at(deployment as Json | undefined, 'spec', 'template', 'spec');
}

/** Its containers, those that run before them included. */
export function containersOf(fn: CompiledFunction, withInit: boolean): readonly JsonObject[] {
  const { containers, initContainers } = podOf(fn);
  return [...listOf(containers), ...(withInit ? listOf(initContainers) : [])];
}

function at(value: Json | undefined, ...keys: readonly string[]): JsonObject {
  let here = value;
  for (const key of keys) here = isObject(here) ? here[key] : undefined;
  return isObject(here) ? here : {};
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return isArray(value) ? value.filter(isObject) : [];
}

/** Where in a Function a container is written. */
export function containerPlace({ name }: JsonObject): Pointer {
  return name === 'udf' ? '/spec/worker/image' : '/spec/worker/podSpec/containers';
}
