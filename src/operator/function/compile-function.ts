import { type CompiledFunction, compile, type Diagnostic, type Settings } from '../../compiler/index.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import type { KubeObject } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';

/** What the compiler says of one Function, with all that it can depend on. */
export interface Compiled {
  /** Null when it is refused. */
  readonly compiled: CompiledFunction | null;
  /** Errors of the Function, or of InfraRules/default; `source` is 0 for the Function itself. */
  readonly errors: readonly Diagnostic[];
  /** Warnings about the Function. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Compiles one Function as `layerc render` would among all others: of those only namesakes matter, and Indexes only to
 * one that selects them.
 */
export function compileFunction(
  fn: KubeObject,
  cache: Cache,
  settings: Settings,
  stockPools: boolean,
): Compiled {
  const { name, uid } = fn.metadata;
  const rules = cache.infraRules('default');
  const namesakes = cache.functionsNamed(name).filter(({ metadata }) => metadata.uid !== uid);
  const indexes = isObject(fn.spec) && fn.spec.indexSelector !== undefined ? cache.indexes() : [];
  const documents = [fn, ...(rules === null ? [] : [rules]), ...namesakes, ...indexes];
  const { functions, diagnostics } = compile(documents as readonly unknown[] as Json[], settings, stockPools);
  const own = diagnostics.filter(({ source }) => source === 0);
  const errors = own.filter(isError);
  return {
    compiled: functions.find(({ document }) => document === 0) ?? null,
    errors:
      errors.length > 0 || rules === null
        ? errors
        : diagnostics.filter((one) => one.source === 1 && isError(one)),
    warnings: own.filter((one) => !isError(one)),
  };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
