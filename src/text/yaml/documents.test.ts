import { describe, expect, it } from 'vitest';
import { ExactNumber, type Json } from '../../json/json.ts';
import { readDocuments } from './documents.ts';

const values = (text: string): Json[] => readDocuments(text).documents.map(({ value }) => value);
const problems = (text: string): string[] =>
  readDocuments(text).problems.map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`);

/** The value of a text without a fault. */
function value(text: string): Json | undefined {
  const { documents, problems } = readDocuments(text);
  expect(problems).toEqual([]);
  return documents[0]?.value;
}

describe('documents', () => {
  it.each([
    ['a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['---\na: 1\n--- # next\nb: 2', [{ a: 1 }, { b: 2 }]],
    ['# none\n---\n---\n\n---\na: 1\n---\n# none\n', [{ a: 1 }]],
    ['\ufeff---\na: 1', [{ a: 1 }]],
    ['\ufeff{"a": 1}', [{ a: 1 }]],
    ['a: 1\r\n---\r\nb: |\r\n  x\r\n  y\r\n', [{ a: 1 }, { b: 'x\ny\n' }]],
    ['a: 1\n...\n', [{ a: 1 }]],
    ['a: |\n  text\n  --- is text here', [{ a: 'text\n--- is text here\n' }]],
    ['null\n---\n~\n', []],
    ['', []],
    ['just text', ['just text']],
    ['{"a": 1}{"b": 2}\n{"c": 3}', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['{"a": 1}\n---\nb: no\n', [{ a: 1 }, { b: false }]],
    ['{a: no}', [{ a: false }]],
    [
      '{"a": "\\ud83d\\ude00\\/", "n": 1.10, "big": 9007199254740993}',
      [{ a: '😀/', n: new ExactNumber('1.10'), big: new ExactNumber('9007199254740993') }],
    ],
  ])('of %j', (text, expected) => {
    expect(problems(text)).toEqual([]);
    expect(values(text)).toEqual(expected);
  });

  it('are read past a broken one', () => {
    const text = 'a: 1\n---\nb: [\n---\nc: 3\n---\nd: 1\nd: 2\n--- x\ne: 5\n';
    expect(values(text)).toEqual([{ a: 1 }, { c: 3 }, { e: 5 }]);
    expect(problems(text)).toEqual(['SyntaxError 4:1', 'DuplicateKey 8:1', 'SyntaxError 9:1']);
  });

  it('know their line', () => {
    expect(readDocuments('# a\n\na: 1\n---\n\nb: 2\n').documents.map(({ line }) => line)).toEqual([3, 6]);
  });
});

describe('values', () => {
  it.each([
    ['a: &x [1, 2]\nb: *x', { a: [1, 2], b: [1, 2] }],
    ['a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}', { a: { k: 1, l: 2 }, b: { k: 1, l: 3 } }],
    ['b: {<<: [{k: 1}, {k: 2, l: 2}]}', { b: { k: 1, l: 2 } }],
    ['"<<": {k: 1}', { '<<': { k: 1 } }],
    ['a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
    ['a: ! 12\nb: !!str 12\nc: !mine 12', { a: '12', b: '12', c: '12' }],
    ['a: [\n  b\n]\nc: {\n  d: e\n}', { a: ['b'], c: { d: 'e' } }],
    ['a: "b\\\n\n  c"', { a: 'b\nc' }],
    ['a:\n- b\n- c: d\n  e: f', { a: ['b', { c: 'd', e: 'f' }] }],
    ['- - a\n  - b\n- c', [['a', 'b'], 'c']],
    ['[a:, b]', ['a:', 'b']],
    ['? a\n: b', { a: 'b' }],
    ['a:\nb: # c\n', { a: null, b: null }],
    ['__proto__: {a: 1}', JSON.parse('{"__proto__": {"a": 1}}') as Json],
    ['y: 1\nn: 2\n1: 3\n1.5: 4', { true: 1, false: 2, 1: 3, '1.5': 4 }],
  ])('of %j', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('problems', () => {
  it.each([
    ['a: 1\n\tb: 2', 'SyntaxError 2:1'],
    ['-\ta', 'SyntaxError 1:2'],
    ['a: b: c', 'SyntaxError 1:4'],
    ['a: [1,\n2\n', 'SyntaxError 1:4'],
    ['a: "x', 'SyntaxError 1:4'],
    ['a: 1\nb\nc: 2', 'SyntaxError 2:1'],
    ['a: @x', 'SyntaxError 1:4'],
    ['a: *x', 'SyntaxError 1:4'],
    ['a: "\\/"', 'SyntaxError 1:5'],
    ['a: "\\ud83d\\ude00"', 'SyntaxError 1:5'],
    ['[a b: c, d} ]', 'SyntaxError 1:11'],
    ['[a?b]', 'SyntaxError 1:3'],
    ['a: .inf', 'SyntaxError 1:4'],
    ['~: 1', 'SyntaxError 1:1'],
    ['[a]: 1', 'SyntaxError 1:1'],
    ['<<: 1', 'SyntaxError 1:5'],
    ['a: &x [*x]', 'SyntaxError 1:8'],
    ['%YAML 1.2\n---\na: 1', 'SyntaxError 1:1'],
    ['a: 1\n...\nb: 2', 'SyntaxError 3:1'],
    ['{a: 1}\nb: 2', 'SyntaxError 2:1'],
    ['a: \u0000', 'SyntaxError 1:4'],
    ['a: 😀 \u0007', 'SyntaxError 1:6'],
    ['a: "\ud800"', 'SyntaxError 1:5'],
    [`${'x'.repeat(1025)}: 1`, 'SyntaxError 1:1'],
    ['a: 1\na: 2', 'DuplicateKey 2:1'],
    ['y: 1\ntrue: 2', 'DuplicateKey 2:1'],
    ['1: a\n"1": b', 'DuplicateKey 2:1'],
    ['a: 1\n<<: {a: 2}', 'DuplicateKey 2:1'],
    ['{"a": 1, "a": 2}', 'DuplicateKey 1:10'],
    ['{"a": 1e400}', 'SyntaxError 1:7'],
    ['{"a": "\\ud800"}', 'SyntaxError 1:7'],
    ['{"a": 1}{"b": 2}x', 'SyntaxError 1:17'],
    ['{"a": tru, }}', 'SyntaxError 1:7'],
    [`${'- '.repeat(66)}a`, 'TooDeep 1:131'],
    [`${'['.repeat(100_000)}`, 'TooDeep 1:66'],
    [`{"a":${'['.repeat(100_000)}`, 'TooDeep 1:70'],
  ])('of %j', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it.each(['a: 1\na: 2', 'a: [', '{"a": 1e400}'])('leave nothing of %j', (text) => {
    expect(values(text)).toEqual([]);
  });

  it('takes 64 levels', () => {
    expect(problems(`${'['.repeat(64)}${']'.repeat(64)}`)).toEqual([]);
    expect(problems(`${'{"a":'.repeat(64)}1${'}'.repeat(64)}`)).toEqual([]);
  });

  it.each([
    ['a: */5 * * * *', 'Quote the value: "*/5 * * * *".'],
    ['a: {b: */15 2-4 * * mon-fri}', 'Quote the value: "*/15 2-4 * * mon-fri".'],
    ['a: *.x', 'Quote the value, if it is text.'],
  ])('shows how the schedule of %j is quoted', (text, hint) => {
    expect(readDocuments(text).problems.map((one) => one.hint)).toEqual([hint]);
  });

  it('stops at an alias bomb, and not at honest aliases', () => {
    const level = (depth: number): string =>
      `a${String(depth)}: &a${String(depth)} [${`*a${String(depth - 1)},`.repeat(9)}]\n`;
    const bomb = `a0: &a0 [x]\n${Array.from({ length: 20 }, (_, depth) => level(depth + 1)).join('')}`;
    expect(readDocuments(bomb).problems.map(({ code }) => code)).toEqual(['ExcessiveAliasing']);
    expect(problems(`a: &a {k: v}\nb: [${'*a,'.repeat(500)}]`)).toEqual([]);
  });
});

describe('warnings', () => {
  const warnings = (text: string): string[] =>
    readDocuments(text).documents.flatMap(({ warnings, locate: _, ...document }) =>
      warnings
        .map(({ pointer, at, hint }) => `${pointer} ${at} ${hint}`)
        .concat(document.value === null ? 'null' : []),
    );

  it.each([
    ['a: [x, no]', '/a/1 value Write "no" for the text, or false for what kubectl reads.'],
    ['y: 1', '/true key Write "y" for the text, or true for what kubectl reads.'],
    ['a: 012', '/a value Write "012" for the text, or 10 for what kubectl reads.'],
    ['a: 1e400', '/a value Write "1e400" for the text.'],
    ['a: {<<: {b: 1}}', '/a/<< key Write the merged keys out, or "<<" for a key of that name.'],
  ])('of %j', (text, expected) => {
    expect(warnings(text)).toEqual([expected]);
  });

  it.each(['a: "no"\nb: true\nc: 1.10', '{"y": "no"}', 'a: !!str no'])('none for %j', (text) => {
    expect(warnings(text)).toEqual([]);
  });
});

describe('locate', () => {
  const TEXT = `# first
kind: List
items:
- a: &anchor
    b: 1   # one
  😀: {c: "x", d: [1, 2]}
  e: *anchor
  <<: {f: 6}
  g:
`;
  it.each([
    ['', 'value', 2, 1],
    ['/items', 'key', 3, 1],
    ['/items/0/a/b', 'key', 5, 5],
    ['/items/0/a/b', 'value', 5, 8],
    ['/items/0/😀/d/1', 'value', 6, 22],
    ['/items/0/e/b', 'value', 5, 8],
    ['/items/0/f', 'key', 8, 8],
    ['/items/0/<<', 'key', 8, 3],
    ['/items/0/g', 'value', 9, 3],
    ['/items/0/a/missing/deep', 'value', 4, 3],
    ['/items/7', 'value', 3, 1],
    ['/missing', 'value', 2, 1],
  ] as const)('%s, its %s', (pointer, at, line, column) => {
    expect(readDocuments(TEXT).documents[0]?.locate(pointer, at)).toMatchObject({ line, column });
  });

  it('counts in the whole text, from behind a byte order mark', () => {
    const { documents } = readDocuments('\ufeffa: 1\n---\nb: 2\n');
    expect(
      documents.map((document, index) => document.locate(['/a', '/b'][index] as string, 'value')),
    ).toEqual([
      { line: 1, column: 4, index: 3 },
      { line: 3, column: 4, index: 3 },
    ]);
  });

  it('finds its way in JSON', () => {
    const [, second] = readDocuments('{"a": 1}\n{"b": {"c": [1,\n 2]}}').documents;
    expect(second?.locate('/b/c/1', 'value')).toEqual({ line: 3, column: 2, index: 1 });
  });
});

it('shows the lines of the text', () => {
  const { sourceLine } = bound('\ufeffa\r\nb\n');
  expect([0, 1, 2, 3, 4].map(sourceLine)).toEqual(['', 'a', 'b', '', '']);
});

function bound(text: string): { sourceLine: (line: number) => string } {
  const read = readDocuments(text);
  return { sourceLine: (line) => read.sourceLine(line) };
}

it.each([
  ['one line', `a: "${'x '.repeat(1_000_000)}"`],
  ['no end', `a: "${'x\n'.repeat(500_000)}`],
  ['a long key', 'x'.repeat(1_000_000)],
  ['colons', 'a:'.repeat(500_000)],
  ['dashes', '- '.repeat(500_000)],
  ['anchors', '&a '.repeat(300_000)],
  ['separators', '---\n'.repeat(250_000)],
  ['tabs', '\t'.repeat(1_000_000)],
  ['digits', `a: ${'1'.repeat(1_000_000)}`],
  ['base64', `a: !!binary ${'a'.repeat(1_000_000)}`],
  ['duplicates', 'a: 1\n'.repeat(200_000)],
  ['surrogates', '\ud800'.repeat(500_000)],
])('reads a megabyte of %s without a fuss', (_, text) => {
  const start = performance.now();
  readDocuments(text);
  expect(performance.now() - start).toBeLessThan(20_000);
});
