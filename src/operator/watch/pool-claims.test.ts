import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../kube/cluster.ts';
import { PoolClaims } from './pool-claims.ts';

const rules = (totals: Record<string, number | undefined>): KubeObject => ({
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'InfraRules',
  metadata: { name: 'default' },
  spec: {
    computePools: Object.entries(totals).map(([name, maxReplicasTotal]) => ({ name, maxReplicasTotal })),
  },
});

const fn = (key: string, max: number, second: number, pool = 'cpu'): KubeObject => {
  const [namespace = '', name = ''] = key.split('/');
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { namespace, name, creationTimestamp: `2026-01-01T00:00:0${second}Z` },
    spec: { targetNamespaces: ['a'], worker: { image: 'a:1' }, scaling: { pool, replicas: { max } } },
  };
};

function claims(...functions: readonly [string, number, number, string?][]): PoolClaims {
  const made = new PoolClaims();
  made.rule(rules({ cpu: 10 }));
  for (const [key, max, second, pool] of functions) made.change(key, fn(key, max, second, pool));
  return made;
}

describe('the claims of a pool', () => {
  it('go by creation, and in one second by namespace and name, in whatever order they come', () => {
    const rows: [string, number, number][] = [
      ['b/b', 4, 1],
      ['b/a', 3, 1],
      ['a/z', 2, 1],
      ['z/z', 1, 0],
    ];
    for (const order of [rows, rows.toReversed()]) {
      const found = claims(...order);
      expect(rows.map(([key]) => found.olderThan(key))).toEqual([
        { functions: 3, workers: 6 },
        { functions: 2, workers: 3 },
        { functions: 1, workers: 1 },
        { functions: 0, workers: 0 },
      ]);
    }
  });

  it('are nobody’s business where the pool has no total', () => {
    const found = claims(['a/a', 4, 1, 'gpu'], ['a/b', 4, 2, 'gpu']);
    expect(found.olderThan('a/b')).toBeNull();
    expect(found.olderThan('a/nobody')).toBeNull();
    found.rule(rules({ gpu: 5 }));
    expect(found.olderThan('a/b')).toEqual({ functions: 1, workers: 4 });
    found.rule(null);
    expect(found.olderThan('a/b')).toBeNull();
  });

  it('call for a look at those alone for which something else is left', () => {
    const found = claims(['a/a', 4, 1], ['a/b', 4, 2], ['a/c', 4, 3]);
    // A younger one takes nothing from an older one.
    expect(found.change('a/d', fn('a/d', 1, 4))).toEqual(['a/d']);
    expect(found.change('a/d', null)).toEqual(['a/d']);
    // What fits before and after is not looked at.
    expect(found.change('a/a', fn('a/a', 5, 1))).toEqual(['a/c']);
    expect(found.change('a/a', fn('a/a', 5, 1))).toEqual([]);
    expect(found.change('a/a', fn('a/a', 7, 1)).sort()).toEqual(['a/b', 'a/c']);
    expect(found.change('a/b', null).sort()).toEqual(['a/b', 'a/c']);
    expect(found.olderThan('a/c')).toEqual({ functions: 1, workers: 7 });
    expect(found.change('a/a', fn('a/a', 1, 1, 'gpu'))).toEqual(['a/c']);
  });

  it('are none of one that has not the shape of a Function, until it has', () => {
    const found = claims(['a/a', 10, 1], ['a/b', 4, 2]);
    const broken = { ...fn('a/a', 10, 1), spec: { scaling: 7 } };
    expect(found.change('a/a', broken)).toEqual(['a/b']);
    expect(found.olderThan('a/b')).toEqual({ functions: 0, workers: 0 });
  });

  it('of paused Functions count for nothing', () => {
    const found = claims(['a/b', 4, 2]);
    const whole = fn('a/a', 10, 1);
    found.change('a/a', { ...whole, spec: { ...(whole.spec as object), paused: true } });
    expect(found.olderThan('a/b')).toEqual({ functions: 0, workers: 0 });
  });
});

it('of many Functions are what a plain sum over all of them says', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), fc.nat(30), (changes, total) => {
      const found = new PoolClaims();
      found.rule(rules({ cpu: total }));
      const all = new Map<string, { key: string; max: number; second: number }>();
      const late = () => {
        const rows = [...all.values()].sort((a, b) => a.second - b.second || (a.key < b.key ? -1 : 1));
        let [functions, workers] = [0, 0];
        const older = rows.map(({ key, max }) => {
          const row = { key, functions, workers, taken: workers + max };
          [functions, workers] = [functions + (max > 0 ? 1 : 0), workers + max];
          return row;
        });
        return {
          older,
          late: new Map(older.flatMap((row) => (row.taken > total ? [[row.key, row.taken]] : []))),
        };
      };
      for (const { key, max, second } of changes) {
        const before = late();
        if (max === null) all.delete(key);
        else all.set(key, { key, max, second });
        const told = found.change(key, max === null ? null : fn(key, max, second));
        const after = late();
        const concerned = [...new Set([...before.late.keys(), ...after.late.keys()])];
        const differ = concerned.filter((one) => before.late.get(one) !== after.late.get(one));
        expect(told.toSorted()).toEqual(differ.toSorted());
        for (const row of after.older)
          expect(found.olderThan(row.key)).toEqual({ functions: row.functions, workers: row.workers });
      }
    }),
  );
});

const change = fc.record({
  key: fc.constantFrom('a/a', 'a/b', 'b/a', 'b/b', 'c/a'),
  max: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(null)),
  second: fc.nat(2),
});
