import type { Json } from '../json/json.ts';
import { check } from './check/checks.ts';
import { duplicateFunctions, sharedIds } from './check/identity.ts';
import { lint } from './check/lints.ts';
import { activeNamespaces, selectorFindings } from './check/selector.ts';
import { CompiledFunction } from './compiled-function.ts';
import { checkPatched, checkPool } from './emit/pod-patch.ts';
import { type Entry, takeInventory } from './read/inventory.ts';
import { choosePolicy } from './read/policy.ts';
import type { Pool } from './read/pool.ts';
import { readFunctions, readIndexes, readInfraRules } from './read/read.ts';
import { resolve } from './resolve/resolve.ts';
import { type Diagnostic, sortDiagnostics } from './words/diagnostics.ts';
import type { Settings } from './words/settings.ts';

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
  const pools = new Map<Pool, readonly Diagnostic[]>();
  for (const fn of functions.values) {
    const broken = check(fn, { policy: usable, settings });
    diagnostics.push(...broken);
    if (broken.length > 0 || usable === null) continue;
    const workload = resolve(fn, usable, settings);
    const { pool } = workload;
    if (!pools.has(pool)) pools.set(pool, checkPool(workload));
    const found = [
      ...lint(fn, usable),
      ...selectorFindings(fn, indexes.values),
      ...(pools.get(pool)?.length === 0 ? checkPatched(workload, fn.source) : []),
    ];
    diagnostics.push(...found);
    if (pools.get(pool)?.length !== 0 || twins.has(fn.source) || found.some(isError)) continue;
    const namespaces = activeNamespaces(fn.spec, indexes.values);
    compiled.push(
      new CompiledFunction(workload, entries[fn.source] as Entry, entries[pool.source], namespaces),
    );
  }
  diagnostics.push(...[...pools.values()].flat());
  return {
    functions: compiled.sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name)),
    diagnostics: sortDiagnostics(diagnostics.map((diagnostic) => inDocument(diagnostic, entries))),
    skipped,
  };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
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
