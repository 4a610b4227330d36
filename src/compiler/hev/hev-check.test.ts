import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { readSettings } from '../words/settings.ts';
import { checkAgainstHev } from './hev-check.ts';

const { settings } = readSettings({});
const RULES = { apiVersion: 'hevlayer.com/v1alpha1', kind: 'InfraRules', metadata: { name: 'default' } };
const FUNCTION = { apiVersion: 'hevlayer.com/v1alpha1', kind: 'Function', metadata: { name: 'f' } };
const worker = { image: 'example.com/f:1' };
const scaling = { replicas: { max: 1 } };

function said(object: Json): string[][] {
  return checkAgainstHev([object], settings).map(({ code, pointer, message }) => [code, pointer, message]);
}

function pool(more: JsonObject): JsonObject {
  return {
    ...RULES,
    spec: { computePools: [{ name: 'a', kind: 'cpu', maxReplicasPerWorkload: 1, ...more }] },
  };
}

describe('what hev has no field for', () => {
  it('is said once for each field, and not for all below it', () => {
    expect(said(pool({ template: { spec: { dnsPolicy: 'Default' } }, protected: [] }))).toEqual([
      [
        'DroppedByCrd',
        '/spec/computePools/0/template',
        'The CustomResourceDefinition of InfraRules that hev ships has no spec.computePools[0].template, an extension of layerc, so the API server drops what is written there.',
      ],
      ['DroppedByCrd', '/spec/computePools/0/protected', expect.anything()],
    ]);
  });

  it('is told by the generation that it belongs to', () => {
    const spec = { worker, scaling, output: { attribute: 'a', kind: 'tags' }, groupByParent: true };
    expect(said({ ...FUNCTION, spec }).map(([, , message]) => message)).toEqual([
      expect.stringContaining('has no spec.output since July 2026,'),
      expect.stringContaining('has no spec.groupByParent until August 2026,'),
    ]);
  });

  it('is nothing inside of what is kept as it is', () => {
    const filter = { any: ['thing'] };
    expect(
      said({ ...FUNCTION, spec: { worker: { ...worker, podSpec: { any: 1 } }, scaling, filter } }),
    ).toEqual([]);
  });

  it('stands at the item of a List', () => {
    const [found] = checkAgainstHev([{ ...LIST, items: [pool({ disruption: {} })] }], settings);
    expect(found).toMatchObject({ source: 0, pointer: '/items/0/spec/computePools/0/disruption', at: 'key' });
  });

  it('is not said where nobody wants it', () => {
    const { settings } = readSettings({ ignoreWarnings: 'DroppedByCrd' });
    expect(checkAgainstHev([pool({ disruption: {} })], settings)).toEqual([]);
  });
});

const LIST = { apiVersion: 'v1', kind: 'List' };

describe('what hev refuses', () => {
  it('is an error with what it asks for', () => {
    expect(said(RULES)).toEqual([
      ['RefusedByCrd', '/spec', 'The CustomResourceDefinition of InfraRules that hev ships needs spec.'],
    ]);
    const index = { apiVersion: 'hevlayer.com/v1', kind: 'Index', metadata: { name: 'i' } };
    expect(said({ ...index, spec: { backend: {}, cache: { capGiB: -1 }, consistency: 'weak' } })).toEqual([
      [
        'RefusedByCrd',
        '/spec/cache/capGiB',
        'spec.cache.capGiB is -1, but the CustomResourceDefinition of Index that hev ships asks for a whole number from 0 on.',
      ],
      ['RefusedByCrd', '/spec/cache/ttl', expect.anything()],
      ['RefusedByCrd', '/spec/consistency', expect.stringContaining('eventual or strong')],
    ]);
  });

  it('is neither null nor a number of any size, as with the server', () => {
    const schedule = { leaseSeconds: 2 ** 40 };
    expect(said({ ...FUNCTION, spec: { worker, scaling, retry: null, schedule } })).toEqual([]);
  });
});
