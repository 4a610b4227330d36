import { type CompiledFunction, quoted, type RefusedFunction } from '../../compiler/index.ts';
import { didYouMean } from '../../json/did-you-mean.ts';
import { isObject } from '../../json/json.ts';
import type { ManifestTest, ManifestTestFunctions } from '../../schema/manifest-test.generated.ts';
import type { TestInput } from '../words/request.ts';
import { type CaseRead, Faults } from './finding.ts';

/** The Functions that a ManifestTest is about. One that is about none says nothing, and is refused. */
export function readManifestCase(
  { metadata, spec }: ManifestTest,
  source: number,
  { functions, refused }: Pick<TestInput, 'functions' | 'refused'>,
): CaseRead {
  const faults = new Faults(source);
  const { names = [] } = spec.functions ?? {};
  const known = [...functions, ...refused].map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (known.includes(name)) continue;
    const meant = didYouMean(name, known);
    faults.add(
      'UnknownFunction',
      `/spec/functions/names/${index}`,
      `spec.functions.names[${index}] is ${quoted(name)}, which no Function of the inputs is called.`,
      meant === undefined ? 'Give the Function with -f, or correct the name.' : `Did you mean ${meant}?`,
    );
  }
  const chosen = functions.filter((fn) => fits(fn, spec.functions ?? {}));
  for (const fn of refused) if (fits(fn, spec.functions ?? {})) faults.refuse('/spec/functions', fn);
  const { diagnostics, refusals } = faults;
  if (diagnostics.length === 0 && refusals.length === 0 && chosen.length === 0)
    faults.add(
      'UnknownFunction',
      '/spec/functions',
      'spec.functions fits no Function of the inputs.',
      'Give the Functions with -f, or say of which it holds.',
    );
  for (const [index, { path, ...tests }] of (spec.expect.fields ?? []).entries()) {
    if (Object.keys(tests).length > 0) continue;
    faults.add(
      'UnusableCase',
      `/spec/expect/fields/${index}`,
      `spec.expect.fields[${index}] says nothing of ${quoted(path)}.`,
      'Add equals, present, atMost or atLeast.',
    );
  }
  if (diagnostics.length > 0 || refusals.length > 0) return { diagnostics, refusals };
  return {
    diagnostics,
    refusals,
    test: { kind: 'ManifestTest', name: metadata.name, source, functions: chosen, expect: spec.expect },
  };
}

function fits(
  fn: RefusedFunction | CompiledFunction,
  { names, namespaces, matchLabels = {} }: ManifestTestFunctions,
): boolean {
  const { metadata } = fn.source;
  const labels = isObject(metadata) && isObject(metadata.labels) ? metadata.labels : {};
  return (
    (names === undefined || names.includes(fn.name)) &&
    (namespaces === undefined || namespaces.includes(fn.namespace)) &&
    Object.entries(matchLabels).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value)
  );
}
