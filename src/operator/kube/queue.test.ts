import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Again } from './again.ts';
import { FakeClock, settled } from './clock.test-support.ts';
import { type Hurry, type QueueOptions, WorkQueue } from './queue.ts';

/** Items that have been begun, and end when the test says so. */
class Desk {
  readonly clock = new FakeClock();
  readonly begun: string[] = [];
  readonly open = new Map<
    string,
    { end: (again: Again) => void; fail: (error: Error) => void; signal: AbortSignal }
  >();
  readonly failures: [string, string, number][] = [];
  /** Those that were begun as nothing had called for them but their own `next`. */
  readonly wentOn: string[] = [];
  readonly queue: WorkQueue;

  constructor(options: QueueOptions = {}) {
    this.queue = new WorkQueue({
      clock: this.clock,
      random: () => 0.5,
      onFailure: (key, error, ms) => this.failures.push([key, (error as Error).message, ms]),
      ...options,
    });
  }

  run(workers: number): Promise<void> {
    return this.queue.run(workers, (key, signal, goesOn) => {
      if (goesOn) this.wentOn.push(key);
      if (this.open.has(key)) throw new Error(`${key} is worked on twice at a time`);
      if (this.open.size === workers) throw new Error('more workers than asked for');
      this.begun.push(key);
      return new Promise((end, fail) => this.open.set(key, { end, fail, signal }));
    });
  }

  async end(key: string, outcome: Again | Error = 'never'): Promise<void> {
    const item = this.open.get(key);
    if (item === undefined) throw new Error(`${key} has not begun`);
    this.open.delete(key);
    if (outcome instanceof Error) item.fail(outcome);
    else item.end(outcome);
    await settled();
  }
}

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});

describe('keys', () => {
  it('have their turn in order, once each, by as many workers as there are', async () => {
    for (const key of ['a', 'b', 'a', 'c']) desk.queue.add(key);
    expect(desk.queue.depth).toBe(3);
    void desk.run(2);
    expect(desk.begun).toEqual(['a', 'b']);
    expect(desk.queue.depth).toBe(1);
    await desk.end('a');
    expect(desk.begun).toEqual(['a', 'b', 'c']);
  });

  it('that change while they are worked on are worked on again, not at the same time', async () => {
    void desk.run(4);
    for (let count = 0; count < 3; count++) desk.queue.add('a');
    expect(desk.begun).toEqual(['a']);
    await desk.end('a');
    expect(desk.begun).toEqual(['a', 'a']);
    await desk.end('a');
    expect(desk.begun).toEqual(['a', 'a']);
  });

  it('come later at the earliest moment that was asked for', async () => {
    void desk.run(1);
    desk.queue.addAfter('a', 1000);
    desk.queue.addAfter('a', 500);
    desk.queue.addAfter('a', 2000);
    await desk.clock.advance(499);
    expect(desk.begun).toEqual([]);
    await desk.clock.advance(1);
    expect(desk.begun).toEqual(['a']);
    await desk.end('a', 'soon');
    await desk.clock.advance(500);
    expect(desk.begun).toEqual(['a', 'a']);
    await desk.end('a');
    await desk.clock.advance(1e6);
    expect(desk.begun).toEqual(['a', 'a']);
  });

  it('that have changed go before those in turn, one of which has each eighth turn', async () => {
    for (const key of ['x', 'y', 'z']) desk.queue.add(key, 'inTurn');
    for (const key of 'abcdefghi') desk.queue.add(key);
    // It has changed too.
    desk.queue.add('z');
    desk.queue.add('y', 'inTurn');
    expect(desk.queue.depth).toBe(12);
    void desk.run(1);
    while (desk.open.size > 0) await desk.end(desk.begun.at(-1) as string);
    expect(desk.begun.join('')).toBe('abcdefgxhizy');
  });

  it('go on behind all others, as long as nothing calls for them', async () => {
    void desk.run(1);
    for (const key of ['a', 'b', 'c']) desk.queue.add(key, 'inTurn');
    await desk.end('a', 'next');
    await desk.end('b', 'next');
    desk.queue.add('d');
    desk.queue.add('b');
    await desk.end('c', 'next');
    // It has changed while it was worked on.
    desk.queue.add('d');
    await desk.end('d', 'next');
    while (desk.open.size > 0) await desk.end(desk.begun.at(-1) as string);
    expect(desk.begun.join('')).toBe('abcdbdac');
    expect(desk.wentOn.join('')).toBe('ac');
    expect(desk.clock.pending).toBe(0);
  });

  it('that take long have one worker, also when they have just become so', async () => {
    const slow = new Set(['a', 'b']);
    desk = new Desk({ isSlow: (key) => slow.has(key) });
    for (const key of ['a', 'b', 'x', 'c']) desk.queue.add(key, 'inTurn');
    slow.add('x');
    desk.queue.add('x');
    void desk.run(2);
    expect(desk.begun).toEqual(['c', 'x']);
    await desk.end('x');
    expect(desk.begun).toEqual(['c', 'x', 'a']);
  });

  it('have a deadline', async () => {
    void desk.run(1);
    desk.queue.add('a');
    const signal = desk.open.get('a')?.signal as AbortSignal;
    await desk.clock.advance(59_999);
    expect(signal.aborted).toBe(false);
    await desk.clock.advance(1);
    expect(signal.reason).toEqual(new Error('not done within 60 s'));
    await desk.end('a', signal.reason as Error);
    expect(desk.failures).toEqual([['a', 'not done within 60 s', 100]]);
  });
});

describe('failures', () => {
  it('are tried again ever less often, up to five minutes', async () => {
    void desk.run(1);
    desk.queue.add('a');
    const waits: number[] = [];
    for (let count = 0; count < 14; count++) {
      await desk.end('a', new Error('no'));
      const before = desk.clock.now();
      while (desk.open.size === 0) await desk.clock.advance(100);
      waits.push(desk.clock.now() - before);
    }
    expect(waits.slice(0, 4)).toEqual([100, 200, 400, 800]);
    expect(waits.slice(-2)).toEqual([300_000, 300_000]);
    await desk.end('a');
    desk.queue.add('a');
    await desk.end('a', new Error('no'));
    expect(desk.failures.at(-1)).toEqual(['a', 'no', 100]);
  });

  it.each([
    [0, 80],
    [0.999999, 120],
  ])('are spread: %d gives %d', async (random, ms) => {
    desk = new Desk({ random: () => random });
    void desk.run(1);
    desk.queue.add('a');
    await desk.end('a', new Error('no'));
    expect(desk.failures[0]?.[2]).toBeCloseTo(ms, 2);
  });

  it('do not delay a change', async () => {
    void desk.run(1);
    desk.queue.add('a');
    await desk.end('a', new Error('no'));
    desk.queue.add('a');
    expect(desk.begun).toEqual(['a', 'a']);
  });
});

describe('a shutdown', () => {
  it('waits for what has begun and begins nothing more', async () => {
    const running = desk.run(1);
    desk.queue.add('a');
    desk.queue.add('b');
    desk.queue.addAfter('c', 10);
    let isDone = false;
    void Promise.all([desk.queue.shutdown(5_000), running]).then(() => {
      isDone = true;
    });
    desk.queue.add('d');
    await desk.clock.advance(100);
    expect(isDone).toBe(false);
    await desk.end('a', 'soon');
    expect(isDone).toBe(true);
    await desk.clock.advance(100);
    expect([desk.begun, desk.clock.pending, desk.queue.depth]).toEqual([['a'], 0, 0]);
  });

  it('breaks off what does not end by itself', async () => {
    void desk.run(1);
    desk.queue.add('a');
    const done = desk.queue.shutdown(5_000);
    const signal = desk.open.get('a')?.signal as AbortSignal;
    await desk.clock.advance(4_999);
    expect(signal.aborted).toBe(false);
    await desk.clock.advance(1);
    expect(signal.aborted).toBe(true);
    await desk.end('a', signal.reason as Error);
    await done;
    expect(desk.clock.pending).toBe(0);
  });

  it('is done at once when nothing runs', async () => {
    await desk.queue.shutdown(5_000);
    await desk.run(1);
  });
});

type Step =
  | { readonly do: 'add'; readonly key: string; readonly hurry: Hurry }
  | { readonly do: 'later'; readonly key: string; readonly ms: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'end'; readonly pick: number; readonly how: 'fine' | 'again' | 'next' | 'error' };

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const hurry = fc.constantFrom('now' as const, 'inTurn' as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), key, hurry }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('later' as const), key, ms: fc.nat(300) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(800) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      pick: fc.nat(9),
      how: fc.constantFrom('fine' as const, 'again' as const, 'next' as const, 'error' as const),
    }),
  },
);

/** What the queue is to do, in the plainest form: one list for each thing, searched from end to end. */
class Model {
  now = 0;
  readonly begun: string[] = [];
  readonly running: string[] = [];
  /** Those of the running ones that were called for. */
  readonly again = new Map<string, Hurry>();
  waiting: { key: string; hurry: Hurry }[] = [];
  /** How many were in a hurry since one that was not. */
  inRow = 0;
  later: { key: string; at: number }[] = [];
  readonly failed = new Map<string, number>();
  readonly workers: number;

  constructor(workers: number) {
    this.workers = workers;
  }

  add(key: string, hurry: Hurry = 'now'): void {
    if (this.running.includes(key)) {
      if (this.again.get(key) !== 'now') this.again.set(key, hurry);
    } else this.stand(key, hurry);
    this.begin();
  }

  stand(key: string, hurry: Hurry): void {
    const known = this.waiting.find((one) => one.key === key);
    if (known?.hurry === 'now' || known?.hurry === hurry) return;
    this.waiting = [...this.waiting.filter((one) => one !== known), { key, hurry }];
  }

  begin(): void {
    while (this.running.length < this.workers && this.waiting.length > 0) {
      const hurried = this.waiting.find((one) => one.hurry === 'now');
      const inTurn = this.waiting.find((one) => one.hurry === 'inTurn');
      const next = (this.inRow >= 7 ? (inTurn ?? hurried) : (hurried ?? inTurn)) as { key: string };
      this.inRow = next === inTurn ? 0 : this.inRow + 1;
      this.waiting = this.waiting.filter((one) => one !== next);
      this.running.push(next.key);
      this.begun.push(next.key);
    }
  }

  addLater(key: string, ms: number): void {
    const at = this.now + ms;
    const known = this.later.find((one) => one.key === key);
    if (known !== undefined && known.at <= at) return;
    this.later = [...this.later.filter((one) => one.key !== key), { key, at }];
  }

  wait(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const due = this.later.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (due === undefined) break;
      this.later = this.later.filter((one) => one !== due);
      this.now = due.at;
      this.add(due.key);
    }
    this.now = end;
  }

  end(key: string, how: string): void {
    this.running.splice(this.running.indexOf(key), 1);
    const failures = this.failed.get(key) ?? 0;
    this.failed.set(key, how === 'error' ? failures + 1 : 0);
    if (how === 'error') this.addLater(key, 100 * 2 ** failures);
    if (how === 'again') this.addLater(key, 500);
    const called = this.again.get(key) ?? (how === 'next' ? 'inTurn' : undefined);
    this.again.delete(key);
    if (called !== undefined) this.stand(key, called);
    this.begin();
  }
}

it('does what a plain model does, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 1, max: 3 }),
      async (steps, workers) => {
        const model = new Model(workers);
        const desk = new Desk({ deadlineMs: 1e9 });
        const lastChange = new Map<string, number>();
        void desk.run(workers);
        for (const one of steps) {
          if (one.do === 'add') {
            lastChange.set(one.key, desk.begun.length);
            model.add(one.key, one.hurry);
            desk.queue.add(one.key, one.hurry);
          } else if (one.do === 'later') {
            model.addLater(one.key, one.ms);
            desk.queue.addAfter(one.key, one.ms);
          } else if (one.do === 'wait') {
            model.wait(one.ms);
            await desk.clock.advance(one.ms);
          } else if (desk.open.size > 0) {
            const key = [...desk.open.keys()][one.pick % desk.open.size] as string;
            model.end(key, one.how);
            const outcomes = { error: new Error('no'), again: 'soon', next: 'next', fine: 'never' } as const;
            await desk.end(key, outcomes[one.how]);
          }
          expect(desk.begun).toEqual(model.begun);
          expect([...desk.open.keys()].sort()).toEqual(model.running.toSorted());
          expect(desk.queue.depth).toBe(model.waiting.length);
        }
        // No change is lost: each key has begun after the last one.
        while (desk.open.size > 0) for (const key of [...desk.open.keys()]) await desk.end(key);
        for (const [key, at] of lastChange) expect(desk.begun.slice(at)).toContain(key);
        await desk.queue.shutdown(5_000);
        expect(desk.clock.pending).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});
