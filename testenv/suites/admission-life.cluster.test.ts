import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import type { JsonObject } from '../../src/json/json.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { AdmissionWorld } from './admission-world.ts';
import { installCrds, until } from './operator-harness.ts';

const { settings } = readSettings({ maxReplicasCeiling: '50' });
const PATH = '/apis/hevlayer.com/v1alpha1/namespaces/default/functions';

clusterSuite('the policies for admission, while objects live', ['etcd', 'kube-apiserver'], () => {
  let cluster: ControlPlane;
  let world: AdmissionWorld;

  beforeAll(async () => {
    cluster = await startControlPlane();
    await installCrds(cluster);
    world = new AdmissionWorld(cluster);
    await world.watchParameter();
    await world.setRules(rules({ cpu: 20, wide: 100 }));
    for (const name of ['bad', 'going']) expect(await create(name, 40)).toBe('taken');
    expect(await create('good', 4)).toBe('taken');
    await world.install({ mode: 'deny', settings });
    // Each by what it alone refuses: of several refusals a server tells that of whichever policy it has first.
    await until('they are in force', async () =>
      (await create('probe', 60, { pool: 'wide' })).startsWith('ReplicasOverC'),
    );
    await until('all of them are', async () =>
      (await create('probe', 4, { podSpec: { nodeName: 'probe' } })).startsWith('NodeName'),
    );
    await until('that of pools too', async () => (await create('probe', 40)).startsWith('ReplicasOverP'));
  }, 120_000);

  afterAll(() => cluster?.stop());

  /** `taken`, or the words of the refusal. */
  async function asked(method: string, path: string, body: object, contentType?: string): Promise<string> {
    const answer = await cluster.client.request<{ message?: string }>(method, path, {
      body,
      ...(contentType !== undefined && { contentType }),
    });
    if (answer.status < 300) return 'taken';
    return (answer.body.message ?? '').replace(/^.*denied request: /s, '');
  }
  const create = (name: string, max: number, more: JsonObject = {}) =>
    asked('POST', PATH, fn(name, max, more));
  const patch = (name: string, change: object, subresource = '') =>
    asked('PATCH', `${PATH}/${name}${subresource}`, change, 'application/merge-patch+json');
  const ask = (name: string, max: number) => patch(name, { spec: { scaling: { replicas: { max } } } });

  test('let labels, annotations, finalizers and the status of a bad Function pass', async () => {
    expect(await patch('bad', { metadata: { labels: { team: 'shop' } } })).toBe('taken');
    expect(await patch('bad', { metadata: { annotations: { seen: 'yes' } } })).toBe('taken');
    expect(await patch('bad', { metadata: { finalizers: ['example.com/hold'] } })).toBe('taken');
    expect(await patch('bad', { status: { observedGeneration: 1 } }, '/status')).toBe('taken');
    expect(await patch('bad', { metadata: { finalizers: null } })).toBe('taken');
  });

  test('let a bad Function go, with its finalizers', async () => {
    expect(await patch('going', { metadata: { finalizers: ['example.com/hold'] } })).toBe('taken');
    expect(await asked('DELETE', `${PATH}/going`, {})).toBe('taken');
    // Even a change of the spec, which whoever takes the finalizer away may bring along.
    expect(await patch('going', { metadata: { finalizers: null }, spec: { paused: true } })).toBe('taken');
    expect((await cluster.client.request('GET', `${PATH}/going`)).status).toBe(404);
  });

  test('refuse a bad spec that changes and stays bad, and let one that becomes good pass, and back', async () => {
    expect(await ask('bad', 39)).toMatch(/^ReplicasOverPoolCeiling: spec\.scaling\.replicas\.max is 39, /);
    expect(await ask('good', 5)).toBe('taken');
    expect(await ask('good', 50)).toMatch(/^ReplicasOverPoolCeiling: /);
    expect(await ask('good', 4)).toBe('taken');
    expect(await ask('bad', 20)).toBe('taken');
  });

  test('let InfraRules become narrower than what is there, and roll back', async () => {
    const set = (ceiling: number) =>
      asked(
        'PATCH',
        '/apis/hevlayer.com/v1alpha1/infrarules/default',
        rules({ cpu: ceiling }),
        'application/merge-patch+json',
      );
    expect(await set(2)).toBe('taken');
    await until('the policies know', async () => (await create('probe', 3)).startsWith('ReplicasOverPool'));
    expect(await patch('good', { metadata: { labels: { team: 'shop' } } })).toBe('taken');
    expect(await ask('good', 3)).toMatch(/^ReplicasOverPoolCeiling: /);
    expect(await set(20)).toBe('taken');
    await until('the policies know', async () => (await ask('good', 3)) === 'taken');
  });

  test('judge the Function of the last of 1,024 pools, and one of none', async () => {
    const name = (index: number) => `pool-${index}-${'x'.repeat(200)}`;
    const many = Object.fromEntries(Array.from({ length: 1024 }, (_, index) => [name(index), 20]));
    await world.setRules(rules(many));
    const on = (pool: string, max: number, podSpec: JsonObject = {}) =>
      create('crowded', max, { pool, podSpec });
    expect(await on(name(1023), 21)).toMatch(
      /^ReplicasOverPoolCeiling: .* over the ceiling of 20 that the pool/,
    );
    expect(await on(name(1023), 4, { hostNetwork: true })).toMatch(
      /^PodSecurityViolation: hostNetwork is true, /,
    );
    expect(await on('nowhere', 4)).toMatch(
      /^UnknownPool: spec\.scaling\.pool is "nowhere", .* 1,004 more\. /,
    );
    const { status } = await cluster.client.request('PATCH', `${PATH}/crowded?fieldManager=test`, {
      body: fn('crowded', 4, { pool: name(1023) }),
      contentType: 'application/apply-patch+yaml',
    });
    expect(status).toBe(201);
  }, 60_000);

  test('refuse new Functions while there are no InfraRules, and nothing else', async () => {
    await world.setRules(undefined);
    expect(await create('early', 4)).toMatch(/no params found for policy binding with `Deny`/);
    expect(await ask('good', 6)).toBe('taken');
    expect(await patch('good', { metadata: { labels: { team: 'rows' } } })).toBe('taken');
    expect(await ask('good', 51)).toMatch(/^ReplicasOverCeiling: /);
    await world.install({ mode: 'deny', settings, stockPools: true });
    await until('new ones are taken', async () => (await create('early', 4)) === 'taken');
    expect(await create('large', 51)).toMatch(/^ReplicasOverCeiling: /);
  });

  test('look at one namespace where the operator does', async () => {
    await world.install({ mode: 'deny', settings, stockPools: true, watchNamespace: 'shop' });
    await until('others are let alone', async () => (await create('elsewhere', 51)) === 'taken');
    await cluster.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    const { metadata, ...rest } = fn('here', 51);
    const answer = await asked('POST', PATH.replace('/default/', '/shop/'), {
      ...rest,
      metadata: { ...metadata, namespace: 'shop' },
    });
    expect(answer).toMatch(/^ReplicasOverCeiling: /);
  });
});

function fn(name: string, max: number, { pool = 'cpu', podSpec = {} }: JsonObject = {}): KubeObject {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, namespace: 'default' },
    spec: {
      targetNamespaces: ['products'],
      version: 'v1',
      worker: { image: 'registry.example.com/tag:1', podSpec },
      scaling: { pool, replicas: { max } },
    },
  };
}

function rules(ceilings: { readonly [pool: string]: number }): JsonObject {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'InfraRules',
    metadata: { name: 'default' },
    spec: {
      computePools: Object.entries(ceilings).map(([name, maxReplicasPerWorkload]) => ({
        name,
        kind: 'cpu',
        maxReplicasPerWorkload,
      })),
    },
  };
}
