/** The short way says what the whole reader says, or nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isObject, type Json } from '../../../json/json.ts';
import { compose } from '../compose.ts';
import { misreadings } from '../misread.ts';
import { PLAIN } from '../nasty.test-support.ts';
import { parseDocument } from '../parse.ts';
import { Keys } from './keys.ts';
import { readCommonStyle } from './style.ts';

/** What the documents before have shown; it may never show. */
const LEARNT = new Keys();

/** What the whole reader makes of a text, where it has nothing to say of it. */
function whole(text: string): { value: Json; start: number } | undefined {
  const node = parseDocument(text, 0);
  if (node === undefined) return undefined;
  const { value, duplicates, warnings } = compose(node);
  if (duplicates.length + warnings.length + misreadings(node, text, 0).length > 0) return undefined;
  return { value, start: node.start };
}

/** Whether it gave up on the text; where it did not, it said what the whole reader says, keys in the same order. */
function hasGivenUp(text: string): boolean {
  const common = readCommonStyle(text, 0, text.length, LEARNT);
  if (common === undefined) return true;
  expect({ text, ...ordered(common) }).toEqual({ text, ...ordered(whole(text)) });
  return false;
}

function ordered(found: { value: Json; start: number } | undefined) {
  return found === undefined ? {} : { ...found, order: keysOf(found.value) };
}

function keysOf(value: Json): unknown {
  if (Array.isArray(value)) return value.map(keysOf);
  return isObject(value) ? Object.entries(value).map(([key, item]) => [key, keysOf(item)]) : null;
}

const DOCUMENTS = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ya?ml$/.test(name))
  .flatMap((name) => readFileSync(`fixtures/${name}`, 'utf8').split(/^---\n/m));

it('reads most documents of the fixtures', () => {
  expect(DOCUMENTS.filter(hasGivenUp).length).toBeLessThan(DOCUMENTS.length / 2);
});

it.each([
  ['a: 1\nb:\n  - x\n  - k: [1, "2", []]\n    z: null # why\n\nc:\n- - a\n  - b\n-\n  d: e f\nlast:\n'],
  ['# above\n\n  a: "#" # é\n  b: \'"\'\n  c: a#b, {c}:d:e [f]\n'],
  ['a: -1\nb: .5\nc: --flag\nd: 9007199254740993\ne: /bin\nf:\n  - - - g: h\n        i: j\n'],
])('reads %j', (text) => {
  expect(hasGivenUp(text)).toBe(false);
});

it.each([
  // Others read another value, or the writer meant another.
  ['a: yes\n', 'a: 010\n', 'yes: 1\n', '1: a\n', 'a: 1\na: 2\n', '- a:b\n  c\n', '<<: 1\n', 'a: .inf\n'],
  // In another style, or wrong.
  ['a: b\n  c\n', 'a: "b\n  c"\n', 'a: |\n  b\n', 'a: &b c\n', 'a: {b: c}\n', 'a: !c b\n', 'a: "\\n"\n'],
  [
    "a: 'b''c'\n",
    'a: b: c\n',
    'a:\tb\n',
    'a: b\t\n',
    'a:\n    b: 1\n  c: 2\n',
    ' a: 1\nb: 2\n',
    'a: [b\n]\n',
  ],
  [
    'a: 1',
    'a: 1\r\n',
    'a: é\n',
    '# \u2028b\na: 1\n',
    'just text\n',
    '- a\nb: 1\n',
    'a:\n- b\n - c\n',
    '...\n',
  ],
  [
    '__proto__: 1\n',
    'toString: 1\n',
    '',
    '# none\n',
    'a: "b" c\n',
    'a: [b] c\n',
    '"a": b\n',
    'a: [b c]\n',
    '%a\n',
  ],
])('leaves to the whole reader %j', (...texts) => {
  expect(texts.filter((text) => !hasGivenUp(text))).toEqual([]);
});

const SCALARS = [
  ...PLAIN,
  'word',
  'two words',
  '"q"',
  "'s'",
  '[a, "b"]',
  '[[1], []]',
  '[',
  ']',
  '',
  '# c',
  'x # c',
  'x #',
  '"q" # c',
];
const KEYS = ['a', 'b', 'c', 'd.e/f-g', 'yes', 'n', 'NaN1', 'constructor', '1', '"a"', '<<', '- a'];

const line = fc
  .tuple(
    fc.constantFrom('', '', '  ', '  ', '    ', '      ', '\t'),
    fc.constantFrom('', '', '', '- ', '-', '-   ', '- - ', '# '),
    fc.oneof(
      fc.constant(''),
      fc.constantFrom(...KEYS).map((key) => `${key}:`),
    ),
    fc.constantFrom('', ' ', ' ', '  '),
    fc.oneof(fc.constant(''), fc.constant('x'), fc.constantFrom(...SCALARS)),
  )
  .map((parts) => `${parts.join('')}\n`);

it('agrees about texts made of lines', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      if (!hasGivenUp(lines.join(''))) taken++;
    }),
    { numRuns: 20_000, seed: 20261126 },
  );
  expect(taken).toBeGreaterThan(300);
});

const PIECES = [
  ' ',
  '  ',
  '\n',
  '\n  ',
  '- ',
  ': ',
  ':',
  '#',
  ' # ',
  '"',
  "'",
  '[',
  ']',
  ', ',
  'é',
  '\t',
  '\r',
  '1',
  'a',
  '-',
  '.',
  '\u0085',
  '&',
  '!',
  '{',
  '---',
];

it('agrees about documents of the fixtures with something put in or taken out', () => {
  const place = fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', ...PIECES));
  let taken = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...DOCUMENTS),
      fc.array(place, { minLength: 1, maxLength: 3 }),
      (document, changes) => {
        const text = changes.reduce((before, [at, length, piece]) => {
          const start = at % (before.length + 1);
          return before.slice(0, start) + piece + before.slice(start + length);
        }, document);
        if (/^---/m.test(text) || /[\0-\u0008\u007f\ufffe\uffff]/.test(text)) return;
        if (!hasGivenUp(text)) taken++;
      },
    ),
    { numRuns: 20_000, seed: 20261126 },
  );
  expect(taken).toBeGreaterThan(2000);
});
