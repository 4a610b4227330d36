import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from './cli/input/load.ts';
import type { Io } from './cli/streams/io.ts';
import { functionWith, INFRA_RULES, validFunction } from './compiler/functions.test-support.ts';
import { compile, type Input, readSettings, SETTINGS, type SettingName } from './compiler/index.ts';
import type { RuleName } from './compiler/words/explain-rules.ts';
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from './json/json.ts';
import { valueAt } from './json/path.ts';
import { child, type Pointer, segments } from './json/pointer.ts';

/** What was compiled, and how: enough to compile it again with one thing changed. */
interface Case {
  readonly documents: readonly Json[];
  readonly settings: { readonly [name in SettingName]?: string };
  readonly stockPools: boolean;
}

const fixtures = readdirSync('fixtures').sort();
const POD_SPECS: JsonObject[] = [
  // Empty objects and lists, new, replaced, emptied by a null and by $patch.
  {
    volumes: [
      { name: 'tmp', emptyDir: {} },
      { name: 'more', emptyDir: {} },
    ],
    nodeSelector: { 'karpenter.sh/nodepool': null },
  },
  { nodeSelector: { $patch: 'replace' }, tolerations: [], securityContext: { $patch: 'delete' } },
  // Items that are moved, and merged by their key.
  {
    containers: [
      { name: 'first', image: 'x:1', env: [{ name: 'A', value: 'b' }] },
      {
        name: 'udf',
        env: [
          { name: 'HEVLAYER_WORKER_ID', valueFrom: null, value: 'me' },
          { name: 'B', value: 'c' },
        ],
      },
    ],
    initContainers: [{ name: 'i', image: 'y:1', args: ['a', 'b'] }],
    $setElementOrder: undefined as never,
  },
].map(({ $setElementOrder: _, ...podSpec }: JsonObject) => podSpec);

describe('the origin of every leaf', () => {
  it.each(fixtures)('fixtures/%s: is the field that changes it', async (name) => check(await fixture(name)));

  it.each(POD_SPECS)('podSpec %j', (podSpec) =>
    check({
      documents: [functionWith({ worker: { image: 'i:1', podSpec } }), INFRA_RULES],
      settings: {},
      stockPools: false,
    }),
  );

  it('generated Functions', () => {
    fc.assert(
      fc.property(validFunction, (fn) =>
        check({ documents: [fn, INFRA_RULES], settings: {}, stockPools: false }),
      ),
      { numRuns: 40 },
    );
  });
});

async function fixture(name: string): Promise<Case> {
  const args = join('fixtures', name, 'args.txt');
  const words = existsSync(args) ? readFileSync(args, 'utf8').split(/\s+/).filter(Boolean) : [];
  const settings = Object.entries(SETTINGS).flatMap(([setting, { flag }]) =>
    words.includes(`--${flag}`) ? [[setting, words[words.indexOf(`--${flag}`) + 1]]] : [],
  );
  const { values } = await load([join('fixtures', name)], { stderr: {} } as Io);
  return {
    documents: values,
    settings: Object.fromEntries(settings),
    stockPools: words.includes('--stock-pools'),
  };
}

function compiled({ documents, settings, stockPools }: Case) {
  return compile(documents, readSettings(settings).settings, stockPools).functions;
}

/** Whether one of them is true. No more are asked for than it takes. */
function anyOf(values: Iterable<boolean>): boolean {
  for (const value of values) if (value) return true;
  return false;
}

/**
 * No other value is valid: the limit of a device is its request, Exists has no value beside it, a mount has its volume,
 * a privileged container escalates, an address with another letter is none, and the level of the pool fixes the rest.
 */
const TIED =
  /nvidia\.com\/gpu"\]$|tolerations\[\d\]\.operator$|[vV]olume(Mount)?s\[\w+\]\.name$|whenUnsatisfiable$|hostAliases\[\d\]\.ip$|[cC]laims\[\w+\]\.name$|(add|drop)\[0\]$|(runAsNonRoot|allowPrivilegeEscalation)$/;

/** What cannot be taken out alone: a claim is named by its container, and a term of an affinity has its key. */
const BOUND = /resourceClaims\[|\.topologyKey$/;

/** Compiles a case once: many leaves have one origin, and are tried with the same changes. */
function memoized(): typeof compiled {
  const results = new Map<string, ReturnType<typeof compiled>>();
  return (one) => {
    const key = JSON.stringify(one);
    const result = results.get(key) ?? compiled(one);
    results.set(key, result);
    return result;
  };
}

/** Every leaf has an origin; another value of the field or setting makes another leaf, and some input of a rule does. */
function check(one: Case): void {
  const known = memoized();
  for (const fn of compiled(one)) {
    const objects = fn.explain();
    expect(objects.map(({ value }) => value)).toEqual(fn.objects);
    const seen = new Map<RuleName, boolean>();
    for (const { value, origins } of objects) {
      expect([...origins.keys()].sort()).toEqual(leaves(value).sort());
      /** For each way to change these inputs that is valid: whether it makes another leaf. */
      function* effects(inputs: readonly Input[], pointer: Pointer): Generator<boolean> {
        let cases = [one];
        for (const input of inputs)
          cases = cases.flatMap((each) => variants(each, input, fn.document, inputs.length));
        for (const variant of cases) {
          const now = known(variant).find(({ document }) => document === fn.document);
          if (now === undefined) continue;
          const object = now.objects.find(({ kind }) => kind === value.kind);
          yield JSON.stringify(valueAt(object, pointer)) !== JSON.stringify(valueAt(value, pointer));
        }
      }
      for (const [pointer, origin] of origins) {
        const reason = fn.reason(origin);
        if (reason.kind === 'rule') {
          // What stands in no document cannot be changed.
          const inputs = reason.inputs.filter(
            ({ from, written }) => from !== 'infraRules' || written !== null,
          );
          if (inputs.length === 0 || seen.get(reason.rule) || inputs.some(({ path }) => BOUND.test(path)))
            continue;
          const decided = [...inputs.map((input) => [input]), inputs].some((some) =>
            anyOf(effects(some, pointer)),
          );
          seen.set(reason.rule, decided);
        } else if (reason.input.written !== null || reason.kind !== 'infraRules') {
          const where = `${String(value.kind)}${pointer} by ${reason.input.path}`;
          const { value: effect } = effects([reason.input], pointer).next();
          if (effect === undefined) expect(TIED.test(where), where).toBe(true);
          else expect(effect, where).toBe(true);
        }
      }
    }
    // Where replicas.max is 1, no other replicas.min is valid that would wake more than one.
    const idle = [...seen].filter(([rule, decided]) => !decided && rule !== 'CronWakesOne');
    expect(idle).toEqual([]);
  }
}

/** The same case with one input changed, in the ways that may be valid; in few of them where many change together. */
function variants(
  one: Case,
  { from, path, pointer, value, written }: Input,
  fn: number,
  together: number,
): Case[] {
  if (from === 'setting') {
    const url = /^http/.test(String(value));
    // Of pods each part is a value of its own.
    const end = path === 'gatewayPods' ? /(?=[:,])|$/g : /$/;
    const changed = url ? 'http://other:1' : String(value).replace(end, '1');
    return [{ ...one, settings: { ...one.settings, [path]: changed } }];
  }
  const target = written ?? { document: fn, pointer };
  const changes = together > 2 ? [GONE, 'cpu', 5] : others(value);
  return changes.map((other) => ({
    ...one,
    documents: one.documents.map((document, index) =>
      index === target.document ? replaced(document, segments(target.pointer), other) : document,
    ),
  }));
}

/** Stands for no value at all. */
const GONE = 'no value at all';

function others(value: Json | undefined): Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 5000, 5, value + 2, value + 1, value - 1, GONE];
  if (value instanceof ExactNumber) return [7];
  if (isArray(value) || isObject(value)) return [null, { other: 'x' }, { 'nvidia.com/gpu': '1' }];
  const words = [
    'push',
    'pull',
    'fixed',
    'autoscale',
    'gpu',
    'cpu',
    '7',
    '7Mi',
    '64Gi',
    'NotIn',
    '30 2 * * *',
    'Exists',
    'NoExecute',
    'Always',
    'IfNotPresent',
    'baseline',
    'RuntimeDefault',
  ];
  const text = value === undefined ? [] : [`${value}x`, `x${value}`, ...words];
  return [...text, 'schedule', 9000, true, GONE].filter((other) => other !== value);
}

function replaced(value: Json | undefined, [key, ...rest]: readonly string[], other: Json): Json {
  if (key === undefined) return other;
  if (isArray(value))
    return value.map((item, index) => (String(index) === key ? replaced(item, rest, other) : item));
  const object = isObject(value) ? value : {};
  if (rest.length > 0 || other !== GONE) return { ...object, [key]: replaced(object[key], rest, other) };
  return Object.fromEntries(Object.entries(object).filter(([field]) => field !== key));
}

function leaves(value: Json, pointer: Pointer = ''): Pointer[] {
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return entries.length === 0
    ? [pointer]
    : entries.flatMap(([key, item]) => leaves(item, child(pointer, key)));
}
