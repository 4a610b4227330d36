import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../operator/kube/cluster.ts';
import { Book } from './book.ts';
import { functionFacts } from './function-facts.ts';
import { sourcesFor } from './kinds.ts';
import { poolUses } from './pools.ts';
import { report } from './report.ts';
import { scalerFacts } from './scaler-facts.ts';
import { age } from './table.ts';

function fn(name: string, change: object = {}, status: object | null = ready('True', 'Applied')): KubeObject {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, namespace: 'shop', generation: 3 },
    spec: {
      targetNamespaces: ['products'],
      worker: { image: 'tag:1' },
      scaling: { pool: 'cpu', replicas: { min: 1, max: 5 } },
      ...change,
    },
    ...(status && { status }),
  };
}

function ready(status: string, reason: string, message = '', more: readonly object[] = []): object {
  const conditions = [{ type: 'Ready', status, reason, message }, ...more];
  return { observedGeneration: 3, conditions };
}

const NOW = Date.parse('2026-11-26T12:00:00Z');

describe('what a Function says of itself', () => {
  it('is its mode, its pool and the most workers that it may have', () => {
    const { mode, pool, max, trouble } = functionFacts(fn('tag'));
    expect({ mode, pool, max, trouble }).toEqual({ mode: 'autoscale', pool: 'cpu', max: 5, trouble: null });
    expect(functionFacts(fn('tag', { paused: true }))).toMatchObject({ mode: 'paused', max: 0 });
  });

  it.each([
    ['an operator that has not been there', fn('tag', {}, null), 'NotLookedAt'],
    [
      'a spec that is newer than the status',
      fn('tag', {}, { observedGeneration: 2, conditions: [] }),
      'NotLookedAt',
    ],
    ['a refusal', fn('tag', {}, ready('False', 'UnknownPool')), 'UnknownPool'],
    ['a change that waits for its turn', fn('tag', {}, ready('True', 'RolloutPending')), 'RolloutPending'],
    [
      'KEDA',
      fn(
        'tag',
        {},
        ready('True', 'Applied', '', [{ type: 'Autoscaling', status: 'False', reason: 'TriggerError' }]),
      ),
      'TriggerError',
    ],
    [
      'nothing, where it wants no autoscaler',
      fn(
        'tag',
        {},
        ready('True', 'Applied', '', [{ type: 'Autoscaling', status: 'False', reason: 'Fixed' }]),
      ),
      undefined,
    ],
  ])('is held back by %s', (_, object, reason) => {
    expect(functionFacts(object).trouble?.reason).toBe(reason);
  });

  it('is as much as can be, whatever stands in its place', () => {
    for (const spec of [null, [], 'x', { scaling: 7 }, { worker: null, paused: 'yes' }])
      for (const status of [null, [], 'x', { conditions: 'many' }, { conditions: [null, {}] }])
        expect(functionFacts({ ...fn('tag'), spec, status })).toMatchObject({ pool: null, max: 0 });
  });
});

describe('the queue', () => {
  const scaler = (status: object): KubeObject => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'any', namespace: 'shop', labels: { 'hevlayer.com/function': 'tag' } },
    status,
  });
  const external = (name: string, current: object) => ({
    type: 'External',
    external: { metric: { name }, current },
  });

  it('is what the autoscaler has for each worker, times the workers', () => {
    const currentMetrics = [
      external('s1-cron-UTC-08xx1-5-018xx1-5', { averageValue: '1' }),
      external('s0-prometheus', { averageValue: '43334m' }),
    ];
    expect(scalerFacts(scaler({ currentReplicas: 3, currentMetrics })).queue).toBe(130);
    expect(scalerFacts(scaler({ currentMetrics: [external('s0-prometheus', { value: '7' })] })).queue).toBe(
      7,
    );
  });

  it('is not known where nothing is measured', () => {
    for (const currentMetrics of [
      undefined,
      null,
      7,
      [null],
      [{ external: {} }],
      [external('s1-cron-x', { value: '1' })],
    ])
      expect(scalerFacts(scaler({ currentMetrics })).queue).toBeNull();
  });
});

describe('the report', () => {
  const book = new Book();
  book.putFunction('shop/tag', fn('tag', {}, ready('False', 'Bad\u001b[31m', 'a\nb\u202e::error::')));
  book.putFunction('shop/odd', fn('odd', { scaling: { pool: 'gp\u009bu', replicas: { max: 2 } } }));
  const rows = [...book.rows()];
  const print = (output: 'table' | 'wide' | 'json') =>
    [...report(rows, poolUses(rows, null), output, { namespaces: true, wide: output === 'wide' }, NOW)].join(
      '',
    );

  it('has nothing that a terminal or a runner would obey', () => {
    for (const output of ['table', 'wide', 'json'] as const)
      expect(print(output)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(print('wide').split('\n')).toHaveLength(8);
    expect(JSON.parse(print('json')).functions[1].heldBackBy.message).toBe('a\nb\u202e::error::');
  });

  it('is a table for each namespace, or one with all of them', () => {
    const lines = [...report(rows, [], 'table', { namespaces: false, wide: false }, NOW)]
      .join('')
      .split('\n');
    expect(lines[0]).toMatch(/^NAME +MODE +POOL +READY +MAX +QUEUE +AGE +HELD BACK BY$/);
    expect(print('table')).toMatch(/^NAMESPACE +NAME/);
  });
});

describe('the lists that are read', () => {
  it('are as narrow as what is asked for', () => {
    const [functions, ...owned] = sourcesFor({ names: ['a', 'b'], selector: null }, 'shop');
    expect(functions?.scope).toEqual({ namespace: 'shop' });
    for (const { scope } of owned) expect(scope.labelSelector).toBe('hevlayer.com/function in (a,b)');
    expect(functions?.keyOf({ metadata: { name: 'c', namespace: 'shop' } })).toBeUndefined();
  });

  it('keep of an object only what is told', () => {
    const [, deployments] = sourcesFor({ names: [], selector: null }, null);
    const kept = deployments?.reduce({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'tag-worker', namespace: 'shop', managedFields: [] },
      spec: { replicas: 2, template: {} },
      status: { readyReplicas: 1, conditions: [] },
    });
    expect(kept).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'tag-worker', namespace: 'shop' },
      spec: { replicas: 2 },
      status: { readyReplicas: 1 },
    });
  });
});

it('says ages as kubectl does', () => {
  const ago = (seconds: number) => age(new Date(NOW - seconds * 1000).toISOString(), NOW);
  expect([5, 119, 120, 200, 4_000, 11_000, 14_500, 90_000, 200_000, 9e6, 9e7].map(ago)).toEqual([
    '5s',
    '119s',
    '2m',
    '3m20s',
    '66m',
    '3h3m',
    '4h1m',
    '25h',
    '2d7h',
    '104d',
    '2y311d',
  ]);
  expect([age(null, NOW), age('soon', NOW)]).toEqual(['-', '-']);
});
