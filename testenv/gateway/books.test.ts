import { beforeEach, describe, expect, test } from 'vitest';
import { Books } from './books.ts';
import { completeSpec } from './protocol.ts';

describe('the books of a Function', () => {
  let now: number;
  let books: Books;

  beforeEach(() => {
    now = 0;
    const retry = { max_attempts: 3, initial_backoff_seconds: 5, max_backoff_seconds: 8 };
    books = new Books(completeSpec({ retry }), () => now);
    for (const id of ['a', 'b', 'c']) books.enqueue({ namespace: 'n', id, input: { id } });
  });

  const refs = (...ids: string[]) => ids.map((id) => ({ namespace: 'n', id }));
  const journal = () =>
    books.journal.filter(({ what }) => what !== 'enqueued').map(({ what, id }) => `${what} ${id}`);

  test('lease each row to one worker', () => {
    expect(books.claim('one', 2, 10).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(books.claim('other', 2, 10).map(({ id }) => id)).toEqual(['c']);
    expect(books.claim('third', 2, 10)).toEqual([]);
    expect(books.counts()).toEqual({ pending: 0, processing: 3, completed: 0, failed: 0 });
  });

  test('complete what the worker holds and refuse the rest', () => {
    books.claim('one', 1, 10);
    books.claim('other', 1, 10);
    expect(books.complete('one', refs('a', 'b', 'c', 'none'))).toBe(1);
    expect(books.complete('one', refs('a'))).toBe(0);
    expect(journal().slice(2)).toEqual([
      'completed a',
      'refused b',
      'refused c',
      'refused none',
      'refused a',
    ]);
  });

  test('take a row back when its lease is over, and refuse the late completion', () => {
    books.claim('slow', 1, 10);
    now = 10_000;
    expect(books.complete('slow', refs('a'))).toBe(0);
    expect(journal()).toEqual(['claimed a', 'lease expired a', 'refused a']);
    now += 5_000;
    expect(books.claim('quick', 1, 10).map(({ id }) => id)).toEqual(['a']);
    expect(books.complete('slow', refs('a'))).toBe(0);
    expect(books.complete('quick', refs('a'))).toBe(1);
  });

  test('extend a lease by its own length', () => {
    books.claim('slow', 1, 10);
    now = 9_000;
    expect(books.heartbeat('slow', refs('a', 'b'))).toBe(1);
    now = 18_999;
    expect(books.complete('slow', refs('a'))).toBe(1);
  });

  test('try again with growing pauses, so many times', () => {
    const failOnce = () => {
      books.claim('one', 1, 10);
      return books.fail('one', [{ namespace: 'n', id: 'a', kind: 'transient' }]);
    };
    books.claim('hoarder', 3, 1_000);
    books.fail('hoarder', [{ namespace: 'n', id: 'a', kind: 'transient' }]);
    expect(books.counts()).toMatchObject({ pending: 1 });
    now = 4_999;
    expect(failOnce()).toBe(0);
    now = 5_000;
    expect(failOnce()).toBe(1);
    now = 5_000 + 7_999;
    expect(failOnce()).toBe(0);
    now = 5_000 + 8_000;
    expect(failOnce()).toBe(1);
    expect(books.counts()).toMatchObject({ pending: 0, failed: 1 });
    expect(books.resetFailed()).toBe(1);
    expect(failOnce()).toBe(1);
  });

  test('do not try a permanent failure again', () => {
    books.claim('one', 1, 10);
    books.fail('one', [{ namespace: 'n', id: 'a', kind: 'permanent', message: 'never' }]);
    expect(books.items()[0]).toMatchObject({ stage: 'failed', attempts: 1 });
    expect(books.journal.at(-1)).toMatchObject({ what: 'failed', message: 'never', worker: 'one' });
  });

  test('give nothing out while paused', () => {
    books.paused = true;
    expect(books.claim('one', 3, 10)).toEqual([]);
  });

  test('know a row only once', () => {
    expect(books.enqueue({ namespace: 'n', id: 'a', input: {} })).toBe(false);
    expect(books.enqueue({ namespace: 'other', id: 'a', input: {} })).toBe(true);
  });
});
