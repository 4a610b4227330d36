import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until } from './operator-harness.ts';

const parts = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
] as const;
const fixed = { scaling: { mode: 'fixed' } };

// No node suits these pods, so no kubelet says anything of them: this suite does.
clusterSuite('the operator and workers that do not run', parts, () => {
  let cluster: ControlPlane;
  let functions: Functions;
  let operator: RunningOperator;

  beforeAll(async () => {
    cluster = await startControlPlane({ nodes: [{ name: 'other', labels: { pool: 'other' } }] });
    await installCrds(cluster);
    await cluster.client.apply(policy());
    functions = new Functions(cluster, await cluster.namespace());
    operator = startOperator(cluster, { workerDeadline: 3 });
  }, 180_000);

  afterAll(async () => {
    await operator?.stop();
    await cluster?.stop();
  });

  async function pods(name: string): Promise<KubeObject[]> {
    const path = `/api/v1/namespaces/${functions.namespace}/pods?labelSelector=hevlayer.com/function=${name}`;
    return (await cluster.client.get<{ items: KubeObject[] }>(path)).items;
  }

  async function say(name: string, status: object): Promise<void> {
    for (const { metadata } of await pods(name))
      await cluster.client.mergePatch(
        `/api/v1/namespaces/${functions.namespace}/pods/${metadata.name}/status`,
        { status },
      );
  }

  const scheduled = { type: 'PodScheduled', status: 'True' };

  test('says after the deadline, and not before, why they do not run, and is Ready when they do', async () => {
    await functions.apply('stuck', fixed);
    await functions.ready('stuck', 10_000);
    const none = await functions.condition('stuck', 'Ready', 'False', 'Unschedulable');
    expect(none.message).toContain('0/1 nodes are available');
    await until('its two pods are there', async () => (await pods('stuck')).length === 2);
    const event = operator.log.find(({ msg, ready }) => msg === 'ready changed' && ready === 'False');
    expect(event).toMatchObject({ level: 'warn', reason: 'Unschedulable' });

    await say('stuck', {
      conditions: [scheduled],
      containerStatuses: [
        {
          ...container,
          state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "layer" not found' } },
        },
      ],
    });
    const secret = await functions.condition('stuck', 'Ready', 'False', 'CreateContainerConfigError');
    expect(secret.message).toContain('secret "layer" not found');
    expect(secret.message).not.toMatch(/\s-f\b/);

    await say('stuck', {
      phase: 'Running',
      conditions: [scheduled, { type: 'Ready', status: 'True' }, { type: 'ContainersReady', status: 'True' }],
      containerStatuses: [
        {
          ...container,
          ready: true,
          state: { running: { startedAt: `${new Date().toISOString().slice(0, 19)}Z` } },
        },
      ],
    });
    const { message } = await functions.condition('stuck', 'Ready', 'True', 'Applied');
    expect(message).toBe('All objects are as the Function wants them.');
  });

  test('says of a Function that is being deleted that it is, as long as somebody keeps it', async () => {
    await functions.apply('kept', fixed);
    await functions.ready('kept');
    const path = functions.path('Function', 'kept');
    await cluster.client.mergePatch(path, { metadata: { finalizers: ['example.com/keep'] } });
    await cluster.client.delete(path);
    await functions.condition('kept', 'Ready', 'False', 'Deleting');
    await cluster.client.mergePatch(path, { metadata: { finalizers: null } });
    await until('it is gone', async () => (await functions.status('kept')) === 404);
  });

  test('names a quota as what it is, and says that the workers of before go on', async () => {
    await functions.apply('refused', fixed);
    await functions.ready('refused');
    await functions.apply('refused', { scaling: { mode: 'fixed', pool: 'nowhere' } });
    const { message } = await functions.condition('refused', 'Ready', 'False', 'UnknownPool');
    expect(message).toContain('The workers of before go on as they were.');
    await cluster.client.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'none', namespace: functions.namespace },
      spec: { hard: { 'count/deployments.apps': '0' } },
    });
    await until('the quota counts', async () => {
      const quota = await cluster.client.get<KubeObject>(
        `/api/v1/namespaces/${functions.namespace}/resourcequotas/none`,
      );
      return (quota.status as { used?: object } | undefined)?.used !== undefined;
    });
    await functions.apply('over', fixed);
    const quota = await functions.condition('over', 'Ready', 'False', 'QuotaExceeded');
    expect(quota.message).toContain('exceeded quota: none');
    await cluster.client.delete(`/api/v1/namespaces/${functions.namespace}/resourcequotas/none`);
    await functions.ready('over', 40_000);
  });

  const container = {
    name: 'udf',
    image: 'x',
    imageID: 'x',
    ready: false,
    restartCount: 0,
    lastState: {},
  };
});
