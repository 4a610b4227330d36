import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import type { OperatorConfig } from '../../src/operator/config.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until } from './operator-harness.ts';

const parts = ['etcd', 'kube-apiserver', 'kubectl', 'kube-controller-manager'] as const;
const fixed = { scaling: { mode: 'fixed' } };

clusterSuite('an operator beside the one that holds the Lease', parts, () => {
  let cluster: ControlPlane;
  let functions: Functions;
  let namespace: string;
  let running: RunningOperator[] = [];

  beforeAll(async () => {
    cluster = await startControlPlane({});
    await installCrds(cluster);
    await cluster.client.apply(policy());
    functions = new Functions(cluster, await cluster.namespace());
    namespace = await cluster.namespace();
  }, 180_000);

  afterEach(async () => {
    await Promise.all(running.splice(0).map((operator) => operator.stop()));
  });
  afterAll(() => cluster?.stop());

  function start(gatewayBaseUrl: string, more: Partial<OperatorConfig> = {}): RunningOperator {
    const { settings } = readSettings({ gatewayBaseUrl });
    const config = { settings, leaderElect: true, maxRolling: '100%', ...more };
    const operator = startOperator(cluster, config);
    running.push(operator);
    return operator;
  }

  /** As from a laptop, which does not know where the operator is installed. */
  const once = (gatewayBaseUrl: string, more: Partial<OperatorConfig> = {}) =>
    start(gatewayBaseUrl, { once: true, operatorNamespace: null, ...more });
  const installed = (gatewayBaseUrl: string) => start(gatewayBaseUrl, { operatorNamespace: namespace });
  const leads = (operator: RunningOperator) =>
    until('it leads', () => operator.log.some(({ msg }) => msg === 'leading'));
  const annotationsOf = ({ annotations }: KubeObject['metadata']) =>
    (annotations ?? {}) as Readonly<Record<string, string>>;
  const lease = () =>
    cluster.client.get<KubeObject>(
      `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/layerc-operator`,
    );
  async function gateway(name: string): Promise<string | undefined> {
    const { spec } = await functions.existing('Deployment', name);
    type Pod = { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
    const [worker] = (spec as Pod).template.spec.containers;
    return worker?.env.find((one) => one.name === 'HEVLAYER_BASE_URL')?.value;
  }

  test('looks once without one, takes the Lease for it, and gives it back', async () => {
    await functions.apply('tag', fixed);
    const first = once('http://first', { operatorNamespace: namespace });
    await first.ended;
    expect(await gateway('tag')).toBe('http://first');
    const { metadata, spec } = await lease();
    expect((spec as { holderIdentity: string }).holderIdentity).toBe('');
    const said = JSON.parse(annotationsOf(metadata)['hevlayer.com/operator-settings'] ?? '');
    expect(said).toMatchObject({ 'gateway-base-url': 'http://first' });
  });

  test('is refused by the name of each setting that differs, and writes nothing', async () => {
    const operator = installed('http://first');
    await leads(operator);
    const error = await once('http://second', { stockPools: true }).ended.catch((error) => error);
    running = running.filter((one) => one === operator);
    expect(error.message).toContain(`renews the Lease ${namespace}/layerc-operator, and has other settings:`);
    expect(error.message).toContain('  --gateway-base-url: http://first there, http://second here');
    expect(error.message).toContain('  --stock-pools: false there, true here');
    expect(error.message).not.toContain('--metrics-job');
    expect(await gateway('tag')).toBe('http://first');
    expect(operator.log.some(({ msg }) => msg === 'lease lost: ending at once')).toBe(false);

    const same = await once('http://first').ended.catch((error) => error);
    running = [operator];
    expect(same.message).toContain('It has the same settings');
  }, 60_000);

  test('writes beside it where it is told to, and only shows where it rehearses', async () => {
    await leads(installed('http://first'));
    const rehearsal = once('http://second', { dryRun: true, leaderElect: false });
    await rehearsal.ended;
    expect(rehearsal.stdout).toContain('tag-worker');
    const told = rehearsal.log.filter(({ msg }) => msg === 'the operator at work has another setting');
    expect(told[0]).toMatchObject({
      setting: '--gateway-base-url',
      theirs: 'http://first',
      ours: 'http://second',
    });
    const beside = once('http://second', { leaderElect: false });
    await beside.ended;
    expect(beside.log.some(({ msg }) => msg === 'write')).toBe(true);
  }, 60_000);

  test('waits with other settings as the next version of it does, says so, and takes over', async () => {
    const old = installed('http://first');
    await leads(old);
    const next = installed('http://second');
    const told = () => next.log.filter(({ msg }) => msg === 'the operator at work has another setting');
    await until('it says what differs', () => told().length > 0);
    expect(told().map(({ setting }) => setting)).toEqual(['--gateway-base-url', '--metrics-server']);
    expect(next.log.some(({ msg }) => msg === 'leading')).toBe(false);
    await old.stop();
    await leads(next);
    await until('its settings count', async () => (await gateway('tag')) === 'http://second');
    const { metadata } = await lease();
    expect(annotationsOf(metadata)['hevlayer.com/operator-settings']).toContain('http://second');
  }, 60_000);

  test('takes the Lease of one that is dead, whatever its settings were', async () => {
    const dead = installed('http://first');
    await leads(dead);
    await dead.stop();
    const path = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/layerc-operator`;
    await cluster.client.mergePatch(path, { spec: { holderIdentity: 'dead', leaseDurationSeconds: 3 } });
    const next = once('http://second');
    await next.ended;
    expect(await gateway('tag')).toBe('http://second');
  }, 60_000);
});
