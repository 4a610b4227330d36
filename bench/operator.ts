/**
 * The operator as a process of its own, on a real API server, beside the floor: a plain loop that applies the same bodies
 * to the same server, as kubectl sends them, in other namespaces, with the same concurrency. Half of the floor is measured
 * before and half after, as a server with more objects is slower. KEDA's kinds are installed, and nothing acts on the
 * objects.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { compile, MANAGED_BY, MANAGED_BY_LABEL, readSettings } from '../src/compiler/index.ts';
import type { Json } from '../src/json/json.ts';
import { OPERATOR_SETTINGS } from '../src/operator/config.ts';
import { ownedBy } from '../src/operator/objects/adoption.ts';
import { firstReplicas, replicaPolicy, withReplicas } from '../src/operator/objects/replicas.ts';
import { childResource } from '../src/operator/watch/resources.ts';
import type { KubeObject } from '../testenv/api.ts';
import { type ControlPlane, startControlPlane } from '../testenv/control-plane.ts';
import { installKedaCrds } from '../testenv/keda.ts';
import { freePort } from '../testenv/ports.ts';
import { launchProcess, type TestProcess } from '../testenv/process.ts';
import { fixtureObjects, installCrds } from '../testenv/suites/operator-harness.ts';
import { CHANGES_PER_SECOND, latencies } from './changes.ts';

const LAYERC = join(import.meta.dirname, '..', 'bin', 'layerc.js');
const WORKERS = Number(OPERATOR_SETTINGS.workers.value);
const NAMESPACES = 10;

const counts = process.argv.slice(2).map(Number);
for (const count of counts.length > 0 ? counts : [1_000, 5_000]) await measure(count);

async function measure(count: number): Promise<void> {
  const cluster = await startControlPlane();
  try {
    await installKedaCrds(cluster.client, cluster.folder);
    await installCrds(cluster);
    const [policy, template] = fixtureObjects('example').toSorted((a) => (a.kind === 'InfraRules' ? -1 : 1));
    await cluster.client.apply(policy as KubeObject);
    await each(
      ['floor', 'ours'].flatMap((where) => Array.from({ length: NAMESPACES }, (_, n) => `${where}-${n}`)),
      (name) => cluster.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
    );
    const functions = (where: string) =>
      Array.from({ length: count }, (_, index) => ({
        ...(template as KubeObject),
        metadata: { name: `${where}-${index}`, namespace: `${where}-${index % NAMESPACES}` },
      }));
    await each(functions('ours'), (fn) => cluster.client.create(fn));
    const bodies = render(policy as KubeObject, functions('floor'));
    const half = count / 2;

    const idle = serverTime(cluster);
    const before = await floor(cluster, bodies.slice(0, half));
    const begun = serverTime(cluster);
    const first = await start(cluster, 'first', async () => (await scaledObjects(cluster)) === count + half);
    const created = serverTime(cluster);
    const sync = await atRest(first, cluster);
    const rested = serverTime(cluster);
    const after = await floor(cluster, bodies.slice(half));
    const plainTime = begun - idle + serverTime(cluster) - rested;
    const again = await start(cluster, 'again', async (port) => (await ask(port, '/readyz')) === 'ok\n');
    const look = await atRest(again, cluster);
    const third = await start(cluster, 'third', async (port) => (await ask(port, '/readyz')) === 'ok\n');
    const { ms, lost } = await latencies(cluster, functions('ours'));
    await atRest(third, cluster);

    const plain = before.seconds + after.seconds;
    const perFunction = (cpu: number) => `${((1000 * cpu) / count).toFixed(1)} ms`;
    const ownTime = (cpu: number) => `${perFunction(cpu)} of its processor time each`;
    const times = (seconds: number) => [
      `${seconds.toFixed(1)} s`,
      `${(seconds / plain).toFixed(2)}x the floor`,
    ];
    line(
      `${count.toLocaleString('en')} Functions: the floor`,
      `${plain.toFixed(1)} s`,
      `${Math.round((3 * count) / plain)} applies/s`,
      ownTime(before.cpu + after.cpu),
    );
    line('  until all objects exist', ...times(first.seconds), ownTime(first.cpu));
    line('  until nothing is left to do', ...times(sync.seconds), ownTime(sync.cpu), sync.memory);
    line(
      "  the server's processor time, each",
      `the floor ${perFunction(plainTime)}`,
      `until all objects exist ${perFunction(created - begun)}`,
      `until nothing is left to do ${perFunction(sync.serverTime - begun)}`,
    );
    for (const [what, writes] of sync.writes)
      line(`  writes: ${what}`, `${(writes / count).toFixed(3)} each`);
    line('  restart, until ready', `${again.seconds.toFixed(2)} s`);
    line(
      '  restart, until nothing is left to do',
      ...times(look.seconds),
      look.memory,
      `${sum(look.writes)} writes`,
    );
    const share = (part: number) =>
      `p${100 * part} ${Math.round(ms[Math.floor(part * ms.length)] ?? NaN)} ms`;
    const what = `  ${CHANGES_PER_SECOND} changes a second, until applied`;
    line(what, share(0.5), share(0.99), `${ms.length} changes, ${lost} not seen (a later one came first)`);
  } finally {
    await cluster.stop();
  }
}

type Bodies = ReturnType<typeof ownedBy>[];

type Running = {
  readonly operator: TestProcess;
  readonly port: number;
  readonly begun: number;
  seconds: number;
  /** Processor time until then, in seconds. */
  cpu: number;
};

/** Starts the operator and waits for a condition. */
async function start(
  cluster: ControlPlane,
  name: string,
  isThere: (port: number) => Promise<boolean>,
): Promise<Running> {
  const port = await freePort();
  const begun = performance.now();
  const operator = await launchProcess({
    name: `operator-${name}`,
    program: process.execPath,
    args: [
      ...(process.env.NODE_FLAGS?.split(' ') ?? []),
      LAYERC,
      'operator',
      '--leader-elect=false',
      `--kubeconfig=${cluster.kubeconfig}`,
      `--health-port=${port}`,
    ],
    folder: cluster.folder,
  });
  await operator.waitUntil('it is there', () => isThere(port), 600_000);
  return { operator, port, begun, seconds: seconds(begun), cpu: cpuOf(operator) };
}

/** Processor time of the API server and its etcd, in seconds. */
function serverTime({ processes }: ControlPlane): number {
  return processes.reduce((all, one) => all + cpuOf(one), 0);
}

/** Processor time in seconds, which another program on the machine does not lengthen by much. */
function cpuOf({ pid }: Pick<TestProcess, 'pid'>): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Waits until the operator has written nothing for three seconds and has nothing to do, and ends it. */
async function atRest({ operator, port, begun }: Running, cluster: ControlPlane) {
  let last = { text: '', at: 0, cpu: 0, serverTime: 0 };
  for (;;) {
    const metrics = await ask(port, '/metrics').catch((error: Error) => {
      if (operator.outcome === undefined) throw error;
      throw new Error(`the operator ended with ${operator.outcome}:\n${operator.logTail()}`);
    });
    const text =
      metrics.match(/^layerc_(api_writes_total|queue_depth|reconcile_seconds_count).*$/gm)?.join('\n') ?? '';
    if (text !== last.text)
      last = { text, at: performance.now(), cpu: cpuOf(operator), serverTime: serverTime(cluster) };
    if (/queue_depth 0$/m.test(text) && seconds(last.at) > 3) break;
    await sleep(200);
  }
  const writes = [
    ...last.text.matchAll(/writes_total\{kind="(.*?)",verb="(.*?)",result="(.*?)"\} (\d+)/g),
  ].map(([, kind, verb, result, times]) => [`${kind} ${verb} ${result}`, Number(times)] as const);
  const status = readFileSync(`/proc/${operator.pid}/status`, 'utf8');
  const megabytes = (field: string) => Math.round(Number(status.match(`${field}:\\s+(\\d+)`)?.[1]) / 1024);
  operator.signal('SIGTERM');
  while (operator.outcome === undefined) await sleep(20);
  return {
    seconds: (last.at - begun) / 1000,
    writes,
    cpu: last.cpu,
    serverTime: last.serverTime,
    memory: `${megabytes('VmRSS')} MB, ${megabytes('VmHWM')} MB at most`,
  };
}

/** Seconds, and those of processor time, for applying the bodies of each Function in their order. */
async function floor(
  cluster: ControlPlane,
  bodies: readonly Bodies[],
): Promise<{ readonly seconds: number; readonly cpu: number }> {
  const { clusters, users } = JSON.parse(readFileSync(cluster.kubeconfig, 'utf8'));
  const ca = Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64');
  const agent = new Agent({ connect: { ca } });
  const headers = {
    authorization: `Bearer ${users[0].user.token}`,
    'content-type': 'application/apply-patch+yaml',
  };
  const [begun, idle] = [performance.now(), cpuOf(process)];
  await each(bodies, async (objects) => {
    for (const object of objects) {
      const { apiVersion, metadata } = object;
      const root = apiVersion.includes('/') ? 'apis' : 'api';
      const { plural } = childResource(object);
      const response = await agent.request({
        origin: cluster.url,
        path: `/${root}/${apiVersion}/namespaces/${metadata.namespace}/${plural}/${metadata.name}?fieldManager=floor&fieldValidation=Strict`,
        method: 'PATCH',
        headers,
        body: JSON.stringify(object),
      });
      const text = await response.body.text();
      if (response.statusCode !== 201) throw new Error(`floor: ${response.statusCode} ${text}`);
    }
  });
  await agent.close();
  return { seconds: seconds(begun), cpu: cpuOf(process) - idle };
}

/** What the operator applies for each Function, but that the label says of nobody's object that it is ours to watch. */
function render(policy: KubeObject, functions: readonly KubeObject[]): Bodies[] {
  const documents = [policy, ...functions] as readonly unknown[] as Json[];
  return compile(documents, readSettings({}).settings).functions.map(({ objects, document }) => {
    const fn = functions[document - 1] as KubeObject;
    const owner = { ...fn, metadata: { ...fn.metadata, uid: crypto.randomUUID() } };
    const owned = (objects as readonly unknown[] as Parameters<typeof ownedBy>[0][]).map((object) =>
      others(ownedBy(object, owner)),
    );
    const count = firstReplicas(replicaPolicy(owned), true);
    return owned.map((object) => (object.kind === 'Deployment' ? withReplicas(object, count) : object));
  });
}

/** As long as it was. */
function others(object: Bodies[number]): Bodies[number] {
  const labels = { ...object.metadata.labels, [MANAGED_BY_LABEL]: 'x'.repeat(MANAGED_BY.length) };
  return { ...object, metadata: { ...object.metadata, labels } };
}

async function scaledObjects({ client }: ControlPlane): Promise<number> {
  type List = { metadata: { remainingItemCount?: number }; items: unknown[] };
  const { metadata, items } = await client.get<List>('/apis/keda.sh/v1alpha1/scaledobjects?limit=1');
  await sleep(100);
  return items.length + (metadata.remainingItemCount ?? 0);
}

async function ask(port: number, path: string): Promise<string> {
  const headers = { connection: 'close' };
  return (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).text();
}

async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
}

function sum(writes: readonly (readonly [string, number])[]): number {
  return writes.reduce((all, [, times]) => all + times, 0);
}

function seconds(begun: number): number {
  return (performance.now() - begun) / 1000;
}

function line(what: string, ...figures: readonly string[]): void {
  console.log([what.padEnd(42), ...figures].join('  '));
}
