import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from './item.ts';
import { Queue } from './queue.ts';

const RETRY = { max_attempts: 3, initial_backoff_seconds: 5, max_backoff_seconds: 8 };

describe('the queue of a Function', () => {
  let journal: Entry[];
  let queue: Queue;

  beforeEach(() => {
    journal = [];
    queue = new Queue(RETRY, { changed: () => {}, happened: (entry) => void journal.push(entry) });
    for (const id of ['a', 'b', 'c']) queue.enqueue({ namespace: 'n', id }, 'v1', 0);
  });

  const refs = (...ids: string[]) => ids.map((id) => ({ namespace: 'n', id }));
  const told = () => journal.filter(({ what }) => what !== 'enqueued').map(({ what, id }) => `${what} ${id}`);
  const claim = (worker: string, limit: number, seconds: number, now: number) =>
    queue.claim(worker, limit, seconds * 1000, 'v1', now).map(({ id }) => id);
  const complete = (worker: string, ids: string[], now: number) =>
    queue.complete(worker, refs(...ids), now, () => {});
  const fail = (worker: string, id: string, kind: 'transient' | 'permanent', now: number, message?: string) =>
    queue.fail(worker, [{ namespace: 'n', id, kind, ...(message === undefined ? {} : { message }) }], now);

  test('leases each row to one worker', () => {
    expect(claim('one', 2, 10, 0)).toEqual(['a', 'b']);
    expect(claim('other', 2, 10, 0)).toEqual(['c']);
    expect(claim('third', 2, 10, 0)).toEqual([]);
    expect(queue.counts(0)).toEqual({ pending: 0, processing: 3, completed: 0, failed: 0 });
  });

  test('completes what the worker holds and refuses the rest', () => {
    claim('one', 1, 10, 0);
    claim('other', 1, 10, 0);
    expect(complete('one', ['a', 'b', 'c', 'none'], 0)).toBe(1);
    expect(complete('one', ['a'], 0)).toBe(0);
    expect(told().slice(2)).toEqual(['completed a', 'refused b', 'refused c', 'refused none', 'refused a']);
  });

  test('takes a row back when its lease is over, and refuses the late completion', () => {
    claim('slow', 1, 10, 0);
    expect(complete('slow', ['a'], 10_000)).toBe(0);
    expect(told()).toEqual(['claimed a', 'lease expired a', 'refused a']);
    expect(claim('quick', 3, 10, 14_999)).toEqual(['b', 'c']);
    expect(claim('quick', 1, 10, 15_000)).toEqual(['a']);
    expect(complete('slow', ['a'], 15_000)).toBe(0);
    expect(complete('quick', ['a'], 15_000)).toBe(1);
  });

  test('extends a lease by its own length', () => {
    claim('slow', 1, 10, 0);
    expect(queue.heartbeat('slow', refs('a', 'b'), 9_000)).toBe(1);
    expect(complete('slow', ['a'], 18_999)).toBe(1);
  });

  test('tries again with doubling pauses up to the longest, so many times', () => {
    claim('hoarder', 3, 1_000, 0);
    fail('hoarder', 'a', 'transient', 0);
    expect(claim('one', 1, 10, 4_999)).toEqual([]);
    expect(claim('one', 1, 10, 5_000)).toEqual(['a']);
    fail('one', 'a', 'transient', 5_000);
    expect(claim('one', 1, 10, 12_999)).toEqual([]);
    expect(claim('one', 1, 10, 13_000)).toEqual(['a']);
    fail('one', 'a', 'transient', 13_000, 'no');
    expect(queue.counts(13_000)).toMatchObject({ pending: 0, failed: 1 });
    expect(queue.resetFailed(13_000)).toBe(1);
    expect(claim('one', 1, 10, 13_000)).toEqual(['a']);
  });

  test('does not try a permanent failure again, not even when it is found again', () => {
    claim('one', 1, 10, 0);
    fail('one', 'a', 'permanent', 0, 'never');
    expect(queue.get({ namespace: 'n', id: 'a' })).toMatchObject({
      stage: 'failed',
      attempts: 1,
      error: 'never',
    });
    expect(queue.enqueue({ namespace: 'n', id: 'a' }, 'v1', 0)).toBe(false);
    expect(queue.enqueue({ namespace: 'n', id: 'a' }, 'v2', 0)).toBe(true);
  });

  test('knows a row only once, and one that is done again', () => {
    expect(queue.enqueue({ namespace: 'n', id: 'a' }, 'v1', 0)).toBe(false);
    expect(queue.enqueue({ namespace: 'other', id: 'a' }, 'v1', 0)).toBe(true);
    claim('one', 1, 10, 0);
    complete('one', ['a'], 0);
    expect(queue.enqueue({ namespace: 'n', id: 'a' }, 'v1', 0)).toBe(true);
    expect(queue.counts(0)).toMatchObject({ pending: 4, completed: 0 });
  });

  test('loses a lease on demand, and forgets a row that is gone', () => {
    claim('one', 2, 10, 0);
    queue.expire(0, { namespace: 'n', id: 'a' });
    queue.remove({ namespace: 'n', id: 'b' });
    expect(complete('one', ['a', 'b'], 0)).toBe(0);
    expect(queue.counts(0)).toEqual({ pending: 2, processing: 0, completed: 0, failed: 0 });
  });
});

/** The same queue in the plainest form: a list that is looked through at every call. */
class Model {
  rows: { id: string; stage: string; attempts: number; notBefore: number; worker?: string; until: number }[] =
    [];
  expire(now: number): void {
    for (const row of this.rows)
      if (row.stage === 'processing' && row.until <= now) this.back(row, false, row.until, now);
  }
  back(row: Model['rows'][number], forGood: boolean, _: number, now: number): void {
    row.attempts++;
    row.stage = forGood || row.attempts >= RETRY.max_attempts ? 'failed' : 'pending';
    row.notBefore = now + 1000 * Math.min(5 * 2 ** (row.attempts - 1), 8);
  }
}

describe('a queue under any calls', () => {
  const command = fc.oneof(
    fc.record({ do: fc.constant('enqueue' as const), id: fc.nat(9) }),
    fc.record({
      do: fc.constant('claim' as const),
      worker: fc.nat(2),
      limit: fc.nat(4),
      seconds: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({
      do: fc.constantFrom('complete' as const, 'heartbeat' as const),
      worker: fc.nat(2),
      id: fc.nat(9),
    }),
    fc.record({
      do: fc.constant('fail' as const),
      worker: fc.nat(2),
      id: fc.nat(9),
      permanent: fc.boolean(),
    }),
    fc.record({ do: fc.constant('reset' as const) }),
    fc.record({ do: fc.constant('wait' as const), seconds: fc.nat(12) }),
  );

  test('has each row in one stage and one hand, as the plainest queue has', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        let now = 0;
        const kept = new Map<string, string>();
        const queue = new Queue(RETRY, {
          changed: (item) => void kept.set(item.id, item.stage),
          happened: () => {},
        });
        const model = new Model();
        for (const one of commands) {
          const id = 'id' in one ? String(one.id) : '';
          const worker = 'worker' in one ? `w${one.worker}` : '';
          const ref = { namespace: 'n', id };
          if (one.do === 'wait') now += one.seconds * 1000;
          if (one.do !== 'enqueue' && one.do !== 'reset' && one.do !== 'wait') model.expire(now);
          const row = model.rows.find((other) => other.id === id);
          const holds = row?.stage === 'processing' && row.worker === worker;
          if (one.do === 'enqueue') {
            queue.enqueue(ref, 'v1', now);
            if (row === undefined)
              model.rows.push({ id, stage: 'pending', attempts: 0, notBefore: 0, until: 0 });
            else if (row.stage === 'completed')
              Object.assign(row, { stage: 'pending', attempts: 0, notBefore: 0 });
          } else if (one.do === 'claim') {
            const claimed = queue
              .claim(worker, one.limit, one.seconds * 1000, 'v1', now)
              .map((item) => item.id);
            const due = model.rows.filter(({ stage, notBefore }) => stage === 'pending' && notBefore <= now);
            expect(claimed).toHaveLength(Math.min(one.limit, due.length));
            for (const id of claimed) {
              const found = due.find((other) => other.id === id);
              expect(found).toBeDefined();
              Object.assign(found ?? {}, {
                stage: 'processing',
                worker,
                until: now + one.seconds * 1000,
                ms: one.seconds,
              });
            }
          } else if (one.do === 'complete') {
            expect(queue.complete(worker, [ref], now, () => {})).toBe(holds ? 1 : 0);
            if (holds) row.stage = 'completed';
          } else if (one.do === 'heartbeat') {
            expect(queue.heartbeat(worker, [ref], now)).toBe(holds ? 1 : 0);
            if (holds) row.until = queue.get(ref)?.lease?.until ?? 0;
          } else if (one.do === 'fail') {
            const kind = one.permanent ? 'permanent' : 'transient';
            expect(queue.fail(worker, [{ ...ref, kind }], now)).toBe(holds ? 1 : 0);
            if (holds) model.back(row, one.permanent, now, now);
          } else if (one.do === 'reset') {
            queue.resetFailed(now);
            for (const other of model.rows)
              if (other.stage === 'failed')
                Object.assign(other, { stage: 'pending', attempts: 0, notBefore: 0 });
          }
        }
        model.expire(now);
        const counts = { pending: 0, processing: 0, completed: 0, failed: 0 };
        for (const { stage } of model.rows) counts[stage as keyof typeof counts]++;
        expect(queue.counts(now)).toEqual(counts);
        // Whoever was told of every change knows the same.
        expect(kept).toEqual(new Map(model.rows.map(({ id, stage }) => [id, stage])));
      }),
      { numRuns: 300 },
    );
  });
});
