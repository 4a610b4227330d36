/**
 * A restart of the operator beside very many Functions, on a server that is not the limit. A real API server says what one
 * Function and its objects look like; from then on they are answered from memory, under as many names.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FUNCTIONS, INFRA_RULES } from '../src/operator/watch/resources.ts';
import type { KubeObject } from '../testenv/api.ts';
import { type ControlPlane, startControlPlane } from '../testenv/control-plane.ts';
import { installKedaCrds } from '../testenv/keda.ts';
import { freePort } from '../testenv/ports.ts';
import { launchProcess, type TestProcess } from '../testenv/process.ts';
import { fixtureObjects, installCrds } from '../testenv/suites/operator-harness.ts';

const LAYERC = join(import.meta.dirname, '..', 'bin', 'layerc.js');
const NAMESPACES = 100;
/** Names of the one Function that no other text has. */
const [NAME, NAMESPACE] = ['the-one-function', 'the-one-namespace'];

const cluster = await startControlPlane();
try {
  const seen = await oneFunction(cluster);
  for (const count of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [5_000, 20_000])
    await measure(count, seen, cluster.folder);
} finally {
  await cluster.stop();
}

/** The texts of a Function, its objects and its InfraRules, by the plural of their kind, as an operator has left them. */
async function oneFunction({ client, folder, kubeconfig }: ControlPlane): Promise<Map<string, string>> {
  await installKedaCrds(client, folder);
  await installCrds(cluster);
  const [policy, fn] = fixtureObjects('example').toSorted((a) => (a.kind === 'InfraRules' ? -1 : 1));
  await client.apply(policy as KubeObject);
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  await client.create({ ...(fn as KubeObject), metadata: { name: NAME, namespace: NAMESPACE } });
  const port = await freePort();
  const operator = await start('writer', kubeconfig, port, folder);
  await operator.waitUntil('nothing is left to do', async () =>
    (await ask(port, '/metrics')).includes('kind="Function/status"'),
  );
  await end(operator);
  const paths = {
    [FUNCTIONS.plural]: `/apis/${FUNCTIONS.apiVersion}`,
    [INFRA_RULES.plural]: `/apis/${INFRA_RULES.apiVersion}`,
    deployments: '/apis/apps/v1',
    scaledobjects: '/apis/keda.sh/v1alpha1',
    triggerauthentications: '/apis/keda.sh/v1alpha1',
  };
  const texts = new Map<string, string>();
  for (const [plural, path] of Object.entries(paths)) {
    const { items } = await client.get<{ items: KubeObject[] }>(`${path}/${plural}`);
    const [apiVersion, kind] = [path.slice('/apis/'.length), items[0]?.kind];
    texts.set(plural, JSON.stringify({ apiVersion, kind, ...items[0] }));
  }
  return texts;
}

async function measure(count: number, seen: ReadonlyMap<string, string>, folder: string): Promise<void> {
  const { text } = uidsOf(seen);
  const copies = new Map(
    [...seen].map(([plural, one]) => [
      plural,
      plural === INFRA_RULES.plural ? [one] : Array.from({ length: count }, (_, index) => text(one, index)),
    ]),
  );
  let writes = 0;
  const server = createServer((request, response) => {
    if (request.method !== 'GET') writes += 1;
    answer(request, response, copies);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const kubeconfig = join(folder, `many-${count}.json`);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'many', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'many', user: { token: 'many' } }],
      contexts: [{ name: 'many', context: { cluster: 'many', user: 'many' } }],
      'current-context': 'many',
    }),
  );
  const port = await freePort();
  const begun = performance.now();
  const since = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  const operator = await start(`many-${count}`, kubeconfig, port, folder);
  await operator.waitUntil('it is ready', async () => (await ask(port, '/readyz')) === 'ok\n', 600_000);
  const ready = since();
  // And InfraRules.
  const looked = async () => {
    const counts = (await ask(port, '/metrics')).matchAll(/^layerc_reconcile_seconds_count.* (\d+)$/gm);
    return [...counts].reduce((sum, [, looks]) => sum + Number(looks), 0) > count;
  };
  await operator.waitUntil('all are looked at', looked, 600_000);
  const [all, status] = [since(), readFileSync(`/proc/${operator.pid}/status`, 'utf8')];
  const most = Math.round(Number(status.match(/VmHWM:\s+(\d+)/)?.[1]) / 1024);
  console.log(
    `${count.toLocaleString('en')} Functions, a restart: ready after ${ready}, all looked at after ${all}, ${cpuOf(operator)} s of processor time, ${most} MB at most, ${writes} writes`,
  );
  await end(operator);
  server.closeAllConnections();
  server.close();
}

/** Each copy has names and uids of its own, and so have the references between them. */
function uidsOf(seen: ReadonlyMap<string, string>) {
  const uids = [...seen.values()].map((one) => (JSON.parse(one) as KubeObject).metadata.uid as string);
  const text = (one: string, index: number): string => {
    const named = one
      .replaceAll(NAMESPACE, `many-${index % NAMESPACES}`)
      .replaceAll(NAME, `function-${index}`);
    return uids.reduce(
      (before, uid) => before.replaceAll(uid, `${index.toString(16).padStart(8, '0')}${uid.slice(8)}`),
      named,
    );
  };
  return { text };
}

function answer(
  { url = '' }: IncomingMessage,
  response: ServerResponse,
  copies: ReadonlyMap<string, readonly string[]>,
): void {
  const { pathname, searchParams } = new URL(url, 'http://many');
  const [plural = '', last = ''] = pathname.split('/').slice(-2);
  response.setHeader('content-type', 'application/json');
  if (pathname === '/version') return void response.end('{"major":"1","minor":"36","gitVersion":"v1.36.0"}');
  const isList = /^v\d/.test(plural);
  if (!isList) return void response.writeHead(404).end('{"kind":"Status","code":404,"reason":"NotFound"}');
  // Nothing changes.
  if (searchParams.has('watch')) return void response.flushHeaders();
  const [from, limit] = [Number(searchParams.get('continue') ?? 0), Number(searchParams.get('limit'))];
  const items = copies.get(last) ?? [];
  const next = from + limit < items.length ? `,"continue":"${from + limit}"` : '';
  response.end(
    `{"metadata":{"resourceVersion":"1000000"${next}},"items":[${items.slice(from, from + limit)}]}`,
  );
}

async function start(name: string, kubeconfig: string, port: number, folder: string): Promise<TestProcess> {
  const args = [
    LAYERC,
    'operator',
    '--leader-elect=false',
    `--kubeconfig=${kubeconfig}`,
    `--health-port=${port}`,
  ];
  return launchProcess({ name, program: process.execPath, args, folder });
}

async function end(operator: TestProcess): Promise<void> {
  operator.signal('SIGTERM');
  while (operator.outcome === undefined) await sleep(20);
}

async function ask(port: number, path: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })).text();
}

function cpuOf({ pid }: TestProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Math.round((Number(fields[11]) + Number(fields[12])) / 100);
}
