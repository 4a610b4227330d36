import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ExactNumber, type Json, type JsonObject } from '../../json/json.ts';
import { readDocuments } from './documents.ts';
import { isSame } from './kubectl.test-support.ts';
import { nastyValue } from './nasty.test-support.ts';
import { printJsonList, printYaml } from './print.ts';

/** The text of `{v: value}` behind the key. */
function printed(value: Json): string {
  return printYaml([{ v: value }])
    .replace(/^v: ?/, '')
    .replace(/\n$/, '');
}

describe('printYaml', () => {
  it('prints blocks, with lists as far left as their key', () => {
    const object = {
      apiVersion: 'v1',
      spec: {
        list: ['a', 1, null, [], {}, ['b', ['c']], { d: 'e', f: ['g'] }],
        empty: {},
        none: [],
        text: 'one\n\n  two\n',
        'a b': true,
      },
    };
    expect(printYaml([object, { kind: 'List' }])).toBe(`apiVersion: v1
spec:
  list:
  - a
  - 1
  - null
  - []
  - {}
  - - b
    - - c
  - d: e
    f:
    - g
  empty: {}
  none: []
  text: |
    one

      two
  a b: true
---
kind: List
`);
  });

  it.each([
    'a',
    'Worker',
    '/bin/sh',
    'a b',
    'a:b',
    'http://x:80/y',
    'karpenter.sh/nodepool',
    'a-b',
    'nodepool_1',
  ])('leaves %s plain', (text) => {
    expect(printed(text)).toBe(text);
  });

  it.each([
    ...[
      '',
      ' ',
      'a ',
      ' a',
      'y',
      'No',
      'ON',
      'null',
      'True',
      'nan',
      '1',
      '012',
      '0x1F',
      '1_000',
      '1:30',
      '2026-01-01',
    ],
    ...[
      '~',
      '<<',
      '=',
      '.inf',
      '-',
      '- a',
      '?',
      ':',
      'a:',
      'a: b',
      'a #b',
      '#a',
      '*a',
      '&a',
      '!a',
      '|',
      '>',
      '%',
      '@',
    ],
    ...['[a]', '{a}', 'a,b', "'a'", '500m', '1Gi', '-x', '.', 'é'],
  ])('quotes %j', (text) => {
    expect(printed(text)).toBe(JSON.stringify(text));
  });

  it.each([
    ['\u007f\u0085\u009f\u2028\u2029\ufeff\uffff', '"\\u007f\\u0085\\u009f\\u2028\\u2029\\ufeff\\uffff"'],
    ['a\tb', '"a\\tb"'],
    ['😀"\\/', '"😀\\"\\\\/"'],
    ['a\n', '|\n  a'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n\n', '"a\\n\\n"'],
    [' a\nb', '" a\\nb"'],
    ['a \nb', '"a \\nb"'],
    ['a\n\tb', '"a\\n\\tb"'],
    ['\na', '"\\na"'],
    ['a\r\nb', '"a\\r\\nb"'],
  ])('prints %j', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  it('prints numbers as they are', () => {
    const numbers = [0, -1, 1.5, 1e21, 1e-7, new ExactNumber('9007199254740993'), new ExactNumber('1.10')];
    expect(numbers.map(printed)).toEqual(['0', '-1', '1.5', '1e+21', '1e-7', '9007199254740993', '1.10']);
  });

  it('writes a long key out', () => {
    expect(printYaml([{ ['k'.repeat(1001)]: [1] }])).toBe(`? ${'k'.repeat(1001)}\n:\n- 1\n`);
  });

  it.each([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['half a character', '\ud800'],
    ['half a character in a block', 'a\n\ud800'],
    ['a number beyond the doubles', new ExactNumber('1e400')],
    ['no number', new ExactNumber('0x1F')],
  ])('throws on %s', (_, value) => {
    expect(() => printYaml([{ v: value as Json }])).toThrow(TypeError);
    expect(() => printJsonList([{ v: value as Json }])).toThrow(TypeError);
  });
});

describe('printJsonList', () => {
  it('prints one list', () => {
    const objects: JsonObject[] = [{ a: new ExactNumber('1.10'), b: ['\u0085', {}, []], c: { d: null } }, {}];
    expect(printJsonList(objects)).toBe(`{
  "apiVersion": "v1",
  "kind": "List",
  "items": [
    {
      "a": 1.10,
      "b": [
        "\\u0085",
        {},
        []
      ],
      "c": {
        "d": null
      }
    },
    {}
  ]
}
`);
    expect(JSON.parse(printJsonList([]))).toEqual({ apiVersion: 'v1', kind: 'List', items: [] });
  });
});

describe('any value', () => {
  const objects = fc.array(
    nastyValue.map((v): JsonObject => ({ v })),
    { minLength: 1, maxLength: 3 },
  );
  const read = (text: string): Json[] => readDocuments(text).documents.map(({ value }) => value);

  it('is read back as it was', () => {
    const same = fc.property(objects, (objects) => {
      expect(read(printYaml(objects))).toEqual(objects);
      expect(read(printJsonList(objects))).toEqual([{ apiVersion: 'v1', kind: 'List', items: objects }]);
    });
    fc.assert(same, { numRuns: 1000, seed: 20260808 });
  });

  it('says the same to every reader, so that nothing is to be warned of', () => {
    const silent = fc.property(objects, (objects) => {
      expect(readDocuments(printYaml(objects)).documents.flatMap(({ warnings }) => warnings)).toEqual([]);
    });
    fc.assert(silent, { numRuns: 300, seed: 20260808 });
  });

  it.each(['1.1', '1.2'] as const)('is read by the yaml package, version %s', (version) => {
    const same = fc.property(objects, (objects) => {
      const documents = parseAllDocuments(printYaml(objects), {
        version,
        intAsBigInt: true,
        uniqueKeys: false,
      });
      const values = [...documents].map((document) => plain(document.toJS()));
      expect(isSame(values as Json, objects)).toBe(true);
    });
    fc.assert(same, { numRuns: 500, seed: 20260808 });
  });
});

/** Big integers as exact numbers. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint') return new ExactNumber(String(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
