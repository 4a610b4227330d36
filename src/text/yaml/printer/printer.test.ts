/** What a printer remembers of the objects before never shows. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../json/json.ts';
import { nastyValue } from '../nasty.test-support.ts';
import { Printer } from './printer.ts';

/** Each object by a printer of its own. */
function apart(objects: readonly JsonObject[], leafEnd = ''): string[] {
  return objects.map((object) => printed(new Printer(leafEnd), object));
}

function together(objects: readonly JsonObject[], leafEnd = ''): string[] {
  const printer = new Printer(leafEnd);
  return objects.map((object) => printed(printer, object));
}

function printed(printer: Printer, object: JsonObject): string {
  printer.print(object, '---\n');
  return printer.take();
}

/** Few keys and leaves, so that most come again: at the same place, at another, or as something else. */
const key = fc.constantFrom('a', 'b', 'c', 'd', 'kind', 'k'.repeat(70), 'no', '');
const leaf = fc.constantFrom<Json>(
  ...['a', 'b', '', 'no', '1', 1, 0, -0, true, null, 'x\ny\n', 'y'.repeat(70), `${'z'.repeat(70)}\nz\n`],
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaf, weight: 4 },
    { arbitrary: fc.array(tie('value'), { maxLength: 4 }), weight: 1 },
    { arbitrary: fc.dictionary(key, tie('value'), { maxKeys: 5 }), weight: 3 },
  ),
}));

/** Objects, each of them with a change or none against one of the others. */
const objects = fc
  .tuple(
    fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), value), { minLength: 1, maxLength: 30 }),
  )
  .map(([first, changes]) => {
    const all: JsonObject[] = [first];
    for (const [of, at, to] of changes) {
      const base = all[of % all.length] as JsonObject;
      all.push(changed(base, at, to) as JsonObject, base);
    }
    return all;
  });

/** The value with another one somewhere in it. */
function changed(value: Json, at: number, to: Json): Json {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.length === 0) return to;
  const chosen = keys[at % keys.length] as string;
  const item = changed((value as JsonObject)[chosen] as Json, Math.floor(at / keys.length), to);
  if (Array.isArray(value)) return value.map((one, index) => (index === Number(chosen) ? item : one));
  return { ...(value as JsonObject), [chosen]: item };
}

it.each(['', '\0'])('prints objects that are nearly alike, with leaf end %j', (leafEnd) => {
  const same = fc.property(objects, (objects) => {
    expect(together(objects, leafEnd)).toEqual(apart(objects, leafEnd));
  });
  fc.assert(same, { numRuns: 2000, seed: 20261127 });
});

it('prints objects of more kinds than it tells apart', () => {
  const objects = Array.from({ length: 200 }, (_, index) => ({
    kind: `k${index % 90}`,
    a: { b: index % 7 },
  }));
  expect(together(objects)).toEqual(apart(objects));
});

it('prints objects that are nothing alike', () => {
  const any = fc.array(
    nastyValue.map((v): JsonObject => ({ v })),
    { minLength: 2, maxLength: 8 },
  );
  const same = fc.property(any, (objects) => {
    expect(together(objects)).toEqual(apart(objects));
  });
  fc.assert(same, { numRuns: 500, seed: 20261127 });
});

it('prints long lists, whose items it does not tell apart', () => {
  const list = (length: number, of: (index: number) => Json): JsonObject => ({
    list: Array.from({ length }, (_, index) => of(index)),
  });
  const objects = [
    ...[31, 32, 33, 34, 35, 80, 80, 33].map((length) => list(length, () => 'x')),
    ...[80, 80].map((length) => list(length, (index) => ({ a: 'x', b: index % 2 === 0 ? 'x' : 'y' }))),
    ...[80, 80, 34].map((length) =>
      list(length, (index) => (index % 3 === 0 ? ['x', 'x'] : { a: ['x', {}] })),
    ),
    ...[80, 80].map((length) => list(length, (index) => (index > 40 ? { b: 'x' } : { a: 'x', b: 'x' }))),
  ];
  expect(together(objects)).toEqual(apart(objects));
});

it('prints on when there are more places than it keeps', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 12_000 }, (_, index) => [`k${index}`, { a: [index, 'x'] }]),
  );
  const objects = [
    { a: 'x', l: [1, { b: 2 }] },
    wide,
    { a: 'x', l: [1, { b: 2 }, { c: [3] }], z: wide },
    wide,
  ];
  expect(together(objects)).toEqual(apart(objects));
});

it('prints on after it has thrown', () => {
  const objects = [{ a: 'x', b: { c: 'y' }, d: 'z' }, { q: 'x' }];
  const printer = new Printer();
  for (const object of objects) printed(printer, object);
  expect(() => printer.print({ a: 'x', b: { c: Number.NaN } })).toThrow(TypeError);
  printer.take();
  expect(printed(printer, objects[1] as JsonObject)).toBe(apart(objects)[1]);
});
