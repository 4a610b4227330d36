import { describe, expect, it } from 'vitest';
import { Pace, rollingLimit } from './pace.ts';

const FAILURE = { reason: 'Unschedulable', message: 'no node' };

function pace(limit: number, isKnown = () => true, settleMs = 0) {
  const woken: string[] = [];
  let changes = 0;
  const one = new Pace({
    limit: () => limit,
    isKnown,
    settleMs,
    wake: (fn) => woken.push(fn),
    changed: () => {
      changes += 1;
    },
  });
  one.begin('policy 1');
  return { one, woken, changes: () => changes };
}

describe('the pace of a change', () => {
  it('lets no more Functions roll than the limit, and wakes the next when one is up', () => {
    const { one, woken } = pace(2);
    expect(['d', 'c', 'b', 'a'].map((fn) => one.mayRoll(fn, 0))).toEqual([true, true, false, false]);
    // It has its place already.
    expect(one.mayRoll('d', 1)).toBe(true);
    expect(one.counts).toEqual({ done: 0, rolling: 2, failed: 0, pending: 2 });
    one.up('d', 0);
    expect(woken).toEqual(['a']);
    expect(one.mayRoll('a', 2)).toBe(true);
    expect(one.isPending('a')).toBe(false);
    expect(one.mayRoll('b', 2)).toBe(false);
    expect(one.counts).toEqual({ done: 1, rolling: 2, failed: 0, pending: 1 });
  });

  it('stops when two in a row do not come up, whose places stay taken', () => {
    const { one, woken } = pace(4);
    for (const fn of ['a', 'b', 'c', 'd', 'e']) one.mayRoll(fn, 0);
    one.fail('a', FAILURE);
    expect(one.stoppedBy).toBeNull();
    one.fail('b', FAILURE);
    expect([...(one.stoppedBy ?? [])]).toEqual([
      ['a', FAILURE],
      ['b', FAILURE],
    ]);
    expect(woken).toEqual([]);
    one.up('c', 0);
    // One that comes up breaks the row: the place that it leaves is the next one's.
    expect(one.stoppedBy).toBeNull();
    expect(woken).toEqual(['e']);
  });

  it('stops when all places are taken by what does not come up', () => {
    const { one } = pace(1);
    one.mayRoll('a', 0);
    one.fail('a', FAILURE);
    expect(one.mayRoll('b', 1)).toBe(false);
    expect(one.stoppedBy?.size).toBe(1);
    // Nodes have come.
    one.up('a', 0);
    expect(one.stoppedBy).toBeNull();
    expect(one.mayRoll('b', 2)).toBe(true);
  });

  it('begins anew with another policy, in the places of what did not come up', () => {
    const { one } = pace(2);
    for (const fn of ['a', 'b', 'c']) one.mayRoll(fn, 0);
    one.fail('a', FAILURE);
    one.fail('b', FAILURE);
    one.begin('policy 2');
    expect(one.stoppedBy).toBeNull();
    expect(one.mayRoll('a', 1)).toBe(true);
    expect(one.mayRoll('c', 1)).toBe(false);
    one.up('a', 0);
    expect(one.mayRoll('c', 1)).toBe(true);
  });

  it('takes what gets on for slow, and what does not for stuck', () => {
    const { one } = pace(1);
    one.mayRoll('a', 0);
    expect(one.msStuck('a', 2, 100)).toBe(0);
    expect(one.msStuck('a', 2, 400)).toBe(300);
    expect(one.msStuck('a', 3, 500)).toBe(0);
    expect(one.msStuck('b', 0, 500)).toBeNull();
  });

  it('takes what is up for a moment, and falls back, for what does not get on', () => {
    const { one, woken } = pace(1, () => true, 100);
    for (const fn of ['a', 'b']) one.mayRoll(fn, 0);
    expect(one.msStuck('a', 1, 0)).toBe(0);
    expect(one.msStuck('a', 2, 10)).toBe(0);
    expect(one.up('a', 20)).toBe(100);
    expect(one.msStuck('a', 2, 50)).toBe(40);
    expect(one.up('a', 60)).toBe(100);
    one.fail('a', FAILURE);
    // Nor does such a moment take a failure back.
    expect(one.up('a', 70)).toBe(90);
    expect(one.stoppedBy?.size).toBe(1);
    expect(woken).toEqual([]);
    expect(one.up('a', 160)).toBeNull();
    expect(one.stoppedBy).toBeNull();
    expect(woken).toEqual(['b']);
  });

  it('waits until all is known, and counts what it finds rolling by then', () => {
    let isKnown = false;
    const { one, woken } = pace(1, () => isKnown);
    expect(one.mayRoll('a', 0)).toBe(false);
    one.adopt('z', 0);
    isKnown = true;
    one.wakeNext();
    expect(woken).toEqual([]);
    one.up('z', 0);
    expect(woken).toEqual(['a']);
    one.adopt('own', 1);
    expect(one.msStuck('own', 0, 2)).toBeNull();
  });

  it('forgets a Function, whose place is free then', () => {
    const { one, woken } = pace(1);
    one.mayRoll('a', 0);
    one.mayRoll('b', 0);
    one.forget('a');
    expect(woken).toEqual(['b']);
    one.forget('b');
    expect(one.counts.pending).toBe(0);
  });

  it.each([
    ['10%', 300, 30],
    ['10%', 5, 1],
    ['100%', 7, 7],
    ['3', 300, 3],
  ])('of %s of %i is %i', (text, count, limit) => {
    expect(rollingLimit(text, count)).toBe(limit);
  });
});
