import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { KubeObject } from './api.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { localAddress, NodeAgent } from './node-agent.ts';
import { clusterSuite } from './suite.ts';

const needs = ['etcd', 'kube-apiserver', 'kubectl', 'kube-controller-manager', 'kube-scheduler'] as const;

// Answers with its environment; /ready is refused until /open was called, and /exit ends it.
const server = `
  import { createServer } from 'node:http';
  let open = process.env.OPEN === 'yes';
  process.on('SIGTERM', () => {
    console.log('got SIGTERM');
    if (process.env.STUBBORN !== 'yes') process.exit(0);
  });
  createServer((request, response) => {
    if (request.url === '/exit') process.exit(7);
    if (request.url === '/open') open = true;
    response.statusCode = request.url === '/ready' && !open ? 503 : 200;
    response.end(JSON.stringify({ env: process.env, args: process.argv.slice(1) }));
  }).listen(8080, process.env.HOST);
`;

clusterSuite('a node agent', needs, () => {
  let cluster: ControlPlane;
  let agent: NodeAgent;

  beforeAll(async () => {
    cluster = await startControlPlane({ controllers: true });
    agent = await NodeAgent.start({
      client: cluster.client,
      labels: { pool: 'cpu' },
      images: {
        'example/server:1': {
          command: [process.execPath, '--input-type=module', '--eval', server, '--'],
          env: { HOST: '$(LOCAL_IP)', FROM_IMAGE: 'image', BOTH: 'image' },
        },
        'example/crash:1': { command: ['sh', '-c', 'exit 3'] },
      },
      restartBackOff: { initialMs: 300, maximumMs: 1_000 },
    });
  }, 120_000);

  afterAll(async () => {
    await agent?.stop();
    await cluster?.stop();
    expect(agent.errors).toEqual([]);
  });

  async function createPod(namespace: string, container: object, spec: object = {}): Promise<string> {
    const image = 'example/server:1';
    const pod: KubeObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod', namespace, labels: { app: 'server' } },
      spec: { nodeSelector: { pool: 'cpu' }, ...spec, containers: [{ name: 'main', image, ...container }] },
    };
    await cluster.client.create(pod);
    return `/api/v1/namespaces/${namespace}/pods/pod`;
  }

  type Status = {
    readonly phase: string;
    readonly podIP: string;
    readonly conditions: readonly { type: string; status: string }[];
    readonly containerStatuses: readonly {
      restartCount: number;
      state: { waiting?: { reason: string; message?: string }; terminated?: { exitCode: number } };
    }[];
  };

  async function statusOf(path: string): Promise<Status | undefined> {
    const { status, body } = await cluster.client.request<{ status: Status }>('GET', path);
    return status === 200 ? body.status : undefined;
  }

  function until(path: string, condition: (status: Status) => boolean): Promise<Status> {
    return vi.waitFor(
      async () => {
        const status = await statusOf(path);
        if (status === undefined || !condition(status)) throw new Error(JSON.stringify(status));
        return status;
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  const isReady = ({ conditions = [] }: Status) =>
    conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  const call = (status: Status, path: string) => fetch(`http://${localAddress(status.podIP)}:8080${path}`);
  const eventsOf = (namespace: string) => agent.history.filter((event) => event.namespace === namespace);

  test('gives a process the environment of its container', async () => {
    const namespace = await cluster.namespace();
    const data = { key: Buffer.from('s3cret ü').toString('base64') };
    const plain = { apiVersion: 'v1', metadata: { name: 'settings', namespace } };
    await cluster.client.apply({ ...plain, kind: 'Secret', data });
    await cluster.client.apply({ ...plain, kind: 'ConfigMap', data: { level: 'high' } });
    const path = await createPod(namespace, {
      args: ['--name=$(NAME)', '$(NOBODY)', '$$(NAME)'],
      env: [
        { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'APP', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
        { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'settings', key: 'key' } } },
        { name: 'ABSENT', valueFrom: { secretKeyRef: { name: 'settings', key: 'none', optional: true } } },
        { name: 'BOTH', value: 'pod' },
        { name: 'JOINED', value: '$(NAME)/$(APP)' },
      ],
      envFrom: [{ prefix: 'CONFIG_', configMapRef: { name: 'settings' } }],
      readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
    });
    const status = await until(path, isReady);
    const answered = (await (await call(status, '/')).json()) as {
      env: Record<string, string>;
      args: string[];
    };
    const { env, args } = answered;
    expect(args).toEqual(['--name=pod', '$(NOBODY)', '$(NAME)']);
    const { PATH, HOME, LANG, ...own } = env;
    expect(own).toEqual({
      NAME: 'pod',
      APP: 'server',
      IP: status.podIP,
      SECRET: 's3cret ü',
      BOTH: 'pod',
      JOINED: 'pod/server',
      CONFIG_level: 'high',
      FROM_IMAGE: 'image',
      HOST: localAddress(status.podIP),
    });
  });

  test('keeps a container waiting until its Secret is there', async () => {
    const namespace = await cluster.namespace();
    const env = [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'late', key: 'key' } } }];
    const path = await createPod(namespace, { env });
    const reasonOf = ({ containerStatuses = [] }: Status) => containerStatuses[0]?.state.waiting?.reason;
    const waiting = await until(path, (status) => reasonOf(status) === 'CreateContainerConfigError');
    expect(waiting.phase).toBe('Pending');
    const stringData = { key: 'x' };
    await cluster.client.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'late', namespace },
      stringData,
    });
    expect((await until(path, isReady)).phase).toBe('Running');
  });

  test('runs several pods with one port, and a Service finds those that are ready', async () => {
    const namespace = await cluster.namespace();
    const labels = { app: 'server' };
    const readinessProbe = {
      httpGet: { path: '/ready', port: 'http' },
      periodSeconds: 1,
      failureThreshold: 1,
    };
    await cluster.client.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'server', namespace },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 'http' }] },
    });
    await cluster.client.apply({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'server', namespace },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'main',
                image: 'example/server:1',
                ports: [{ name: 'http', containerPort: 8080 }],
                readinessProbe,
              },
            ],
          },
        },
      },
    });
    type Pods = { items: { status: Status }[] };
    const pods = await vi.waitFor(
      async () => {
        const { items } = await cluster.client.get<Pods>(`/api/v1/namespaces/${namespace}/pods`);
        expect(items.map(({ status }) => status.phase)).toEqual(['Running', 'Running']);
        return items;
      },
      { timeout: 20_000 },
    );
    type Slices = { items: { endpoints: { addresses: string[]; conditions: { ready: boolean } }[] }[] };
    const readyAddresses = async () => {
      const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
      const { items } = await cluster.client.get<Slices>(path);
      return items.flatMap(({ endpoints }) =>
        (endpoints ?? []).filter(({ conditions }) => conditions.ready).flatMap(({ addresses }) => addresses),
      );
    };
    expect(await readyAddresses()).toEqual([]);
    const first = pods[0]?.status as Status;
    await vi.waitFor(() => call(first, '/open'), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await readyAddresses()).toEqual([first.podIP]), { timeout: 10_000 });
  });

  test('restarts what ends, with growing pauses', async () => {
    const namespace = await cluster.namespace();
    const path = await createPod(namespace, { image: 'example/crash:1' });
    await until(path, ({ containerStatuses = [] }) => (containerStatuses[0]?.restartCount ?? 0) >= 3);
    const starts = eventsOf(namespace).filter(({ what }) => what === 'started');
    const [first = 0, second = 0, third = 0] = starts
      .slice(1)
      .map(({ at }, index) => at - (starts[index]?.at ?? 0));
    expect(first).toBeLessThan(300);
    expect(second).toBeGreaterThanOrEqual(300);
    expect(third).toBeGreaterThanOrEqual(600);
    expect(eventsOf(namespace).find(({ what }) => what === 'exited')?.exitCode).toBe(3);
  });

  test('never calls a pod Failed that it restarts, or its ReplicaSet would replace it', async () => {
    const namespace = await cluster.namespace();
    const stringData = { key: 'x' };
    await cluster.client.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'slow', namespace },
      stringData,
    });
    // To look the Secret up takes time between the end of one process and the start of the next.
    const env = [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'slow', key: 'key' } } }];
    const path = await createPod(namespace, { env });
    const phases = new Set<string>();
    const watching = new AbortController();
    const watched = cluster.client
      .watch<{ status: Status }>(`/api/v1/namespaces/${namespace}/pods`, {}, watching.signal, ({ object }) =>
        phases.add(object.status.phase),
      )
      .catch(() => {});
    const status = await until(path, isReady);
    await vi.waitFor(
      () => call(status, '/exit').catch((error) => expect(`${error.cause}`).toMatch('closed')),
      {
        timeout: 10_000,
      },
    );
    await until(path, (now) => now.containerStatuses[0]?.restartCount === 1 && isReady(now));
    watching.abort();
    await watched;
    expect([...phases].sort()).toEqual(['Pending', 'Running']);
  });

  test('ends a pod that may not restart', async () => {
    const path = await createPod(
      await cluster.namespace(),
      { image: 'example/crash:1' },
      { restartPolicy: 'Never' },
    );
    const status = await until(path, ({ phase }) => phase === 'Failed');
    expect(status.containerStatuses[0]?.state.terminated?.exitCode).toBe(3);
  });

  test('restarts what its liveness probe finds dead', async () => {
    const namespace = await cluster.namespace();
    const livenessProbe = { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1, failureThreshold: 2 };
    const path = await createPod(namespace, { livenessProbe });
    await until(path, ({ containerStatuses = [] }) => containerStatuses[0]?.restartCount === 1);
    expect(
      eventsOf(namespace)
        .map(({ what }) => what)
        .slice(0, 3),
    ).toEqual(['started', 'SIGTERM', 'exited']);
  });

  test('says which image it cannot run', async () => {
    const path = await createPod(await cluster.namespace(), { image: 'example/unknown:1' });
    const { containerStatuses, phase } = await until(
      path,
      ({ containerStatuses = [] }) => containerStatuses[0]?.state.waiting?.reason === 'ErrImagePull',
    );
    expect(phase).toBe('Pending');
    expect(containerStatuses[0]?.state.waiting?.message).toBe('no local command for example/unknown:1');
  });

  async function deleteAndWait(path: string): Promise<void> {
    await cluster.client.delete(path);
    await vi.waitUntil(async () => (await statusOf(path)) === undefined, { timeout: 20_000 });
  }

  test('waits for the preStop sleep, then sends SIGTERM', async () => {
    const namespace = await cluster.namespace();
    const env = [{ name: 'OPEN', value: 'yes' }];
    const lifecycle = { preStop: { sleep: { seconds: 1 } } };
    const readinessProbe = { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1 };
    const path = await createPod(namespace, { env, lifecycle, readinessProbe });
    await until(path, isReady);
    const begin = Date.now();
    await deleteAndWait(path);
    const [, term, exited, ...rest] = eventsOf(namespace);
    expect([term?.what, exited?.what, rest]).toEqual(['SIGTERM', 'exited', []]);
    expect((term?.at ?? 0) - begin).toBeGreaterThanOrEqual(1_000);
    expect(exited?.exitCode).toBe(0);
  });

  test('kills what outlasts the grace period', async () => {
    const namespace = await cluster.namespace();
    const env = [
      { name: 'OPEN', value: 'yes' },
      { name: 'STUBBORN', value: 'yes' },
    ];
    const readinessProbe = { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1 };
    const path = await createPod(namespace, { env, readinessProbe }, { terminationGracePeriodSeconds: 3 });
    await until(path, isReady);
    await deleteAndWait(path);
    const [, term, kill, exited] = eventsOf(namespace);
    expect([term?.what, kill?.what, exited?.what]).toEqual(['SIGTERM', 'SIGKILL', 'exited']);
    expect((kill?.at ?? 0) - (term?.at ?? 0)).toBeGreaterThanOrEqual(2_900);
    expect(exited?.exitCode).toBe(137);
  });
});
