import { describe, expect, it } from 'vitest';
import type { FieldSet, KubeObject } from '../kube/cluster.ts';
import { MANAGER } from '../watch/managers.ts';
import { findDrift } from './drift.ts';
import { KnownDifferences } from './known-differences.ts';

// What a real server answers is shown in testenv/suites; these tests are of answers that ours never gives.

const desired = (podSpec: object, replicas?: number): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'tag-worker', namespace: 'shop', labels: { app: 'tag' } },
  spec: { template: { spec: { image: 'a', ...podSpec } }, ...(replicas !== undefined && { replicas }) },
});

const live = (
  podSpec: object,
  owned: object,
  more: { replicas?: number; fields?: object } = {},
): KubeObject => {
  const { replicas = 1, fields = {} } = more;
  const fieldsV1 = {
    'f:metadata': { 'f:labels': { 'f:app': {} } },
    'f:spec': { ...fields, 'f:template': { 'f:spec': { 'f:image': {}, ...owned } } },
  } as unknown as FieldSet;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'tag-worker',
      namespace: 'shop',
      uid: 'u',
      labels: { app: 'tag' },
      managedFields: [{ manager: MANAGER, operation: 'Apply', fieldsV1 }],
    },
    spec: { template: { spec: { image: 'a', ...podSpec } }, replicas },
  };
};

describe('what is empty', () => {
  const owned = { 'f:x': {} };
  it.each([
    ['a list', [], undefined],
    ['a list', [], []],
    ['a list', [], null],
    ['an object', {}, undefined],
    ['an object', {}, {}],
    ['what holds nothing but empty things', { a: { b: [] } }, undefined],
    ['what holds nothing but empty things', { a: { b: [] } }, {}],
  ])('is no drift: %s %j, live %j, ours or not', (_, wanted, found) => {
    const there = found === undefined ? {} : { x: found };
    expect(findDrift(desired({ x: wanted }), live(there, owned))).toBeNull();
    expect(findDrift(desired({ x: wanted }), live(there, {}))).toBeNull();
  });

  it('is one where something is there that is not ours', () => {
    expect(findDrift(desired({ x: [] }), live({ x: ['theirs'] }, {}))).toBe('/spec/template/spec/x');
    expect(findDrift(desired({}), live({}, owned))).toBe('/spec/template/spec/x');
  });
});

describe('a difference that an apply has left behind', () => {
  const wanted = { cpu: 'written in our way' };
  const answered = { cpu: 'written in its way' };
  const owned = { 'f:cpu': {} };

  it('is known, whoever sets the number of replicas, until either side changes', () => {
    const differences = new KnownDifferences();
    const first = live(answered, owned, { replicas: 2, fields: { 'f:replicas': {} } });
    differences.note(desired(wanted, 2), first);
    const scaled = live(answered, owned, { replicas: 7 });
    expect(findDrift(desired(wanted), scaled)).toBe('/spec/template/spec/cpu');
    expect(differences.has(desired(wanted), scaled)).toBe(true);
    expect(differences.has(desired({ cpu: 'another' }), scaled)).toBe(false);
    expect(differences.has(desired(wanted), live({ cpu: 'edited' }, owned))).toBe(false);
    differences.forget('u');
    expect(differences.has(desired(wanted), scaled)).toBe(false);
  });
});
