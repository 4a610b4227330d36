/** Pods that are valid and pods that are slightly broken, one place at a time, over every field that a pod has. */
import { ExactNumber, type Json, type JsonObject } from '../../src/compiler/json.ts';
import { itemType, rowOf, valueType } from '../../src/compiler/pod-types.ts';
import { WORDS } from '../../src/compiler/pod-values.ts';
import { BESIDE_MEMBER, DEFAULT_MEMBER, NEEDS, VOLUMES } from './pod-catalog.ts';

/** A podSpec and what is special about it, such as `containers[].ports[].hostPort = 0`. */
export type PodVariant = { readonly id: string; readonly podSpec: JsonObject };

/** A place where an object of some type stands: the fields that lead to it from the pod. */
type Place = { readonly type: string; readonly steps: readonly Step[] };
type Step = { readonly of: string; readonly field: string };

const CONTEXT: JsonObject = {
  volumes: VOLUMES,
  resourceClaims: [{ name: 'claim', resourceClaimName: 'claim' }],
};

const LONG = 'x'.repeat(64);
const TEXTS: readonly Json[] = [
  ...[
    '',
    'a',
    'A',
    'a-b',
    'a_b',
    'a.b',
    '.a',
    'a.',
    '-a',
    'a-',
    '1',
    '1a',
    'a b',
    ' a',
    'a:b',
    'a=b',
    'é',
    'a\nb',
  ],
  ...['/', '/a', 'a/b', 'a/b/c', '/a/', 'a/../b', '..', '../a', '..a', '.', 'a//b', '$(A)', '%', '*'],
  ...[
    'example.com/a',
    'Example.com/a',
    'example.com/',
    'kubernetes.io/a',
    '10.0.0.1',
    '10.0.0',
    '010.0.0.1',
    'fd00::1',
  ],
  ...['a.example.com', 'a.example.com.', '_a.example.com', 'x'.repeat(16), LONG, 'x'.repeat(254)],
  ...[null, 1, true, {}, []],
];
const INTEGERS: readonly Json[] = [
  ...[-2147483649, -1, 0, 1, 2, 20, 59, 100, 101, 511, 512, 599, 600, 3600, 65535, 65536],
  ...[2147483647, 2147483648, 4294967296, 4294967297, 1.5, 1e3],
  ...[new ExactNumber('9223372036854775807'), new ExactNumber('9223372036854775808'), new ExactNumber('1.0')],
  ...['1', '', null, true, {}, []],
];
const QUANTITIES: readonly Json[] = [
  ...[
    '',
    '0',
    '1',
    '-1',
    '+1',
    '1.5',
    '1.',
    '.5',
    '.',
    '1e3',
    '1E3',
    '1e',
    '1e400',
    '100m',
    '1n',
    '1u',
    '1k',
    '1K',
    '1Ki',
  ],
  ...[
    '1ki',
    '1Gi',
    '1GiB',
    '1 Gi',
    ' 1',
    '1 ',
    '0x10',
    '1_000',
    'a',
    '9223372036854775808',
    '1Ei',
    '16Ei',
    '0.0000000001',
  ],
  ...[1, 0, -1, 1.5, 0.1, 1e21, new ExactNumber('1.0'), new ExactNumber('1e3'), true, {}, []],
];
const PORTS: readonly Json[] = [
  ...[0, 1, -1, 80, 65535, 65536, 2147483648, 1.5, true, {}, new ExactNumber('1.0')],
  ...[
    'http',
    'HTTP',
    '80',
    '0',
    '65536',
    'a-b',
    'a--b',
    '-a',
    'a-',
    'a_b',
    '',
    'a',
    '1a',
    '1-1',
    'x'.repeat(15),
    'x'.repeat(16),
  ],
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

/** Every single change, in a fixed order. */
export function* singleChanges(): Generator<PodVariant> {
  for (const place of places()) {
    for (const [field, of] of Object.entries(rowOf(place.type)?.fields ?? {})) {
      if (place.type === 'PodSpec' && field === 'ephemeralContainers') continue;
      for (const value of candidates(place.type, field, of)) yield variant(place, { [field]: value });
    }
    for (const field of Object.keys(NEEDS[place.type] ?? {})) yield variant(place, { [field]: undefined });
    yield variant(place, { typo: 1 });
  }
}

/** Every two fields of one object, set to values that are fine by themselves. */
export function* pairs(): Generator<PodVariant> {
  for (const place of places()) {
    const fields = Object.entries(rowOf(place.type)?.fields ?? {});
    for (const [index, [one, of]] of fields.entries()) {
      for (const [other, otherOf] of fields.slice(index + 1)) {
        yield variant(place, {
          [one]: typical(place.type, one, of),
          [other]: typical(place.type, other, otherOf),
        });
      }
    }
  }
}

/** Several changes of one object at once. `random` gives numbers from 0 to 1. */
export function* combinations(random: () => number): Generator<PodVariant> {
  const all = [...places()];
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  for (;;) {
    const place = pick(all);
    const fields = Object.entries(rowOf(place.type)?.fields ?? {});
    const changes: { [field: string]: Json } = {};
    for (let count = 2 + Math.floor(random() * 3); count > 0; count--) {
      const [field, of] = pick(fields);
      const usual = random() < 0.5;
      changes[field] = usual ? typical(place.type, field, of) : pick(candidates(place.type, field, of));
    }
    yield variant(place, changes);
  }
}

/** Each way in which one type holds another; each place is the nearest to the pod. */
export function* places(): Generator<Place> {
  const seen = new Set<string>();
  const queue: Place[] = [{ type: 'PodSpec', steps: [] }];
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    yield place;
    if (seen.has(place.type)) continue;
    seen.add(place.type);
    for (const [field, of] of Object.entries(rowOf(place.type)?.fields ?? {})) {
      const type = itemType(of) ?? of;
      if (rowOf(type) === undefined || field === 'ephemeralContainers') continue;
      queue.push({ type, steps: [...place.steps, { of: place.type, field }] });
    }
  }
}

function variant(
  { type, steps }: Place,
  changes: { readonly [field: string]: Json | undefined },
): PodVariant {
  let value: Json = instance(type, changes);
  for (const { of, field } of steps.toReversed()) {
    const isList = rowOf(of)?.fields[field]?.startsWith('[]');
    const context = of === 'PodSpec' && field === 'volumes' ? VOLUMES : [];
    value = instance(of, { [field]: isList ? [...context, value] : value });
  }
  const path = steps.map(({ of, field }) => field + (itemType(rowOf(of)?.fields[field]) ? '[]' : ''));
  const shown = Object.entries(changes).map(([field, change]) => `${field}: ${print(change)}`);
  return {
    id: `${[...path].join('.')} {${shown.join(', ')}}`,
    podSpec: { ...CONTEXT, ...(value as JsonObject) },
  };
}

/** An object with these fields and, as far as they leave it open, what else it has to have. */
function instance(type: string, changes: { readonly [field: string]: Json | undefined }): JsonObject {
  const beside = BESIDE_MEMBER[type];
  const hasMember = beside === undefined || Object.keys(changes).some((field) => !beside.includes(field));
  const whole = { ...NEEDS[type], ...(hasMember ? {} : DEFAULT_MEMBER[type]), ...changes };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as JsonObject;
}

function candidates(type: string, field: string, of: string): readonly Json[] {
  const items = itemType(of);
  if (items !== undefined) {
    const usual = typical(type, field, of) as readonly Json[];
    const each = rowOf(items) === undefined ? (LEAVES[items] ?? []).map((value) => [value]) : [];
    return [
      usual,
      [],
      [...usual, ...usual],
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
  if (rowOf(of) !== undefined) return [instance(of, {}), {}, 'a', [], null];
  return [...(LEAVES[of] ?? []), ...words(type, field)];
}

function words(type: string, field: string): readonly string[] {
  const known = WORDS[type]?.[field] ?? [];
  return [...known, ...known.map((word) => word.toLowerCase())];
}

/** A value that is fine by itself. */
function typical(type: string, field: string, of: string): Json {
  const known = NEEDS[type]?.[field] ?? DEFAULT_MEMBER[type]?.[field];
  if (known !== undefined) return known;
  const items = itemType(of);
  if (items !== undefined) return [typical(type, field, items)];
  const values = valueType(of);
  if (values !== undefined) return values === 'quantity' ? { cpu: '1' } : { a: 'b' };
  if (rowOf(of) !== undefined) return instance(of, {});
  const word = WORDS[type]?.[field]?.find((one) => one !== '');
  if (word !== undefined) return word;
  return { boolean: true, quantity: '1', time: '2026-01-31T12:00:00Z', string: 'a', object: {} }[of] ?? 1;
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
  ...[
    'cpu',
    'CPU',
    'memory',
    'ephemeral-storage',
    'storage',
    'pods',
    'gpu',
    'hugepages-2Mi',
    'hugepages-',
    'hugepages',
  ],
  ...[
    'nvidia.com/gpu',
    'requests.nvidia.com/gpu',
    'kubernetes.io/batch',
    'node.kubernetes.io/a',
    'a/b/c',
    '',
    'a b',
    '/a',
    'a/',
  ],
  ...[
    'attachable-volumes-a',
    `example.com/${LONG}`,
    'limits.cpu',
    'requests.cpu',
    `${'x'.repeat(246)}/a`,
    'Example.com/a',
  ],
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

function print(value: Json | undefined): string {
  const text =
    JSON.stringify(value, (_, item) => (item instanceof ExactNumber ? item.text : item)) ?? 'absent';
  return text.length > 90 ? `${text.slice(0, 87)}...` : text;
}
