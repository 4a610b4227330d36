import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import type { JsonObject } from '../../src/json/json.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { TestGateway } from '../gateway.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until, writesOf } from './operator-harness.ts';
import { VENDOR_CRDS } from './vendor-crds.ts';

const parts = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
] as const;
const RULES = '/apis/hevlayer.com/v1alpha1/infrarules/default';
const fixed = { scaling: { mode: 'fixed' } };

clusterSuite('the operator under the CustomResourceDefinitions of hev', parts, () => {
  let cluster: ControlPlane;
  let functions: Functions;
  let operator: RunningOperator;

  beforeAll(async () => {
    cluster = await startControlPlane({ nodes: [{ name: 'cpu', labels: { pool: 'cpu' } }] });
    for (const crd of VENDOR_CRDS) await cluster.client.apply(crd);
    await areServed();
    await cluster.client.apply(policy());
    functions = new Functions(cluster, await cluster.namespace());
    operator = startOperator(cluster);
  }, 180_000);

  afterAll(async () => {
    await operator?.stop();
    await cluster?.stop();
  });

  async function areServed(): Promise<void> {
    for (const path of ['v1alpha1/functions', 'v1alpha1/infrarules', 'v1/indexes'])
      await until(`${path} are served`, async () => {
        const { status } = await cluster.client.request('GET', `/apis/hevlayer.com/${path}`);
        return status === 200;
      });
    await until('the client finds our kinds', async () => {
      const { body } = await cluster.client.request<{ resources?: { name: string }[] }>(
        'GET',
        '/apis/hevlayer.com/v1alpha1',
      );
      return ['functions', 'infrarules'].every((name) => body.resources?.some((one) => one.name === name));
    });
    // The server publishes them a moment later.
    await until('their schemas are published', async () => {
      const path = '/openapi/v3/apis/hevlayer.com/v1alpha1';
      const { status, body } = await cluster.client.request<object>('GET', path);
      return status === 200 && JSON.stringify(body).includes('InfraRules');
    });
  }

  async function versions(...names: string[]): Promise<unknown[]> {
    const objects = await Promise.all(
      names.flatMap((name) => [functions.existing('Function', name), functions.existing('Deployment', name)]),
    );
    const rules = await cluster.client.get<KubeObject>(RULES);
    return [rules, ...objects].map(({ metadata }) => [metadata.name, metadata.resourceVersion]);
  }

  /** Nothing is written for a while. */
  async function staysAtRest(...names: string[]): Promise<void> {
    let before = '';
    await until('it comes to rest', async () => {
      const now = JSON.stringify([await writesOf(operator), await versions(...names)]);
      const same = now === before;
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return same;
    });
  }

  test('says in the status how a Function is', async () => {
    await functions.apply('ready', fixed);
    await functions.apply('refused', { scaling: { mode: 'fixed', pool: 'nowhere' } });
    await functions.apply('paused', { ...fixed, paused: true });
    const { status } = await functions.ready('ready');
    const { generation } = (await functions.existing('Function', 'ready')).metadata;
    expect(status).toMatchObject({
      observedGeneration: generation,
      activeNamespaces: ['products'],
      managedObjects: [{ kind: 'Deployment', name: 'ready-worker' }],
    });
    const refused = await functions.condition('refused', 'Ready', 'False', 'UnknownPool');
    expect(refused.message).toContain('/spec/scaling/pool');
    await functions.condition('refused', 'Stalled', 'True', 'UnknownPool');
    await functions.condition('paused', 'Ready', 'True', 'Paused');
    const rules = await cluster.client.get<KubeObject>(RULES);
    expect(rules.status).toMatchObject({ poolCount: 1, observedGeneration: rules.metadata.generation });
    const trouble = operator.log.filter(({ level }) => level === 'warn' || level === 'error');
    expect(trouble.filter(({ msg }) => msg !== 'kind is not served')).toEqual([
      expect.objectContaining({ msg: 'ready changed', ready: 'False', reason: 'UnknownPool' }),
    ]);
    expect((await writesOf(operator))['patch Function/status 500']).toBeUndefined();
  });

  test('says once what these CustomResourceDefinitions drop, and nothing of what they fill in', async () => {
    const { reason, message } = await functions.condition('ready', 'Warnings', 'True');
    expect(reason).toBe('DroppedByCrd');
    expect(message).toContain('spec.output');
    expect(message.split('\n')).toHaveLength(1);
    const rules = await cluster.client.get<KubeObject>(RULES);
    const warned = (rules.status as { conditions: JsonObject[] }).conditions.find(
      ({ type }) => type === 'Warnings',
    );
    expect(warned).toMatchObject({ status: 'True', reason: 'DroppedByCrd' });
    expect(warned?.message).toContain('spec.podSecurity');
    await cluster.client.apply({
      ...policy({}, ['cpu', 'gpu']),
      spec: {
        computePools: (policy({}, ['cpu', 'gpu']).spec as { computePools: JsonObject[] }).computePools.map(
          (pool) => ({ ...pool, kind: pool.name as string }),
        ),
      },
    });
    await functions.apply('on-gpu', {
      scaling: { mode: 'fixed', pool: 'gpu', replicas: { min: 0, max: 2 } },
    });
    const { spec } = await functions.ready('on-gpu');
    expect((spec as { worker: object }).worker).toMatchObject({ computeClass: 'cpu' });
    const said = await functions.condition('on-gpu', 'Warnings', 'True');
    expect(said.message).not.toContain('computeClass');
  });

  test('keeps conditions that others have put there', async () => {
    const path = `${functions.path('Function', 'ready')}/status`;
    const { status } = await functions.existing('Function', 'ready');
    const { conditions } = status as { conditions: object[] };
    const audited = { type: 'Audited', status: 'True' };
    await cluster.client.mergePatch(path, {
      status: { conditions: [...conditions, audited], queueDepth: 3 },
    });
    await functions.apply('ready', { ...fixed, worker: { image: 'example.com/tag:2' } });
    await functions.ready('ready');
    expect((await functions.existing('Function', 'ready')).status).toMatchObject({
      queueDepth: 3,
      conditions: expect.arrayContaining([expect.objectContaining(audited)]),
    });
  });

  test('writes nothing at rest, nor after a restart', async () => {
    const names = ['ready', 'paused', 'on-gpu'];
    await staysAtRest(...names);
    const before = await versions(...names);
    expect(await operator.stop()).toBe(0);
    operator = startOperator(cluster);
    await until('the operator looked at everything', () => operator.log.some(({ msg }) => msg === 'leading'));
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(await writesOf(operator)).toEqual({});
    expect(await versions(...names)).toEqual(before);
  });

  test('undoes edits, and lets everything go with the Function', async () => {
    await cluster.client.mergePatch(functions.path('Deployment', 'ready'), {
      spec: { template: { spec: { containers: [{ name: 'udf', image: 'example.com/other:1' }] } } },
    });
    await until('the image is as it was', async () =>
      JSON.stringify((await functions.child('Deployment', 'ready'))?.spec).includes('example.com/tag:2'),
    );
    await cluster.client.delete(functions.path('Function', 'paused'));
    await until('it is gone', async () => (await functions.child('Deployment', 'paused')) === null, 90_000);
  }, 120_000);

  test('goes on when ours are installed, and when they are replaced again, without touching a worker', async () => {
    const templateOf = async () => {
      const { metadata, spec } = await functions.existing('Deployment', 'ready');
      return [metadata.uid, (spec as { template: unknown }).template];
    };
    const before = await templateOf();
    await installCrds(cluster, true);
    await functions.apply('ready', { ...fixed, worker: { image: 'example.com/tag:2', batchSize: 64 } });
    await functions.ready('ready');
    const { conditions } = (await functions.existing('Function', 'ready')).status as {
      conditions: { type: string; observedGeneration?: number }[];
    };
    expect(conditions.find(({ type }) => type === 'Ready')?.observedGeneration).toBeGreaterThan(1);
    for (const crd of VENDOR_CRDS) await cluster.client.apply(crd, { force: true });
    await areServed();
    await functions.apply('ready', { ...fixed, worker: { image: 'example.com/tag:2' } });
    await functions.ready('ready');
    await functions.apply('refused', { scaling: { mode: 'fixed', pool: 'cpu' } });
    await functions.ready('refused');
    await staysAtRest('ready', 'refused');
    expect(await templateOf()).toEqual(before);
  }, 120_000);

  test('remembers what it told a gateway, though fields of the status are dropped', async () => {
    await operator.stop();
    const token = 'a-token';
    const gateway = await TestGateway.start({ token });
    const { settings } = readSettings({ gatewayBaseUrl: gateway.url });
    const begin = () => startOperator(cluster, { settings, gatewaySync: true, gatewayToken: token });
    try {
      operator = begin();
      await functions.apply('told', fixed);
      await functions.condition('told', 'Registered', 'True', 'Registered');
      await functions.ready('told');
      await operator.stop();
      // Ours, it is changed although nobody who changed it is still alive.
      await functions.apply('told', { ...fixed, version: 'v2' });
      operator = begin();
      await until('it is changed', () => gateway.core.get('told').record.spec.version === 'v2');
      await functions.ready('told');
      await staysAtRest('told');
      // What was promoted there is still known to be that.
      await operator.stop();
      gateway.put('told', {
        target_namespaces: ['products'],
        worker: { image: 'example.com/tag:1' },
        version: 'v9',
      });
      operator = begin();
      await functions.condition('told', 'Registered', 'True', 'PromotedInGateway');
      expect(gateway.core.get('told').record.spec.version).toBe('v9');
    } finally {
      await operator.stop();
      await gateway.stop();
    }
  }, 120_000);
});
