import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LabelRequirement } from './function.ts';
import { IndexTable } from './index-table.ts';

const key = fc.constantFrom('a', 'b', 'constructor');
const value = fc.constantFrom('1', '2', '', 'constructor');
const labels = fc.dictionary(key, value, { maxKeys: 3 });
const requirement: fc.Arbitrary<LabelRequirement> = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.array(value, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(requirement, { maxLength: 3 }) },
  { requiredKeys: [] },
);

/** Kubernetes' LabelSelector by its definition. */
function holds({ key, operator, values = [] }: LabelRequirement, given: { [key: string]: string }): boolean {
  const own = Object.hasOwn(given, key);
  if (operator === 'Exists' || operator === 'DoesNotExist') return own === (operator === 'Exists');
  return (own && values.includes(given[key] as string)) === (operator === 'In');
}

it('selects what a look at every Index selects', () => {
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 12 }), fc.array(selector), (all, selectors) => {
      const table = new IndexTable(all.map((labels, at) => ({ storeNamespace: String(at), labels })));
      for (const one of selectors) {
        const wanted = all.flatMap((given, at) => {
          const equal = Object.entries(one.matchLabels ?? {}).every(
            ([key, value]) => Object.hasOwn(given, key) && given[key] === value,
          );
          return equal && (one.matchExpressions ?? []).every((each) => holds(each, given))
            ? [String(at)]
            : [];
        });
        const found = table.selected(one).map(({ storeNamespace }) => storeNamespace);
        expect(found.sort()).toEqual(wanted.sort());
        expect([table.matchesAny(one), table.matchesAny(one)]).toEqual([found.length > 0, found.length > 0]);
      }
    }),
    { numRuns: 500 },
  );
});
