/** Whatever is wrong with one object is said of that object, and of those alone that depend on it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { type Compilation, compile } from './compile.ts';
import { functionWith, INFRA_RULES, SETTINGS_FOR_TESTS } from './functions.test-support.ts';

const GOOD = functionWith({}, 'good');
const GPU = functionWith({ scaling: { pool: 'gpu', replicas: { max: 1 } } }, 'gpu');
const SELECTING = functionWith({ indexSelector: { matchLabels: { shop: 'a' } } }, 'selecting');
const INDEX: JsonObject = {
  apiVersion: 'hevlayer.com/v1',
  kind: 'Index',
  metadata: { name: 'products' },
  spec: { metadata: { labels: { shop: 'a' } }, backend: {} },
};

function compiled(...documents: Json[]): Compilation {
  return compile(documents, SETTINGS_FOR_TESTS);
}

function names({ functions }: Compilation): string[] {
  return functions.map(({ name }) => name);
}

/** What is said of the document with that number. */
function said({ diagnostics }: Compilation, document: number): string[] {
  return diagnostics
    .filter(({ source }) => source === document)
    .map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`);
}

/** InfraRules/default with other pools, or more fields. */
function rulesWith(change: (pools: JsonObject[]) => Json, spec: JsonObject = {}): JsonObject {
  const pools = (INFRA_RULES.spec as JsonObject).computePools as readonly JsonObject[];
  return { ...INFRA_RULES, spec: { ...spec, computePools: change([...pools]) } };
}

function nested(levels: number): Json {
  let value: Json = {};
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

describe('a malformed InfraRules', () => {
  it('refuses the Functions of the pool that is malformed, and says why', () => {
    const result = compiled(
      rulesWith(([cpu, gpu]) => [cpu, { ...gpu, kind: 5 }] as Json),
      GOOD,
      GPU,
    );
    expect(names(result)).toEqual(['good']);
    expect(said(result, 1)).toEqual([]);
    expect(said(result, 2)).toEqual([
      expect.stringMatching(
        /^UnusablePool \/spec\/scaling\/pool: The pool "gpu" cannot be used, since in InfraRules\/default .*computePools\[1\]\.kind is 5/,
      ),
    ]);
  });

  it('of which the pod of one pool is not valid, too', () => {
    const broken = { limits: { memory: '1Gi' }, requests: { memory: '2Gi' } };
    const result = compiled(
      rulesWith(([cpu, gpu]) => [cpu, { ...gpu, resources: broken }] as Json),
      GOOD,
      GPU,
    );
    expect(names(result)).toEqual(['good']);
    expect(said(result, 2)).toEqual([
      expect.stringMatching(/^UnusablePool .* since in InfraRules\/default /),
    ]);
  });

  it('of which two pools have one name, too', () => {
    const result = compiled(
      rulesWith(([cpu, gpu]) => [cpu, gpu, gpu] as Json),
      GOOD,
      GPU,
    );
    expect(names(result)).toEqual(['good']);
    expect(said(result, 0)).toHaveLength(1);
    expect(said(result, 2)).toEqual([expect.stringMatching(/^UnusablePool /)]);
  });

  it.each<[what: string, rules: JsonObject]>([
    ['a field too many', rulesWith((pools) => pools, { colour: 'red' })],
    ['pools that are no list', rulesWith(() => 'none')],
    ['too many levels', rulesWith((pools) => pools, { colour: nested(9_000) })],
  ])('with %s refuses all of them, and says so once', (_, rules) => {
    const result = compiled(rules, GPU, GOOD);
    expect(names(result)).toEqual([]);
    expect(said(result, 0)).toHaveLength(1);
    expect(said(result, 1)).toEqual([]);
    expect(said(result, 2)).toEqual([
      expect.stringMatching(/^UnusablePool .*since in InfraRules\/default .+, which concerns 1 more/),
    ]);
  });

  it('given twice refuses them, under another name nobody', () => {
    const twice = compiled(INFRA_RULES, INFRA_RULES, GOOD);
    expect(said(twice, 2)).toEqual([expect.stringContaining('InfraRules/default is given 2 times')]);
    const other: JsonObject = { ...INFRA_RULES, metadata: { name: 'other' }, spec: 5 };
    expect(names(compiled(INFRA_RULES, other, GOOD))).toEqual(['good']);
    expect(said(compiled(other, GOOD), 1)).toEqual([expect.stringMatching(/^MissingInfraRules /)]);
  });
});

it('a malformed Index refuses nobody, and whoever selects Indexes is told', () => {
  for (const spec of [5, { backend: nested(9_000) }]) {
    const result = compiled(INFRA_RULES, GOOD, SELECTING, INDEX, { ...INDEX, spec });
    expect(names(result)).toEqual(['good', 'selecting']);
    expect(said(result, 1)).toEqual([]);
    expect(said(result, 2)).toEqual([
      expect.stringMatching(
        /^IndexPassedOver .* cannot select 1 of the 2 Indexes given, which is not valid\.$/,
      ),
    ]);
    expect(said(result, 4)).toHaveLength(1);
  }
});

describe('a value that is nested too deep', () => {
  it.each<[what: string, document: Json]>([
    ['podSpec', functionWith({ worker: { image: 'a', podSpec: { affinity: nested(9_000) } } }, 'deep')],
    ['filter', functionWith({ filter: ['And', nested(100_000)] }, 'deep')],
    ['status', { ...functionWith({}, 'deep'), status: nested(64) as JsonObject }],
  ])('in %s is an error of its Function, and the others go on', (_, document) => {
    const result = compiled(INFRA_RULES, document, GOOD);
    expect(names(result)).toEqual(['good']);
    expect(said(result, 1)).toEqual([
      expect.stringMatching(/^TooDeep \/(spec|status)\/.* is nested too deep/),
    ]);
  });

  it('is one also in a List, and so are Lists in Lists', () => {
    const list = (...items: Json[]): JsonObject => ({ apiVersion: 'v1', kind: 'List', items });
    const deep = functionWith({ filter: nested(9_000) }, 'deep');
    expect(names(compiled(list(INFRA_RULES, deep, GOOD)))).toEqual(['good']);
    let lists: JsonObject = list(GOOD);
    for (let level = 0; level < 9_000; level++) lists = list(lists);
    const result = compiled(lists, INFRA_RULES, GOOD);
    expect(names(result)).toEqual(['good']);
    expect(said(result, 0)).toEqual([expect.stringMatching(/^TooDeep /)]);
  });
});

/** An object of which the read with that number fails, wherever in it; and how many there were. */
function failing(value: Json, at: number): { document: Json; reads: () => number } {
  let reads = 0;
  const wrap = (inner: Json): Json => {
    if (!isObject(inner) && !Array.isArray(inner)) return inner;
    return new Proxy(inner as object, {
      get(target, key) {
        if (reads++ === at) throw new TypeError('this is a fault');
        const found = Reflect.get(target, key) as Json;
        return typeof key === 'string' && Object.hasOwn(target, key) ? wrap(found) : found;
      },
    }) as Json;
  };
  return { document: wrap(value), reads: () => reads };
}

describe('an exception of our own code', () => {
  it.each<[what: string, document: JsonObject]>([
    ['Function', functionWith({ worker: { image: 'a', podSpec: { nodeSelector: { a: 'b' } } } }, 'hostile')],
    [
      'Function with an error',
      functionWith({ colour: 1, worker: { image: 'a', podSpec: { a: 1 } } }, 'hostile'),
    ],
    ['Index', INDEX],
  ])('at whatever point of a %s is its error, and the others go on', (_, document) => {
    const { reads, document: whole } = failing(document, -1);
    compiled(INFRA_RULES, GOOD, whole);
    expect(reads()).toBeGreaterThan(10);
    for (let at = 0; at < reads(); at++) {
      const result = compiled(INFRA_RULES, GOOD, failing(document, at).document);
      expect(names(result)).toContain('good');
      expect(said(result, 1)).toEqual([]);
      expect(said(result, 2)).toContainEqual(
        'InternalError : layerc itself has failed at this object with the TypeError "this is a fault".',
      );
    }
  });
});

it('a Function that is refused has an error of its own, and every error says something', () => {
  const scrap = fc.constantFrom<Json>(null, true, -1, '', 'x', [], {}, [[]], { name: 'cpu' }, 'default');
  const spoilt = (value: JsonObject) =>
    fc
      .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), scrap), { maxLength: 2 })
      .map((changes) =>
        changes.reduce((document, [place, with_]) => spoil(document, place, with_), value as Json),
      );
  fc.assert(
    fc.property(spoilt(SELECTING), spoilt(INFRA_RULES), spoilt(INDEX), (fn, rules, index) => {
      const { functions, diagnostics } = compiled(fn, rules, index);
      const errors = diagnostics.filter(({ severity, source }) => severity === 'error' && source === 0);
      const isOurs = isObject(fn) && fn.kind === 'Function' && fn.apiVersion === SELECTING.apiVersion;
      if (isOurs) expect(functions.length + Math.min(errors.length, 1)).toBe(1);
      for (const { message } of diagnostics) expect(message).toMatch(/^\S.*\.$/);
    }),
    { numRuns: 500 },
  );
});

/** The value with one of its places, counted from the outside, replaced. */
function spoil(value: Json, place: number, scrap: Json): Json {
  const places: string[][] = [];
  const visit = (here: Json, path: string[]): void => {
    places.push(path);
    if (typeof here === 'object' && here !== null)
      for (const [key, item] of Object.entries(here)) visit(item as Json, [...path, key]);
  };
  visit(value, []);
  const put = (here: Json, [step, ...rest]: string[]): Json => {
    if (step === undefined) return scrap;
    const copy = structuredClone(here) as { [key: string]: Json };
    copy[step] = put(copy[step] as Json, rest);
    return copy;
  };
  return put(value, places[Math.floor(place * places.length)] as string[]);
}
