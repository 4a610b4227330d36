import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock, settled } from './clock.test-support.ts';
import {
  ApiError,
  type Cluster,
  type KubeObject,
  type ListPage,
  type Resource,
  type WatchEvent,
} from './cluster.ts';
import { Reflector, type ReflectorOptions } from './reflector.ts';
import { Store } from './store.ts';

// What a real server does is shown in testenv/suites; these tests are of what would take hours there.

const THINGS: Resource = { apiVersion: 'x.dev/v1', kind: 'Thing', plural: 'things', namespaced: true };

const thing = (name: string, resourceVersion: string, namespace = 'n'): KubeObject => ({
  apiVersion: 'x.dev/v1',
  kind: 'Thing',
  metadata: { name, namespace, uid: `uid-${name}`, resourceVersion },
});

const refusal = (code: number, more: object = {}) =>
  new ApiError('test', { code, reason: 'Test', message: 'no', causes: [], ...more });

type WatchPart = WatchEvent | Error | { readonly waitMs: number };

/** Answers from two lists of what to say, in order; the last answer is given again and again. */
class Script implements Pick<Cluster, 'list' | 'watch'> {
  readonly calls: string[] = [];
  readonly #clock: FakeClock;
  readonly #lists: (ListPage | Error)[];
  readonly #watches: WatchPart[][];

  constructor(clock: FakeClock, lists: (ListPage | Error)[], watches: WatchPart[][]) {
    this.#clock = clock;
    this.#lists = lists;
    this.#watches = watches;
  }

  async list(_resource: Resource, { next }: { next?: string }): Promise<ListPage> {
    this.calls.push(`${this.#clock.now()} list ${next ?? ''}`.trim());
    const answer = this.#lists.length > 1 ? this.#lists.shift() : this.#lists[0];
    if (answer instanceof Error) throw answer;
    return answer as ListPage;
  }

  async *watch(
    _resource: Resource,
    { resourceVersion, timeoutSeconds }: { resourceVersion: string; timeoutSeconds: number },
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    expect(timeoutSeconds).toBeGreaterThanOrEqual(240);
    expect(timeoutSeconds).toBeLessThanOrEqual(480);
    this.calls.push(`${this.#clock.now()} watch ${resourceVersion}`);
    const parts = this.#watches.length > 1 ? this.#watches.shift() : this.#watches[0];
    for (const part of parts ?? []) {
      if (part instanceof Error) throw part;
      if ('waitMs' in part) await new Promise<void>((resolve) => this.#clock.schedule(resolve, part.waitMs));
      else yield part;
      signal.throwIfAborted();
    }
  }
}

const page = (items: KubeObject[], resourceVersion: string, next?: string): ListPage => ({
  items,
  resourceVersion,
  ...(next && { next }),
});
const forever: WatchPart[] = [{ waitMs: 1e12 }];
const quiet = (ms: number): WatchPart[] => [{ waitMs: ms }];
const bookmark = (resourceVersion: string): WatchEvent => ({
  type: 'BOOKMARK',
  object: thing('', resourceVersion),
});
const event = (type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject): WatchEvent => ({ type, object });

let clock: FakeClock;
beforeEach(() => {
  clock = new FakeClock();
});

function start(lists: (ListPage | Error)[], watches: WatchPart[][], options: Partial<ReflectorOptions> = {}) {
  const changes: string[] = [];
  const store =
    options.store ??
    new Store({
      reduce: (object) => object,
      onChange: (key, before, after) => changes.push(`${before ? (after ? '~' : '-') : '+'}${key}`),
    });
  const script = new Script(clock, lists, watches);
  const waits: number[] = [];
  const abort = new AbortController();
  const reflector = new Reflector(script as unknown as Cluster, {
    resource: THINGS,
    store,
    clock,
    random: () => 0.5,
    onRetry: (_error, ms) => waits.push(ms),
    ...options,
  });
  const done = reflector.run(abort.signal);
  return { store, script, changes, waits, abort, reflector, done };
}

describe('a list', () => {
  it('comes page by page, and a watch goes on from it', async () => {
    const { store, script, reflector } = start(
      [page([thing('a', '1')], '9', 't'), page([thing('b', '2')], '9')],
      [[event('ADDED', thing('c', '10')), bookmark('12'), refusal(500)], forever],
    );
    expect(reflector.isSynced).toBe(false);
    await clock.advance(1_000);
    expect([...store.keys()]).toEqual(['n/a', 'n/b', 'n/c']);
    expect(script.calls).toEqual(['0 list', '0 list t', '0 watch 9', '800 watch 12']);
    expect(reflector.isSynced).toBe(true);
  });

  it('begins again when its token is too old, and removes what is gone', async () => {
    const { store, script, changes } = start(
      [
        page([thing('a', '1'), thing('b', '2')], '9'),
        page([thing('a', '1')], '20', 't'),
        refusal(410),
        page([thing('c', '3')], '30'),
      ],
      [[refusal(410)], forever],
    );
    await clock.advance(60_000);
    expect([...store.keys()]).toEqual(['n/c']);
    expect(changes).toEqual(['+n/a', '+n/b', '+n/c', '-n/a', '-n/b']);
    // The first time at once, then ever less often.
    expect(script.calls).toEqual(['0 list', '0 watch 9', '0 list', '0 list t', '1600 list', '1600 watch 30']);
  });

  it('of one namespace leaves the others in a shared store alone', async () => {
    const store = new Store({ reduce: (object) => object });
    start([page([thing('a', '1', 'n')], '1')], [forever], { store, namespace: 'n' });
    start([page([thing('b', '1', 'm')], '1')], [forever], { store, namespace: 'm' });
    start([page([], '1')], [forever], { store, namespace: 'n' });
    await settled();
    expect([...store.keys()]).toEqual(['m/b']);
  });
});

describe('a watch', () => {
  it('changes the store and ends with the server, to go on at once from the last event', async () => {
    const events = [
      event('ADDED', thing('b', '10')),
      event('MODIFIED', { ...thing('a', '11'), spec: 1 }),
      event('DELETED', thing('b', '12')),
      ...quiet(300_000),
    ];
    const { script, changes, waits } = start([page([thing('a', '1')], '9')], [events, forever]);
    await clock.advance(300_000);
    expect(changes).toEqual(['+n/a', '+n/b', '~n/a', '-n/b']);
    expect(script.calls).toEqual(['0 list', '0 watch 9', '300000 watch 12']);
    expect(waits).toEqual([]);
  });

  it('is tried again ever less often, for ever, and from the same place', async () => {
    const { script, waits, store } = start([page([thing('a', '1')], '9')], [[new Error('reset')]]);
    await clock.advance(600_000);
    expect(waits.slice(0, 8)).toEqual([800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]);
    expect(waits.length).toBeGreaterThan(20);
    expect(new Set(script.calls.slice(1).map((call) => call.split(' ').slice(1).join(' ')))).toEqual(
      new Set(['watch 9']),
    );
    expect([...store.keys()]).toEqual(['n/a']);
  });

  it.each([
    [0, 640],
    [1, 960],
  ])('waits are spread: %d gives %d', async (random, ms) => {
    const { waits } = start([refusal(500)], [], { random: () => random });
    await settled();
    expect(waits).toEqual([ms]);
  });

  it('counts the failures from the start after a healthy minute', async () => {
    const fail = new Error('reset');
    const healthy = [bookmark('10'), ...quiet(60_000), fail];
    const { waits } = start([page([], '9')], [[fail], [fail], healthy, [fail], forever]);
    await clock.advance(200_000);
    expect(waits).toEqual([800, 1600, 800, 1600]);
  });

  it('that is too old at every attempt does not make a hot loop', async () => {
    const { script } = start([page([], '9')], [[{ type: 'ERROR', status: refusal(410).status }]]);
    await clock.advance(300_000);
    expect(script.calls.length).toBeLessThan(40);
  });

  it('that ends at once at every attempt does not make one either', async () => {
    const { script } = start([page([], '9')], [[]]);
    await clock.advance(300_000);
    expect(script.calls.length).toBeLessThan(20);
  });

  it.each([429, 503])('comes again when the server wishes after %d', async (code) => {
    const { waits, script } = start([page([], '9')], [[refusal(code, { retryAfter: 7 })], forever]);
    await clock.advance(10_000);
    expect(waits).toEqual([7_700]);
    expect(script.calls).toEqual(['0 list', '0 watch 9', '7700 watch 9']);
  });

  it.each([
    ['not the own', refusal(400)],
    ['not yet reached', refusal(504, { causes: [{ reason: 'ResourceVersionTooLarge' }] })],
  ])('from where the server is %s begins with a list', async (_what, error) => {
    const { script } = start([page([], '9'), page([], '3')], [[error], forever]);
    await clock.advance(10_000);
    expect(script.calls).toEqual(['0 list', '0 watch 9', '800 list', '800 watch 3']);
  });

  it('goes on after an error of another kind from where it was', async () => {
    const { script } = start([page([], '9')], [[{ type: 'ERROR', status: refusal(500).status }], forever]);
    await clock.advance(10_000);
    expect(script.calls).toEqual(['0 list', '0 watch 9', '800 watch 9']);
  });

  it('says when it last heard from the server', async () => {
    const { reflector } = start([page([], '9')], [[...quiet(50_000), bookmark('10'), ...forever]]);
    await clock.advance(400_000);
    expect(reflector.lastActivity).toBe(50_000);
  });
});

describe('a kind that is absent', () => {
  it.each([true, false])('is asked for again (optional: %s)', async (isOptional) => {
    const presence: boolean[] = [];
    const { script, store, changes, reflector } = start(
      [page([thing('a', '1')], '9'), refusal(404), refusal(404), page([thing('b', '2')], '20')],
      [[refusal(404)], forever],
      { isOptional, onPresence: (isPresent) => presence.push(isPresent) },
    );
    await clock.advance(800);
    expect([presence, reflector.isSynced, [...store.keys()]]).toEqual([[true, false], isOptional, []]);
    await clock.advance(20_000);
    expect(script.calls).toEqual([
      '0 list',
      '0 watch 9',
      '800 list',
      '5800 list',
      '10800 list',
      '10800 watch 20',
    ]);
    expect(presence).toEqual([true, false, true]);
    expect(changes).toEqual(['+n/a', '-n/a', '+n/b']);
    expect(reflector.isSynced).toBe(true);
  });
});

it.each([
  ['watching', [page([], '9')], [[refusal(500)]]],
  ['absent', [refusal(404)], []],
] as const)('an abort ends it while it waits (%s)', async (_what, lists, watches) => {
  const { abort, done } = start(
    [...lists],
    watches.map((one) => [...one]),
  );
  await settled();
  abort.abort();
  await done;
  expect(clock.pending).toBe(0);
});
