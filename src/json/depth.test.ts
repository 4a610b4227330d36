import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_DEPTH, tooDeepAt } from './depth.ts';
import type { Json } from './json.ts';
import { segments } from './pointer.ts';

/** A value in so many lists and objects in turn. */
function nested(levels: number, inner: Json = 1): Json {
  let value = inner;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { 'a/b': value };
  return value;
}

it('lets a value pass up to the bound and says where it goes beyond', () => {
  expect(tooDeepAt(nested(MAX_DEPTH))).toBeNull();
  expect(tooDeepAt(nested(MAX_DEPTH, []))).toBeNull();
  expect(segments(tooDeepAt(nested(MAX_DEPTH, [1])) ?? '')).toHaveLength(MAX_DEPTH + 1);
  expect(tooDeepAt({ a: 1, b: { c: [[], [2]] } }, 2)).toBe('/b/c/0');
  expect(tooDeepAt([], 0)).toBeNull();
});

it('needs no more of the stack for a value of a million levels', () => {
  expect(segments(tooDeepAt(nested(1_000_000)) ?? '')).toHaveLength(MAX_DEPTH + 1);
});

it('is null exactly where no pointer of the value is longer', () => {
  const deepest = (value: Json): number =>
    typeof value !== 'object' || value === null
      ? 0
      : Math.max(0, ...Object.values(value).map((item) => 1 + deepest(item as Json)));
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(5), (value, levels) => {
      expect(tooDeepAt(value as Json, levels) === null).toBe(deepest(value as Json) <= levels);
    }),
  );
});
