import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { count, countAs } from '../hostile.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until } from './operator-harness.ts';
import { RawClient } from './raw.ts';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const RULES = '/apis/hevlayer.com/v1alpha1/infrarules/default';
const fixed = { scaling: { mode: 'fixed' } };

const many = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => one(index));
const nested = (levels: number) => `${'{"a":'.repeat(levels)}9007199254740993${'}'.repeat(levels)}`;
const fields = (count: number) => Object.fromEntries(many(count, (index) => [`unknown${index}`, index]));

/** Specs that the API server takes, as text; `DEEP` is put in afterwards, as no writer of JSON goes so deep. */
const ZOO: Readonly<
  Record<string, { readonly spec: object; readonly deep?: string; readonly code?: string }>
> = {
  'deep-affinity': {
    spec: { worker: { podSpec: { affinity: 'DEEP' } } },
    deep: nested(9_000),
    code: 'TooDeep',
  },
  'deep-filter': { spec: { filter: 'DEEP' }, deep: `${'["Not",'.repeat(4_000)}1${']'.repeat(4_000)}` },
  'just-too-deep': { spec: { worker: { podSpec: { affinity: 'DEEP' } } }, deep: nested(61), code: 'TooDeep' },
  'no-such-volumes': {
    spec: {
      worker: {
        podSpec: {
          containers: [
            {
              name: 'udf',
              volumeMounts: many(10_000, (index) => ({ name: `no-${index}`, mountPath: `/mnt/${index}` })),
            },
          ],
        },
      },
    },
  },
  'unknown-fields': { spec: { worker: { podSpec: fields(20_000) } } },
  'unknown-fields-below': {
    spec: { worker: { podSpec: { containers: [{ name: 'udf', ...fields(20_000) }] } } },
  },
  'many-containers': {
    spec: {
      worker: { podSpec: { containers: many(5_000, (index) => ({ name: `c${index % 50}`, image: '' })) } },
    },
  },
  'long-text': { spec: { worker: { podSpec: { hostname: 'x'.repeat(1_000_000) } } } },
  'wide-filter': { spec: { filter: ['And', many(20_000, (index) => ['id', 'Eq', index])] } },
};

clusterSuite('the operator among hostile objects', ['etcd', 'kube-apiserver'], () => {
  let cluster: ControlPlane;
  let operator: RunningOperator | undefined;
  let functions: Functions;
  let raw: RawClient;
  countAs('Functions on a cluster');

  beforeAll(async () => {
    cluster = await startControlPlane();
    await installCrds(cluster);
    await cluster.client.apply(policy());
    functions = new Functions(cluster, await cluster.namespace());
    raw = new RawClient(cluster.kubeconfig);
    await functions.apply('good', fixed);
  }, 180_000);

  afterEach(async () => {
    await operator?.stop();
    operator = undefined;
  });

  afterAll(async () => {
    raw?.close();
    await cluster?.stop();
  });

  async function create(name: string, { spec, deep = '' }: (typeof ZOO)[string]): Promise<void> {
    const text = JSON.stringify(functions.manifest(name, { ...fixed, ...spec })).replace('"DEEP"', deep);
    const path = functions.path('Function', name).replace(/\/[^/]*$/, '');
    // The API server itself has its trouble with some of these.
    for (let attempt = 0; ; attempt++) {
      const { status, text: answer } = await raw.send('POST', path, { text, type: 'application/json' });
      if (status === 201 || (status === 409 && attempt > 0)) return;
      if (status < 500 || attempt === 3) throw new Error(`${name}: ${status} ${answer.slice(0, 300)}`);
    }
  }

  /** The condition Ready of a Function whose text no reader of JSON here may be able to recurse over. */
  async function readyOf(name: string): Promise<{ status: string; reason: string; message: string }> {
    const { text } = await raw.send('GET', functions.path('Function', name));
    const { status } = JSON.parse(text) as { status?: { conditions?: { type: string }[] } };
    return (status?.conditions?.find(({ type }) => type === 'Ready') ?? {}) as never;
  }

  test('refuses each of them by itself, and goes on with the good one meanwhile', async ({ task }) => {
    count(task, { of: 'Functions on a cluster', tried: Object.keys(ZOO).length });
    for (const [name, animal] of Object.entries(ZOO)) await create(name, animal);
    await functions.apply('good', { ...fixed, worker: { image: 'example.com/good:1' } });
    operator = startOperator(cluster, { leaderElect: true });
    await functions.ready('good', 15_000);
    const port = operator.log.find(({ msg }) => msg === 'operator started')?.healthPort;
    const slowest: number[] = [];
    const refused = new Set<string>();
    for (let turn = 2; refused.size < Object.keys(ZOO).length; turn++) {
      const image = `example.com/good:${turn}`;
      await functions.apply('good', { ...fixed, worker: { image } });
      await until(
        `the good one follows to ${image}`,
        async () => JSON.stringify((await functions.child('Deployment', 'good'))?.spec).includes(image),
        30_000,
      );
      for (const path of ['/healthz', '/readyz']) {
        const begun = performance.now();
        const { status } = await fetch(`http://127.0.0.1:${port}${path}`);
        slowest.push(performance.now() - begun);
        expect([path, status]).toEqual([path, 200]);
      }
      for (const [name, { code }] of Object.entries(ZOO)) {
        const { status, reason, message } = await readyOf(name);
        if (status === undefined || refused.has(name)) continue;
        // Large, and nothing else is the matter with it.
        const isFine = name === 'wide-filter';
        expect([name, status]).toEqual([name, isFine ? 'True' : 'False']);
        expect([name, reason]).toEqual([name, code ?? expect.stringMatching(/^[A-Z]/)]);
        expect([name, reason]).not.toEqual([name, 'InternalError']);
        expect(message.length).toBeGreaterThan(20);
        refused.add(name);
      }
      expect(turn, `refused so far: ${[...refused]}`).toBeLessThan(60);
    }
    expect(Math.max(...slowest)).toBeLessThan(5_000);
    expect(operator.log.filter(({ msg }) => msg === 'leading')).toHaveLength(1);
    expect(operator.log.filter(({ msg }) => /lease|fault|interrupted/.test(String(msg)))).toEqual([]);
    // A look that is long is named.
    for (const line of operator.log.filter(({ msg }) => msg === 'look took long'))
      expect(line).toMatchObject({
        object: expect.stringContaining(functions.namespace),
        seconds: expect.any(Number),
      });
    for (const name of Object.keys(ZOO)) await cluster.client.delete(functions.path('Function', name));
  }, 240_000);

  test('takes a Function that it refused when that is mended', async () => {
    operator = startOperator(cluster);
    await create('mended', ZOO['deep-affinity'] as (typeof ZOO)[string]);
    await until('it is refused', async () => (await readyOf('mended')).reason === 'TooDeep');
    await cluster.client.mergePatch(functions.path('Function', 'mended'), {
      spec: { worker: { podSpec: { affinity: null } } },
    });
    await functions.ready('mended');
  });

  test('lists what is too large to be read at a time', async () => {
    const hostname = 'x'.repeat(900_000);
    for (let index = 0; index < 12; index++)
      await create(`large-${index}`, { spec: { worker: { podSpec: { hostname } } } });
    operator = startOperator(cluster);
    await functions.ready('good', 15_000);
    await until(
      'the last one is looked at',
      async () => (await readyOf('large-11')).status === 'False',
      60_000,
    );
    for (let index = 0; index < 12; index++)
      await cluster.client.delete(functions.path('Function', `large-${index}`));
  }, 120_000);

  test('is harmed by nothing that was stored under another CustomResourceDefinition', async () => {
    for (const name of ['functions', 'infrarules', 'indexes']) await openUp(`${name}.hevlayer.com`);
    const index = (name: string, spec: unknown) => ({
      apiVersion: 'hevlayer.com/v1',
      kind: 'Index',
      metadata: { name, namespace: functions.namespace },
      spec,
    });
    const labels = { app: 'world' };
    const indexes = [
      index('fine', { backend: { namespace: 'rows' }, metadata: { labels } }),
      index('text', 'none'),
      index('list', { backend: [], metadata: { labels: 'x' } }),
      index('nothing', null),
    ];
    for (const one of indexes) await post('indexes', 'hevlayer.com/v1', one as unknown as KubeObject);
    const [cpu] = (policy().spec as { computePools: object[] }).computePools;
    await cluster.client.mergePatch(RULES, {
      spec: { computePools: [{ name: 'broken', kind: 7, nodeSelector: 'x' }, cpu, { name: ['x'] }, null] },
      status: { conditions: 'none' },
    });
    const odd: Record<string, object> = {
      'no-spec': {},
      'text-spec': { spec: 'text' },
      'list-spec': { spec: [] },
      'null-spec': { spec: { worker: null, scaling: null, indexSelector: null } },
      'odd-status': {
        spec: null,
        status: { conditions: { a: 1 }, managedObjects: 'x', activeNamespaces: 7 },
      },
      'uses-broken': {
        spec: (
          functions.manifest('x', { scaling: { mode: 'fixed', pool: 'broken' } }) as unknown as {
            spec: object;
          }
        ).spec,
      },
    };
    for (const [name, more] of Object.entries(odd)) {
      const { spec: _, ...manifest } = functions.manifest(name, {});
      await post('functions', 'hevlayer.com/v1alpha1', { ...manifest, ...more });
    }
    operator = startOperator(cluster);
    await functions.apply('selecting', {
      ...fixed,
      targetNamespaces: undefined,
      indexSelector: { matchLabels: labels },
    });
    await functions.ready('good');
    const { status } = await functions.ready('selecting');
    expect(status).toMatchObject({ activeNamespaces: ['rows'] });
    const { message } = await functions.condition('selecting', 'Warnings', 'True');
    expect(message).toContain(`Index ${functions.namespace}/`);
    for (const name of Object.keys(odd)) {
      await until(`${name} is refused`, async () => (await readyOf(name)).status === 'False');
      const { reason, message } = await readyOf(name);
      expect([name, reason === 'InternalError', message.length > 20]).toEqual([name, false, true]);
    }
    expect((await readyOf('uses-broken')).message).toContain('InfraRules/default spec.computePools[0]');
    expect(operator.log.filter(({ msg }) => /fault|interrupted/.test(String(msg)))).toEqual([]);
  }, 120_000);

  async function post(plural: string, version: string, body: KubeObject): Promise<void> {
    const path = `/apis/${version}/namespaces/${functions.namespace}/${plural}`;
    let answer: { status: number; body: unknown } | undefined;
    await until(
      () => `${body.kind} ${body.metadata.name} is taken: ${JSON.stringify(answer)}`,
      async () => {
        answer = await cluster.client.request('POST', path, { body });
        // There already when the test runs again.
        return answer.status === 201 || answer.status === 409;
      },
    );
  }

  /** Makes a kind take everything. */
  async function openUp(name: string): Promise<void> {
    const crd = await cluster.client.get<KubeObject>(`${CRDS}/${name}`);
    const spec = crd.spec as { versions: object[] };
    const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
    const versions = spec.versions.map((version) => ({ ...version, schema, selectableFields: undefined }));
    const { status, body } = await cluster.client.request('PUT', `${CRDS}/${name}`, {
      body: { ...crd, spec: { ...spec, versions } },
    });
    expect([name, status, status === 200 ? '' : JSON.stringify(body)]).toEqual([name, 200, '']);
  }
});
