import type { Json } from '../json/json.ts';
import { check } from './check/checks.ts';
import { duplicateFunctions, namesakes, sharedIds } from './check/identity.ts';
import { lint } from './check/lints.ts';
import { overTotals, sayOverTotal } from './check/pool-totals.ts';
import { withoutSideEffects } from './check/side-effects.ts';
import { CompiledFunction } from './compiled-function.ts';
import { inDocument } from './read/document-place.ts';
import { poolName } from './read/function.ts';
import { IndexTable } from './read/index-table.ts';
import { readInfraRules } from './read/infra-rules.ts';
import { type Entry, takeInventory } from './read/inventory.ts';
import { choosePolicy, refusedUsers } from './read/policy.ts';
import { readFunctions, readIndexes } from './read/read.ts';
import type { Stage } from './read/stage.ts';
import { type RefusedFunction, refusedFunctions } from './refused-function.ts';
import { resolve } from './resolve/resolve.ts';
import { attempt } from './words/attempt.ts';
import { capDiagnostics } from './words/cap-diagnostics.ts';
import { type Diagnostic, sortDiagnostics } from './words/diagnostics.ts';
import { isIgnored, type Settings } from './words/settings.ts';
import { patchPods } from './worker/check-pods.ts';
import { checkPools } from './worker/check-pools.ts';

export interface Compilation {
  /** Every Function without an error, by namespace and name. */
  readonly functions: readonly CompiledFunction[];
  /** The others that have a name, in the order of the input; few ask for them. */
  readonly refused: () => readonly RefusedFunction[];
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

  // InfraRules → the pools by name, and why some cannot be used.
  const policy = choosePolicy(infraRules.values, stockPools && infraRules.given === 0);

  // Functions → what is wrong with them together, and with each of them.
  const ofOneName = namesakes(functions.values);
  const twins = duplicateFunctions(ofOneName);
  const checked = each(functions.values, (fn, say) => {
    const errors = check(fn, { policy, settings });
    errors.forEach(say);
    return errors.length === 0 && policy.pools.has(poolName(fn.spec)) ? fn : null;
  });
  const crowds = overTotals(functions.values, policy.pools);

  // Functions without an error → warnings, and workloads: everything decided, nothing laid out.
  const context = {
    policy: policy.pools,
    indexes: new IndexTable(indexes.values),
    passedOver: indexes.given - indexes.values.length,
  };
  const linted = each(checked.values, (fn, say) => {
    lint(fn, context).forEach(say);
    return fn;
  });
  const workloads = each(linted.values, (fn) => resolve(fn, context, settings));

  // Workloads → those whose pool makes a valid pod → pods with their podSpec in them, each valid.
  const pooled = checkPools(workloads.values);
  const patched = patchPods(pooled.values);

  // Pods → compiled Functions. Of two with one name neither is: nobody knows which one is meant. Nor is one of many that
  // ask too much of their pool together.
  const ambiguous = new Set([...twins, ...crowds.flat()].map(({ source }) => source));
  const valid = patched.values.filter(({ workload }) => !ambiguous.has(workload.source));
  const compiled = valid.map((one) => {
    const { source, pool } = one.workload;
    return new CompiledFunction(one, entries[source] as Entry, entries[pool.source]);
  });

  const diagnostics = [
    ...inventory.diagnostics,
    ...functions.diagnostics,
    ...infraRules.diagnostics,
    ...indexes.diagnostics,
    ...policy.diagnostics,
    ...refusedUsers(functions.values, ({ spec }) => poolName(spec), policy.refusal),
    ...twins,
    ...crowds.map((users) => sayOverTotal(users, policy.pools)),
    ...sharedIds(ofOneName),
    ...checked.diagnostics,
    ...linted.diagnostics,
    ...workloads.diagnostics,
    ...pooled.diagnostics,
    ...patched.diagnostics,
  ];
  const wanted = capDiagnostics(
    withoutSideEffects(diagnostics).filter((one) => !isIgnored(one, settings)),
    (source) => entries[source]?.value,
  );
  const sources = new Set(valid.map(({ workload }) => workload.source));
  const refused = refusedFunctions(entries, sources, wanted, functions.values, settings);
  return {
    functions: compiled.sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name)),
    refused: () =>
      refused().map((one) => ({
        ...one,
        errors: one.errors.map((error) => inDocument(error, entries)),
      })),
    diagnostics: sortDiagnostics(wanted.map((one) => inDocument(one, entries))),
    skipped: inventory.skipped,
  };
}

/**
 * A stage that looks at one object after the other: `step` gives what it makes of it, or null for what is to be left out.
 * What fails in our own code is left out, with its error.
 */
function each<T extends { readonly source: number }, U>(
  objects: readonly T[],
  step: (object: T, say: (one: Diagnostic) => void) => U | null,
): Stage<U> {
  const values: U[] = [];
  const diagnostics: Diagnostic[] = [];
  const say = (one: Diagnostic) => void diagnostics.push(one);
  for (const object of objects) {
    const { value, fault } = attempt(object.source, () => step(object, say));
    if (fault !== undefined) diagnostics.push(fault);
    else if (value !== null) values.push(value);
  }
  return { values, diagnostics };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
