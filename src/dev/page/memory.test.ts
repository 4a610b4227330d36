import { describe, expect, it } from 'vitest';
import { sweep } from '../../gateway/core/discovery.ts';
import { Gateway } from '../../gateway/core/gateway.ts';
import { together } from '../../gateway/server/listeners.ts';
import { Chronicle } from './chronicle.ts';
import { Ring } from './ring.ts';
import { Samples } from './samples.ts';

describe('a ring', () => {
  it('keeps the newest, each by its number', () => {
    const ring = new Ring<string>(3);
    for (const text of 'abcde') ring.push(text);
    expect([ring.first, ring.next, [...ring]]).toEqual([2, 5, ['c', 'd', 'e']]);
    expect([ring.at(1), ring.at(2), ring.at(4), ring.at(5)]).toEqual([undefined, 'c', 'e', undefined]);
  });
});

describe('samples', () => {
  it('stay few however long a run lasts, from its begin to now', () => {
    const samples = new Samples();
    const day = 24 * 3600;
    for (let second = 0; second <= day; second++)
      samples.add(second * 1000, { pending: second, processing: 0, completed: 0, failed: 0 });
    expect(samples.all.length).toBeLessThanOrEqual(480);
    expect(samples.all.length).toBeGreaterThan(200);
    expect(samples.all[0]).toEqual([0, 0, 0, 0, 0]);
    expect(day - (samples.all.at(-1)?.[1] ?? 0)).toBeLessThan(600);
    expect(samples.generation).toBeGreaterThan(5);
  });
});

describe('the chronicle', () => {
  const begin = () => {
    let now = 0;
    const chronicle = new Chronicle(
      (_, claimant) => (claimant === 'w' ? 'worker-w' : undefined),
      () => now,
    );
    const gateway = new Gateway('turbopuffer', together([chronicle]));
    for (const id of ['1', '2']) gateway.rows.put('shop', { id });
    const schedule = { lease_seconds: 2 };
    gateway.create('tag', { target_namespaces: ['shop'], inputs: ['id'], worker: {}, schedule }, false, 0);
    sweep(gateway, gateway.get('tag'), ['shop'], 0);
    const at = (ms: number) => {
      now = ms;
      gateway.get('tag').queue.counts(ms);
    };
    return { chronicle, gateway, at, memory: chronicle.of('tag') };
  };
  const items = [
    { namespace: 'shop', id: '1' },
    { namespace: 'shop', id: '2' },
  ];

  it('knows what each worker has in hand', () => {
    const { gateway, memory } = begin();
    gateway.claim('tag', 'w', 2, 2, 100);
    expect([...memory.inHand.batches()]).toEqual([['w', { rows: 2, since: 100, until: 2100 }]]);
    gateway.complete('tag', 'w', items.slice(0, 1), 200);
    gateway.rows.delete({ namespace: 'shop', id: '2' });
    expect([...memory.inHand.batches()]).toEqual([]);
  });

  it('tells of a batch that took longer than its lease, and how long it took', () => {
    const { gateway, memory, at } = begin();
    gateway.claim('tag', 'w', 2, 2, 100);
    at(2200);
    expect(memory.late).toEqual({ rows: 2, worker: 'worker-w', at: 2200 });
    gateway.complete('tag', 'w', items, 3600);
    expect(memory.late).toEqual({ rows: 2, worker: 'worker-w', at: 2200, seconds: 3.5 });
  });

  it('does not where the worker is gone, or a person has ended the lease', () => {
    const { gateway, chronicle, memory, at } = begin();
    gateway.claim('tag', 'gone', 1, 2, 100);
    at(2200);
    gateway.claim('tag', 'w', 1, 2, 2300);
    chronicle.byHand(() => gateway.get('tag').queue.expire(2400, items[1]));
    expect([memory.late, chronicle.isByHand]).toEqual([undefined, false]);
  });

  it('has what happened to a row, and the columns that were written', () => {
    const { gateway, chronicle, memory } = begin();
    gateway.claim('tag', 'w', 2, 2, 100);
    gateway.complete('tag', 'w', [{ ...items[0], attributes: { tags: ['x'] }, vector: [1] } as never], 200);
    expect(chronicle.historyOf('tag', items[0] as never).map(({ what }) => what)).toEqual([
      'enqueued',
      'claimed',
      'completed',
    ]);
    expect([...memory.outputs]).toEqual(['tags', 'vector']);
    gateway.remove('tag');
    expect(chronicle.of('tag')).not.toBe(memory);
  });
});
