import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { compile } from '../compile.ts';
import { functionWith, SETTINGS_FOR_TESTS as settings } from '../functions.test-support.ts';
import { beyondTotal, poolClaim } from './pool-totals.ts';

const fn = (name: string, replicas: JsonObject, more: JsonObject = {}): JsonObject => {
  const { metadata, spec, ...rest } = functionWith({ ...more }) as { metadata: JsonObject; spec: JsonObject };
  const scaling = { pool: 'cpu', replicas, ...(more.scaling as JsonObject | undefined) };
  return { ...rest, metadata: { ...metadata, name, namespace: 'shop' }, spec: { ...spec, scaling } };
};
const rules = (maxReplicasTotal?: number): JsonObject => ({
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'InfraRules',
  metadata: { name: 'default' },
  spec: {
    computePools: [
      {
        name: 'cpu',
        kind: 'cpu',
        maxReplicasPerWorkload: 20,
        ...(maxReplicasTotal !== undefined && { maxReplicasTotal }),
      },
      { name: 'other', kind: 'cpu', maxReplicasPerWorkload: 20 },
    ],
  },
});

function compiled(...documents: JsonObject[]) {
  const { functions, refused, diagnostics } = compile(documents, settings);
  return {
    valid: functions.map(({ name }) => name),
    refused: refused().map(({ name, errors }) => [name, errors.map(({ code }) => code)]),
    messages: diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  };
}

describe('the sum of what the Functions of a pool ask for', () => {
  it('is no matter where the pool says nothing, nor up to what it says', () => {
    const functions = [fn('a', { max: 12 }), fn('b', { max: 8 })];
    for (const total of [undefined, 20, 21])
      expect(compiled(...functions, rules(total))).toMatchObject({ valid: ['a', 'b'], messages: [] });
  });

  it('refuses all that take part, and says so once at the one that asks for most', () => {
    const found = compiled(fn('a', { max: 8 }), fn('b', { max: 13 }), rules(20));
    expect(found).toEqual({
      valid: [],
      refused: [
        ['a', ['ReplicasOverPoolTotal']],
        ['b', ['ReplicasOverPoolTotal']],
      ],
      messages: [
        'The pool "cpu" is asked for 21 workers in all, over its maxReplicasTotal of 20, by 2 Functions (shop/b 13, shop/a 8).',
      ],
    });
  });

  it('leaves alone who asks for none, and who is in another pool', () => {
    const elsewhere = fn('c', { max: 20 }, { scaling: { pool: 'other' } });
    const paused = fn('d', { max: 20 }, { paused: true });
    const disabled = fn('e', { max: 20 }, { scaling: { mode: 'disabled' } });
    const found = compiled(fn('a', { max: 20 }), fn('b', { max: 1 }), elsewhere, paused, disabled, rules(20));
    expect(found.valid).toEqual(['c', 'd', 'e']);
    expect(found.refused.map(([name]) => name)).toEqual(['a', 'b']);
  });

  it('counts what runs: min in the mode fixed', () => {
    const fixed = fn('a', { min: 3, max: 20 }, { scaling: { mode: 'fixed' } });
    expect(compiled(fixed, fn('b', { max: 17 }), rules(20)).valid).toEqual(['a', 'b']);
    expect(compiled(fixed, fn('b', { max: 18 }), rules(20)).valid).toEqual([]);
  });

  it('of none at all closes the pool to whoever asks for one', () => {
    expect(compiled(fn('a', { max: 1 }), rules(0)).messages).toEqual([
      'The pool "cpu" is asked for 1 worker in all, over its maxReplicasTotal of 0, by 1 Function (shop/a 1).',
    ]);
  });

  it('names the first twenty of very many', () => {
    const many = Array.from({ length: 1200 }, (_, index) => fn(`f${index}`, { max: 1 }));
    const { valid, refused, messages } = compiled(...many, rules(20));
    expect([valid.length, refused.length, messages.length]).toEqual([0, 1200, 1]);
    expect(messages[0]).toMatch(/ for 1,200 workers .* by 1,200 Functions \(.*, 1,180 more\)\.$/);
  });
});

describe('in a cluster', () => {
  const pool = compile([fn('a', { max: 1 }), rules(20)], settings).functions[0]?.pool as never;

  it('those that were there first keep their place', () => {
    expect(beyondTotal(pool, 'autoscale', 8, { functions: 3, workers: 12 })).toBeNull();
    expect(beyondTotal(pool, 'autoscale', 0, { functions: 3, workers: 30 })).toBeNull();
    expect(beyondTotal(pool, 'autoscale', 9, { functions: 3, workers: 12 })).toMatchObject({
      code: 'ReplicasOverPoolTotal',
      pointer: '/spec/scaling/replicas/max',
      message:
        'The Function asks for 9 workers, but the pool "cpu" has 8 left, since its maxReplicasTotal is 20 and it is asked for 12 by 3 older Functions.',
    });
    expect(beyondTotal(pool, 'fixed', 1, { functions: 1, workers: 25 })).toMatchObject({
      pointer: '/spec/scaling/replicas/min',
      message:
        'The Function asks for 1 worker, but the pool "cpu" has none left, since its maxReplicasTotal is 20 and it is asked for 25 by 1 older Function.',
    });
  });

  it('what is no Function claims nothing', () => {
    expect(poolClaim(fn('a', { max: 7 }))).toEqual({ pool: 'cpu', workers: 7 });
    expect(poolClaim(fn('a', { max: 'seven' }))).toBeNull();
    expect(poolClaim(null)).toBeNull();
  });
});
