import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber, type Json } from '../../json/json.ts';
import { complaints } from '../../sentence.test-support.ts';
import { filterFindings } from './filter-grammar.ts';
import { CONNECTIVES, OPERATORS, operandOf } from './filter-operators.ts';

/** Places and hints, as short as a table needs them. */
const told = (filter: Json) =>
  filterFindings(filter).map(({ pointer, hint }) => `${pointer.replace('/spec/filter', '')} ${hint}`);

const operand: Record<string, fc.Arbitrary<Json>> = {
  value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
  single: fc.oneof(fc.string(), fc.integer(), fc.boolean()),
  ordered: fc.oneof(fc.string(), fc.double(), fc.constant(new ExactNumber('9223372036854775807'))),
  list: fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { maxLength: 3 }),
  pattern: fc.string(),
  tokens: fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })),
};
const condition: fc.Arbitrary<Json> = fc
  .constantFrom(...OPERATORS)
  .chain((operator) =>
    fc
      .tuple(
        fc.constantFrom('id', 'lang', 'And', 'all', 'Eq'),
        operand[operandOf(operator) as string] as fc.Arbitrary<Json>,
        fc.option(fc.constant<Json>({ last_as_prefix: true }), { nil: undefined }),
      )
      .map(([attribute, value, options]) => [
        attribute,
        operator,
        value,
        ...(options === undefined ? [] : [options]),
      ]),
  );
const { filter: valid } = fc.letrec<{ filter: Json }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    condition,
    fc
      .tuple(fc.constantFrom('And', 'Or'), fc.array(tie('filter'), { maxLength: 3 }))
      .map((pair) => pair as Json),
    fc.tuple(fc.constant('Not'), tie('filter')).map((pair) => pair as Json),
  ),
}));

describe('filterFindings', () => {
  it('has nothing to say of a filter in its grammar', () => {
    fc.assert(
      fc.property(valid, (filter) => {
        expect(filterFindings(filter)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('has nothing to say of no filter', () => {
    expect(filterFindings(undefined)).toEqual([]);
    expect(filterFindings(null)).toEqual([]);
  });

  it('tells of any other JSON in whole sentences, and never throws', () => {
    const words = fc.constantFrom<Json>(
      ...OPERATORS,
      ...CONNECTIVES,
      'and',
      '!=',
      'lang',
      '$ref_new',
      '__proto__',
      '',
    );
    const json = fc.letrec<{ any: Json }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        words,
        fc.jsonValue() as fc.Arbitrary<Json>,
        fc.array(tie('any'), { maxLength: 5 }) as fc.Arbitrary<Json>,
        fc.dictionary(words.map(String), tie('any'), { maxKeys: 3 }) as fc.Arbitrary<Json>,
      ),
    })).any;
    fc.assert(
      fc.property(json, (filter) => {
        expect(filterFindings(filter).flatMap(({ message }) => complaints(message))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('looks no deeper than any other value may be', () => {
    let deep: Json = ['lang', 'Eqq', 1];
    for (let level = 0; level < 100_000; level++) deep = ['Not', deep];
    expect(filterFindings(deep)).toEqual([]);
  });

  it.each<[Json, string[]]>([
    // The operator that is meant.
    [['lang', '==', 'en'], ['/1 Write Eq.']],
    [['lang', '!=', 'en'], ['/1 Write NotEq.']],
    [['year', '>=', 2020], ['/1 Write Gte.']],
    [['year', '$lt', 2020], ['/1 Write Lt.']],
    [['lang', 'not in', ['en']], ['/1 Write NotIn.']],
    [['lang', 'NotEqu', 'en'], ['/1 Write NotEq.']],
    [['title', 'startsWith', 'a'], ['/1 Write [attribute, "Glob", "text*"].']],
    [['title', 'sounds', 'a'], ['/1 Write one of the operators.']],
    [['Eq', 'lang', 'en'], ['/0 Write [attribute, "Eq", value].']],
    [['OR', [['lang', 'Eq', 'en']]], ['/0 Write Or.']],
    // Too few items, and too many.
    [['lang', 'en'], [' Write [attribute, operator, value].']],
    [['lang', 'Eq'], [' Add the value; null stands for a row without one.']],
    [['lang', 'exists'], [' Write [attribute, "NotEq", null].']],
    [
      ['lang', 'In', 'en', 'de'],
      ['/2 Put the value into a list of its own, in brackets.', '/3 Put the values into one list.'],
    ],
    [['lang', 'In', 'en', 'de', 'fr'], [' Put the values into one list.']],
    [[], [' Leave filter out to choose every row.']],
    [['And', ['lang', 'Eq', 'en']], ['/1 Put the condition into a list of its own, or leave And out.']],
    [['And'], [' Write ["And", [...]] with all filters in the inner list.']],
    [['Not', 'lang'], ['/1 Write a list: ["lang", "Eq", "en"], or ["And", [...]] around several.']],
    [[['lang', 'Eq', 'en']], [' Take the outer brackets away.']],
    [
      [['lang', 'Eq', 'en'], 'and', ['year', '>', 1]],
      ['/1 Write ["And", [...]] with the filters in the inner list.', '/2/1 Write Gt.'],
    ],
    ['["lang", "Eq", "en"]', [' Take the quotes around it away.']],
  ])('tells of %j', (filter, expected) => expect(told(filter)).toEqual(expected));

  it.each<[Json, Json | undefined]>([
    [{ lang: 'en' }, ['lang', 'Eq', 'en']],
    [{ lang: ['en', 'de'] }, ['lang', 'In', ['en', 'de']]],
    [
      { year: { $gte: 2020, $lt: 2024 } },
      [
        'And',
        [
          ['year', 'Gte', 2020],
          ['year', 'Lt', 2024],
        ],
      ],
    ],
    [
      { $or: [{ lang: 'en' }, { year: 1 }] },
      [
        'Or',
        [
          ['lang', 'Eq', 'en'],
          ['year', 'Eq', 1],
        ],
      ],
    ],
    [{ not: { lang: 'en' } }, ['Not', ['lang', 'Eq', 'en']]],
    [{ field: 'lang', op: '!=', value: 'en' }, ['lang', 'NotEq', 'en']],
    ["lang = 'en'", ['lang', 'Eq', 'en']],
    ['title IS NOT NULL', ['title', 'NotEq', null]],
    ["title LIKE '%a_b%'", ['title', 'Glob', '*a?b*']],
    ["title not ilike 'a%'", ['title', 'NotIGlob', 'a*']],
    ["title LIKE '[%'", undefined],
    [
      "price BETWEEN 3 AND 5 AND lang = 'en'",
      [
        'And',
        [
          ['price', 'Gte', 3],
          ['price', 'Lte', 5],
          ['lang', 'Eq', 'en'],
        ],
      ],
    ],
    [
      'a is null or b > 1.5',
      [
        'Or',
        [
          ['a', 'Eq', null],
          ['b', 'Gt', 1.5],
        ],
      ],
    ],
    // No guess where there are several, or none.
    ['a = 1 and b = 2 or c = 3', undefined],
    ['lang in (1, 2)', undefined],
    [{ lang: { nested: { deep: 1 } } }, undefined],
    [{ lang: [null] }, undefined],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, undefined],
    [{}, undefined],
    [7, undefined],
  ])('shows what to write in place of %j', (filter, expected) => {
    const [finding] = filterFindings(filter);
    expect(finding?.write).toEqual(expected === undefined ? undefined : { filter: expected });
    if (expected !== undefined) expect(filterFindings(expected)).toEqual([]);
  });
});
