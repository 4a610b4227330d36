import { expect, it } from 'vitest';
import { readDocuments } from './documents.ts';

it.each([
  ['a:\n  b:\n\u00a0\u00a0c: 1', '/\u00a0\u00a0c key A no-break space'],
  ['a:\n  b: 1\n  \u00a0c: 1', '/a/\u00a0c key A no-break space'],
  ['a: b\u00a0', '/a value A no-break space'],
  ['a: b\u00a0# c', '/a value A no-break space'],
  ['a\u00a0: b', '/a\u00a0 key A no-break space'],
  ['a\u200bb: 1', '/a\u200bb key A zero-width space'],
  ['a: b\u200bc', '/a value A zero-width space'],
  ['a:\n  \ufeffb: 1', '/a/\ufeffb key A byte order mark'],
  ['“a”: 1', '/“a” key The quotation mark “'],
  ['a: “b”', '/a value The quotation mark “'],
  ['a: ‘b’', '/a value The quotation mark ‘'],
  ['a: [„b“, c]', '/a/0 value The quotation mark „'],
  ['{“a”: 1}', '/“a” key The quotation mark “'],
  ['a:\n  b：1', '/a value The character ：'],
  ['a：b: 1', '/a：b key The character ：'],
  ['a:\n  – b', '/a value The character –'],
  ['a:\n  b:1', '/a value No blank stands behind the colon of b'],
  ['a:\n  b:1\n  c:2', '/a value No blank stands behind the colon of b'],
  ['a: {b:1}', '/a/b:1 key No blank stands behind the colon of b'],
  ['a:\n- b\nc:\n  -d', '/c value No blank stands behind the dash'],
  ['a:\n  -b: 1\n  c: 2', '/a/-b key No blank stands behind the dash'],
  ['a: !b c', '/a value "!b" is a tag for YAML'],
  ['a: [x, !=, 1]', '/a/1 value "!=," is a tag for YAML'],
])('%j is hardly what was meant', (text, expected) => {
  const { documents, problems } = readDocuments(text);
  expect(problems).toEqual([]);
  expect(
    documents.flatMap(({ warnings }) =>
      warnings.map(({ pointer, at, message }) => `${pointer} ${at} ${message}`),
    ),
  ).toEqual([expect.stringContaining(expected)]);
});

it.each([
  'a: "“b”"\nc: \'\u00a0\'\n"d\u00a0": e',
  'a: he said “no”\nb: “no” he said\nc: 10\u00a0km\nd: 3–4',
  'a:\n- b:c\n- -d\n- http://x:1/y\ne: x:1',
  'a:\n  http://x/y\nb:\n  "c:d"\ne:\n  - f',
  'a: |\n  b:c\n  -d\n  \u00a0“e”\n',
  'a: !!str 1\nb: ! 2\n',
  'a: b\u200dc\nd: ✓\nexample.com/x:\n  z: z',
  'a: -1\nb: [-1, -c]\nc:\n  -1\n',
])('nothing is to be said of %j', (text) => {
  expect(readDocuments(text).documents.flatMap(({ warnings }) => warnings)).toEqual([]);
});
