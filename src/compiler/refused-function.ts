import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { type FunctionView, poolName } from './read/function.ts';
import type { Entry } from './read/inventory.ts';
import { attempt } from './words/attempt.ts';
import type { Code } from './words/codes.ts';
import type { Diagnostic } from './words/diagnostics.ts';
import type { Settings } from './words/settings.ts';

/** A Function with an error, and all its errors. */
export interface RefusedFunction {
  readonly namespace: string;
  readonly name: string;
  /** The Function itself, as it was written. */
  readonly source: JsonObject;
  readonly errors: readonly Diagnostic[];
}

/** Errors of a pool that are said once for all its users. */
const OF_POOLS: readonly Code[] = ['MissingInfraRules', 'UnusablePool', 'ReplicasOverPoolTotal'];

/**
 * The Functions with a name that are not among the valid ones, for those who ask; these, and the diagnostics, are known by
 * the entry's index. `functions`, of which nothing is kept, are those that have passed their schema.
 */
export function refusedFunctions(
  entries: readonly Entry[],
  valid: ReadonlySet<number>,
  diagnostics: readonly Diagnostic[],
  functions: readonly FunctionView[],
  settings: Settings,
): () => RefusedFunction[] {
  const ofPools = diagnostics.filter(({ code }) => OF_POOLS.includes(code));
  const users = ofPools.length === 0 ? [] : functions;
  const pools = new Map(users.map(({ source, spec }) => [source, poolName(spec)]));
  const shared = (source: number) =>
    ofPools.filter((one) => one.code === 'MissingInfraRules' || pools.get(one.source) === pools.get(source));
  return () => {
    const errors = Map.groupBy(
      diagnostics.filter(({ severity }) => severity === 'error'),
      ({ source }) => source,
    );
    return [...entries.entries()].flatMap(([source, entry]) => {
      if (entry.kind !== 'Function' || valid.has(source)) return [];
      const { name, namespace } = attempt(source, () => metadataOf(entry.value)).value ?? {};
      if (typeof name !== 'string') return [];
      return [
        {
          namespace: typeof namespace === 'string' ? namespace : settings.namespace,
          name,
          source: entry.value as JsonObject,
          errors: errors.get(source) ?? shared(source),
        },
      ];
    });
  };
}

function metadataOf(value: Json): { readonly name?: Json; readonly namespace?: Json } {
  if (!isObject(value) || !isObject(value.metadata)) return {};
  const { name = null, namespace = null } = value.metadata;
  return { name, namespace };
}
