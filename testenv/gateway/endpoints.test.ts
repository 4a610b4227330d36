import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { TestGateway } from '../gateway.ts';
import { localAddress, NodeAgent } from '../node-agent.ts';
import { clusterSuite } from '../suite.ts';
import { serviceResolver } from './endpoints.ts';

const worker = `
  import { createServer } from 'node:http';
  let ready = false;
  createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.url === '/ready') response.statusCode = ready ? 200 : 503;
    if (request.url === '/become-ready') ready = true;
    if (request.url !== '/run') return response.end();
    const { items } = JSON.parse(body);
    response.end(JSON.stringify({ items: items.map(({ namespace, id }) => ({ namespace, id })) }));
  }).listen(Number(process.env.PORT), process.env.HOST);
`;

const needs = ['etcd', 'kube-apiserver', 'kubectl', 'kube-controller-manager', 'kube-scheduler'] as const;

clusterSuite('push workers behind a Service', needs, () => {
  let cluster: ControlPlane;
  let agent: NodeAgent;
  let gateway: TestGateway;

  beforeAll(async () => {
    cluster = await startControlPlane({ controllers: true });
    agent = await NodeAgent.start({
      client: cluster.client,
      images: {
        'example/push:1': {
          command: [process.execPath, '--input-type=module', '--eval', worker],
          env: { HOST: '$(LOCAL_IP)' },
        },
      },
    });
    gateway = await TestGateway.start({ token: 'secret', resolveWorkers: serviceResolver(cluster.client) });
  }, 120_000);

  afterAll(async () => {
    await gateway?.stop();
    await agent?.stop();
    await cluster?.stop();
  });

  test('are called when they are ready, and only then', async () => {
    const namespace = await cluster.namespace();
    const labels = { app: 'push' };
    await cluster.client.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'push', namespace },
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'run' }] },
    });
    await cluster.client.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'push', namespace, labels },
      spec: {
        containers: [
          {
            name: 'main',
            image: 'example/push:1',
            env: [{ name: 'PORT', value: '9000' }],
            ports: [{ name: 'run', containerPort: 9000 }],
            readinessProbe: { httpGet: { path: '/ready', port: 'run' }, periodSeconds: 1 },
          },
        ],
      },
    });
    const url = `http://push.${namespace}.svc.cluster.local`;
    const books = gateway.put('push', { target_namespaces: ['shop'], worker: { url } });
    gateway.putRows('shop', [{ id: '1' }]);
    gateway.discover('push');

    type Pod = { status: { phase: string; podIP: string } };
    const pod = await vi.waitFor(
      async () => {
        const { status } = await cluster.client.get<Pod>(`/api/v1/namespaces/${namespace}/pods/push`);
        expect(status.phase).toBe('Running');
        await fetch(`http://${localAddress(status.podIP)}:9000/`);
        return status;
      },
      { timeout: 20_000 },
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(books.journal.map(({ what }) => what)).toEqual(['enqueued']);

    await fetch(`http://${localAddress(pod.podIP)}:9000/become-ready`);
    await vi.waitUntil(() => books.counts().completed === 1, { timeout: 10_000 });
    const { worker: calledAt } = books.journal.at(-1) ?? {};
    expect(calledAt).toBe(`http://${localAddress(pod.podIP)}:9000`);
  });
});
