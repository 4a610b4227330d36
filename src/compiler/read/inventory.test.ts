import { describe, expect, it } from 'vitest';
import type { Json } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { readSettings } from '../words/settings.ts';
import { takeInventory } from './inventory.ts';

const said = (...documents: Json[]): string[] =>
  takeInventory(documents).diagnostics.map(({ code, pointer, hint }) => `${code} ${pointer} ${hint}`);
const kinds = (...documents: Json[]): (string | null)[] =>
  takeInventory(documents).entries.map(({ kind }) => kind);

describe('kinds that layerc does not know', () => {
  it.each([
    ['hevlayer.com/v1alpha1', 'Foo', 'UnknownKind /kind'],
    ['hevlayer.io/v1alpha1', 'Foo', 'UnknownKind /apiVersion'],
    ['hev-layer.com/v1', 'Pipeline', 'UnknownKind /apiVersion'],
  ])('%s %s are passed over with a word', (apiVersion, kind, word) => {
    expect(said({ apiVersion, kind })).toEqual([expect.stringContaining(`${word} layerc reads Function,`)]);
    expect(takeInventory([{ apiVersion, kind }]).entries).toMatchObject([{ kind: null, refused: false }]);
  });

  it.each([
    ['hevlayer.com/v1alpha1', 'Pipeline'],
    ['hevlayer.com/v1alpha1', 'VectorStore'],
    ['v1', 'ConfigMap'],
    ['apps.hevelayer.example.com/v1', 'Foo'],
    ['serving.example.com/v1', 'Function'],
  ])('%s %s are passed over without', (apiVersion, kind) => {
    expect(said({ apiVersion, kind })).toEqual([]);
    expect([...takeInventory([{ apiVersion, kind }]).skipped]).toEqual([[kind, 1]]);
  });
});

describe('near misses', () => {
  it.each([
    ['hevlayer.io/v1alpha1', 'Function'],
    ['hevlayer.com/v1', 'Function'],
    ['hevlayer.com/v1alpha2', 'InfraRules'],
    ['hevlayer.com/v1beta1', 'Function'],
    ['hevlayer.com', 'Function'],
    ['hevlayer.com/', 'Function'],
    ['hevlayer.com.v1alpha1', 'Function'],
    ['HevLayer.com/v1alpha1', 'Function'],
    ['hevlayr.com/v1alpha1', 'InfraRules'],
    ['hev-layer.com/v1alpha1', 'Function'],
    ['layer.hev.dev/v1alpha1', 'Function'],
    ['v1alpha1', 'Function'],
    ['v1', 'InfraRules'],
  ])('of group or version: %s %s', (apiVersion, kind) => {
    expect(said({ apiVersion, kind })).toEqual([
      'UnsupportedApiVersion /apiVersion Write apiVersion: hevlayer.com/v1alpha1.',
    ]);
  });

  it('of an Index has a version of its own', () => {
    expect(said({ apiVersion: 'hevlayer.com/v1alpha1', kind: 'Index' })).toEqual([
      'UnsupportedApiVersion /apiVersion Write apiVersion: hevlayer.com/v1.',
    ]);
  });

  it.each([
    ['function', 'Function'],
    ['Functions', 'Function'],
    ['Funktion', 'Function'],
    ['Func', 'Function'],
    ['InfraRule', 'InfraRules'],
    ['infrarules', 'InfraRules'],
    ['Infra-Rules', 'InfraRules'],
    ['Indexes', 'Index'],
    ['Indices', 'Index'],
  ])('of kind: %s', (kind, meant) => {
    const apiVersion = meant === 'Index' ? 'hevlayer.com/v1' : 'hevlayer.com/v1alpha1';
    expect(said({ apiVersion, kind })).toEqual([`UnsupportedKind /kind Did you mean ${meant}?`]);
  });

  it('of both are said both', () => {
    expect(said({ apiVersion: 'hevlayer.io/v1alpha1', kind: 'Functions' })).toEqual([
      'UnsupportedApiVersion /apiVersion Write apiVersion: hevlayer.com/v1alpha1.',
      'UnsupportedKind /kind Did you mean Function?',
    ]);
  });

  it.each([
    ['openfaas.com/v1', 'Function'],
    ['serverless.kyma-project.io/v1alpha2', 'Function'],
    ['pkg.crossplane.io/v1beta1', 'Function'],
    ['apps/v1', 'Deployment'],
    ['v1', 'ConfigMap'],
    ['v1', 'Node'],
    ['hevlayer.com/v1alpha1', 'Pipeline'],
    ['hevlayer.com/v1alpha1', 'Agent'],
    ['layer.hev.dev/v1', 'Pipeline'],
  ])('are not those of others: %s %s is counted', (apiVersion, kind) => {
    const { entries, skipped, diagnostics } = takeInventory([{ apiVersion, kind }]);
    expect(diagnostics).toEqual([]);
    expect(entries).toMatchObject([{ kind: null }]);
    expect([...skipped]).toEqual([[kind, 1]]);
  });
});

describe('Lists', () => {
  const list = (apiVersion: string, kind: string, ...items: Json[]) => ({ apiVersion, kind, items });
  const item = { metadata: { name: 'a' } };

  it('give their items what these leave out', () => {
    const { entries, diagnostics } = takeInventory([
      list('hevlayer.com/v1alpha1', 'FunctionList', item, { ...item, kind: '', apiVersion: null }),
      list('hevlayer.com/v1alpha1', 'InfraRulesList', item),
    ]);
    expect(diagnostics).toEqual([]);
    expect(entries.map(({ base, kind }) => [base, kind])).toEqual([
      ['/items/0', 'Function'],
      ['/items/1', 'Function'],
      ['/items/0', 'InfraRules'],
    ]);
    expect(entries[1]?.value).toEqual({ ...item, apiVersion: 'hevlayer.com/v1alpha1', kind: 'Function' });
  });

  it('are compiled like their items', () => {
    const fn = (name: string) => ({
      metadata: { name },
      spec: {
        targetNamespaces: ['a'],
        worker: { image: 'x:1' },
        scaling: { pool: 'cpu', replicas: { max: 1 } },
      },
    });
    const { functions, diagnostics } = compile(
      [list('hevlayer.com/v1alpha1', 'FunctionList', fn('a'), fn('b'))],
      readSettings({}).settings,
      true,
    );
    expect(diagnostics).toEqual([]);
    expect(functions.map(({ source }) => [source.kind, source.apiVersion])).toEqual([
      ['Function', 'hevlayer.com/v1alpha1'],
      ['Function', 'hevlayer.com/v1alpha1'],
    ]);
  });

  it('give nothing to an item that says a half, as kubectl', () => {
    expect(said(list('hevlayer.com/v1alpha1', 'FunctionList', { kind: 'Function' }))).toEqual([
      expect.stringContaining('NotAnObject /apiVersion'),
    ]);
  });

  it('of any kinds give nothing', () => {
    expect(said(list('v1', 'List', item)).map((one) => one.split(' ')[0])).toEqual([
      'NotAnObject',
      'NotAnObject',
    ]);
  });

  it('of others are counted by their items', () => {
    expect([...takeInventory([list('v1', 'ConfigMapList', item, item)]).skipped]).toEqual([['ConfigMap', 2]]);
  });

  it('that are nearly ours are told once', () => {
    const own = { apiVersion: 'hevlayer.com/v1alpha1', kind: 'Function' };
    const given = list('hevlayer.io/v1alpha1', 'FunctionList', item, item, own);
    expect(said(given)).toEqual([
      'UnsupportedApiVersion /apiVersion Write apiVersion: hevlayer.com/v1alpha1.',
    ]);
    expect(kinds(given)).toEqual([null, 'Function']);
  });
});
