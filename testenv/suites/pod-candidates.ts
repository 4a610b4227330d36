/** Values for the fields of a pod, by their types: usual ones, and those that just miss. */

import { itemType, rowOf, valueType } from '../../src/compiler/kubernetes/pod-types.ts';
import { WORDS } from '../../src/compiler/pod/field-words.ts';
import { ExactNumber, type Json } from '../../src/json/json.ts';

const LONG = 'x'.repeat(64);
const split = (texts: string) => texts.split(' ');

const TEXTS: readonly Json[] = [
  ...split(
    'a A a-b a_b a.b .a a. -a a- 1 1a a:b a=b é / /a a/b a/b/c /a/ a/../b .. ../a ..a . a//b $(A) % *',
  ),
  ...split(
    'example.com/a Example.com/a example.com/ kubernetes.io/a a.example.com a.example.com. _a.example.com',
  ),
  ...split('10.0.0.1 10.0.0 010.0.0.1 fd00::1'),
  ...['', 'a b', ' a', 'a\nb', 'x'.repeat(16), LONG, 'x'.repeat(254), null, 1, true, {}, []],
];
const INTEGERS: readonly Json[] = [
  ...[-2147483649, -1, 0, 1, 2, 20, 59, 100, 101, 511, 512, 599, 600, 3600, 65535, 65536],
  ...[2147483647, 2147483648, 4294967296, 4294967297, 1.5, 1e3],
  ...[new ExactNumber('9223372036854775807'), new ExactNumber('9223372036854775808'), new ExactNumber('1.0')],
  ...['1', '', null, true, {}, []],
];
const QUANTITIES: readonly Json[] = [
  ...split('0 1 -1 +1 1.5 1. .5 . 1e3 1E3 1e 1e400 100m 1n 1u 1k 1K 1Ki 1ki 1Gi 1GiB 0x10 1_000 a 1Ei 16Ei'),
  ...['', '1 Gi', ' 1', '1 ', '9223372036854775808', '0.0000000001'],
  ...[1, 0, -1, 1.5, 0.1, 1e21, new ExactNumber('1.0'), new ExactNumber('1e3'), true, {}, []],
];
const PORTS: readonly Json[] = [
  ...[0, 1, -1, 80, 65535, 65536, 2147483648, 1.5, true, {}, new ExactNumber('1.0')],
  ...split('http HTTP 80 0 65536 a-b a--b -a a- a_b a 1a 1-1'),
  ...['', 'x'.repeat(15), 'x'.repeat(16)],
];
const LEAVES: { readonly [type: string]: readonly Json[] } = {
  string: TEXTS,
  boolean: [true, false, null, 'true', 1, {}],
  int32: INTEGERS,
  int64: INTEGERS,
  'int-or-string': PORTS,
  quantity: QUANTITIES,
  time: [
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00+01:00',
    '2026-01-31',
    '2026-02-31T12:00:00Z',
    '',
    1,
    null,
  ],
  object: [{}, 'a', []],
};

/** What may stand in a field, right and wrong. `usual` is fine there. */
export function candidates(type: string, field: string, of: string, usual: Json): readonly Json[] {
  const items = itemType(of);
  if (items !== undefined) {
    const list = usual as readonly Json[];
    const each = rowOf(items) === undefined ? (LEAVES[items] ?? []).map((value) => [value]) : [];
    return [
      list,
      [],
      [...list, ...list],
      [{}],
      [null],
      'a',
      {},
      ...each,
      ...words(type, field).map((word) => [word]),
    ];
  }
  const values = valueType(of);
  if (values === 'quantity') return quantityMaps();
  if (values !== undefined) return textMaps();
  if (rowOf(of) !== undefined) return [usual, {}, 'a', [], null];
  return [...(LEAVES[of] ?? []), ...words(type, field)];
}

function words(type: string, field: string): readonly string[] {
  const known = WORDS[type]?.[field] ?? [];
  return [...known, ...known.map((word) => word.toLowerCase())];
}

function textMaps(): readonly Json[] {
  const keys = TEXTS.filter((text) => typeof text === 'string');
  return [
    {},
    'a',
    [],
    ...keys.map((key) => ({ [key]: 'b' })),
    ...TEXTS.map((value) => ({ a: value })),
    { a: 'b', 'example.com/a': 'c' },
  ];
}

const RESOURCES = [
  ...split('cpu CPU memory ephemeral-storage storage pods gpu hugepages-2Mi hugepages-'),
  ...split('hugepages attachable-volumes-a limits.cpu requests.cpu a/b/c /a a/ Example.com/a'),
  ...split('nvidia.com/gpu requests.nvidia.com/gpu kubernetes.io/batch node.kubernetes.io/a'),
  ...['', 'a b', `example.com/${LONG}`, `${'x'.repeat(246)}/a`],
];

function quantityMaps(): readonly Json[] {
  return [
    {},
    'a',
    [],
    ...QUANTITIES.map((amount) => ({ cpu: amount })),
    ...QUANTITIES.map((amount) => ({ memory: amount })),
    ...QUANTITIES.map((amount) => ({ 'example.com/device': amount })),
    ...RESOURCES.map((name) => ({ [name]: '1' })),
    ...RESOURCES.map((name) => ({ [name]: '1', cpu: '1' })),
    { cpu: null },
  ];
}
