import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ApiError } from './api.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { isAlive } from './is-alive.ts';
import { clusterSuite } from './suite.ts';

const startMs = 120_000;

clusterSuite('an API server', ['etcd', 'kube-apiserver', 'kubectl'], () => {
  let cluster: ControlPlane;

  beforeAll(async () => {
    cluster = await startControlPlane();
  }, startMs);

  afterAll(() => cluster?.stop());

  const configMap = (namespace: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace },
    data: { a: 'x' },
  });

  test('applies, reads and deletes objects', async () => {
    const object = configMap(await cluster.namespace());
    const first = await cluster.client.apply(object);
    expect([first.status, first.warnings]).toEqual([201, []]);
    const path = await cluster.client.objectPath(object);
    expect(await cluster.client.get(path)).toMatchObject({ data: { a: 'x' } });
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 };
    expect((await cluster.client.request('DELETE', path, { body })).status).toBe(200);
    await expect(cluster.client.get(path)).rejects.toThrow(ApiError);
    await cluster.client.delete(path);
  });

  test('refuses unknown fields under strict validation and says so in a warning otherwise', async () => {
    const object = { ...configMap(await cluster.namespace()), extra: 1 };
    await expect(cluster.client.apply(object)).rejects.toThrow('field not declared in schema');
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'worker', namespace: object.metadata.namespace },
      spec: { ports: [{ port: 80 }], extra: 1 },
    };
    const path = `${await cluster.client.collectionPath(service)}?fieldValidation=Warn`;
    const { status, warnings } = await cluster.client.request('POST', path, { body: service });
    expect([status, warnings]).toEqual([201, ['unknown field "spec.extra"']]);
  });

  test('keeps namespaces apart', async () => {
    const [one, other] = await Promise.all([cluster.namespace(), cluster.namespace()]);
    await cluster.client.apply(configMap(one));
    const listed = await cluster.kubectl(['get', 'configmaps', '-n', other, '-o', 'name']);
    expect(listed).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('is spoken to by kubectl with input from a pipe', async () => {
    const namespace = await cluster.namespace();
    const applied = await cluster.kubectl(['apply', '-f', '-'], JSON.stringify(configMap(namespace)));
    expect(applied).toEqual({ status: 0, stdout: 'configmap/settings created\n', stderr: '' });
  });

  test('watches', async () => {
    const namespace = await cluster.namespace();
    const stop = new AbortController();
    const seen: string[] = [];
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const watching = cluster.client.watch(path, {}, stop.signal, ({ type, object }) => {
      seen.push(`${type} ${object.metadata.name}`);
    });
    await cluster.client.apply(configMap(namespace));
    await vi.waitUntil(() => seen.length > 0, { timeout: 5_000 });
    stop.abort();
    await expect(watching).rejects.toThrow('abort');
    expect(seen).toEqual(['ADDED settings']);
  });

  test(
    'runs beside another, and leaves nothing behind',
    async () => {
      const other = await startControlPlane();
      const namespace = await other.namespace();
      expect((await cluster.client.request('GET', `/api/v1/namespaces/${namespace}`)).status).toBe(404);
      const pids = other.processes.map(({ pid }) => pid);
      await other.stop();
      expect(pids.filter(isAlive)).toEqual([]);
      expect(existsSync(other.folder)).toBe(false);
      expect((await cluster.client.request('GET', '/readyz')).status).toBe(200);
    },
    startMs,
  );

  test(
    'goes with its runner, even when that is killed',
    async () => {
      const script = `
      import { startControlPlane } from ${JSON.stringify(join(import.meta.dirname, 'control-plane.ts'))};
      const { folder, processes } = await startControlPlane();
      console.log(JSON.stringify({ folder, pids: processes.map(({ pid }) => pid) }));
    `;
      const runner = spawn(process.execPath, [
        '--input-type=module',
        '--eval',
        `${script}setInterval(() => {}, 1e6)`,
      ]);
      const [line] = await once(createInterface(runner.stdout), 'line');
      const { folder, pids } = JSON.parse(line) as { folder: string; pids: number[] };
      expect(pids.filter(isAlive)).toHaveLength(2);
      runner.kill('SIGKILL');
      await vi.waitUntil(() => !pids.some(isAlive) && !existsSync(folder), { timeout: 10_000 });
    },
    startMs,
  );
});

const withNodes = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
] as const;

clusterSuite('fake nodes', withNodes, () => {
  let cluster: ControlPlane;

  beforeAll(async () => {
    cluster = await startControlPlane({
      nodes: [{ name: 'node-a' }, { name: 'node-b', labels: { pool: 'b' } }],
    });
  }, startMs);

  afterAll(() => cluster?.stop());

  test('roll a Deployment out where its nodeSelector says', async () => {
    const namespace = await cluster.namespace({ 'pod-security.kubernetes.io/enforce': 'baseline' });
    const labels = { app: 'web' };
    await cluster.client.apply({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace },
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { nodeSelector: { pool: 'b' }, containers: [{ name: 'web', image: 'example/web' }] },
        },
      },
    });
    const rollout = await cluster.kubectl([
      'rollout',
      'status',
      'deployment/web',
      '-n',
      namespace,
      '--timeout=30s',
    ]);
    expect(rollout.stdout).toContain('successfully rolled out');
    const pods = await cluster.client.get<{ items: { spec: { nodeName: string } }[] }>(
      `/api/v1/namespaces/${namespace}/pods`,
    );
    expect(pods.items.map(({ spec }) => spec.nodeName)).toEqual(['node-b', 'node-b', 'node-b']);
  });
});
