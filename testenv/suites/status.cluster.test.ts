import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import type { StatusConfig } from '../../src/status/config.ts';
import { runStatus, type StatusExit } from '../../src/status/process.ts';
import { partNames } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { accountKubeconfig } from './operator-account.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until } from './operator-harness.ts';
import { giveToken } from './scaling-watch.ts';

const parts = partNames.filter((name) => name !== 'sdk');
/** Rows that the gateway says are waiting for `busy`. */
const WAITING = 130;

clusterSuite('layerc status', parts, () => {
  let cluster: ControlPlane;
  let functions: Functions;
  let operator: RunningOperator;
  let gateway: Server;
  let namespace: string;
  let withoutCrds: Awaited<ReturnType<typeof status>>;

  beforeAll(async () => {
    gateway = createServer((_, answer) => {
      answer.setHeader('content-type', 'text/plain; version=0.0.4');
      answer.end(`# TYPE layer_udf_queue_depth gauge\nlayer_udf_queue_depth{udf="busy"} ${WAITING}\n`);
    });
    await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
    const { port } = gateway.address() as { port: number };
    cluster = await startControlPlane({
      keda: true,
      nodes: [{ name: 'cpu', labels: { pool: 'cpu' } }],
      metrics: [`127.0.0.1:${port}`],
    });
    withoutCrds = await status();
    await installCrds(cluster);
    const rules = policy({}, ['cpu', 'spare']);
    const { computePools } = rules.spec as { computePools: readonly object[] };
    const withTotal = computePools.map((pool) => ({ ...pool, maxReplicasTotal: 30 }));
    await cluster.client.apply({ ...rules, spec: { computePools: withTotal } });
    namespace = await cluster.namespace();
    functions = new Functions(cluster, namespace);
    await giveToken(cluster.client, namespace, 'a-token');
    const { settings } = readSettings({ metricsServer: cluster.prometheus.url, metricsJob: 'test' });
    operator = startOperator(cluster, { settings });
  }, 180_000);

  afterAll(async () => {
    await operator?.stop();
    await cluster?.stop();
    gateway?.close();
  });

  async function status(
    config: Partial<StatusConfig> = {},
  ): Promise<{ code: StatusExit; stdout: string; stderr: string }> {
    let [stdout, stderr] = ['', ''];
    const code = await runStatus(
      {
        kubeconfig: cluster.kubeconfig,
        context: null,
        namespace: namespace ?? 'all',
        names: [],
        selector: null,
        output: 'table',
        watch: false,
        ...config,
      },
      {
        print: async (texts) => {
          for (const text of texts) stdout += text;
          return true;
        },
        stderr: { write: (text) => (stderr += text) },
      },
    );
    return { code, stdout, stderr };
  }

  /** The cells of each Function but its age. */
  const rowsOf = (stdout: string) =>
    Object.fromEntries(
      (stdout.split('\n\n')[0] ?? '')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(/ {3,}/))
        .map(([name, ...cells]) => [name, cells.toSpliced(5, 1).join(' ')]),
    );

  test('tells modes, workers, queues, what holds them back, and the use of the pools', async () => {
    await functions.apply('still', { scaling: { mode: 'fixed', replicas: { min: 2, max: 8 } } });
    await functions.apply('busy', { scaling: { replicas: { min: 1, max: 3 } } });
    await functions.apply('idle', { scaling: { replicas: { min: 0, max: 4 } } });
    await functions.apply('rests', { paused: true });
    await functions.apply('lost', { scaling: { pool: 'nowhere' } });
    const expected = {
      still: 'fixed cpu 2/2 2 - -',
      busy: `autoscale cpu 3/3 3 ${WAITING} AtMaximum`,
      idle: 'autoscale cpu 0/0 4 0 -',
      rests: 'paused cpu 0/0 0 - -',
      lost: 'autoscale nowhere 0/0 8 - UnknownPool',
    };
    let last = await status();
    await until(
      () => `the table is right:\n${last.stdout}`,
      async () => {
        last = await status();
        const rows = rowsOf(last.stdout);
        return Object.entries(expected).every(([name, cells]) => rows[name] === cells);
      },
      90_000,
    );
    expect(Object.keys(rowsOf(last.stdout))).toEqual(Object.keys(expected).sort());
    const all = await status({ namespace: 'all' });
    expect(all.stderr).toBe('');
    const pools = (all.stdout.split('\n\n')[1] ?? '').split('\n').map((line) => line.split(/ {3,}/));
    expect(pools).toEqual([
      ['POOL', 'FUNCTIONS', 'READY', 'MAX', 'OF TOTAL', 'MAX EACH'],
      ['cpu', '4', '5/5', '9', '30', '20'],
      ['nowhere', '1', '0/0', '8', '-', 'no such pool'],
      ['spare', '0', '0/0', '0', '30', '20'],
      [''],
    ]);
  }, 120_000);

  test('gives what programs read, and says what is not there', async () => {
    const { stdout } = await status({ output: 'json', names: ['lost'] });
    expect(JSON.parse(stdout)).toMatchObject({
      functions: [{ namespace, name: 'lost', mode: 'autoscale', ready: 0, wanted: 0, queue: null, max: 8 }],
      pools: [{ name: 'nowhere', exists: false, maxReplicasTotal: null }],
    });
    expect(JSON.parse(stdout).functions[0].heldBackBy).toMatchObject({
      reason: 'UnknownPool',
      message: expect.stringContaining('"nowhere"'),
    });
    const two = await status({ output: 'name', names: ['still', 'nobody'] });
    expect(two).toEqual({
      code: 1,
      stdout: 'function.hevlayer.com/still\n',
      stderr: `layerc: there is no Function nobody in the namespace ${namespace}\n`,
    });
    expect((await status({ output: 'name', selector: 'team=none' })).stdout).toBe('');
    expect((await status({ selector: '((' })).stderr).toMatch(/^layerc: functions cannot be listed .*\n$/);
  });

  test('goes on with a line for each change', async () => {
    let text = '';
    let isRead = true;
    const ended = runStatus(
      {
        kubeconfig: cluster.kubeconfig,
        context: null,
        namespace,
        names: ['still', 'fresh'],
        selector: null,
        output: 'table',
        watch: true,
      },
      {
        print: async (texts) => {
          text += [...texts].join('');
          return isRead;
        },
        stderr: { write: () => {} },
      },
    );
    const cellsOf = (name: string) => {
      const lines = text.split('\n').filter((line) => line.startsWith(`${name} `));
      return lines.map((line) => line.trim().split(/ +/).toSpliced(6, 1).slice(1).join(' '));
    };
    await until('it has begun', () => cellsOf('still').length > 0);
    await functions.apply('fresh', { scaling: { mode: 'fixed', replicas: { min: 1, max: 8 } } });
    await until(
      () => `the new one is ready:\n${text}`,
      () => cellsOf('fresh').includes('fixed cpu 1/1 1 - -'),
    );
    await cluster.client.delete(functions.path('Function', 'fresh'));
    await until('it is gone', () => cellsOf('fresh').at(-1)?.endsWith('Deleted') ?? false);
    expect(cellsOf('still')).toEqual(['fixed cpu 2/2 2 - -']);
    expect(text).not.toContain('busy');
    isRead = false;
    await functions.apply('still', { paused: true });
    expect(await ended).toBe(0);
  }, 60_000);

  test('tells what the rights of one namespace let it see, and one line when there are none', async () => {
    const account = { name: 'author', namespace };
    await cluster.client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: account });
    const kubeconfig = await accountKubeconfig(cluster, namespace, 'author');
    const nothing = await status({ kubeconfig });
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toMatch(/^layerc: functions cannot be listed in the namespace .*: 403 .*\n$/);
    const metadata = { name: 'author', namespace };
    const rbac = 'rbac.authorization.k8s.io';
    const rules = [{ apiGroups: ['hevlayer.com'], resources: ['functions'], verbs: ['list', 'watch'] }];
    await cluster.client.apply({ apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules });
    await cluster.client.apply({
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      subjects: [{ kind: 'ServiceAccount', ...account }],
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'author' },
    });
    await until('the right counts', async () => (await status({ kubeconfig })).code === 0);
    const { stdout, stderr } = await status({ kubeconfig, names: ['lost'] });
    expect(rowsOf(stdout)).toEqual({ lost: 'autoscale nowhere 0/0 8 - UnknownPool' });
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'layerc: note: no deployments can be read, as you have no right to list them: how many workers there are is not told',
      'layerc: note: no horizontalpodautoscalers can be read, as you have no right to list them: the depth of the queues is not told',
      'layerc: note: no infrarules can be read, as you have no right to list them: what the pools allow is not told',
    ]);
    const everywhere = await status({ kubeconfig, namespace: 'all' });
    expect(everywhere.stderr).toMatch(
      /^layerc: functions cannot be listed in all namespaces: .*\(try -n NAMESPACE\)\n$/,
    );
  });

  test('says in one line that the server does not know Functions', () => {
    expect(withoutCrds).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'layerc: the server does not know Functions; install them: layerc crds | kubectl apply --server-side -f -\n',
    });
  });
});
