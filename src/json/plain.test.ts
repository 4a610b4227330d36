import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tooDeepAt } from './depth.ts';
import { ExactNumber, isArray, isObject, type Json } from './json.ts';
import { isPlain } from './plain.ts';

const leaf = fc.constantFrom<Json>('a', '', 1, true, 'b', 'c', null, new ExactNumber('1.10'));
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaf, weight: 5 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 2 },
    { arbitrary: fc.dictionary(fc.constantFrom('a', 'text', 'c'), tie('value'), { maxKeys: 3 }), weight: 3 },
  ),
}));

/** Whether a null stands in a mapping, or an exact number anywhere. */
function holdsOther(value: Json): boolean {
  if (value instanceof ExactNumber) return true;
  if (isArray(value)) return value.some(holdsOther);
  return isObject(value) && Object.values(value).some((item) => item === null || holdsOther(item));
}

it('is true of what is not too deep and holds nothing that has to be taken out', () => {
  const same = fc.property(value, fc.nat(4), (value, levels) => {
    expect(isPlain(value, levels)).toBe(tooDeepAt(value, levels) === null && !holdsOther(value));
  });
  fc.assert(same, { numRuns: 5000, seed: 20261127 });
});
