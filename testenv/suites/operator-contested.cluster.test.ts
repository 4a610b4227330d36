import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until, writesOf } from './operator-harness.ts';

const parts = ['etcd', 'kube-apiserver', 'kubectl', 'kube-controller-manager'] as const;
const fixed = { scaling: { mode: 'fixed' } };

clusterSuite('two who want an object to be different', parts, () => {
  let cluster: ControlPlane;
  let functions: Functions;
  const operators: RunningOperator[] = [];
  let attempts = 0;

  beforeAll(async () => {
    cluster = await startControlPlane({});
    await installCrds(cluster);
    await cluster.client.apply(policy());
    functions = new Functions(cluster, await cluster.namespace());
  }, 180_000);

  afterEach(() => Promise.all(operators.splice(0).map((operator) => operator.stop())));
  afterAll(() => cluster?.stop());

  const start = (gatewayBaseUrl: string) => {
    const { settings } = readSettings({ gatewayBaseUrl });
    // With a pace the one that comes second would wait for its turn, and not fight.
    const operator = startOperator(cluster, { settings, maxRolling: '100%' });
    operators.push(operator);
    return operator;
  };

  test('are both named, and the operator writes no more than a few times a minute', async () => {
    const operator = start('http://gateway');
    // A second try begins with an object of its own.
    attempts += 1;
    const name = `tag-${attempts}`;
    await functions.apply(name, fixed);
    await functions.ready(name);
    const image = async () => {
      const { spec } = await functions.existing('Deployment', name);
      return (spec as { template: { spec: { containers: { image: string }[] } } }).template.spec.containers[0]
        ?.image;
    };
    for (let round = 0; round < 5; round += 1) {
      await change(name, 'other:1');
      await until('it is made right', async () => (await image()) !== 'other:1');
    }
    await change(name, 'other:1');
    const { message } = await functions.condition(name, 'Ready', 'False', 'Contested');
    expect(message).toContain(
      `stubborn changes Deployment ${name}-worker back at /spec/template/spec/containers/0/image`,
    );
    await sleep(2_000);
    expect(await image()).toBe('other:1');
    const isRepair = ({ msg, because }: Readonly<Record<string, unknown>>) =>
      msg === 'write' && /containers\/0\/image$/.test(`${because}`);
    expect(operator.log.filter(isRepair)).toHaveLength(5);
    // What the Function wants is another matter.
    await functions.apply(name, { ...fixed, worker: { image: 'example.com/tag:2' } });
    await until('it is made so', async () => (await image()) === 'example.com/tag:2');
    await functions.ready(name);
  });

  async function change(name: string, image: string): Promise<void> {
    const { status } = await cluster.client.request('PATCH', functions.path('Deployment', name), {
      body: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: `${name}-worker`, namespace: functions.namespace },
        spec: { template: { spec: { containers: [{ name: 'udf', image }] } } },
      },
      query: { fieldManager: 'stubborn', force: 'true' },
      contentType: 'application/apply-patch+yaml',
    });
    expect(status).toBe(200);
  }

  test('operators with other settings come to rest, and say so', async () => {
    const pair = [start('http://one'), start('http://two')];
    attempts += 1;
    const shared = `shared-${attempts}`;
    await functions.apply(shared, fixed);
    const { message } = await functions.condition(shared, 'Ready', 'False', 'Contested');
    expect(message).toContain('layer-operator from elsewhere (a second operator?)');
    const total = async () => {
      const counts = await Promise.all(pair.map(writesOf));
      return counts.flatMap((one) => Object.values(one)).reduce((sum, count) => sum + count, 0);
    };
    await sleep(2_000);
    const before = await total();
    await sleep(5_000);
    expect((await total()) - before).toBeLessThan(5);
    await functions.condition(shared, 'Ready', 'False', 'Contested');
  });
});
