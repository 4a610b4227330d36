import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { GatewayWeather, WEATHERS } from '../gateway/weather.ts';
import { TestGateway } from '../gateway.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until } from './operator-harness.ts';

const TOKEN = 'a-token-that-nobody-sees';
/** The soak kills a hundred times. */
const KILLS = Number(process.env.LAYERC_KILLS ?? (process.env.LAYERC_SOAK === undefined ? 6 : 100));
const SEED = Number(process.env.LAYERC_SEED ?? 1);
const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'layerc.js');
const parts = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl'] as const;

clusterSuite('the operator and the registry of the gateway', parts, () => {
  let cluster: ControlPlane;
  let gateway: TestGateway;
  let weather: GatewayWeather;
  let operator: RunningOperator | null = null;
  let functions: Functions;
  const children = new Set<ChildProcess>();

  beforeAll(async () => {
    cluster = await startControlPlane({});
    await installCrds(cluster);
    await cluster.client.apply(policy());
    gateway = await TestGateway.start({ token: TOKEN });
    weather = await GatewayWeather.start(gateway.port);
    functions = new Functions(cluster, await cluster.namespace());
  }, 180_000);

  afterEach(async () => {
    await operator?.stop();
    operator = null;
    for (const child of children) child.kill('SIGKILL');
    children.clear();
    weather.weather = 'fine';
  });

  afterAll(async () => {
    await weather?.stop();
    await gateway?.stop();
    await cluster?.stop();
  });

  function begin(gatewayCleanup = false): void {
    const { settings } = readSettings({ gatewayBaseUrl: weather.url });
    operator = startOperator(cluster, { settings, gatewaySync: true, gatewayCleanup, gatewayToken: TOKEN });
  }

  /** One worker without KEDA, which this suite does without. */
  const scaling = { pool: 'cpu', mode: 'fixed', replicas: { min: 1, max: 1 } };
  const apply = (name: string, spec: Record<string, unknown>, annotations?: Record<string, string>) =>
    functions.apply(name, { scaling, ...spec }, annotations);
  const record = (id: string) => gateway.core.find(id)?.record;
  const registered = (name: string, reason = 'Registered', status = 'True') =>
    functions.condition(name, 'Registered', status, reason);

  /** A worker, as far as the gateway sees one. */
  function work(id: string): void {
    const items = gateway.core.claim(id, 'worker', 1_000, 60, Date.now());
    gateway.core.complete(id, 'worker', items, Date.now());
  }

  /** All that any object or line of the log says. */
  async function allTold(name: string): Promise<string> {
    const events = await cluster.client.get(
      `/apis/events.k8s.io/v1/namespaces/${functions.namespace}/events`,
    );
    return JSON.stringify([await functions.existing('Function', name), events, operator?.log]);
  }

  test('a Function is registered, changed, run again, paused, resumed, renamed', async () => {
    begin();
    await apply('tag', { inputs: ['title'], filter: ['price', 'Gt', 1.5] });
    await functions.ready('tag');
    await registered('tag');
    expect(record('tag')?.spec).toMatchObject({ filter: ['price', 'Gt', 1.5], version: 'v1' });
    const { status } = await functions.existing('Function', 'tag');
    expect((status as { managedObjects: object[] }).managedObjects).toContainEqual({
      apiVersion: 'gateway/v2',
      kind: 'UDF',
      name: 'tag',
    });
    gateway.putRows('products', [
      { id: 'a', title: 'A', price: 2 },
      { id: 'b', title: 'B', price: 1 },
    ]);
    gateway.discover('tag');
    work('tag');
    expect(gateway.books('tag').counts()).toMatchObject({ completed: 1, pending: 0 });

    await apply('tag', { inputs: ['title'], filter: ['price', 'Gt', 0.5], version: 'v2' });
    await until('its rows wait again', () => gateway.books('tag').counts().pending === 2);
    work('tag');
    await registered('tag');

    await apply('tag', { inputs: ['title'], paused: true });
    await until('it is paused', () => record('tag')?.paused === true);
    await functions.condition('tag', 'Ready', 'True', 'Paused');
    await apply('tag', { inputs: ['title'] });
    await until(
      'it is resumed',
      () => record('tag')?.paused === false && record('tag')?.spec.version === 'v1',
    );

    const other = new Functions(cluster, await cluster.namespace());
    await other.apply('tag', { scaling, inputs: ['other'] });
    await other.condition('tag', 'Ready', 'False', 'UdfIdTaken');
    expect(record('tag')?.spec.inputs).toEqual(['title']);
    await cluster.client.delete(other.path('Function', 'tag'));

    await cluster.client.delete(functions.path('Function', 'tag'));
    await apply('tag-2', { inputs: ['title'] });
    await registered('tag-2');
    // Nothing is cleaned away unless somebody asks for it.
    expect(gateway.ids).toEqual(['tag', 'tag-2']);
    expect(await allTold('tag-2')).not.toContain(TOKEN);
  }, 120_000);

  test('a look that finds nothing to do asks nothing', async () => {
    begin();
    await apply('calm', {});
    await registered('calm');
    await sleep(1_000);
    weather.asked.length = 0;
    const { client } = cluster;
    await client.mergePatch(functions.path('Function', 'calm'), { metadata: { labels: { a: 'b' } } });
    await sleep(1_500);
    expect(weather.asked).toEqual([]);
  });

  test('while the gateway does not know it a new worker waits, and a running one stays', async () => {
    begin();
    await apply('held', {});
    await functions.ready('held');
    weather.weather = '503';
    await apply('new', {});
    const { message } = await functions.condition('new', 'Ready', 'False', 'GatewayRegistrationFailed');
    expect(message).toContain('503 weather: Bad.');
    expect(await functions.child('Deployment', 'new')).toBeNull();
    await apply('held', {
      worker: { image: 'example.com/tag:2' },
    });
    await functions.condition('held', 'Ready', 'False', 'GatewayRegistrationFailed');
    const { spec } = await functions.existing('Deployment', 'held');
    expect(spec).toMatchObject({
      replicas: 1,
      template: { spec: { containers: [{ image: 'example.com/tag:1' }] } },
    });
    // To stop them nobody needs the gateway.
    await apply('held', { paused: true });
    await until('it is stopped', async () => {
      const { spec } = await functions.existing('Deployment', 'held');
      return (spec as { replicas: number }).replicas === 0;
    });
    weather.weather = 'fine';
    await functions.ready('new');
    await registered('held');
    expect(record('held')?.paused).toBe(true);
  }, 120_000);

  test('what was registered without an answer is known, when the Function has changed and the operator too', async () => {
    weather.weather = 'lost';
    begin();
    await apply('unheard', {});
    await until('it has arrived', () => gateway.ids.includes('unheard'));
    weather.weather = '503';
    await registered('unheard', 'GatewayRegistrationFailed', 'False');
    await operator?.stop();
    await apply('unheard', { version: 'v2' });
    begin();
    await until('it was looked at', async () => {
      const { metadata, status } = await functions.existing('Function', 'unheard');
      return (status as { observedGeneration?: number }).observedGeneration === metadata.generation;
    });
    weather.weather = 'fine';
    await registered('unheard');
    expect(record('unheard')?.spec.version).toBe('v2');
    const { status } = await functions.existing('Function', 'unheard');
    expect(JSON.stringify(status)).not.toContain('"Registration"');
  }, 60_000);

  test('a refusal waits for the Function, and what is somebody else’s stays', async () => {
    gateway.put('theirs', { target_namespaces: ['theirs'] });
    begin();
    await apply('theirs', {});
    const { message } = await functions.condition('theirs', 'Ready', 'False', 'UdfIdTaken');
    expect(message).toContain('target_namespaces');
    expect(record('theirs')?.spec.target_namespaces).toEqual(['theirs']);
    await apply('theirs', {}, { 'hevlayer.com/adopt': 'true' });
    await functions.ready('theirs');
    expect(record('theirs')?.spec.target_namespaces).toEqual(['products']);

    weather.weather = '422';
    await apply('wrong', {});
    await functions.condition('wrong', 'Stalled', 'True', 'GatewayRegistrationFailed');
    weather.weather = '404';
    await apply('none', {});
    await functions.condition('none', 'Stalled', 'True', 'GatewayHasNoFunctions');
  }, 60_000);

  test('a deleted Function takes its registration with it, when somebody asks for that', async () => {
    begin(true);
    for (const name of ['gone', 'waits']) {
      await apply(name, {});
      await registered(name);
    }
    await cluster.client.delete(functions.path('Function', 'gone'));
    await until('it is gone', async () => (await functions.status('gone')) === 404);
    expect(record('gone')).toBeUndefined();

    weather.weather = 'away';
    await cluster.client.delete(functions.path('Function', 'waits'));
    const { message } = await functions.condition('waits', 'Reconciling', 'True', 'Deleting');
    expect(message).toContain('It waits for the gateway, for ten minutes at most: ');
    expect(record('waits')).toBeDefined();
    weather.weather = 'fine';
    await until('it is gone', async () => (await functions.status('waits')) === 404);
    expect(record('waits')).toBeUndefined();

    // What is somebody else's stays.
    gateway.put('others', { target_namespaces: ['theirs'] });
    await apply('others', {});
    await functions.condition('others', 'Ready', 'False', 'UdfIdTaken');
    await cluster.client.delete(functions.path('Function', 'others'));
    await until('it is gone', async () => (await functions.status('others')) === 404);
    expect(record('others')?.spec.target_namespaces).toEqual(['theirs']);
  }, 60_000);

  let tries = 0;
  test(
    `registry and Functions agree after ${KILLS} kills (LAYERC_SEED=${SEED})`,
    async () => {
      functions = new Functions(cluster, await cluster.namespace());
      for (const id of gateway.ids) gateway.remove(id);
      const random = seeded(SEED);
      const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
      // Those of an earlier try are there, are older, and have the ids of their names.
      tries += 1;
      const names = ['one', 'two', 'three', 'four'].map((name) => `${name}${tries}`);
      const specs = new Map<string, Record<string, unknown>>();
      gateway.putRows(
        'products',
        Array.from({ length: 20 }, (_, row) => ({ id: `${row}`, title: `${row}` })),
      );
      for (let kill = 0; kill < KILLS; kill++) {
        const child = startProcess();
        const end = performance.now() + 1_500 + random() * 2_000;
        while (performance.now() < end) {
          const name = pick(names);
          const spec = { inputs: ['title'], version: pick(['v1', 'v2', 'v3']), paused: random() < 0.2 };
          specs.set(name, spec);
          await apply(name, spec);
          if (random() < 0.5) weather.weather = pick(WEATHERS);
          if (random() < 0.1 && gateway.ids.length > 0) gateway.remove(pick(gateway.ids));
          if (random() < 0.1) {
            await gateway.stop();
            await gateway.start();
          }
          await sleep(random() * 300);
        }
        child.kill('SIGKILL');
        children.delete(child);
      }
      weather.weather = 'fine';
      startProcess();
      for (const [name, { version, paused }] of specs) {
        await functions.condition(name, 'Registered', 'True', 'Registered', 120_000);
        expect([name, record(name)?.spec.version, record(name)?.paused]).toEqual([name, version, paused]);
        if (paused) await apply(name, { inputs: ['title'], version });
      }
      for (const [name] of specs) {
        await until(`${name} runs`, () => record(name)?.paused === false, 60_000);
        gateway.discover(name);
        work(name);
        expect(gateway.core.rows.get({ namespace: 'products', id: '7' })).toMatchObject({
          [`_hevlayer_udf_${name}_v`]: record(name)?.spec.version,
        });
      }
      expect(gateway.ids).toEqual(expect.arrayContaining([...specs.keys()]));
    },
    180_000 + KILLS * 15_000,
  );

  function startProcess(): ChildProcess {
    const flags = ['--gateway-sync', '--gateway-base-url', weather.url, '--leader-elect', 'false'];
    const args = [PROGRAM, 'operator', '--kubeconfig', cluster.kubeconfig, '--health-port', '0', ...flags];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', process.env.LAYERC_LOG === undefined ? 'ignore' : 'inherit'],
      env: { ...process.env, GATEWAY_TOKEN: TOKEN },
    });
    children.add(child);
    return child;
  }
});

/** Numbers from 0 up to 1 that are the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
