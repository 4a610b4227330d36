import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import type { JsonObject } from '../../src/json/json.ts';
import { partNames, partPath } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import type { Books } from '../gateway/books.ts';
import { serviceResolver } from '../gateway/endpoints.ts';
import { TestGateway } from '../gateway.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../guard.ts';
import { localAddress, NodeAgent } from '../node-agent.ts';
import { acceptsConnections } from '../probe.ts';
import { clusterSuite } from '../suite.ts';
import { hasteFor, hastened, objectOf, type Rendered, registration, render } from './scaling-function.ts';
import {
  applyAll,
  deploy,
  giveToken,
  hpaConditions,
  killedWithLease,
  notCompletedOnce,
  ReplicaLog,
  scaledObjectConditions,
  tookInterruptionForIdle,
  until,
} from './scaling-watch.ts';

const token = 'a-token';
const leaseSeconds = 10;
const timeoutSeconds = 5;
const rowCount = 200;
// A batch of 32 then takes a third of a lease.
const secondsPerRow = 0.1;
/** Waits for the way down by the durations as they are derived, which takes six minutes. */
const soak = process.env.LAYERC_SOAK !== undefined;

clusterSuite('workers scaled by their queue', partNames, () => {
  let folder: string;
  let cluster: ControlPlane;
  let gateway: TestGateway;
  let agent: NodeAgent;
  let namespace: string;
  let log: ReplicaLog | undefined;

  beforeAll(async () => {
    folder = makeTemporaryFolder('layerc-scaling');
    gateway = await TestGateway.start({
      token,
      // The control plane is started after the gateway, whose address its Prometheus has to know.
      get metricsUrl() {
        return cluster.prometheus.url;
      },
      resolveWorkers: (url) => serviceResolver(cluster.client)(url),
    });
    cluster = await startControlPlane({ keda: true, metrics: [`127.0.0.1:${gateway.port}`] });
    const here = import.meta.dirname;
    // As long as an image is pulled or a model loaded: until the test opens the gate.
    const atTheGate = 'until [ -e "$GATES/open" ]; do sleep 0.1; done; exec "$0" "$@"';
    agent = await NodeAgent.start({
      client: cluster.client,
      labels: { 'karpenter.sh/nodepool': 'cpu' },
      images: {
        'ghcr.io/hev/tag-products:latest': {
          command: ['sh', '-c', atTheGate, partPath('sdk'), join(here, 'scaling-worker.py')],
          env: { GATES: folder, RECORDS: folder, SECONDS_PER_ROW: `${secondsPerRow}` },
        },
        'registry.example.com/resize:1.4.0': {
          command: [process.execPath, join(here, 'scaling-push-worker.ts')],
          env: { GATES: folder, LOCAL_IP: '$(LOCAL_IP)' },
        },
      },
      // hev's SDK does not catch a gateway that is away: its workers end and are started again.
      restartBackOff: { initialMs: 500, maximumMs: 1_000 },
    });
  }, 180_000);

  afterAll(async () => {
    await agent?.stop();
    await gateway?.stop();
    await cluster?.stop();
    removeTemporaryFolder(folder);
  });

  beforeEach(async () => {
    namespace = await cluster.namespace();
  });

  afterEach(async () => {
    // A case that failed in the middle of an outage leaves none behind.
    await gateway.start();
    await log?.stop();
    await cluster.client.delete(`/api/v1/namespaces/${namespace}`);
    for (const id of gateway.ids) gateway.remove(id);
    for (const file of readdirSync(folder)) rmSync(join(folder, file));
    expect(agent.errors).toEqual([]);
  });

  function renderIn(fixture: string, spec: JsonObject, metricsServer?: string): Rendered {
    const given = { gatewayBaseUrl: gateway.url, metricsServer, metricsJob: 'test' };
    const { settings, problems } = readSettings(given);
    expect(problems).toEqual([]);
    return render(fixture, { metadata: { namespace }, spec }, settings);
  }

  /** The example with a short lease; its metrics come from Prometheus directly. */
  function example(): Rendered {
    const spec = { schedule: { leaseSeconds }, worker: { timeoutSeconds } };
    return renderIn('example', spec, cluster.prometheus.url);
  }

  /** Applies a Function's objects and waits until KEDA has taken them over, at rest. */
  async function rollOut(fn: Rendered, objects = fn.objects): Promise<{ log: ReplicaLog; books: Books }> {
    const books = gateway.put(fn.id, registration(fn));
    log = new ReplicaLog(cluster, fn);
    await giveToken(cluster.client, namespace, token);
    await deploy(cluster.client, fn, objects);
    await until('KEDA finds the ScaledObject in order', async () => (await ready(fn)) === 'True', 30);
    expect(log.values).toEqual([0]);
    return { log, books };
  }

  const ready = async ({ base }: Rendered) =>
    (await scaledObjectConditions(cluster.client, namespace, 'Ready'))[base];

  function addRows(fn: Rendered, count: number): void {
    const [target = ''] = fn.spec.targetNamespaces as string[];
    const first = gateway.books(fn.id).items().length;
    const rows = Array.from({ length: count }, (_, row) => ({
      id: `${first + row}`,
      title: `Red shoe ${row}`,
    }));
    gateway.putRows(target, rows);
    gateway.discover(fn.id);
  }

  const open = (gate: string) => writeFileSync(join(folder, gate), '');
  const wish = ({ spec }: Rendered, rows: number) => {
    const { max } = (spec.scaling as { replicas: { max: number } }).replicas;
    return Math.min(max, Math.ceil(rows / ((spec.worker as { batchSize?: number }).batchSize ?? 32)));
  };
  const entries = (books: Books, what: string) => books.journal.filter((entry) => entry.what === what);

  const killed = (books: Books) => killedWithLease(books, agent, namespace);

  /** What is true of every run, whatever happened in it. */
  function expectCleanBooks(books: Books): void {
    expect(books.counts()).toEqual({ pending: 0, processing: 0, completed: books.items().length, failed: 0 });
    expect(notCompletedOnce(books)).toEqual([]);
  }

  test('wake from zero, complete every row once and sleep again', async () => {
    const fn = example();
    const { log, books } = await rollOut(fn);
    addRows(fn, rowCount);
    await log.reaches(wish(fn, rowCount), 90);
    open('open');
    await until('every row is completed', () => books.counts().completed === rowCount, 60);
    // From nothing upwards, without a step back.
    expect(log.values).toEqual([...log.values].sort());
    expectCleanBooks(books);
    expectRenderedEnvironment(fn);
    expect(entries(books, 'lease expired')).toEqual([]);
    if (!soak)
      await applyAll(cluster.client, hastened([objectOf(fn, 'ScaledObject')], hasteFor(leaseSeconds)));
    await log.reaches(0, soak ? 420 : 60);
    expectCleanBooks(books);
    expect(killed(books)).toEqual([]);
  }, 600_000);

  /** Nothing but what layerc printed, the stand-in for the image, and what every process here has. */
  function expectRenderedEnvironment(fn: Rendered): void {
    type Deployment = { spec: { template: { spec: { containers: [{ env: { name: string }[] }] } } } };
    const [{ env }] = objectOf<Deployment>(fn, 'Deployment').spec.template.spec.containers;
    const ours = ['GATES', 'RECORDS', 'SECONDS_PER_ROW'];
    const everyones = ['PATH', 'HOME', 'LANG', 'PWD', 'OLDPWD', 'SHLVL', '_'];
    const records = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(records).toHaveLength(wish(fn, rowCount));
    for (const record of records) {
      const seen: Record<string, string> = JSON.parse(readFileSync(join(folder, record), 'utf8'));
      const rest = Object.keys(seen).filter((name) => ![...ours, ...everyones].includes(name));
      expect(rest.sort()).toEqual(env.map(({ name }) => name).sort());
      expect(seen).toMatchObject({
        HEVLAYER_BASE_URL: gateway.url,
        HEVLAYER_UDF_ID: 'tag-products',
        HEVLAYER_UDF_BATCH_SIZE: '32',
        HEVLAYER_UDF_LEASE_SECONDS: `${leaseSeconds}`,
        HEVLAYER_WORKER_ID: record.replace('.json', ''),
        LAYER_GATEWAY_API_KEY: token,
      });
    }
  }

  // A fault of KEDA's that no ScaledObject can avert, rare where it polls every 15 s and not every second: begin again.
  const interrupted = 'KEDA took an interrupted reading for an idle queue';
  const outage = { timeout: 240_000, retry: { count: 3, condition: new RegExp(interrupted) } };

  test('stay as many as they are while the gateway is away, and go on when it is back', outage, async () => {
    const fn = example();
    const haste = hasteFor(leaseSeconds);
    const { log, books } = await rollOut(fn, hastened(fn.objects, haste));
    addRows(fn, rowCount);
    await log.reaches(wish(fn, rowCount), 60);
    open('open');
    const inTheMiddle = () => books.counts().completed > 0 && books.counts().processing > 0;
    await until('some rows are completed and some are leased', inTheMiddle, 30);
    await gateway.stop();
    const before = log.values;
    const isBlind = async () =>
      /^False FailedGetExternalMetric/.test(
        (await hpaConditions(cluster.client, namespace, 'ScalingActive'))[fn.base] ?? '',
      );
    await until('the HPA has no metric', isBlind, 30);
    // Longer than either window that could remove a worker.
    await sleep((haste.cooldown + 5 * haste.poll) * 1000);
    if (log.now === 0 && tookInterruptionForIdle(cluster, namespace)) throw new Error(interrupted);
    expect(log.values).toEqual(before);
    expect(await ready(fn)).toMatch(/^False TriggerError/);
    expect(killed(books)).toEqual([]);
    // From here on KEDA and the HPA judge by what they see now: of what was before the outage they remember nothing, so
    // that a worker with a lease may be removed. Its rows come back when the lease is over.
    await gateway.start();
    await until('every row is completed', () => books.counts().completed === rowCount, 90);
    // The outage did hit workers that held leases, and their rows were done again.
    expect(entries(books, 'lease expired').length).toBeGreaterThan(0);
    await log.reaches(0, 60);
    expect(await ready(fn)).toBe('True');
    expectCleanBooks(books);
  });

  test('are called through their Service when they are ready, and only then', async () => {
    // Two at most, and the metrics through the gateway with its token, which is what layerc renders by default.
    const spec = {
      schedule: { leaseSeconds },
      worker: { timeoutSeconds },
      scaling: { replicas: { max: 2 } },
    };
    const fn = renderIn('push', spec);
    const { log, books } = await rollOut(fn);
    const completed = (rows: number) =>
      until(`${rows} rows are completed`, () => books.counts().completed === rows, 30);
    const callsTo = (from = 0) => [
      ...new Set(
        books.journal.slice(from).flatMap(({ what, worker }) => (what === 'claimed' ? [worker] : [])),
      ),
    ];

    addRows(fn, 64);
    await log.reaches(2, 60);
    const [first, second] = await runningPods(fn, 2);
    await sleep(3_000);
    expect(callsTo()).toEqual([]);

    open(first.name);
    await completed(64);
    expect(callsTo()).toEqual([first.url]);

    open(second.name);
    await until('both are ready', async () => (await readyUrls(fn)).length === 2, 30);
    addRows(fn, 200);
    await completed(264);
    expect(callsTo().sort()).toEqual([first.url, second.url].sort());

    // While it drains it listens on, but its endpoint is not ready any more. The pod in its place waits at its gate.
    await cluster.client.delete(`/api/v1/namespaces/${namespace}/pods/${first.name}`);
    await until('one is ready', async () => `${await readyUrls(fn)}` === second.url, 3);
    const drainBegan = books.journal.length;
    expect(await acceptsConnections(new URL(first.url).hostname, Number(new URL(first.url).port))).toBe(true);
    addRows(fn, 64);
    await completed(328);
    expect(callsTo(drainBegan)).toEqual([second.url]);
    expect([...entries(books, 'failed'), ...entries(books, 'refused')]).toEqual([]);
    expectCleanBooks(books);
  }, 180_000);

  type RunningPod = { readonly name: string; readonly url: string };
  type Pod = { metadata: { name: string }; status: { phase: string; podIP: string } };

  async function runningPods({ spec }: Rendered, count: 2): Promise<[RunningPod, RunningPod]> {
    const { port } = spec.worker as { port: number };
    let running: RunningPod[] = [];
    const areThere = async () => {
      const { items } = await cluster.client.get<{ items: Pod[] }>(`/api/v1/namespaces/${namespace}/pods`);
      running = items
        .filter(({ status }) => status.phase === 'Running')
        .map(({ metadata, status }) => ({
          name: metadata.name,
          url: `http://${localAddress(status.podIP)}:${port}`,
        }));
      return running.length === count;
    };
    await until(`${count} pods are running`, areThere, 30);
    return running as [RunningPod, RunningPod];
  }

  async function readyUrls(fn: Rendered): Promise<readonly string[]> {
    const { url } = registration(fn).worker as { url?: string };
    return serviceResolver(cluster.client)(url ?? '');
  }
});
