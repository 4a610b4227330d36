import type { KubeObject } from '../kube/cluster.ts';
import {
  type Compiled,
  compileFunction,
  internal,
  refusal,
  refusedAsUnusable,
  sourcesOf,
} from './compile-function.ts';
import type { Surroundings } from './surroundings.ts';

/** What takes more text than this is compiled in a thread of its own. */
export const LARGE = 64 * 1024;

/**
 * The objects of a Function, or why there are none. Never an error but that of the signal: what is wrong with one object
 * is its own matter.
 */
export async function compileHereOrThere(
  fn: KubeObject,
  { cache, settings, stockPools, thread, report }: Surroundings,
  signal: AbortSignal,
): Promise<Compiled> {
  const { name, namespace = '' } = fn.metadata;
  try {
    const fault = cache.functionFault(namespace, name);
    if (fault !== null) return refusedAsUnusable(fault);
    const faultOfRules = cache.infraRulesFault('default');
    if (faultOfRules !== null) return refusedAsUnusable(faultOfRules, 'InfraRules/default ');
    const sources = sourcesOf(fn, cache);
    return cache.sizeOf(namespace, name) > LARGE
      ? await thread.compile(sources, settings, stockPools, signal)
      : compileFunction(sources, settings, stockPools);
  } catch (error) {
    signal.throwIfAborted();
    report.failed(fn, error as Error);
    return refusal([internal(error)]);
  }
}
