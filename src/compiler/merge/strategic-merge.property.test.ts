import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { patch, pod } from './strategic-merge.test.arbitrary.ts';
import { strategicMerge } from './strategic-merge.ts';

const words = [
  'containers',
  'name',
  'udf',
  '$patch',
  'delete',
  'replace',
  '$retainKeys',
  '$setElementOrder/env',
  'env',
];

/** JSON of any shape, most of it made of the words of patches. */
const anything = fc.letrec<{ json: Json; object: JsonObject }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(null, true, 0, 1.5, ...words),
    fc.jsonValue() as fc.Arbitrary<Json>,
    fc.array(tie('json'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...words), fc.string()), tie('json'), { maxKeys: 5 }),
})).object;

describe('strategicMerge', () => {
  it.each([
    ['patches', fc.tuple(pod, patch)],
    ['any JSON', fc.tuple(anything, anything)],
  ])('never throws and leaves %s as they were', (_, pairs) => {
    fc.assert(
      fc.property(pairs, ([original, patch]) => {
        const before = JSON.stringify([original, patch]);
        strategicMerge(freeze(original), freeze(patch), 'PodSpec');
        expect(JSON.stringify([original, patch])).toBe(before);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing with an empty patch', () => {
    fc.assert(
      fc.property(pod, (original) => {
        expect(strategicMerge(original, {}, 'PodSpec')).toEqual({ value: original, problems: [] });
      }),
    );
  });

  it('gives no null and no directive where there is no problem', () => {
    fc.assert(
      fc.property(pod, patch, (original, patch) => {
        const { value, problems } = strategicMerge(original, patch, 'PodSpec');
        if (problems.length === 0) expect(JSON.stringify(value)).not.toMatch(/"\$|":null/);
      }),
      { numRuns: 300 },
    );
  });
});

function freeze<T extends Json>(value: T): T {
  if (isArray(value)) value.forEach(freeze);
  else if (isObject(value)) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
