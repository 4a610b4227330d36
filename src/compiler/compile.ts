import type { Json } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { check } from './check/checks.ts';
import { duplicateFunctions, sharedIds } from './check/identity.ts';
import { lint } from './check/lints.ts';
import { CompiledFunction } from './compiled-function.ts';
import { checkPools, patchPods } from './emit/check-pods.ts';
import { IndexTable } from './read/index-table.ts';
import { type Entry, takeInventory } from './read/inventory.ts';
import { choosePolicy } from './read/policy.ts';
import { readFunctions, readIndexes, readInfraRules } from './read/read.ts';
import { resolve } from './resolve/resolve.ts';
import { capDiagnostics } from './words/cap-diagnostics.ts';
import { type Diagnostic, sortDiagnostics } from './words/diagnostics.ts';
import { isIgnored, type Settings } from './words/settings.ts';

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
 *
 * The stages in order. Each takes what the one before it let pass; what it has to say is brought together at the end.
 */
export function compile(documents: readonly Json[], settings: Settings, stockPools = false): Compilation {
  // Documents → one entry for each object, Lists taken apart, other kinds counted.
  const inventory = takeInventory(documents);
  const { entries } = inventory;

  // Entries → what passes its schema, with every default.
  const functions = readFunctions(entries, settings);
  const infraRules = readInfraRules(entries);
  const indexes = readIndexes(entries);

  // InfraRules → the pools by name; null when something is wrong with them, and then no Function goes further.
  const chosen = choosePolicy(infraRules.values, functions.values, stockPools && infraRules.given === 0);
  const isReadable = infraRules.diagnostics.length === 0 && indexes.diagnostics.length === 0;
  const policy = isReadable ? chosen.policy : null;

  // Functions → what is wrong with them together, and with each of them.
  const twins = duplicateFunctions(functions.values);
  const checked = functions.values.map((fn) => ({ fn, errors: check(fn, { policy, settings }) }));

  // Functions without an error → warnings, and workloads: everything decided, nothing laid out.
  const context = policy && { policy, indexes: new IndexTable(indexes.values) };
  const sound = checked.filter(({ errors }) => errors.length === 0);
  const warnings = context === null ? [] : sound.flatMap(({ fn }) => lint(fn, context));
  const workloads = context === null ? [] : sound.map(({ fn }) => resolve(fn, context, settings));

  // Workloads → those whose pool makes a valid pod → pods with their podSpec in them, each valid.
  const pooled = checkPools(workloads);
  const patched = patchPods(pooled.values);

  // Pods → compiled Functions. Of two with one name neither is: nobody knows which one is meant.
  const ambiguous = new Set(twins.map(({ source }) => source));
  const compiled = patched.values
    .filter(({ workload }) => !ambiguous.has(workload.source))
    .map((one) => {
      const { source, pool } = one.workload;
      return new CompiledFunction(one, entries[source] as Entry, entries[pool.source]);
    });

  const diagnostics = [
    ...inventory.diagnostics,
    ...functions.diagnostics,
    ...infraRules.diagnostics,
    ...indexes.diagnostics,
    ...chosen.diagnostics,
    ...twins,
    ...sharedIds(functions.values),
    ...checked.flatMap(({ errors }) => errors),
    ...warnings,
    ...pooled.diagnostics,
    ...patched.diagnostics,
  ];
  const wanted = diagnostics.filter((one) => !isIgnored(one, settings));
  return {
    functions: compiled.sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name)),
    diagnostics: sortDiagnostics(
      capDiagnostics(wanted, (source) => entries[source]?.value).map((one) => inDocument(one, entries)),
    ),
    skipped: inventory.skipped,
  };
}

/** Stages count objects; outside, an object is a document or an item of a List in one. */
function inDocument(diagnostic: Diagnostic, entries: readonly Entry[]): Diagnostic {
  const entry = entries[diagnostic.source];
  if (entry === undefined) return diagnostic;
  const related = diagnostic.related?.flatMap((one) => {
    const other = entries[one.source];
    return other === undefined ? [] : [{ ...one, ...documentPlace(one.pointer, other) }];
  });
  return { ...diagnostic, ...documentPlace(diagnostic.pointer, entry), ...(related && { related }) };
}

function documentPlace(pointer: Pointer, { document, base }: Entry): { source: number; pointer: Pointer } {
  return { source: document, pointer: base + pointer };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
