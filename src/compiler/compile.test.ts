import { ScaledObject, TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import fc from 'fast-check';
import { Deployment } from 'kubernetes-models/apps/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { type Json, sorted } from '../json/json.ts';
import { compile } from './compile.ts';
import type { Manifest } from './emit/emit.ts';
import {
  deepFreeze,
  functionWith,
  INFRA_RULES,
  reversedKeys,
  SETTINGS_FOR_TESTS as settings,
  validFunction,
} from './functions.test-support.ts';

const KINDS = {
  Deployment,
  Service,
  NetworkPolicy,
  PodDisruptionBudget,
  TriggerAuthentication,
  ScaledObject,
};

function objectsOf(documents: readonly Json[]): readonly Manifest[] {
  return compile(documents, settings).functions.flatMap(({ objects }) => objects);
}

describe('compile', () => {
  it('gives objects that the validators of Kubernetes accept, with keys in order', () => {
    fc.assert(
      fc.property(validFunction, (fn) => {
        const { functions, diagnostics } = compile([fn, INFRA_RULES], settings);
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        for (const object of functions.flatMap(({ objects }) => objects)) {
          new KINDS[object.kind as keyof typeof KINDS](object as never).validate();
          expect(JSON.stringify(object)).toBe(JSON.stringify(sorted(object)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same for the same documents in any order of documents and keys', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(validFunction, {
          selector: (fn) => (fn.metadata as { name: string }).name,
          maxLength: 4,
        }),
        (fns) => {
          const one = objectsOf([INFRA_RULES, ...fns]);
          const other = objectsOf(
            [...fns]
              .reverse()
              .map(reversedKeys)
              .concat([reversedKeys(INFRA_RULES)]),
          );
          expect(JSON.stringify(other)).toBe(JSON.stringify(one));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('never throws, whatever the documents, and never changes them', () => {
    const anything = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Json>;
    const broken = fc
      .tuple(validFunction, fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 3 }))
      .map(([fn, changes]) =>
        changes.reduce<Json>((value, [at, replacement]) => replaceSomewhere(value, at, replacement), fn),
      );
    fc.assert(
      fc.property(fc.array(fc.oneof(anything, broken), { maxLength: 3 }), (documents) => {
        compile(deepFreeze([INFRA_RULES, ...documents]), settings);
      }),
      { numRuns: 1000 },
    );
  });

  it('renders no Function that has an error, and all that have none', () => {
    const documents = [INFRA_RULES, functionWith({}, 'good'), functionWith({ targetNamespaces: [] }, 'bad')];
    const { functions, diagnostics } = compile(documents, settings);
    expect(functions.map(({ name }) => name)).toEqual(['good']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['NoTargets']);
  });

  it('resolves the namespaces of an indexSelector', () => {
    const index = (name: string, labels: Json, own: Json): Json => ({
      apiVersion: 'hevlayer.com/v1',
      kind: 'Index',
      metadata: { name, namespace: 'elsewhere', labels },
      spec: { backend: { namespace: name === 'b' ? 'store-b' : null }, metadata: { labels: own } },
    });
    const selector = {
      matchLabels: { app: 'shop' },
      matchExpressions: [
        { key: 'tier', operator: 'NotIn', values: ['archive'] },
        { key: 'lang', operator: 'Exists' },
      ],
    };
    const documents = [
      INFRA_RULES,
      functionWith({ targetNamespaces: ['extra'], indexSelector: selector }),
      index('a', { lang: 'de' }, { app: 'shop' }),
      index('b', { app: 'other', lang: 'de' }, { app: 'shop' }),
      index('c', { lang: 'de' }, { app: 'shop', tier: 'archive' }),
      index('d', {}, { app: 'shop' }),
    ];
    expect(compile(documents, settings).functions[0]?.activeNamespaces).toEqual(['a', 'extra', 'store-b']);
  });

  it('reads the items of a List and points into them', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [INFRA_RULES, functionWith({ scaling: { pool: 'gpux', replicas: { max: 1 } } })],
    };
    const [diagnostic] = compile([list], settings).diagnostics;
    expect(diagnostic).toMatchObject({
      code: 'UnknownPool',
      source: 0,
      pointer: '/items/1/spec/scaling/pool',
    });
  });
});

function replaceSomewhere(value: Json, at: number, replacement: Json): Json {
  if (typeof value !== 'object' || value === null || at % 4 === 0) return replacement;
  if (Array.isArray(value)) {
    const index = value.length === 0 ? 0 : at % value.length;
    return value.map((item, i) => (i === index ? replaceSomewhere(item, at >> 2, replacement) : item));
  }
  const entries = Object.entries(value);
  const index = entries.length === 0 ? 0 : at % entries.length;
  return Object.fromEntries(
    entries.map(([key, item], i) => [key, i === index ? replaceSomewhere(item, at >> 2, replacement) : item]),
  );
}
