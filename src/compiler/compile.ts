import { check } from './checks.ts';
import { type Diagnostic, sortDiagnostics } from './diagnostics.ts';
import { emit, type Manifest } from './emit.ts';
import type { FunctionView } from './function.ts';
import { duplicateFunctions, sharedIds } from './identity.ts';
import { type Entry, takeInventory } from './inventory.ts';
import type { Json, JsonObject } from './json.ts';
import { lint } from './lints.ts';
import { unmarked } from './origin.ts';
import { checkPatched, patchDeployment } from './pod-patch.ts';
import { choosePolicy, type Policy } from './policy.ts';
import { readFunctions, readIndexes, readInfraRules } from './read.ts';
import { resolve } from './resolve.ts';
import { activeNamespaces, type IndexView, selectorFindings } from './selector.ts';
import type { Settings } from './settings.ts';

export interface CompiledFunction {
  readonly namespace: string;
  readonly name: string;
  /** Index of its document. */
  readonly document: number;
  /** The Function itself, as it was written. */
  readonly source: JsonObject;
  /** Deployment, Service, TriggerAuthentication, ScaledObject: those it has, in this order. */
  readonly objects: readonly Manifest[];
  /** Store namespaces it runs over, as far as the Indexes given tell. */
  readonly activeNamespaces: readonly string[];
}

export interface Compilation {
  /** Every Function without an error, by namespace and name. */
  readonly functions: readonly CompiledFunction[];
  /** Sorted; `source` is the index of the document. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many objects of other kinds were passed over, by kind. */
  readonly skipped: ReadonlyMap<string, number>;
}

/**
 * The compiler: documents as they were read, in any order, to the objects of each Function. It never throws for an
 * input, never changes it, and gives the same objects for the same documents in any order. `stockPools` stands in for
 * InfraRules when none is given.
 */
export function compile(documents: readonly Json[], settings: Settings, stockPools = false): Compilation {
  const { entries, skipped, diagnostics: unreadable } = takeInventory(documents);
  const functions = readFunctions(entries, settings);
  const rules = readInfraRules(entries);
  const indexes = readIndexes(entries);
  const policy = choosePolicy(rules.values, functions.values, stockPools && rules.given === 0);
  const duplicates = duplicateFunctions(functions.values);
  const twins = new Set(duplicates.map(({ source }) => source));

  const compiled: CompiledFunction[] = [];
  const diagnostics = [
    ...unreadable,
    ...functions.diagnostics,
    ...rules.diagnostics,
    ...indexes.diagnostics,
    ...policy.diagnostics,
    ...duplicates,
    ...sharedIds(functions.values),
  ];
  const usable = rules.diagnostics.length === 0 && indexes.diagnostics.length === 0 ? policy.policy : null;
  for (const fn of functions.values) {
    const result = compileFunction(fn, usable, indexes.values, settings);
    diagnostics.push(...result.diagnostics);
    if (result.objects === null || twins.has(fn.source)) continue;
    const { document, value } = entries[fn.source] as Entry;
    compiled.push({
      namespace: fn.namespace,
      name: fn.name,
      document,
      source: value as JsonObject,
      objects: result.objects,
      activeNamespaces: activeNamespaces(fn.spec, indexes.values),
    });
  }
  return {
    functions: compiled.sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name)),
    diagnostics: sortDiagnostics(diagnostics.map((diagnostic) => inDocument(diagnostic, entries))),
    skipped,
  };
}

/** One Function, stage by stage; no objects when any stage has an error. */
function compileFunction(
  fn: FunctionView,
  policy: Policy | null,
  indexes: readonly IndexView[],
  settings: Settings,
): { objects: Manifest[] | null; diagnostics: Diagnostic[] } {
  const broken = check(fn, { policy, settings });
  if (broken.length > 0 || policy === null) return { objects: null, diagnostics: broken };
  const workload = resolve(fn, policy, settings);
  const diagnostics = [
    ...lint(fn, policy),
    ...selectorFindings(fn, indexes),
    ...checkPatched(workload, fn.source),
  ];
  if (diagnostics.some(({ severity }) => severity === 'error')) return { objects: null, diagnostics };
  const [deployment, ...others] = emit(workload, unmarked) as [Manifest, ...Manifest[]];
  return { objects: [patchDeployment(deployment, workload, unmarked), ...others], diagnostics };
}

/** Stages count objects; outside, an object is a document or an item of a List in one. */
function inDocument(diagnostic: Diagnostic, entries: readonly Entry[]): Diagnostic {
  const entry = entries[diagnostic.source];
  if (entry === undefined) return diagnostic;
  return { ...diagnostic, source: entry.document, pointer: entry.base + diagnostic.pointer };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
