/** Texts that some reader of YAML takes for something else, documents made of them, and values. */
import fc from 'fast-check';
import { ExactNumber, type Json } from '../../json/json.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Plain scalars: words and numbers of YAML 1.1 and 1.2, and what begins or ends as something else does. */
export const PLAIN = words(`
  y Y yes Yes n N no No NO on On off OFF true True TRUE tRue false null Null NULL ~ nan .nan .NaN .inf -.inf +.Inf
  0 00 -0 +1 -1 1_ 1_000 _1 1__0 0_1 - + 012 -012 0o14 0O14 -0o14 0o 08 09 0b11 0B11 -0b11 0b-11 0b+1 +0b1 0b2 0b
  0x1F 0X1F -0x1f 0x 0x_1 9007199254740993 -9007199254740993 9223372036854775807 9223372036854775808 0b1111
  18446744073709551615 -9223372036854775808 -9223372036854775809 18446744073709551616 +18446744073709551615
  0777777777777777777777777 0xFFFFFFFFFFFFFFFF 0xFFFFFFFFFFFFFFFFF 1e3 1E3 1e+3 0.1e1 1e 1e400 -1e400 1e-400
  1e21 1e-7 5. 0. .5 +.5 -.5 .5_0 ._5 .5_ .5e1_0 .5e999 1.10 1.0 0.0 -0.0 685_230.15 0.1234567890123456789
  3.141592653589793 1000000.5 1_000_000.0 123456.7 1:30 190:20:30 2026-01-01 2001-12-14t21:59:43.10-05:00 = << 1d
  1.2.3 . .. ...x --1 -x ?x :x x: a#b a:b /x http://x/?a=b x?y 😀`);

/** Other values, in every style, some of them wrong. Lines after the first are indented by six, or too little. */
const STYLED = [
  '',
  ...[
    `'x'`,
    '"x"',
    `'it''s'`,
    `"'"`,
    `"\\'"`,
    '"\\x41\\u263a\\U0001F600"',
    '"\\/"',
    '"\\ud83d"',
    '"\\N\\_\\L\\P\\e"',
  ],
  ...[
    '"a\\\n      b"',
    '"a\\\n\n      b"',
    '"a\n      b"',
    `'a\n\n      b'`,
    'a\n      b',
    'a # b',
    'a\n\n      b',
    '" \t"',
    '"\ty"',
  ],
  ...[
    '|\n      a\n      b',
    '>\n      a\n      b\n\n        c\n',
    '|-\n      a',
    '|+\n      a\n\n',
    '>-\n      a\n      b',
    '|2\n       a',
    '|1-\n      a',
  ],
  ...[
    '"\u2028"',
    '"a\u2028 b"',
    `'a \u2029b'`,
    'a\u00a0',
    'a\u0085b',
    '\ufeffx',
    '@x',
    '`x',
    '%x',
    '!x',
    '&x',
    '*x',
    '|x',
  ],
  ...[
    '!!str 1',
    '!!int "3"',
    '!!int x',
    '!!float 3',
    '!!bool yes',
    '!!null ~',
    '!!null x',
    '!!binary aGk=',
    '!foo 1',
  ],
  ...[
    '! 12',
    '! "12"',
    '!!timestamp 2001-01-01',
    '!!timestamp x',
    '!!set {a, b}',
    '&a [1, 2]',
    '*a',
    '*b',
    '&b',
  ],
  ...[
    '{a: 1, b: [x, y]}',
    '[a: b, c]',
    '{a, b: c}',
    '[]',
    '{}',
    '{1.5: a, 1e3: b}',
    '{~: a}',
    '{? a : b}',
    '{"a":1}',
  ],
  ...[
    '{[a]: b}',
    '[\n      a,\n  b\n  ]',
    '{\n  a: b\n}',
    '"x\ny"',
    '[a?b]',
    '[a:, b]',
    '{a:}',
    '{a :b}',
    '{.inf: 1}',
  ],
  ...[
    '{<<: {q: 1}}',
    '{<<: [{q: 1}, {q: 2}], r: 1}',
    '{18446744073709551615: 1}',
    '{-0.0: 1}',
    '{08: 1}',
    '\tx',
    'a\t',
  ],
];

const LONG_KEYS = [1022, 1023, 1024, 1025].flatMap((length) => [
  'x'.repeat(length),
  `"${'😀'.repeat(length - 2)}"`,
]);

const KEYS = [...PLAIN, '"q"', `'s'`, '? x\n ', 'a b', '!!str 1', '&k kk', '"<<"', ...LONG_KEYS];

/**
 * The data of a ConfigMap: nasty keys and values in block and in flow form. Each pair has a mapping of its own, since
 * kubectl never looks at a value that a second key of that name hides.
 */
const structured = fc
  .array(
    fc.oneof(
      fc.tuple(key(), value()).map(([key, value]) => `    ${key}: ${value}\n`),
      fc.tuple(value(), value()).map((items) => items.map((item) => `    - ${item}\n`).join('')),
      fc.tuple(key(), value(), value()).map(([key, a, b]) => `    z: {${key}: [${a}, ${b}]}\n`),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => `\n${all.map((lines, index) => `  m${String(index)}:\n${lines}`).join('')}`);

function key(): fc.Arbitrary<string> {
  return fc.constantFrom(...KEYS);
}

function value(): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...PLAIN), fc.constantFrom(...STYLED));
}

const TOKENS = [
  ...[
    'a',
    'b',
    'c d',
    'a: ',
    'b: ',
    ': ',
    '- ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    ',',
    ', ',
    ' ',
    '\t',
    '"',
    "'",
    '#',
    ' #',
  ],
  ...[
    '\n  ',
    '\n    ',
    '\n      ',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\n\t',
    '\n  - ',
    '\n  b: ',
    '{a: ',
    '[a, ',
    '"a": ',
  ],
  ...[
    '&a ',
    '*a',
    '*a ',
    '&b',
    '!!str ',
    '!!int ',
    '! ',
    '!x ',
    '|\n',
    '>\n',
    '|-\n',
    '>+\n',
    '|2\n',
    '\\',
    '\\n',
  ],
  ...[
    '\\\n',
    '<<: ',
    '<<',
    '~',
    '1',
    '012',
    'no',
    'k:',
    ':',
    'a:b',
    '%',
    '@',
    '`',
    '?',
    'x?y',
    '-',
    '---',
    '.',
    '...',
  ],
  ...['\u2028', '\u0085', '\u00a0', '\ufeff', '😀'],
];

/** The data of a ConfigMap: tokens at random, mostly no YAML at all. */
const soup = fc
  .array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 14 })
  .map((all) => `\n  ${all.join('')}`);

export const nastyData = fc.oneof(structured, soup);

const nastyText = fc.oneof(
  fc.constantFrom(...PLAIN),
  fc.constantFrom(...STYLED),
  fc.constantFrom(...LONG_KEYS),
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 8 }).map((all) => all.join('')),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc
    .array(fc.constantFrom('a', ' b', 'c ', '- d', '#', '', 'é'), { maxLength: 5 })
    .map((lines) => lines.join('\n')),
);

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => (Object.is(double, -0) ? 0 : double)),
  fc.bigInt(2n ** 53n, 2n ** 62n).map((big) => new ExactNumber(String(-2n * big - 1n))),
  fc.constantFrom('1.10', '1.0', '1e3', '0.1234567890123456789').map((text) => new ExactNumber(text)),
);

/** Any value that can be printed. */
export const nastyValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(nastyText, nastyText, number, fc.constantFrom(null, true, false)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(nastyText, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
