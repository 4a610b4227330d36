import { describe, expect, it } from 'vitest';
import { Served } from '../../gateway/client/served.test-support.ts';
import type { Answer, Request, Wish } from '../../gateway/sync/index.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { clean } from './cleanup.ts';
import { Depths, depthsIn } from './depths.ts';
import { mayApplyUnregistered } from './gate.ts';
import { pastOf, sentRow, udfRow } from './past.ts';
import { Registrar } from './registrar.ts';
import { Weather } from './weather.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const { signal } = new AbortController();
const never = async () => false;
const always = async () => true;

function functionOf(name: string, status: object = {}, more: object = {}): KubeObject {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, namespace: 'shop', uid: `uid-${name}`, generation: 3, ...more },
    status,
  };
}

const wishOf = (id: string): Wish => ({
  id,
  spec: { target_namespaces: ['rows'], worker: {} },
  paused: false,
});

/** What the status of a Function says of which the gateway has this very spec. */
const settled = (id: string) => ({
  observedGeneration: 3,
  activeNamespaces: ['rows'],
  managedObjects: [udfRow(id)],
  conditions: [{ type: 'Registered', status: 'True', reason: 'Registered' }],
});

class World {
  readonly served = new Served();
  now = 0;
  mayWrite = true;
  readonly registrar = new Registrar({
    gateway: {
      send: (request: Request): Promise<Answer> => this.served.send(request),
      text: async () => null,
    },
    log,
    mayWrite: () => this.mayWrite,
    now: () => this.now,
    random: () => 0.5,
  });

  register(id: string, status: object = {}, more: object = {}) {
    return this.registrar.register(functionOf(id, status, more), wishOf(id), null, always, signal);
  }
}

describe('the registry', () => {
  it('asks for what it has seen no second time', async () => {
    const { registrar, served, ...world } = new World();
    const first = await registrar.register(functionOf('tag'), wishOf('tag'), null, always, signal);
    expect(first).toMatchObject({ state: 'fine', isOurs: true, said: { reason: 'Registered' } });
    served.requests.length = 0;
    await registrar.register(functionOf('tag', settled('tag')), wishOf('tag'), null, always, signal);
    expect(served.requests).toEqual([]);
    expect(world.mayWrite).toBe(true);
  });

  it('sends nothing that could not be noted before', async () => {
    const { registrar, served } = new World();
    const found = await registrar.register(functionOf('tag'), wishOf('tag'), null, never, signal);
    expect(found.state).toBe('passing');
    expect(served.requests).toEqual(['GET /v2/udfs/tag']);
  });

  it('changes nothing when it leads no more', async () => {
    const world = new World();
    world.mayWrite = false;
    await expect(world.register('tag')).rejects.toThrow('lease');
    expect(world.served.core.ids).toEqual([]);
  });

  it('asks once for thousands that are as they should be', async () => {
    const world = new World();
    const ids = Array.from({ length: 2_000 }, (_, index) => `f-${index}`);
    for (const id of ids) world.served.core.create(id, { ...wishOf(id).spec }, false, 0);
    await world.registrar.list(new Map(), signal);
    for (const id of ids) expect((await world.register(id, settled(id))).state).toBe('fine');
    expect(world.served.requests).toEqual(['GET /v2/udfs']);
    // Of a later list only those are looked at again that have changed.
    world.served.core.remove('f-7');
    world.served.core.setPaused('f-9', true, 1);
    const changed = await world.registrar.list(new Map(ids.map((id) => [`uid-${id}`, id])), signal);
    expect(changed).toEqual(['uid-f-7', 'uid-f-9']);
    expect((await world.register('f-9', settled('f-9'))).state).toBe('fine');
    expect(world.served.core.get('f-9').record.paused).toBe(false);
  });

  it('lets one ask for all while the gateway is away, and keeps those fine that it knew', async () => {
    const world = new World();
    for (const path of ['GET /v2/udfs/new', 'GET /v2/udfs/other', 'GET /v2/udfs/known'])
      world.served.instead.set(path, {
        status: 503,
        body: { error: 'gateway_draining' },
        retryAfterMs: 3_000,
      });
    const first = await world.register('new');
    expect(first).toMatchObject({ state: 'passing', said: { reason: 'GatewayRegistrationFailed' } });
    expect(first.againMs).toBeGreaterThanOrEqual(3_000);
    expect((await world.register('other')).state).toBe('passing');
    expect(await world.register('known', settled('known'))).toMatchObject({
      state: 'fine',
      said: { status: 'True' },
    });
    expect(world.served.requests).toHaveLength(1);
    world.now += 4_000;
    world.served.instead.clear();
    expect((await world.register('other')).state).toBe('fine');
    expect((await world.register('new')).state).toBe('fine');
  });

  it('does not send again what was refused, until the Function changes', async () => {
    const world = new World();
    world.served.instead.set('POST /v2/udfs', { status: 422, body: { error: 'invalid', message: 'No.' } });
    expect(await world.register('tag')).toMatchObject({ state: 'stuck', againMs: null });
    const asked = world.served.requests.length;
    world.now += 10 * 60_000;
    await world.register('tag');
    expect(world.served.requests.length).toBe(asked);
  });

  it('lets an heir have the id as soon as the older one is gone', async () => {
    const { registrar, served } = new World();
    const heir = functionOf('tag');
    const found = await registrar.register(heir, wishOf('tag'), 'trial/tag', always, signal);
    expect(found).toMatchObject({ state: 'stuck', said: { reason: 'UdfIdTaken' } });
    expect(served.requests).toEqual([]);
    expect((await registrar.register(heir, wishOf('tag'), null, always, signal)).state).toBe('fine');
  });

  it('reads from a status what was done before', () => {
    const wish = wishOf('tag');
    expect(pastOf(functionOf('tag'), wish)).toMatchObject({
      isOurs: false,
      intended: [],
      isSettled: false,
    });
    expect(pastOf(functionOf('tag', settled('tag')), wish)).toMatchObject({ isOurs: true, isSettled: true });
    expect(pastOf(functionOf('tag', settled('tag'), { generation: 4 }), wish)).toMatchObject({
      isSettled: false,
    });
    // Whatever the condition says by now.
    const managedObjects = [sentRow('0123456789abcdef'), sentRow('fedcba9876543210')];
    expect(pastOf(functionOf('tag', { managedObjects }), wish).intended).toEqual([
      '0123456789abcdef',
      'fedcba9876543210',
    ]);
    const annotations = { 'hevlayer.com/adopt': 'true' };
    expect(pastOf(functionOf('tag', {}, { annotations }), wish).isOurs).toBe(true);
  });
});

describe('a deleted Function', () => {
  const deleted = functionOf('tag', settled('tag'), { deletionTimestamp: '2026-01-01T00:00:00Z' });
  const since = Date.parse('2026-01-01T00:00:00Z');

  it('takes its UDF with it, and its candidate, but never what is not its own', async () => {
    const world = new World();
    world.served.core.create('tag', { worker: {} }, false, 0);
    expect(await clean(functionOf('tag'), world.registrar, since, signal)).toEqual({ kind: 'done' });
    expect(world.served.core.ids).toEqual(['tag']);
    expect(await clean(deleted, world.registrar, since, signal)).toEqual({ kind: 'done' });
    expect(world.served.core.ids).toEqual([]);
    expect(world.served.requests.slice(-3)).toEqual([
      'POST /v2/udfs/tag/pause',
      'DELETE /v2/udfs/tag/candidate',
      'DELETE /v2/udfs/tag',
    ]);
    // Cut off anywhere, it is done again.
    expect(await clean(deleted, world.registrar, since, signal)).toEqual({ kind: 'done' });
  });

  it('waits for the gateway for ten minutes, and not longer', async () => {
    const world = new World();
    world.served.instead.set('GET /v2/udfs/tag', { status: 0, body: undefined, fault: 'refused.' });
    const cleaning = await clean(deleted, world.registrar, since + 599_500, signal);
    expect(cleaning).toMatchObject({ kind: 'waits', againMs: 1_000 });
    expect(await clean(deleted, world.registrar, since + 600_000, signal)).toMatchObject({
      kind: 'given up',
    });
  });
});

describe('workers of a Function that the gateway does not know', () => {
  const deployment = (replicas: number): KubeObject => ({ ...functionOf('x'), spec: { replicas } });
  it.each([
    ['new, from zero', null, { by: 'keda', min: 0, max: 3 }, true],
    ['new, from one', null, { by: 'keda', min: 1, max: 3 }, false],
    ['new, fixed', null, { by: 'operator', count: 2 }, false],
    ['at zero', deployment(0), { by: 'keda', min: 0, max: 3 }, true],
    ['running', deployment(2), { by: 'keda', min: 0, max: 3 }, false],
    ['running, to be stopped', deployment(2), { by: 'operator', count: 0 }, true],
  ] as const)('%s', (_, live, policy, may) => {
    expect(mayApplyUnregistered(live, policy, true)).toBe(may);
  });
});

describe('the weather of the gateway', () => {
  it('waits longer each time, and lets one ask', () => {
    let now = 0;
    const weather = new Weather({ now: () => now, random: () => 0.5 });
    const bad = {
      reason: 'GatewayRegistrationFailed',
      message: '',
      again: 'soon',
      isOfGateway: true,
      retryAfterMs: undefined,
    } as const;
    expect(weather.ask()).toBeNull();
    const pauses = Array.from({ length: 12 }, () => {
      const ms = weather.bad(bad);
      expect(weather.ask()).not.toBeNull();
      now += ms;
      expect(weather.ask()).toBeNull();
      expect(weather.ask()).not.toBeNull();
      return ms;
    });
    expect(pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(Math.max(...pauses)).toBe(300_000);
    weather.fine();
    expect([weather.ask(), weather.trouble]).toEqual([null, null]);
  });
});

describe('the depths of the queues', () => {
  const text =
    'layer_udf_queue_depth{udf="a"} 3\nlayer_udf_queue_depth{job="x",udf="b"} 1e+3\nlayer_udf_stage_count{udf="a",stage="failed"} 9\n';

  it('are read from the metrics', () => {
    expect([...depthsIn(text)]).toEqual([
      ['a', 3],
      ['b', 1000],
    ]);
  });

  it('cost one request, and one more for a hundred that the metrics do not have', async () => {
    const asked: string[] = [];
    const status = { udf: { spec: {} }, status: { pending_count: 5 } };
    const gateway = (metrics: string) => ({
      text: async () => metrics,
      send: async ({ path }: Request) => {
        asked.push(path);
        return { status: 200, body: status };
      },
    });
    const depths = new Depths();
    await depths.ask(['a', 'b', 'c'], gateway(text), signal);
    expect([depths.of('a'), depths.of('b'), depths.of('c'), asked.length]).toEqual([3, 1000, 0, 0]);
    const ids = Array.from({ length: 250 }, (_, index) => `f${index}`);
    await depths.ask(ids, gateway(`${text}layer_udf_queue_depth{udf="other"} 7\n`), signal);
    expect(asked).toEqual(['/v2/udfs/f0', '/v2/udfs/f1', '/v2/udfs/f2']);
    expect([depths.of('f1'), depths.of('f200')]).toEqual([5, null]);
  });

  it('are said at most once a minute', async () => {
    const depths = new Depths();
    await depths.ask(
      ['a'],
      { text: async () => text, send: async () => ({ status: 0, body: undefined }) },
      signal,
    );
    expect(depths.toSay('u', 'a', null, 0)).toBe(3);
    depths.said('u', 0);
    expect([depths.toSay('u', 'a', 2, 59_999), depths.toSay('u', 'a', 2, 60_000)]).toEqual([2, 3]);
  });
});
