import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from './clock.test-support.ts';
import { ApiError, type Cluster, type KubeObject, type Resource } from './cluster.ts';
import { Elector, type ElectorOptions } from './leader.ts';

// What a real server does is shown in testenv/suites; these tests are of what would take hours there.

/** What a server does with one Lease: it keeps it, and takes a write only with the newest resourceVersion. */
class LeaseServer {
  lease: KubeObject | null = null;
  readonly #clock: FakeClock;
  #version = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** A connection; `delays` are what each request takes on the way there and back, null when it never arrives. */
  client(delays: () => readonly [number | null, number | null]): Cluster {
    const go = async <T>(signal: AbortSignal, action: () => T): Promise<T> => {
      const [there, back] = delays();
      await this.#travel(there, signal);
      const answer = action();
      await this.#travel(back, signal);
      return answer;
    };
    const write = (object: KubeObject, signal: AbortSignal) =>
      go(signal, () => {
        if (object.metadata.resourceVersion !== this.lease?.metadata.resourceVersion) {
          throw new ApiError('test', { code: 409, reason: 'Conflict', message: 'changed', causes: [] });
        }
        const metadata = { ...object.metadata, resourceVersion: String(++this.#version) };
        this.lease = structuredClone({ ...object, metadata });
        return this.lease;
      });
    return {
      get: (_resource: Resource, _name: string, _namespace: unknown, signal: AbortSignal) =>
        go(signal, () => this.lease),
      create: (_resource: Resource, object: KubeObject, _manager: string, signal: AbortSignal) =>
        write(object, signal),
      update: (_resource: Resource, object: KubeObject, _manager: string, signal: AbortSignal) =>
        write(object, signal),
    } as unknown as Cluster;
  }

  #travel(ms: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const cancel = ms === null ? () => {} : this.#clock.schedule(resolve, ms);
      signal.addEventListener('abort', () => {
        cancel();
        reject(signal.reason);
      });
    });
  }
}

let clock: FakeClock;
let server: LeaseServer;
const quick = () => [1, 1] as const;

beforeEach(() => {
  clock = new FakeClock();
  server = new LeaseServer(clock);
});

function candidate(
  identity: string,
  options: Partial<ElectorOptions> = {},
  delays: () => readonly [number | null, number | null] = quick,
) {
  const log: string[] = [];
  const abort = new AbortController();
  const elector = new Elector(server.client(delays), {
    namespace: 'n',
    name: 'layerc',
    identity,
    onStarted: () => log.push(`${Math.round(clock.now())} started`),
    onLost: () => log.push(`${Math.round(clock.now())} lost`),
    clock,
    random: () => 0,
    timeOfDay: () => Date.UTC(2026, 0, 2, 3, 4, 5, 67),
    ...options,
  });
  return { log, abort, elector, done: elector.run(abort.signal) };
}

const spec = () => server.lease?.spec as Record<string, unknown>;

describe('the lead', () => {
  it('is taken when nobody has it, and renewed', async () => {
    const { elector, log } = candidate('a');
    expect(elector.isFresh()).toBe(false);
    await clock.advance(100);
    expect([elector.isFresh(), log]).toEqual([true, ['4 started']]);
    expect(spec()).toEqual({
      holderIdentity: 'a',
      leaseDurationSeconds: 15,
      acquireTime: '2026-01-02T03:04:05.067000Z',
      renewTime: '2026-01-02T03:04:05.067000Z',
      leaseTransitions: 0,
    });
    await clock.advance(3_600_000);
    expect([elector.isFresh(), log]).toEqual([true, ['4 started']]);
  });

  it('is taken over 15 s after the last renewal was seen, whatever the time of day is elsewhere', async () => {
    let isCut = false;
    const first = candidate('a', { timeOfDay: () => 0 }, () => (isCut ? [null, null] : [1, 1]));
    await clock.advance(1_000);
    const second = candidate('b', { timeOfDay: () => Date.UTC(2099, 0) });
    await clock.advance(20_000);
    expect([second.elector.isFresh(), spec().holderIdentity]).toEqual([false, 'a']);
    isCut = true;
    const cutAt = clock.now();
    await clock.advance(30_000);
    expect([first.elector.isFresh(), second.elector.isFresh()]).toEqual([false, true]);
    const [lost] = first.log.slice(1).map((line) => Number.parseInt(line, 10));
    const [taken] = second.log.map((line) => Number.parseInt(line, 10));
    expect((lost as number) - cutAt).toBeLessThanOrEqual(10_001);
    expect((taken as number) - cutAt).toBeGreaterThan(13_000);
    expect((taken as number) - cutAt).toBeLessThan(20_000);
    expect(spec()).toMatchObject({ holderIdentity: 'b', leaseTransitions: 1 });
  });

  it('is released by a stop, and taken at the next look', async () => {
    const first = candidate('a');
    await clock.advance(100);
    const second = candidate('b');
    await clock.advance(5_000);
    first.abort.abort();
    await clock.advance(10);
    await first.done;
    expect([spec().holderIdentity, spec().leaseDurationSeconds, first.log]).toEqual(['', 1, ['4 started']]);
    await clock.advance(2_500);
    expect([second.elector.isFresh(), first.elector.isFresh()]).toEqual([true, false]);
    expect(spec().leaseTransitions).toBe(1);
  });

  it('is released also when the stop comes in the middle of taking it', async () => {
    const { abort, done, log } = candidate('a', {}, () => [10, 10]);
    await clock.advance(35);
    expect(spec().holderIdentity).toBe('a');
    abort.abort();
    await clock.advance(1_000);
    await done;
    expect([spec().holderIdentity, log]).toEqual(['', []]);
  });

  it('is given up before it is released', async () => {
    let back = 1;
    const { elector, abort, done } = candidate('a', {}, () => [1, back]);
    await clock.advance(100);
    back = 4_000;
    abort.abort();
    await clock.advance(4_100);
    expect([spec().holderIdentity, elector.isFresh()]).toEqual(['', false]);
    back = 1;
    await clock.advance(10_000);
    await done;
  });

  it('is not renewed after a standstill of the program', async () => {
    const { elector, log, done } = candidate('a');
    await clock.advance(1_000);
    clock.stall(11_000);
    expect(elector.isFresh()).toBe(false);
    await clock.advance(1);
    await done;
    expect(log).toEqual(['4 started', '12000 lost']);
    expect(spec().holderIdentity).toBe('a');
  });

  it('is lost when the Lease names another', async () => {
    const { log, done } = candidate('a');
    await clock.advance(100);
    const { lease } = server;
    server.lease = { ...(lease as KubeObject), spec: { ...spec(), holderIdentity: 'z' } };
    await clock.advance(3_000);
    await done;
    expect(log.map((line) => line.split(' ')[1])).toEqual(['started', 'lost']);
    expect(spec().holderIdentity).toBe('z');
  });

  it('survives trouble that is shorter than ten seconds, and reports it', async () => {
    let isCut = false;
    const troubles: unknown[] = [];
    const { log } = candidate('a', { onTrouble: (error) => troubles.push(String(error)) }, () =>
      isCut ? [null, null] : [1, 1],
    );
    await clock.advance(10_000);
    isCut = true;
    await clock.advance(5_000);
    isCut = false;
    await clock.advance(60_000);
    expect(log).toEqual(['4 started']);
    expect(troubles).toEqual(['Error: the lease: no answer within 4.5 s']);
  });
});

it('is never held by two, whatever gets lost on the way', async () => {
  // Mostly all is well or nothing is, each for a while: that is where a lead changes hands.
  const delay = fc.oneof(
    { weight: 6, arbitrary: fc.nat(200) },
    { weight: 3, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.nat(4_000) },
  );
  const step = fc.record({
    ms: fc.integer({ min: 100, max: 20_000 }),
    delays: fc.array(fc.tuple(delay, delay), { minLength: 3, maxLength: 3 }),
    stop: fc.option(fc.nat(2), { nil: undefined as never, freq: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
      clock = new FakeClock();
      server = new LeaseServer(clock);
      let delays = steps[0]?.delays ?? [];
      const join = (index: number, name: string) =>
        candidate(name, {}, () => delays[index] as [number | null, number | null]);
      const candidates = [0, 1, 2].map((index) => join(index, `${index}-first`));
      for (const [count, one] of steps.entries()) {
        delays = one.delays;
        for (let at = 0; at < one.ms; at += 250) {
          await clock.advance(250);
          expect(candidates.filter(({ elector }) => elector.isFresh()).length).toBeLessThanOrEqual(1);
        }
        if (one.stop !== undefined) {
          candidates[one.stop]?.abort.abort();
          candidates.push(join(one.stop, `${one.stop}-${count}`));
        }
      }
      // Whoever remains leads as soon as the way is free.
      delays = [0, 1, 2].map(() => [1, 1] as const) as never;
      candidates.push(join(0, 'last'));
      await clock.advance(60_000);
      expect(candidates.filter(({ elector }) => elector.isFresh())).toHaveLength(1);
      for (const { abort } of candidates) abort.abort();
      await clock.advance(10_000);
    }),
    { numRuns: 100 },
  );
});
