import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until, writesOf } from './operator-harness.ts';

const parts = ['etcd', 'kube-apiserver', 'kubectl', 'kube-controller-manager'] as const;
const fixed = { scaling: { mode: 'fixed' } };

type Pod = { readonly [field: string]: unknown } & { readonly containers: readonly Container[] };
type Container = { readonly name: string; readonly env?: readonly { readonly name: string }[] };

clusterSuite('what others add to the pods of a Function', parts, () => {
  let cluster: ControlPlane;
  let functions: Functions;
  let operator: RunningOperator;

  beforeAll(async () => {
    cluster = await startControlPlane({});
    await installCrds(cluster);
    await cluster.client.apply(policy());
    functions = new Functions(cluster, await cluster.namespace());
    operator = startOperator(cluster, { allowedManagers: ['injector'] });
    await functions.apply('tag', fixed);
    await functions.ready('tag');
  }, 180_000);

  afterAll(async () => {
    await operator?.stop();
    await cluster?.stop();
  });

  const deployment = () => functions.existing('Deployment', 'tag');
  const podOf = ({ spec }: KubeObject) => (spec as { template: { spec: Pod } }).template.spec;
  const events = async () => {
    const path = `/apis/events.k8s.io/v1/namespaces/${functions.namespace}/events`;
    const { items } = await cluster.client.get<{ items: KubeObject[] }>(path);
    return items.filter(({ reason }) => reason === 'AdditionUndone').map(({ note }) => String(note));
  };

  /** As a person does: kubectl with a strategic merge patch. */
  async function patch(spec: object, manager = 'kubectl-edit'): Promise<void> {
    const body = JSON.stringify({ spec: { template: { spec } } });
    const { status, stderr } = await cluster.kubectl([
      ...['patch', 'deployment', 'tag-worker', '-n', functions.namespace],
      ...['--type=strategic', `--field-manager=${manager}`, '-p', body],
    ]);
    expect([status, stderr]).toEqual([0, '']);
  }

  /** Applies fields of another manager, on the server. */
  async function applyAs(manager: string, spec: object): Promise<void> {
    const body = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'tag-worker', namespace: functions.namespace },
      spec: { template: { spec } },
    };
    const { status, body: answer } = await cluster.client.request(
      'PATCH',
      functions.path('Deployment', 'tag'),
      {
        body,
        query: { fieldManager: manager },
        contentType: 'application/apply-patch+yaml',
      },
    );
    expect(status, JSON.stringify(answer)).toBe(200);
  }

  const volume = { name: 'host', hostPath: { path: '/' } };
  test.each<[string, object]>([
    ['containers[miner]', { containers: [{ name: 'miner', image: 'example.com/miner:1' }] }],
    ['hostNetwork', { hostNetwork: true }],
    ['containers[udf].env[EXTRA]', { containers: [{ name: 'udf', env: [{ name: 'EXTRA', value: '1' }] }] }],
    ['initContainers', { initContainers: [{ name: 'first', image: 'example.com/first:1' }] }],
    ['volumes', { volumes: [volume] }],
    ['serviceAccountName', { serviceAccountName: 'default' }],
    ['priorityClassName', { priorityClassName: 'system-node-critical', priority: 2_000_001_000 }],
    ['topologySpreadConstraints', { topologySpreadConstraints: [spread()] }],
    ['containers[udf].securityContext.runAsUser', container({ securityContext: { runAsUser: 0 } })],
    ['containers[udf].lifecycle', container({ lifecycle: { preStop: { exec: { command: ['true'] } } } })],
    ['shareProcessNamespace', { shareProcessNamespace: true }],
  ])('%s by hand is undone, and told', async (place, spec) => {
    const before = podOf(await deployment());
    await patch(spec);
    await until(
      () => `it is as before: ${place}`,
      async () => JSON.stringify(podOf(await deployment())) === JSON.stringify(before),
    );
    const written = operator.log.filter(({ msg }) => msg === 'write').map(({ because }) => `${because}`);
    expect(written.at(-1)).toContain(`${place} by kubectl-edit`);
    // Of several such events the server keeps the first, with a count.
    await until('it is told', async () => (await events()).length === 1);
    expect((await events()).join()).toContain('containers[miner] by kubectl-edit. They are undone.');
  });

  test('that another manager applies is undone as well', async () => {
    const before = podOf(await deployment());
    await applyAs('somebody', { containers: [{ name: 'log', image: 'example.com/log:1' }], hostPID: true });
    await until(
      'it is gone',
      async () => JSON.stringify(podOf(await deployment())) === JSON.stringify(before),
    );
  });

  test('stays where its manager is allowed', async () => {
    await applyAs('injector', { containers: [{ name: 'proxy', image: 'example.com/proxy:1' }] });
    await until('it is looked at', async () => (await functions.child('Deployment', 'tag')) !== null);
    await sleep(2_000);
    expect(podOf(await deployment()).containers.map(({ name }) => name)).toEqual(['udf', 'proxy']);
    await applyAs('injector', {});
    expect(podOf(await deployment()).containers.map(({ name }) => name)).toEqual(['udf']);
  });

  test('outside of what runs stays: kubectl rollout restart, labels and annotations', async () => {
    const { status } = await cluster.kubectl([
      ...['rollout', 'restart', 'deployment/tag-worker', '-n', functions.namespace],
    ]);
    expect(status).toBe(0);
    await cluster.client.mergePatch(functions.path('Deployment', 'tag'), {
      metadata: { annotations: { 'example.com/note': 'x' } },
      spec: { template: { metadata: { labels: { team: 'shop' }, annotations: { checksum: '1' } } } },
    });
    await sleep(2_000);
    const { metadata, spec } = await deployment();
    const { annotations, labels } = (spec as { template: KubeObject }).template.metadata;
    expect(annotations).toMatchObject({
      checksum: '1',
      'kubectl.kubernetes.io/restartedAt': expect.any(String),
    });
    expect(labels).toMatchObject({ team: 'shop' });
    expect(metadata.annotations).toMatchObject({ 'example.com/note': 'x' });
  });

  test('leaves nothing to write, for an operator that starts either', async () => {
    await sleep(2_000);
    const { metadata } = await deployment();
    await operator.stop();
    operator = startOperator(cluster, {});
    await until('it looked at everything', () => operator.log.some(({ msg }) => msg === 'leading'));
    await sleep(3_000);
    expect(await writesOf(operator)).toEqual({});
    expect((await deployment()).metadata.resourceVersion).toBe(metadata.resourceVersion);
  });

  test('is shown by a rehearsal, which leaves it', async () => {
    await operator.stop();
    await patch({ containers: [{ name: 'miner', image: 'example.com/miner:1' }] });
    const rehearsal = startOperator(cluster, { dryRun: true, once: true });
    await rehearsal.ended;
    expect(rehearsal.stdout).toContain('Undoing additions to the pods of Deployment');
    expect(rehearsal.stdout).toContain('containers[miner] by kubectl-edit');
    expect(podOf(await deployment()).containers).toHaveLength(2);
    operator = startOperator(cluster, {});
    await until('it is gone', async () => podOf(await deployment()).containers.length === 1);
  });

  test('of an object that is taken over goes once, and no pod restarts for defaults', async () => {
    await operator.stop();
    const rendered = podOf(await deployment());
    const manifest = functions.manifest('old', fixed) as KubeObject;
    const { containers, ...rest } = rendered;
    const labels = { 'hevlayer.com/function': 'old', 'app.kubernetes.io/managed-by': 'layerc' };
    // The defaults of the server are in it, so the creator owns them all.
    const { status, stderr } = await cluster.kubectl(
      ['create', '-f', '-'],
      JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'old-worker', namespace: functions.namespace, labels },
        spec: {
          replicas: 2,
          selector: { matchLabels: { 'hevlayer.com/function': 'old' } },
          template: { metadata: { labels }, spec: { ...rest, containers } },
        },
      }),
    );
    expect([status, stderr]).toEqual([0, '']);
    operator = startOperator(cluster, {});
    await cluster.client.apply(manifest);
    await functions.ready('old');
    await sleep(1_000);
    const own = await functions.existing('Deployment', 'old');
    expect(podOf(own)).toMatchObject({ dnsPolicy: 'ClusterFirst', restartPolicy: 'Always' });
    const writes = await writesOf(operator);
    await sleep(2_000);
    expect(await writesOf(operator)).toEqual(writes);
    expect((await functions.existing('Deployment', 'old')).metadata.generation).toBe(own.metadata.generation);
  });
});

function container(fields: object): object {
  return { containers: [{ name: 'udf', ...fields }] };
}

function spread(): object {
  return {
    maxSkew: 1,
    topologyKey: 'zone',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { 'hevlayer.com/function': 'tag' } },
  };
}
