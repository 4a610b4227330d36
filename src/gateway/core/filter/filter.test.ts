import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactNumber, type Json, type JsonObject } from '../../../json/json.ts';
import { compare, equal } from './compare.ts';
import { readFilter } from './filter.ts';
import type { StoreName } from './stores.ts';

const big = (text: string) => new ExactNumber(text);
const matches = (filter: Json, row: JsonObject, store: StoreName = 'turbopuffer') =>
  readFilter(filter, store).matches(row);

describe('a filter', () => {
  test.each<[string, Json, JsonObject, boolean]>([
    // As the vendor's documentation and MiniFugu have it: null is lowest, and what is not equal may be absent.
    ['Eq null matches what is absent', ['a', 'Eq', null], {}, true],
    ['Eq null matches null', ['a', 'Eq', null], { a: null }, true],
    ['NotEq null matches a value', ['a', 'NotEq', null], { a: 0 }, true],
    ['NotEq null', ['a', 'NotEq', null], {}, false],
    ['NotEq matches what is absent', ['a', 'NotEq', 'x'], {}, true],
    ['NotIn matches what is absent', ['a', 'NotIn', ['x']], {}, true],
    ['NotGlob matches what is absent', ['a', 'NotGlob', 'x*'], {}, true],
    ['NotContains matches what is absent', ['a', 'NotContains', 'x'], {}, true],
    ['NotContainsAny matches what is absent', ['a', 'NotContainsAny', ['x']], {}, true],
    ['Lt matches what is absent', ['a', 'Lt', 1], {}, true],
    ['Lte matches what is absent', ['a', 'Lte', 1], {}, true],
    ['Gt does not match what is absent', ['a', 'Gt', 1], {}, false],
    ['Gte does not match what is absent', ['a', 'Gte', 1], {}, false],
    ['Not brings back what is absent', ['Not', ['a', 'Gt', 1]], {}, true],
    // Types stay apart.
    ['a text is no number', ['a', 'Eq', 1], { a: '1' }, false],
    ['true is no number', ['a', 'Eq', 1], { a: true }, false],
    ['a text has no order to a number', ['a', 'Gt', 1], { a: '2' }, false],
    ['numbers are equal however they are written', ['a', 'Eq', 1], { a: big('1.0') }, true],
    ['64-bit integers', ['a', 'Eq', big('9223372036854775807')], { a: big('9223372036854775806') }, false],
    [
      '64-bit integers in order',
      ['a', 'Gt', big('9223372036854775806')],
      { a: big('9223372036854775807') },
      true,
    ],
    ['beyond a double', ['a', 'Lt', big('1e400')], { a: 1e308 }, true],
    ['small ones', ['a', 'Lt', 0], { a: big('-0.0000000000000000000001') }, true],
    ['In', ['a', 'In', [1, 2]], { a: 2 }, true],
    ['In of nothing', ['a', 'In', []], { a: 2 }, false],
    ['In looks into a list', ['a', 'In', ['x', 'y']], { a: ['y'] }, true],
    ['NotIn looks into a list', ['a', 'NotIn', ['x', 'y']], { a: ['z', 'y'] }, false],
    ['Contains', ['a', 'Contains', 'x'], { a: ['x'] }, true],
    ['Contains of a text', ['a', 'Contains', 'x'], { a: 'x' }, false],
    ['ContainsAny', ['a', 'ContainsAny', ['x', 'y']], { a: ['y'] }, true],
    ['AnyLt', ['a', 'AnyLt', 3], { a: [5, 2] }, true],
    ['AnyGte', ['a', 'AnyGte', 6], { a: [5, 2] }, false],
    ['texts by code points', ['a', 'Lt', '\u{1f600}'], { a: '\uff5e' }, true],
    ['Glob of all', ['a', 'Glob', 'a*c'], { a: 'abbc' }, true],
    ['Glob crosses slashes', ['a', 'Glob', 'a*c'], { a: 'a/b/c' }, true],
    ['Glob is of the whole text', ['a', 'Glob', 'a*'], { a: 'ba' }, false],
    ['Glob has alternatives', ['a', 'Glob', '{ab,c?}'], { a: 'cd' }, true],
    ['Glob has ranges', ['a', 'Glob', '[!a-c]x'], { a: 'dx' }, true],
    ['Glob escapes', ['a', 'Glob', String.raw`a\*`], { a: 'ab' }, false],
    ['Glob is of the case', ['a', 'Glob', 'A'], { a: 'a' }, false],
    ['IGlob is not', ['a', 'IGlob', 'A'], { a: 'a' }, true],
    ['NotIGlob', ['a', 'NotIGlob', 'A*'], { a: 'abc' }, false],
    ['Regex matches anywhere', ['a', 'Regex', 'b+'], { a: 'abbc' }, true],
    ['Regex in a list', ['a', 'Regex', '^b'], { a: ['a', 'b'] }, true],
    ['ContainsAllTokens', ['a', 'ContainsAllTokens', 'Blue shoe'], { a: 'a shoe, blue' }, true],
    [
      'ContainsAllTokens of a prefix',
      ['a', 'ContainsAllTokens', 'blue sh', { last_as_prefix: true }],
      { a: 'blue shoe' },
      true,
    ],
    ['ContainsAnyToken', ['a', 'ContainsAnyToken', ['red', 'shoe']], { a: 'a shoe' }, true],
    ['ContainsTokenSequence', ['a', 'ContainsTokenSequence', 'shoe blue'], { a: 'blue shoe' }, false],
    [
      'Fuzzy',
      ['a', 'Fuzzy', 'turbopufer', { max_edit_distance: [{ min_query_chars: 6, distance: 1 }] }],
      { a: 'my turbopuffer' },
      true,
    ],
    [
      'Fuzzy of too short a text',
      ['a', 'Fuzzy', 'turb', { max_edit_distance: [{ min_query_chars: 6, distance: 1 }] }],
      { a: 'turb' },
      false,
    ],
    ['an attribute called And', ['And', 'Eq', 1], { And: 1 }, true],
    ['an attribute called __proto__', ['__proto__', 'Eq', null], {}, true],
    ['nothing under And', ['And', []], {}, true],
    ['nothing under Or', ['Or', []], {}, false],
  ])('%s', (_, filter, row, expected) => expect(matches(filter, row)).toBe(expected));

  test("has SQL's unknown in pgvector, and no order of null in search", () => {
    expect(matches(['Not', ['a', 'Gt', 1]], {}, 'pgvector')).toBe(false);
    expect(matches(['a', 'NotEq', 1], {}, 'pgvector')).toBe(false);
    expect(matches(['a', 'Eq', null], {}, 'pgvector')).toBe(true);
    expect(
      matches(
        [
          'Or',
          [
            ['a', 'Eq', 1],
            ['b', 'Eq', 2],
          ],
        ],
        { b: 2 },
        'pgvector',
      ),
    ).toBe(true);
    expect(
      matches(
        [
          'Not',
          [
            'And',
            [
              ['a', 'Eq', 1],
              ['b', 'Eq', 2],
            ],
          ],
        ],
        { b: 3 },
        'pgvector',
      ),
    ).toBe(true);
    expect(matches(['a', 'Lt', 1], {}, 'search')).toBe(false);
    expect(matches(['a', 'NotEq', 1], {}, 'search')).toBe(true);
  });

  test.each<[StoreName, Json, string]>([
    [
      'turbopuffer',
      [
        'Or',
        [
          ['a', 'Eq', 1],
          ['a', 'Equals', 1],
        ],
      ],
      'spec.filter[1][1][1] is "Equals"',
    ],
    ['turbopuffer', ['a', 'In', [null]], 'spec.filter[2][0] is null, which cannot stand in the list of In'],
    ['turbopuffer', ['a', 'Regex', '('], 'spec.filter[2] is "(", which is no pattern'],
    ['turbopuffer', ['a', 'Glob', '[a'], 'spec.filter[2] is "[a", which is no glob: a bracket is not closed'],
    ['turbopuffer', ['a', 'Glob', '{a'], 'a brace is not closed'],
    ['turbopuffer', ['a', 'Fuzzy', 'a'], 'spec.filter[3] must be'],
    [
      'pgvector',
      ['And', [['a', 'Contains', 1]]],
      'spec.filter[1][0][1] is Contains, which the store pgvector does not have',
    ],
    ['search', ['Not', ['a', 'Eq', 1]], 'spec.filter[0] is Not, which the store search does not have'],
  ])('of %s is refused at its place: %j', (store, filter, message) => {
    expect(() => readFilter(filter, store)).toThrow(message);
  });

  test('takes time that grows with the text, whatever the pattern', () => {
    const text = 'a'.repeat(5_000);
    const begun = performance.now();
    expect(matches(['a', 'Glob', '*a*a*a*a*a*b'], { a: text })).toBe(false);
    expect(matches(['a', 'Regex', '(a+)+$b'], { a: text })).toBe(false);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test('compares numbers as their mathematical values', () => {
    const integer = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
    const number = (value: bigint): Json =>
      String(Number(value)) === String(value) ? Number(value) : big(String(value));
    fc.assert(
      fc.property(integer, integer, fc.nat(5), (a, b, zeros) => {
        const order = compare(number(a), number(b)) ?? Number.NaN;
        expect(Math.sign(order)).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(equal(number(a), big(`${a}.${'0'.repeat(zeros + 1)}`))).toBe(true);
        if (a !== 0n) expect(equal(number(a), big(`${a}e-${zeros}`))).toBe(zeros === 0);
      }),
    );
  });
});
