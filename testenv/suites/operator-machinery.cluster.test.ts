import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ExactNumber } from '../../src/json/json.ts';
import type { KubeObject, Resource } from '../../src/operator/kube/cluster.ts';
import { type Connection, connect } from '../../src/operator/kube/connection.ts';
import { Elector, type ElectorOptions, LEASES } from '../../src/operator/kube/leader.ts';
import { Reflector, type ReflectorOptions } from '../../src/operator/kube/reflector.ts';
import type { ConnectOptions } from '../../src/operator/kube/sender.ts';
import { Store } from '../../src/operator/kube/store.ts';
import { OF_NO_OBJECT } from '../../src/operator/objects/apply.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { FaultProxy, type ProxiedRequest } from '../fault-proxy.ts';
import { clusterSuite } from '../suite.ts';

const CONFIG_MAPS: Resource = { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
const THINGS: Resource = { apiVersion: 'test.dev/v1', kind: 'Thing', plural: 'things', namespaced: true };
const MANAGER = { manager: 'machinery', force: true };
const never = new AbortController().signal;

const thingCrd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.test.dev' },
  spec: {
    group: 'test.dev',
    scope: 'Namespaced',
    names: { kind: 'Thing', plural: 'things' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    ],
  },
};
const crdPath = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.test.dev';

clusterSuite('the machinery of the operator', ['etcd', 'kube-apiserver'], () => {
  let cluster: ControlPlane;
  let proxy: FaultProxy;
  let namespace: string;
  const ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    cluster = await startControlPlane();
  }, 120_000);

  afterAll(() => cluster?.stop());

  beforeEach(async () => {
    namespace = await cluster.namespace();
    proxy = await FaultProxy.start(cluster.kubeconfig, cluster.folder);
  });

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    await proxy.stop();
  });

  const open = (options: ConnectOptions = {}): Connection => {
    const connection = connect({ kubeconfig: cluster.kubeconfig, ...options });
    ends.push(() => connection.close());
    return connection;
  };

  const configMap = (name: string, data: object = {}): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data,
  });

  const installThings = async () => {
    await cluster.client.apply(thingCrd);
    const path = `/apis/test.dev/v1/namespaces/${namespace}/things`;
    await vi.waitUntil(async () => (await cluster.client.request('GET', path)).status === 200, {
      timeout: 20_000,
    });
  };

  describe('a connection', () => {
    test('brings every character and every integer there and back', async () => {
      await installThings();
      const text = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join('');
      const spec = {
        text: `${text.replace(/[\ud800-\udfff]/g, '')}🙂`,
        id: new ExactNumber('9223372036854775807'),
      };
      const object = { apiVersion: 'test.dev/v1', kind: 'Thing', metadata: { name: 'a', namespace }, spec };
      const connection = open();
      const { created } = await connection.apply(THINGS, object, MANAGER, never);
      const found = await connection.get(THINGS, 'a', namespace, never);
      expect([created, found?.spec]).toEqual([true, spec]);
      const again = await connection.apply(THINGS, object, MANAGER, never);
      expect(again).toEqual({ object: found, created: false });
    });

    test('says what the server refuses, and why', async () => {
      const connection = open();
      await connection.apply(CONFIG_MAPS, configMap('a', { x: '1' }), MANAGER, never);
      const other = { manager: 'other', force: false };
      await expect(
        connection.apply(CONFIG_MAPS, configMap('a', { x: '2' }), other, never),
      ).rejects.toMatchObject({
        status: {
          code: 409,
          reason: 'Conflict',
          causes: [{ reason: 'FieldManagerConflict', field: '.data.x' }],
        },
      });
      await expect(
        connection.apply(CONFIG_MAPS, { ...configMap('a'), datas: {} }, MANAGER, never),
      ).rejects.toThrow('field not declared in schema');
      const config = JSON.parse(readFileSync(cluster.kubeconfig, 'utf8'));
      config.users[0].user.as = 'stranger';
      const kubeconfig = join(cluster.folder, 'stranger.kubeconfig');
      writeFileSync(kubeconfig, JSON.stringify(config));
      const stranger = open({ kubeconfig });
      await expect(stranger.get(CONFIG_MAPS, 'a', namespace, never)).rejects.toMatchObject({
        status: { code: 403 },
      });
    });

    test('creates, patches, replaces and deletes only what is meant', async () => {
      const connection = open();
      const created = await connection.create(CONFIG_MAPS, configMap('a', { x: '1' }), 'machinery', never);
      const target = { name: 'a', namespace };
      await connection.patch(CONFIG_MAPS, target, { data: { x: null, y: '2' } }, 'machinery', never);
      await expect(connection.update(CONFIG_MAPS, created, 'machinery', never)).rejects.toMatchObject({
        status: { code: 409 },
      });
      const read = (await connection.get(CONFIG_MAPS, 'a', namespace, never)) as KubeObject;
      expect(read.data).toEqual({ y: '2' });
      await connection.update(CONFIG_MAPS, { ...read, data: { z: '3' } }, 'machinery', never);
      await expect(connection.delete(CONFIG_MAPS, target, { uid: 'other' }, never)).rejects.toMatchObject({
        status: { code: 409 },
      });
      const { uid } = created.metadata as { uid: string };
      await connection.delete(CONFIG_MAPS, target, { uid }, never);
      expect(await connection.get(CONFIG_MAPS, 'a', namespace, never)).toBeNull();
      await connection.delete(CONFIG_MAPS, target, { uid }, never);
    });

    test('applies to nothing that is there when it is to create', async () => {
      await installThings();
      const connection = open();
      const thing = { apiVersion: 'test.dev/v1', kind: 'Thing', metadata: { name: 'new', namespace } };
      for (const [resource, object] of [
        [CONFIG_MAPS, configMap('new', { x: '1' })],
        [THINGS, thing],
      ] as const) {
        const metadata = { ...object.metadata, resourceVersion: OF_NO_OBJECT };
        const apply = (manager: string) =>
          connection.apply(resource, { ...object, metadata }, { manager, force: false }, never);
        const { created, object: made } = await apply('machinery');
        expect(created).toBe(true);
        // Neither manager has anything against the fields of the other.
        await expect(apply('other')).rejects.toMatchObject({ status: { code: 409, reason: 'Conflict' } });
        await expect(apply('machinery')).rejects.toMatchObject({ status: { code: 409, reason: 'Conflict' } });
        expect(await connection.get(resource, 'new', namespace, never)).toEqual(made);
      }
    });

    test('goes through the proxy that the kubeconfig names, watches too', async () => {
      const asked: string[] = [];
      const tunnels = createServer();
      tunnels.on('connect', (request, socket) => {
        asked.push(request.url ?? '');
        const [host, port] = (request.url ?? '').split(':');
        const onward = connectTcp(Number(port), host);
        onward.once('connect', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          onward.pipe(socket).pipe(onward);
        });
        for (const end of [onward, socket]) end.on('error', () => {});
      });
      await once(tunnels.listen(0, '127.0.0.1'), 'listening');
      ends.push(async () => tunnels.close());
      const config = JSON.parse(readFileSync(cluster.kubeconfig, 'utf8'));
      config.clusters[0].cluster['proxy-url'] = `http://127.0.0.1:${(tunnels.address() as AddressInfo).port}`;
      const kubeconfig = join(cluster.folder, 'tunnel.kubeconfig');
      writeFileSync(kubeconfig, JSON.stringify(config));
      const connection = open({ kubeconfig });
      await connection.apply(CONFIG_MAPS, configMap('a', { x: '1' }), MANAGER, never);
      const { resourceVersion } = await connection.list(CONFIG_MAPS, { namespace, limit: 5 }, never);
      const watch = connection.watch(CONFIG_MAPS, { namespace, resourceVersion, timeoutSeconds: 60 }, never);
      setTimeout(() => void put('b'), 100);
      for await (const event of watch) {
        expect(event).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'b' } } });
        break;
      }
      expect(new Set(asked)).toEqual(new Set([new URL(cluster.url).host]));
    });

    test('fails in words when it is cut, or nothing comes back', async () => {
      const connection = open({ kubeconfig: proxy.kubeconfig, limits: { callMs: 1_000 } });
      const get = () => connection.get(CONFIG_MAPS, 'a', namespace, never);
      proxy.inject('cut');
      await expect(get()).rejects.toThrow(/^get \/api\/v1\/[^\n]*: [^\n]+$/);
      proxy.inject('hold');
      await expect(get()).rejects.toThrow('no answer within 1 s');
      proxy.inject('lose');
      const lost = connection.apply(CONFIG_MAPS, configMap('a', { x: '1' }), MANAGER, never);
      await expect(lost).rejects.toThrow('patch /api/v1/');
      expect((await get())?.data).toEqual({ x: '1' });
    });
  });

  type Followed = {
    readonly store: Store;
    readonly reflector: Reflector;
    readonly changes: string[];
    readonly presence: boolean[];
    readonly errors: string[];
    readonly catchUp: (within?: number) => Promise<void>;
  };

  /** A reflector through the proxy, in a hurry where it may be. */
  const follow = (resource = CONFIG_MAPS, options: Partial<ReflectorOptions> = {}): Followed => {
    const changes: string[] = [];
    const presence: boolean[] = [];
    const errors: string[] = [];
    const store = new Store({
      reduce: ({ metadata: { managedFields: _, ...metadata }, ...rest }) =>
        ({ ...rest, metadata }) as KubeObject,
      onChange: (key, before, after) =>
        changes.push(`${before ? (after ? '~' : '-') : '+'}${key.slice(namespace.length + 1)}`),
    });
    const connection = open({
      kubeconfig: proxy.kubeconfig,
      limits: { inactivityMs: 2_000, callMs: 3_000, listMs: 30_000 },
    });
    const onPresence = (isPresent: boolean) => presence.push(isPresent);
    const onRetry = (error: unknown) => errors.push(String(error));
    const scope = { resource, namespace, store };
    const reflector = new Reflector(connection, { ...scope, onPresence, onRetry, ...options });
    const abort = new AbortController();
    const done = reflector.run(abort.signal);
    ends.push(() => {
      abort.abort();
      return done;
    });
    const path = `/${resource === CONFIG_MAPS ? 'api/v1' : 'apis/test.dev/v1'}/namespaces/${namespace}/${resource.plural}`;
    const catchUp = (within = 15_000) =>
      vi.waitFor(
        async () => {
          const { items = [] } = await cluster.client.get<{ items: KubeObject[] }>(path);
          const here = [...store.keys()].map((key) => `${key} ${store.get(key)?.metadata.resourceVersion}`);
          const there = items.map(
            ({ metadata }) => `${namespace}/${metadata.name} ${metadata.resourceVersion}`,
          );
          expect(here.sort()).toEqual(there.sort());
          expect(reflector.isSynced).toBe(true);
        },
        { timeout: within, interval: 50 },
      );
    return { store, reflector, changes, presence, errors, catchUp };
  };

  const lists = () =>
    proxy.seen.filter(({ method, isWatch, path }) => method === 'GET' && !isWatch && path.endsWith('s'));
  const isWatch = ({ isWatch }: ProxiedRequest) => isWatch;
  const put = (name: string, data: object = {}) =>
    cluster.client.apply({ ...configMap(name, data), metadata: { name, namespace } });
  const remove = (name: string) =>
    cluster.client.delete(`/api/v1/namespaces/${namespace}/configmaps/${name}`);

  describe('a reflector', () => {
    test('lists 1,200 objects page by page and then follows them', async () => {
      const names = Array.from({ length: 1_200 }, (_, index) => `map-${index}`);
      for (let at = 0; at < names.length; at += 20) {
        await Promise.all(names.slice(at, at + 20).map((name) => put(name)));
      }
      const { store, changes, catchUp } = follow();
      await catchUp();
      expect([[...store.keys()].length, lists().length, changes.length]).toEqual([1_200, 12, 1_200]);
      expect(store.get(`${namespace}/map-7`)).toMatchObject({ kind: 'ConfigMap', apiVersion: 'v1' });
      changes.length = 0;
      await put('map-7', { x: '漢字🙂' });
      await remove('map-8');
      await remove('map-9');
      await put('map-9');
      await catchUp();
      expect(changes).toEqual(['~map-7', '-map-8', '-map-9', '+map-9']);
      expect(store.get(`${namespace}/map-7`)?.data).toEqual({ x: '漢字🙂' });
      expect(lists()).toHaveLength(12);
    });

    test('begins its list again when the server has forgotten it in the middle', async () => {
      for (const name of ['a', 'b', 'c']) await put(name);
      const isNextPage = ({ query }: ProxiedRequest) => query.has('continue');
      proxy.inject(async () => {
        await put('d');
        // It also keeps snapshots of its own.
        await cluster.restart('kube-apiserver', () => cluster.compact());
      }, isNextPage);
      const { errors, catchUp } = follow(CONFIG_MAPS, { pageSize: 1 });
      await catchUp(45_000);
      expect(errors).toEqual([expect.stringContaining('410 Expired')]);
      expect(lists().filter(({ query }) => !query.has('continue'))).toHaveLength(2);
    }, 120_000);

    test('goes on after cut connections, without a new list and without a loss', async () => {
      await put('a');
      const { changes, catchUp } = follow();
      await catchUp();
      for (let round = 0; round < 3; round++) {
        proxy.cut();
        await put('a', { round: String(round) });
        await remove('b');
        await put('b');
        await catchUp();
      }
      expect(lists()).toHaveLength(1);
      expect(changes.filter((change) => change === '~a')).toHaveLength(3);
      expect(changes.filter((change) => change === '-b')).toHaveLength(2);
    });

    test('lists again when the server has forgotten its place, and notices what has gone', async () => {
      for (const name of ['a', 'b', 'c']) await put(name);
      const { changes, catchUp } = follow();
      await catchUp();
      changes.length = 0;
      proxy.inject('hold', isWatch);
      proxy.cut();
      await remove('a');
      await remove('b');
      await put('b');
      await put('d');
      proxy.inject({ status: 410 }, isWatch, 2);
      await catchUp();
      expect(changes.sort()).toEqual(['+b', '+d', '-a', '-b']);
    });

    test('takes an error in the middle of a watch for what it is', async () => {
      const { catchUp } = follow();
      await catchUp();
      for (const [status, count] of [
        [410, 2],
        [500, 2],
        [undefined, 2],
      ] as const) {
        await vi.waitUntil(() => proxy.endWatches(status) > 0, { timeout: 10_000 });
        await put(`after-${status}`);
        await catchUp();
        expect(lists()).toHaveLength(count);
      }
    });

    test('cuts a watch on which nothing comes any more', async () => {
      const { errors, catchUp } = follow();
      await catchUp();
      await vi.waitUntil(() => proxy.seen.some(isWatch));
      proxy.freeze();
      await put('a');
      await sleep(500);
      expect(errors).toEqual([]);
      await vi.waitUntil(() => errors.length > 0, { timeout: 10_000 });
      proxy.heal();
      await catchUp();
      expect(lists()).toHaveLength(1);
    });

    test('waits as long as a busy server wishes, and lives through its faults', async () => {
      proxy.inject({ status: 429, retryAfter: 2 });
      proxy.inject({ status: 500 });
      proxy.inject('lose');
      const begun = performance.now();
      const { catchUp } = follow();
      await put('a');
      await catchUp(30_000);
      expect(performance.now() - begun).toBeGreaterThan(2_000);
      expect(proxy.seen.length).toBeGreaterThanOrEqual(4);
    });

    test('survives a restart of the server, which has then forgotten its place', async () => {
      await put('a');
      const { changes, errors, catchUp } = follow();
      await catchUp();
      proxy.inject('hold', isWatch, 100);
      proxy.cut();
      await put('b');
      await remove('a');
      await cluster.restart('kube-apiserver', () => cluster.compact());
      proxy.heal();
      proxy.cut();
      await catchUp(45_000);
      expect(errors).toContainEqual(expect.stringContaining('410 Expired: too old resource version'));
      expect([lists().length, changes]).toEqual([2, ['+a', '+b', '-a']]);
      await put('c');
      await catchUp();
    }, 120_000);

    test('notices that a kind comes and goes', async () => {
      await cluster.client.delete(crdPath);
      await vi.waitUntil(async () => (await cluster.client.request('GET', crdPath)).status === 404, {
        timeout: 20_000,
      });
      const { reflector, store, presence, catchUp } = follow(THINGS, { isOptional: true });
      await vi.waitUntil(() => presence.length === 1, { timeout: 10_000 });
      expect([reflector.isSynced, presence]).toEqual([true, [false]]);
      await installThings();
      await cluster.client.apply({
        apiVersion: 'test.dev/v1',
        kind: 'Thing',
        metadata: { name: 'a', namespace },
      });
      await vi.waitUntil(() => [...store.keys()].length === 1, { timeout: 20_000 });
      await catchUp();
      await cluster.client.delete(crdPath);
      await vi.waitUntil(() => presence.length === 3, { timeout: 30_000 });
      expect([...store.keys()]).toEqual([]);
      await installThings();
      await vi.waitUntil(() => presence.length === 4, { timeout: 20_000 });
      expect(presence).toEqual([false, true, false, true]);
    }, 120_000);
  });

  describe('the lead', () => {
    const times = { leaseMs: 6_000, renewMs: 4_000, retryMs: 400 };

    type Candidate = {
      readonly elector: Elector;
      readonly log: string[];
      readonly stop: () => Promise<void>;
    };

    const stand = (
      identity: string,
      options: Partial<ElectorOptions> = {},
      kubeconfig = cluster.kubeconfig,
    ): Candidate => {
      const log: string[] = [];
      const abort = new AbortController();
      const elector = new Elector(open({ kubeconfig }), {
        namespace,
        name: 'layerc',
        identity,
        times,
        onStarted: () => log.push('started'),
        onLost: () => log.push('lost'),
        ...options,
      });
      const done = elector.run(abort.signal);
      const stop = () => {
        abort.abort();
        return done;
      };
      ends.push(stop);
      return { elector, log, stop };
    };

    const lease = async () =>
      (await open().get(LEASES, 'layerc', namespace, never))?.spec as Record<string, unknown> | undefined;

    test('passes on when the leader is cut off, and nobody writes in between', async () => {
      const first = stand('first', {}, proxy.kubeconfig);
      await vi.waitUntil(() => first.elector.isFresh(), { timeout: 5_000 });
      const second = stand('second');
      let both = 0;
      const watcher = setInterval(() => {
        if (first.elector.isFresh() && second.elector.isFresh()) both++;
      }, 5);
      ends.push(async () => clearInterval(watcher));
      await sleep(7_000);
      expect([first.log, second.log]).toEqual([['started'], []]);
      proxy.freeze();
      const cutAt = performance.now();
      await vi.waitUntil(() => first.log.includes('lost'), { timeout: 10_000, interval: 5 });
      expect(performance.now() - cutAt).toBeLessThan(5_500);
      expect(first.elector.isFresh()).toBe(false);
      await vi.waitUntil(() => second.elector.isFresh(), { timeout: 10_000 });
      expect(await lease()).toMatchObject({
        holderIdentity: 'second',
        leaseTransitions: 1,
        leaseDurationSeconds: 6,
      });
      expect(both).toBe(0);
    });

    test('passes on at once when the leader stops', async () => {
      const first = stand('first');
      await vi.waitUntil(() => first.elector.isFresh(), { timeout: 5_000 });
      const second = stand('second');
      await sleep(500);
      await first.stop();
      expect([first.elector.isFresh(), first.log]).toEqual([false, ['started']]);
      const stoppedAt = performance.now();
      await vi.waitUntil(() => second.elector.isFresh(), { timeout: 5_000, interval: 5 });
      expect(performance.now() - stoppedAt).toBeLessThan(1_500);
    });

    test('stays where it is when a clock jumps', async () => {
      let offset = 0;
      const timeOfDay = () => Date.now() + offset;
      const first = stand('first', { timeOfDay });
      await vi.waitUntil(() => first.elector.isFresh(), { timeout: 5_000 });
      const second = stand('second', { timeOfDay: () => Date.now() + 86_400_000 });
      for (const hours of [-2, 5, -1000]) {
        offset = hours * 3_600_000;
        await sleep(2_500);
      }
      expect([first.log, second.log, first.elector.isFresh()]).toEqual([['started'], [], true]);
      expect(Date.parse((await lease())?.renewTime as string)).toBeLessThan(Date.now() - 3_000_000_000);
    });

    test('goes to one of many that come at the same moment', async () => {
      const candidates = Array.from({ length: 8 }, (_, index) => stand(`candidate-${index}`));
      await vi.waitUntil(() => candidates.some(({ elector }) => elector.isFresh()), { timeout: 5_000 });
      await sleep(1_500);
      expect(candidates.flatMap(({ log }) => log)).toEqual(['started']);
      expect(candidates.filter(({ elector }) => elector.isFresh())).toHaveLength(1);
    });
  });
});
