import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json/json.ts';
import { ApiError, type KubeObject, type Status } from '../../src/operator/kube/cluster.ts';
import { EVENTS, EventRecorder, type RecorderOptions } from '../../src/operator/kube/events.ts';
import { createLog } from '../../src/operator/log.ts';
import type { ControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { type CrdCluster, pathOf, startWithCrds } from './crd-cluster.ts';
import { applyText, read } from './raw.ts';

const HOUR = 3_600_000;

clusterSuite('events of the operator', ['etcd', 'kube-apiserver', 'kubectl'], () => {
  let started: CrdCluster;
  let cluster: ControlPlane;
  let namespace: string;

  beforeAll(async () => {
    started = await startWithCrds();
    ({ cluster } = started);
    namespace = await cluster.namespace();
  }, 120_000);

  afterAll(() => started?.stop());

  const eventsPath = (namespace = 'default') => `/apis/${EVENTS.apiVersion}/namespaces/${namespace}/events`;

  /** A recorder that fails the test when the server refuses what it writes, and the clock it goes by. */
  function recorder() {
    const time = { steady: 0 };
    let log = '';
    const send = async (method: string, path: string, body: object, fieldManager: string) => {
      const answer = await cluster.client.request<KubeObject>(method, path, {
        body,
        query: { fieldManager, fieldValidation: 'Strict' },
        contentType: method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
      });
      if (answer.status < 300) return answer.body;
      throw new ApiError(`${method} ${path}`, { ...(answer.body as unknown as Status), causes: [] });
    };
    const client: RecorderOptions['cluster'] = {
      create: (_, object, manager) => send('POST', eventsPath(object.metadata.namespace), object, manager),
      patch: (_, { name, namespace }, patch, manager) =>
        send('PATCH', `${eventsPath(namespace)}/${name}`, patch, manager),
    };
    const events = new EventRecorder({
      cluster: client,
      log: createLog({ write: (text) => (log += text) }, 'info'),
      manager: 'layer-operator',
      instance: 'layerc-operator-6f7d9-x2x4z',
      clock: { now: () => time.steady },
    });
    const flush = async () => {
      await events.flush();
      expect(log).toBe('');
    };
    return { events, time, flush };
  }

  async function create(value: JsonObject): Promise<KubeObject> {
    const answer = await applyText(started.raw, pathOf(value as Json), JSON.stringify(value));
    expect([200, 201], answer.text).toContain(answer.status);
    return read(answer.text) as unknown as KubeObject;
  }

  const aFunction = (name: string) =>
    create({
      apiVersion: 'hevlayer.com/v1alpha1',
      kind: 'Function',
      metadata: { name, namespace },
      spec: {
        targetNamespaces: ['products'],
        worker: { image: 'example.com/tag:1' },
        scaling: { pool: 'cpu', replicas: { max: 4 } },
      },
    });

  async function eventsOf(name: string, where = namespace): Promise<KubeObject[]> {
    const { items } = await cluster.client.get<{ items: KubeObject[] }>(eventsPath(where));
    return items.filter(({ regarding }) => (regarding as { name: string }).name === name);
  }

  test('are found by kubectl describe and kubectl get events', async () => {
    const fn = await aFunction('tag-products');
    const { events, flush } = recorder();
    const note = 'Deployment tag-products-worker belongs to Deployment nobody.';
    events.record({ regarding: fn, type: 'Warning', reason: 'NameConflict', action: 'Apply', note });
    await flush();
    const described = await cluster.kubectl(['describe', 'function', 'tag-products', '-n', namespace]);
    expect(described.stdout).toMatch(
      /^Events:\n.*\n.*\n {2}Warning {2}NameConflict {2}\S+ +hevlayer\.com\/layerc {2}Deployment tag-products-worker belongs/m,
    );
    const listed = await cluster.kubectl([
      'get',
      'events',
      '-n',
      namespace,
      '--field-selector',
      'involvedObject.kind=Function,involvedObject.name=tag-products,reason=NameConflict,type=Warning',
      '--no-headers',
    ]);
    expect(listed.stdout).toMatch(
      /Warning +NameConflict +function\/tag-products +Deployment tag-products-worker/,
    );
  });

  test('become a series that kubectl counts', async () => {
    const fn = await aFunction('series');
    const { events, time, flush } = recorder();
    const record = async () => {
      events.record({
        regarding: fn,
        type: 'Normal',
        reason: 'Applied',
        action: 'Apply',
        note: 'All is well.',
      });
      await flush();
    };
    for (let times = 0; times < 3; times += 1) await record();
    const [event, ...others] = await eventsOf('series');
    expect(others).toEqual([]);
    expect(event?.series).toMatchObject({ count: 3 });
    const described = await cluster.kubectl(['describe', 'function', 'series', '-n', namespace]);
    expect(described.stdout).toMatch(
      /Normal {2}Applied {2}\S+ \(x3 over \S+\) +hevlayer\.com\/layerc {2}All is well\./,
    );
    time.steady += HOUR;
    await record();
    expect((await eventsOf('series')).length).toBe(2);
  });

  test('are created again when the old one has expired', async () => {
    const fn = await aFunction('expired');
    const { events, flush } = recorder();
    const record = () =>
      events.record({ regarding: fn, type: 'Normal', reason: 'Applied', action: 'Apply', note: '' });
    record();
    await flush();
    const [first] = await eventsOf('expired');
    await cluster.client.delete(`${eventsPath(namespace)}/${first?.metadata.name}`);
    record();
    await flush();
    expect((await eventsOf('expired')).map(({ series }) => series)).toMatchObject([{ count: 2 }]);
  });

  test('may say anything at any length, about an object of any name', async () => {
    const name = `${'long-name.'.repeat(25)}end`;
    const index = await create({
      apiVersion: 'hevlayer.com/v1',
      kind: 'Index',
      metadata: { name, namespace },
      spec: { backend: {} },
    });
    const { events, flush } = recorder();
    const notes = [
      '',
      '漢'.repeat(2000),
      'a\u0000b\u0085c\u2028d\ud800e',
      '🙂'.repeat(256),
      'x'.repeat(1024),
    ];
    for (const note of notes)
      events.record({ regarding: index, type: 'Warning', reason: `R${note.length}`, action: 'Read', note });
    events.record({ regarding: index, type: 'Warning', reason: 'L'.repeat(200), action: '', note: 'n' });
    await flush();
    expect((await eventsOf(name)).length).toBe(notes.length + 1);
  });

  test('about an object of the cluster are found as well', async () => {
    const regarding = await create({
      apiVersion: 'hevlayer.com/v1alpha1',
      kind: 'InfraRules',
      metadata: { name: 'default' },
      spec: { computePools: [] },
    });
    const { events, flush } = recorder();
    events.record({
      regarding,
      type: 'Warning',
      reason: 'PoolUnused',
      action: 'Read',
      note: 'x'.repeat(1024),
    });
    await flush();
    expect((await eventsOf('default', 'default')).length).toBe(1);
    const { stdout } = await cluster.kubectl(['describe', 'infrarules', 'default']);
    expect(stdout).toMatch(/Warning {2}PoolUnused +\S+ +hevlayer\.com\/layerc {2}x{1024}/);
  });
});
