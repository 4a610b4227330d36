import { afterAll, beforeAll, beforeEach, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import type { OperatorConfig } from '../../src/operator/config.ts';
import type { KubeObject } from '../api.ts';
import { partNames } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { FaultProxy } from '../fault-proxy.ts';
import { TestGateway } from '../gateway.ts';
import { findSoak } from '../needs.ts';
import { NodeAgent } from '../node-agent.ts';
import { freePort } from '../ports.ts';
import { startPrometheus } from '../prometheus.ts';
import { suiteNeeding } from '../suite.ts';
import { Workspace } from '../workspace.ts';
import { accountKubeconfig, grantRoles } from './operator-account.ts';
import { hastenedRules, Pager } from './operator-alerts.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator } from './operator-harness.ts';
import { giveToken } from './scaling-watch.ts';

const FLEET = 30;
const token = 'a-token';
const GOOD = 'example.com/tag:1';
const pools = ['cpu', 'empty'] as const;
const READ = ['get', 'list', 'watch'];
const one = { scaling: { mode: 'fixed', replicas: { min: 1, max: 1 } } };
const fleet = Array.from({ length: FLEET }, (_, index) => `fn-${String(index).padStart(2, '0')}`);

// The pods are local processes, so that they fail as pods do; times are shortened as `hastenedRules` says.
// Minutes, so it belongs to the soak run; the rules themselves are tested by promtool in every run.
suiteNeeding('the alerts of deploy/monitoring', [...partNames, findSoak()], () => {
  const workspace = new Workspace();
  let gateway: TestGateway;
  let cluster: ControlPlane;
  let agent: NodeAgent;
  let pager: Pager;
  let metricsUrl: string;
  let functions: Functions;
  let operator: RunningOperator;
  let config: Partial<OperatorConfig>;

  beforeAll(async () => {
    gateway = await TestGateway.start({ token });
    cluster = await startControlPlane({ keda: true });
    const forever = (script: string) => ({ command: ['sh', '-c', script] as [string, ...string[]] });
    agent = await NodeAgent.start({
      client: cluster.client,
      labels: { pool: 'cpu' },
      images: {
        [GOOD]: forever('exec tail -f /dev/null'),
        'example.com/tag:2': forever('exec tail -f /dev/null'),
        'example.com/crash:1': forever('sleep 0.5; exit 3'),
      },
      restartBackOff: { initialMs: 1_000, maximumMs: 3_000 },
    });
    const healthPort = await freePort();
    const jobs = { test: [`127.0.0.1:${gateway.port}`], layerc: [`127.0.0.1:${healthPort}`] };
    const prometheus = await startPrometheus(workspace, jobs, hastenedRules(workspace.folder));
    pager = new Pager(prometheus);
    metricsUrl = prometheus.url;
    await installCrds(cluster);
    await cluster.client.apply(policy({}, pools));
    functions = new Functions(cluster, await cluster.namespace());
    const { namespace } = functions;
    await giveToken(cluster.client, namespace, token);
    await grantRoles(cluster, namespace);
    config = {
      kubeconfig: await accountKubeconfig(cluster, namespace),
      healthPort,
      operatorNamespace: namespace,
      workerDeadline: 2,
      settings: settings('test'),
    };
    operator = startOperator(cluster, config);
    for (const name of fleet) await functions.apply(name, one);
    gateway.put('scaled', { target_namespaces: ['products'] });
    await functions.apply('scaled', { scaling: { replicas: { min: 1, max: 2 } } });
    for (const name of fleet)
      await functions.condition(name, 'DeploymentAvailable', 'True', undefined, 60_000);
    await functions.condition('scaled', 'Autoscaling', 'True', undefined, 60_000);
  }, 240_000);

  afterAll(async () => {
    await operator?.stop();
    await workspace.stop();
    await agent?.stop();
    await gateway?.stop();
    await cluster?.stop();
  });

  beforeEach(() => pager.isQuiet(60_000), 61_000);

  const settings = (metricsJob: string) =>
    readSettings({ gatewayBaseUrl: gateway.url, metricsServer: metricsUrl, metricsJob }).settings;
  /** One that waits for the Lease and renews it. */
  const candidate = () => startOperator(cluster, { ...config, leaderElect: true });
  const restart = async (change: Partial<OperatorConfig> = {}) => {
    await operator.stop();
    operator = startOperator(cluster, { ...config, ...change });
  };
  const notReady = (name: string, reason: string, { namespace } = functions) =>
    `FunctionNotReady ${namespace}/${name} ${reason}`;

  test('say that nobody is there, and that nobody leads', async () => {
    await operator.stop();
    await pager.tells(['NotRunning'], async () => {
      operator = candidate();
    });
    await operator.stop();
    const path = `/apis/coordination.k8s.io/v1/namespaces/${functions.namespace}/leases/layerc-operator`;
    const hold = (holderIdentity: string, leaseDurationSeconds: number) =>
      cluster.client.mergePatch(path, { spec: { holderIdentity, leaseDurationSeconds } });
    await hold('somebody', 3600);
    operator = candidate();
    await pager.tells(['NoLeader'], () => hold('', 1));
    await restart();
  }, 90_000);

  test('name each Function that does not work, and why', async () => {
    const other = new Functions(cluster, await cluster.namespace());
    await functions.apply('nowhere', { scaling: { ...one.scaling, pool: 'empty' } });
    await functions.apply('crash', { ...one, worker: { image: 'example.com/crash:1' } });
    await functions.apply('image', { ...one, worker: { image: 'example.com/typo:1' } });
    await functions.apply('refused', { scaling: { ...one.scaling, pool: 'no-such' } });
    await other.apply('secret', one);
    await pager.tells(
      [
        notReady('nowhere', 'Unschedulable'),
        notReady('crash', 'CrashLoopBackOff'),
        notReady('image', 'ErrImagePull'),
        notReady('refused', 'UnknownPool'),
        notReady('secret', 'CreateContainerConfigError', other),
      ].sort(),
      async () => {
        for (const name of ['nowhere', 'crash', 'image', 'refused'])
          await functions.apply(name, { ...one, worker: { image: GOOD } });
        await giveToken(cluster.client, other.namespace, token);
      },
    );
  }, 120_000);

  test('tell a policy that hits all from a Function that is broken', async () => {
    await cluster.client.apply(policy({}, ['empty']));
    await pager.tells(['ManyFunctionsNotReady'], () => cluster.client.apply(policy({}, pools)));
  }, 90_000);

  test('tell of a change of the policy that has stopped', async () => {
    await cluster.client.apply(policy({ zone: 'nowhere' }, pools));
    await pager.tells(['PolicyRolloutStopped'], () => cluster.client.apply(policy({}, pools)));
  }, 90_000);

  test('tell of a kind that cannot be listed', async () => {
    await withoutRight('services', []);
    await restart();
    await pager.tells(['WatchBroken Service'], mendRights, 60_000);
  }, 130_000);

  test('tell of a right that is missing', async () => {
    await withoutRight('deployments', READ);
    await functions.apply(fleet[0] as string, { ...one, worker: { image: 'example.com/tag:2' } });
    await pager.tells([notReady(fleet[0] as string, 'Forbidden')], mendRights);

    await withoutRight('functions/status', ['get']);
    // The operator pauses longer and longer, so there has to be something new to say.
    let isTold = false;
    const changes = async () => {
      for (let round = 0; !isTold; round += 1)
        for (const name of fleet) await functions.apply(name, { ...one, inputs: [`round-${round}`] });
    };
    const changing = changes();
    try {
      await pager.tells(['WritesFail Function/status 403'], async () => {
        isTold = true;
        await mendRights();
      });
    } finally {
      isTold = true;
      await changing;
    }
  }, 150_000);

  const mendRights = () => grantRoles(cluster, functions.namespace);

  /** Leaves the operator these rights alone. */
  async function withoutRight(resource: string, verbs: readonly string[]): Promise<void> {
    const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/layerc-operator';
    type Rule = { apiGroups: string[]; resources: string[]; verbs: readonly string[] };
    const role = await cluster.client.get<KubeObject & { rules: Rule[] }>(path);
    const rules = role.rules.flatMap((rule) => {
      const resources = rule.resources.filter((one) => one !== resource);
      const others = resources.length > 0 ? [{ ...rule, resources }] : [];
      const isIts = resources.length < rule.resources.length && verbs.length > 0;
      return isIts ? [...others, { ...rule, resources: [resource], verbs }] : others;
    });
    await cluster.client.mergePatch(path, { rules });
  }

  test('tell of an operator that is too slow', async () => {
    const proxy = await FaultProxy.start(config.kubeconfig as string, cluster.folder);
    try {
      await restart({ kubeconfig: proxy.kubeconfig, workers: 1 });
      await functions.condition('scaled', 'Ready', 'True');
      const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 1_000));
      proxy.inject(slow, ({ method, path }) => method === 'PATCH' && !path.includes('/leases/'), 1_000);
      for (const name of fleet) await functions.apply(name, { ...one, worker: { image: GOOD } });
      await pager.tells(['QueueStuck'], async () => proxy.heal());
      await restart();
    } finally {
      await proxy.stop();
    }
  }, 120_000);

  test('tell of workers that are missing, and of the Function that misses them', async () => {
    await functions.apply('large', {
      scaling: { mode: 'fixed', pool: 'empty', replicas: { min: 20, max: 20 } },
    });
    await pager.tells(['WorkersMissing', notReady('large', 'Unschedulable')].sort(), () =>
      cluster.client.delete(functions.path('Function', 'large')),
    );
  }, 90_000);

  test('tell of a queue that KEDA cannot read, for the gateway is away or its job is another', async () => {
    const notScaled = [`FunctionNotScaled ${functions.namespace}/scaled TriggerError`];
    await gateway.stop();
    await pager.tells(notScaled, () => gateway.start(), 120_000);

    await restart({ settings: settings('nobody') });
    await pager.tells(notScaled, () => restart(), 120_000);
  }, 500_000);

  test('tell of KEDA that is away', async () => {
    let back = Promise.resolve();
    const gone = new Promise<void>((resolve) => {
      const told = pager.tells(['KedaNotRunning'], async () => resolve(), 120_000);
      back = told;
    });
    await cluster.restart('keda-adapter', () => gone);
    await back;
  }, 260_000);
});
