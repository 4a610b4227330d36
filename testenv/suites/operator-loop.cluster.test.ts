import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings, type Settings } from '../../src/compiler/index.ts';
import type { JsonObject } from '../../src/json/json.ts';
import { partNames, partPath } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import type { Books } from '../gateway/books.ts';
import { serviceResolver } from '../gateway/endpoints.ts';
import { TestGateway } from '../gateway.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../guard.ts';
import { findSoak } from '../needs.ts';
import { NodeAgent } from '../node-agent.ts';
import { clusterSuite, suiteNeeding } from '../suite.ts';
import { fixtureObjects, installCrds, type RunningOperator, startOperator } from './operator-harness.ts';
import { type Rendered, render } from './scaling-function.ts';
import { giveToken, notCompletedOnce, ReplicaLog, scaledObjectConditions, until } from './scaling-watch.ts';

const token = 'a-token';
const leaseSeconds = 10;
const timeoutSeconds = 5;
const wave = 200;
/** So many that workers which come later find some too. */
const long = 400;
/** min(max, ceil(200 / 32)), with the maximum of the example. */
const most = 6;
/** Waits for the way down, and through an outage that is longer than it: six minutes each. */
const soak = process.env.LAYERC_SOAK !== undefined;

clusterSuite('the operator, and workers scaled by their queue', partNames, () => {
  let folder: string;
  let cluster: ControlPlane;
  let gateway: TestGateway;
  let agent: NodeAgent;
  let operator: RunningOperator;
  let settings: Settings;
  let namespace: string;
  let log: ReplicaLog;
  let books: Books;
  let fn: Rendered;

  beforeAll(async () => {
    folder = makeTemporaryFolder('layerc-loop');
    gateway = await TestGateway.start({
      token,
      get metricsUrl() {
        return cluster.prometheus.url;
      },
      resolveWorkers: (url) => serviceResolver(cluster.client)(url),
    });
    cluster = await startControlPlane({ keda: true, metrics: [`127.0.0.1:${gateway.port}`] });
    const here = import.meta.dirname;
    const atTheGate = 'until [ -e "$GATES/open" ]; do sleep 0.1; done; exec "$0" "$@"';
    const worker = {
      command: ['sh', '-c', atTheGate, partPath('sdk'), join(here, 'scaling-worker.py')] as [
        string,
        ...string[],
      ],
      env: { GATES: folder, RECORDS: folder, SECONDS_PER_ROW: '0.2' },
    };
    agent = await NodeAgent.start({
      client: cluster.client,
      labels: { 'karpenter.sh/nodepool': 'cpu' },
      images: {
        'ghcr.io/hev/tag-products:latest': worker,
        'ghcr.io/hev/tag-products:2': worker,
        'ghcr.io/hev/tag-products:push': {
          command: [process.execPath, join(here, 'scaling-push-worker.ts')],
          env: { GATES: folder, LOCAL_IP: '$(LOCAL_IP)' },
        },
      },
      restartBackOff: { initialMs: 500, maximumMs: 1_000 },
    });
    await installCrds(cluster);
    for (const object of fixtureObjects('example'))
      if (object.kind === 'InfraRules') await cluster.client.apply(object);
    ({ settings } = readSettings({
      gatewayBaseUrl: gateway.url,
      metricsServer: cluster.prometheus.url,
      metricsJob: 'test',
    }));
    operator = startOperator(cluster, { settings, gatewaySync: true, gatewayToken: token });
    namespace = await cluster.namespace();
    await giveToken(cluster.client, namespace, token);
  }, 180_000);

  afterAll(async () => {
    await log?.stop();
    await operator?.stop();
    await agent?.stop();
    await gateway?.stop();
    await cluster?.stop();
    removeTemporaryFolder(folder);
  });

  /** Applies the example with a change, and waits until the operator has told the gateway. */
  async function write(change: JsonObject): Promise<Rendered> {
    const spec = {
      schedule: { leaseSeconds },
      ...change,
      worker: { timeoutSeconds, ...(change.worker as object) },
    };
    const written = render('example', { metadata: { namespace }, spec } as JsonObject, settings);
    await cluster.client.apply({
      apiVersion: 'hevlayer.com/v1alpha1',
      kind: 'Function',
      metadata: { name: written.id, namespace },
      spec: written.spec,
    });
    await registered(written.id);
    books = gateway.books(written.id);
    return written;
  }

  async function registered(name: string): Promise<void> {
    const path = `/apis/hevlayer.com/v1alpha1/namespaces/${namespace}/functions/${name}`;
    type Seen = {
      metadata: { generation: number };
      status?: { observedGeneration: number; conditions: { type: string; status: string }[] };
    };
    await until(
      'the gateway has it',
      async () => {
        const { metadata, status } = await cluster.client.get<Seen>(path);
        const said = status?.conditions.find(({ type }) => type === 'Registered')?.status;
        return status?.observedGeneration === metadata.generation && said === 'True';
      },
      60,
    );
  }

  function addRows(count: number): void {
    const [target = ''] = fn.spec.targetNamespaces as string[];
    const first = books.items().length;
    const rows = Array.from({ length: count }, (_, row) => ({
      id: `${first + row}`,
      title: `Red shoe ${row}`,
    }));
    gateway.putRows(target, rows);
    gateway.discover(fn.id);
  }

  const completed = (count: number) =>
    until(
      () => `completed: ${JSON.stringify(books.counts())}`,
      () => books.counts().completed === count,
      120,
    );

  const inTheMiddle = (before: number) =>
    until(
      'some of the new rows are completed and some are leased',
      () => books.counts().completed > before && books.counts().processing > 0,
      60,
    );

  const autoscaling = async (
    status: string,
    reason: string,
    words: RegExp,
    where = namespace,
    name = fn.id,
  ): Promise<string> => {
    let found: { status: string; reason: string; message: string } | undefined;
    await until(
      () => `Autoscaling is ${status} ${reason}: ${JSON.stringify(found)}`,
      async () => {
        const path = `/apis/hevlayer.com/v1alpha1/namespaces/${where}/functions/${name}`;
        const { status: of } = await cluster.client.get<{
          status: { conditions: { type: string; status: string; reason: string; message: string }[] };
        }>(path);
        found = of.conditions.find(({ type }) => type === 'Autoscaling');
        return found?.status === status && found.reason === reason && words.test(found.message);
      },
      60,
    );
    return found?.message ?? '';
  };

  const kedaSays = async () => (await scaledObjectConditions(cluster.client, namespace, 'Ready'))[fn.base];

  /** Workers that have completed rows since an entry of the books' journal. */
  const workersSince = (from: number) =>
    new Set(books.journal.slice(from).flatMap(({ what, worker }) => (what === 'completed' ? [worker] : [])));

  type Pod = { metadata: { name: string; deletionTimestamp?: string } };
  const pods = async () =>
    (await cluster.client.get<{ items: Pod[] }>(`/api/v1/namespaces/${namespace}/pods`)).items;

  test('workers begin at none, rise with the queue and do every row once', async () => {
    fn = await write({});
    log = new ReplicaLog(cluster, fn);
    await until('KEDA finds the ScaledObject in order', async () => (await kedaSays()) === 'True', 60);
    await log.reaches(0, 20);
    expect(log.values).toEqual([0]);
    addRows(wave);
    await log.reaches(most, 120);
    expect(log.values).toEqual([...log.values].sort());
    writeFileSync(join(folder, 'open'), '');
    await completed(wave);
    expect(notCompletedOnce(books)).toEqual([]);
  }, 300_000);

  test('another image and another batch size in the middle lose no row', async () => {
    const before = log.values.length;
    const from = books.journal.length;
    const old = await pods();
    addRows(long);
    await inTheMiddle(wave);
    fn = await write({ worker: { image: 'ghcr.io/hev/tag-products:2', batchSize: 16 } });
    await completed(wave + long);
    expect(notCompletedOnce(books)).toEqual([]);
    expect(log.values.slice(before)).toEqual([]);
    // The change came while there was work for both.
    const names = old.map(({ metadata }) => metadata.name);
    const workers = [...workersSince(from)];
    expect(workers.some((worker) => names.includes(worker as string))).toBe(true);
    expect(workers.some((worker) => !names.includes(worker as string))).toBe(true);
  }, 300_000);

  test('workers stay as many as they are while the metrics are away', async () => {
    const before = log.values;
    await gateway.stop();
    await until('KEDA says so', async () => /TriggerError/.test((await kedaSays()) ?? ''), 120);
    const away = await autoscaling('False', 'TriggerError', /Is the metrics server|is it scraped/);
    expect(away).toContain('Triggers defined in ScaledObject are not working correctly: ');
    await sleep(soak ? 400_000 : 5_000);
    expect(log.values).toEqual(before);
    await gateway.start();
    await until('KEDA is content again', async () => (await kedaSays()) === 'True', 120);
    await autoscaling('True', 'ScaledObjectReady', /./);
    const words = () =>
      operator.log.flatMap(({ msg, level, autoscaling }) =>
        msg === 'autoscaling changed' ? [`${level} ${autoscaling}`] : [],
      );
    await until(
      () => `the log tells: ${words()}`,
      () => words().at(-1) === 'info True',
      20,
    );
    expect(words()).toContain('warn False');
  }, 700_000);

  test('a Function without the Secret is told which one', async () => {
    const elsewhere = await cluster.namespace();
    const { spec } = fn;
    await cluster.client.apply({
      apiVersion: 'hevlayer.com/v1alpha1',
      kind: 'Function',
      metadata: { name: 'tokenless', namespace: elsewhere },
      spec,
    });
    const found = await autoscaling('False', 'ScaledObjectCheckFailed', /Look at/, elsewhere, 'tokenless');
    expect(found).toMatch(/Look at the Secret layer in the namespace of the Function, and its key \S+\.$/);
    await cluster.client.delete(`/apis/hevlayer.com/v1alpha1/namespaces/${elsewhere}/functions/tokenless`);
  }, 120_000);

  test('from pull to push in the middle loses no row', async () => {
    addRows(long);
    await inTheMiddle(wave + long);
    // After a long outage with nothing to do they may have gone to rest in between, and rise again now.
    const since = log.values.length - 1;
    const old = new Set((await pods()).map(({ metadata }) => metadata.name));
    fn = await write({ worker: { image: 'ghcr.io/hev/tag-products:push', dispatch: 'push', port: 8080 } });
    const openAll = async () => {
      for (const { metadata } of await pods())
        if (!old.has(metadata.name)) writeFileSync(join(folder, metadata.name), '');
      return books.counts().completed === wave + 2 * long;
    };
    await until(() => `completed: ${JSON.stringify(books.counts())}`, openAll, 120);
    expect(notCompletedOnce(books)).toEqual([]);
    const moved = log.values.slice(since);
    expect(moved[0]).toBeGreaterThan(0);
    expect(moved).toEqual(moved.toSorted((a, b) => a - b));
  }, 300_000);

  suiteNeeding('after that', [findSoak()], () => {
    test('workers go to rest when the queue is empty', async () => {
      await log.reaches(0, 600);
    }, 700_000);
  });
});
