import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { OperatorConfig } from '../../src/operator/config.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { kedaCrds } from '../keda.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until, writesOf } from './operator-harness.ts';

const parts = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'keda',
] as const;
const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

clusterSuite('the operator where not all is there', parts, () => {
  let cluster: ControlPlane;
  let operator: RunningOperator | undefined;
  let namespace: string;
  let functions: Functions;

  beforeAll(async () => {
    cluster = await startControlPlane({ controllers: true });
    await installCrds(cluster);
    await cluster.client.apply(policy());
  }, 180_000);

  afterAll(() => cluster?.stop());

  beforeEach(async () => {
    namespace = await cluster.namespace();
    functions = new Functions(cluster, namespace);
  });

  afterEach(async () => {
    await operator?.stop();
    operator = undefined;
    await cluster.client.delete(`/apis/hevlayer.com/v1alpha1/namespaces/${namespace}/functions`);
  });

  /** An operator that ends by itself. */
  async function run(config: Partial<OperatorConfig>, withLog = false) {
    const running = startOperator(cluster, { once: true, ...config });
    const code = await running.ended;
    return {
      code,
      ...(withLog && { log: running.log }),
      lines: running.stdout
        .split('\n')
        .filter((line) => line.includes(namespace))
        .sort(),
    };
  }

  const fixed = { scaling: { mode: 'fixed' } };
  const replicasOf = async (name: string) =>
    ((await functions.existing('Deployment', name)).spec as { replicas: number }).replicas;

  test('the way back to files in docs/gitops.md leaves the workers as many as they are', async () => {
    await functions.apply('back', { scaling: { replicas: { min: 2, max: 8 } } });
    expect((await run({})).lines).toEqual([]);
    const deployment = () => functions.existing('Deployment', 'back');
    const [, numbers = ''] = /^ *numbers='(.*)'$/m.exec(readFileSync('docs/gitops.md', 'utf8')) ?? [];
    const listed = await cluster.kubectl([
      ...['get', 'deployments', '-n', namespace, '-l', 'app.kubernetes.io/managed-by=layerc'],
      ...['-o', `go-template=${numbers}`],
    ]);
    const applyAs = (manager: string, text: string) =>
      cluster.kubectl(
        ['apply', '--server-side', `--field-manager=${manager}`, '--validate=false', '-f', '-'],
        text,
      );
    expect(await applyAs('layer-operator-replicas', listed.stdout)).toMatchObject({ status: 0 });
    await cluster.client.apply(
      { ...(await made('back')), metadata: { name: 'back-worker', namespace } } as KubeObject,
      { force: true },
    );
    const bare = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'back-worker', namespace } };
    expect(await applyAs('layer-operator', JSON.stringify(bare))).toMatchObject({ status: 0 });
    const { managedFields } = (await deployment()).metadata as { managedFields?: { manager: string }[] };
    expect(managedFields?.map(({ manager }) => manager)).not.toContain('layer-operator');
    expect(await replicasOf('back')).toBe(2);

    /** What files would have. */
    async function made(name: string): Promise<object> {
      const { apiVersion, kind, spec } = await functions.existing('Deployment', name);
      const { replicas: _, ...rest } = spec as { replicas: number };
      return { apiVersion, kind, spec: rest };
    }
  });

  test('--dry-run -f says what files would do, and the cluster stays as it is', async () => {
    await functions.apply('stays', fixed);
    await functions.apply('changes', fixed);
    expect(await run({})).toEqual({ code: 0, lines: [] });
    const before = await functions.existing('Function', 'changes');
    const changed = functions.manifest('changes', { ...fixed, worker: { image: 'example.com/tag:2' } });
    const added = functions.manifest('added', fixed);
    const lost = functions.manifest('lost', { scaling: { pool: 'nowhere' } });
    const rehearse = (...objects: readonly object[]) =>
      run({ dryRun: true, files: objects.map((object) => JSON.stringify(object)) });
    expect(await rehearse(changed, added, lost)).toEqual({
      code: 1,
      lines: [
        `Applying Deployment ${namespace}/added-worker (it is missing)`,
        `Applying Deployment ${namespace}/changes-worker (rolls its workers: deployment.spec.template.spec.containers[udf].image: example.com/tag:1 -> example.com/tag:2)`,
        expect.stringMatching(`^Leaving Function ${namespace}/lost \\(UnknownPool: `),
      ],
    });
    const { code, lines } = await rehearse({ kind: 'List', items: [policy({ zone: 'b' })] });
    expect([code, lines.map((line) => line.replace(/ \(.*zone.*/, ' (zone)'))]).toEqual([
      0,
      ['changes', 'stays'].map((name) => `Applying Deployment ${namespace}/${name}-worker (zone)`),
    ]);
    expect(await functions.existing('Function', 'changes')).toEqual(before);
    expect(await functions.child('Deployment', 'added')).toBeNull();
  });

  test('--dry-run says what it would do and does nothing, --once does it and says how it went', async () => {
    await functions.apply('one', { ...fixed, worker: { dispatch: 'push' } });
    await functions.apply('two', fixed);
    const before = await functions.existing('Function', 'one');
    expect(await run({ dryRun: true })).toEqual({
      code: 0,
      lines: ['one', 'one', 'two']
        .map(
          (name, index) =>
            `Applying ${index === 1 ? 'Service' : 'Deployment'} ${namespace}/${name}-worker (it is missing)`,
        )
        .sort(),
    });
    expect(await functions.existing('Function', 'one')).toEqual(before);
    expect(await functions.child('Deployment', 'one')).toBeNull();
    expect(await run({})).toEqual({ code: 0, lines: [] });
    await functions.ready('one', 1_000);
    await functions.ready('two', 1_000);
    expect([await replicasOf('one'), await replicasOf('two')]).toEqual([2, 2]);

    await functions.apply('two', { scaling: { mode: 'disabled' } });
    expect(await run({ dryRun: true })).toEqual({
      code: 0,
      lines: [`Setting replicas Deployment ${namespace}/two-worker (they are 2, not 0)`],
    });
    await functions.apply('two', { scaling: { pool: 'nowhere' } });
    // Said each time, whether or not the status says it already.
    for (let times = 0; times < 2; times++) {
      expect(await run({ dryRun: true })).toEqual({
        code: 1,
        lines: [
          expect.stringMatching(`^Leaving Function ${namespace}/two \\(UnknownPool: .*"nowhere".* cpu`),
        ],
      });
      const { code, log } = await run({}, true);
      expect(code).toBe(1);
      expect(log?.filter(({ msg }) => msg === 'not ready')).toMatchObject([
        {
          object: `Function ${namespace}/two`,
          reason: 'UnknownPool',
          message: expect.stringContaining('nowhere'),
        },
      ]);
    }
    await functions.condition('two', 'Ready', 'False', 'UnknownPool', 1_000);
    await cluster.client.delete(functions.path('Function', 'two'));
    expect((await run({})).code).toBe(0);
  });

  test('--once does not wait for what will not come', async () => {
    const config = JSON.parse(readFileSync(cluster.kubeconfig, 'utf8'));
    config.users[0].user.token = 'wrong';
    const kubeconfig = join(cluster.folder, 'stranger.kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
    await expect(run({ kubeconfig })).rejects.toThrow(/^\w+ cannot be listed: .*401/);
    const bare = await startControlPlane();
    try {
      const attempt = startOperator(bare, { once: true, dryRun: true }).ended;
      await expect(attempt).rejects.toThrow(/cannot be listed: the server does not know it; .*layerc crds/);
    } finally {
      await bare.stop();
    }
  });

  test('looks after the namespace that it is given, and after no other', async () => {
    const elsewhere = new Functions(cluster, await cluster.namespace());
    await functions.apply('near', fixed);
    await elsewhere.apply('far', fixed);
    operator = startOperator(cluster, { watchNamespace: namespace, indexNamespace: elsewhere.namespace });
    await functions.ready('near');
    await functions.apply('near', { ...fixed, worker: { image: 'example.com/tag:2' } });
    await functions.ready('near');
    expect((await elsewhere.existing('Function', 'far')).status).toMatchObject({ observedGeneration: -1 });
    expect(await elsewhere.child('Deployment', 'far')).toBeNull();
    await cluster.client.apply({
      apiVersion: 'hevlayer.com/v1',
      kind: 'Index',
      metadata: { name: 'rows', namespace: elsewhere.namespace },
      spec: { backend: { namespace: 'all-rows' }, metadata: { labels: { app: 'near' } } },
    });
    await functions.apply('near', { ...fixed, indexSelector: { matchLabels: { app: 'near' } } });
    await until('the Index is seen', async () => {
      const { status } = await functions.existing('Function', 'near');
      return JSON.stringify((status as { activeNamespaces: string[] }).activeNamespaces).includes('all-rows');
    });
    await cluster.client.delete(elsewhere.path('Function', 'far'));
  });

  test('takes a Function and InfraRules that were stored under an older CRD', async () => {
    // One that has no defaults and checks little.
    const weaken = async (name: string) => {
      const crd = await cluster.client.get<KubeObject>(`${CRDS}/${name}`);
      const drop = (key: string, value: unknown) =>
        key === 'default' || key === 'x-kubernetes-validations' ? undefined : value;
      const body = { ...crd, spec: JSON.parse(JSON.stringify(crd.spec, drop)) };
      const { status } = await cluster.client.request('PUT', `${CRDS}/${name}`, { body });
      expect(status).toBe(200);
    };
    await weaken('functions.hevlayer.com');
    await weaken('infrarules.hevlayer.com');
    const rules = '/apis/hevlayer.com/v1alpha1/infrarules';
    const createRules = async (name: string) =>
      until(`rules of the name ${name} are taken`, async () => {
        const body = { ...policy(), metadata: { name } };
        return (await cluster.client.request('POST', rules, { body })).status === 201;
      });
    await createRules('other');
    operator = startOperator(cluster);
    let said: unknown;
    await until(
      () => `the other rules say that they are not obeyed: ${JSON.stringify(said)}`,
      async () => {
        said = (await cluster.client.get<KubeObject>(`${rules}/other`)).status;
        return JSON.stringify({ said }).includes('"InvalidInfraRulesName"');
      },
    );
    expect(said).toMatchObject({ poolCount: 1, conditions: [{ type: 'Ready', status: 'False' }, {}] });
    await operator.stop();

    await createRules('third');
    await functions.apply('old');
    const before = await functions.existing('Function', 'old');
    expect((before.spec as { worker: object }).worker).toEqual({ image: 'example.com/tag:1' });
    await installCrds(cluster, true);
    operator = startOperator(cluster);
    await functions.condition('old', 'Autoscaling', 'False', 'KedaNotInstalled');
    const after = await functions.existing('Function', 'old');
    expect(after.metadata.generation).toBe(before.metadata.generation);
    await functions.apply('new');
    await functions.condition('new', 'Autoscaling', 'False', 'KedaNotInstalled');
    const [old, fresh] = await Promise.all(
      ['old', 'new'].map((name) => functions.existing('Deployment', name)),
    );
    expect(JSON.stringify(old?.spec)).toBe(JSON.stringify(fresh?.spec).replaceAll('"new', '"old'));
    // The server does not even take a status of the third any more, and is not asked again and again.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await writesOf(operator)).toMatchObject({ 'patch InfraRules/status 422': 1 });
    for (const name of ['other', 'third']) await cluster.client.delete(`${rules}/${name}`);
  });

  test('works without KEDA, and with it from the moment it is there', async () => {
    operator = startOperator(cluster);
    const least = { scaling: { replicas: { min: 0, max: 4 } } };
    await functions.apply('early', least);
    await functions.apply('paused', { paused: true });
    const { message } = await functions.condition('early', 'Autoscaling', 'False', 'KedaNotInstalled');
    expect(message).toContain('install KEDA');
    await functions.ready('paused');
    // Nobody would wake it: one worker makes progress.
    expect([await replicasOf('early'), await replicasOf('paused')]).toEqual([1, 0]);
    await functions.apply('paused', { paused: false, scaling: { replicas: { min: 0, max: 4 } } });
    await functions.condition('paused', 'Autoscaling', 'False', 'KedaNotInstalled');
    await until('it has a worker', async () => (await replicasOf('paused')) === 1);
    // The status tells of the worker a moment later.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const calm = await writesOf(operator);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await writesOf(operator)).toEqual(calm);

    for (const crd of await kedaCrds(cluster.folder))
      await cluster.client.apply(crd, { manager: 'keda-install' });
    for (const name of ['early', 'paused']) {
      await functions.ready(name);
      expect(await functions.child('ScaledObject', name)).not.toBeNull();
      expect(await functions.child('TriggerAuthentication', name)).not.toBeNull();
      expect(await replicasOf(name)).toBe(1);
    }
    expect(operator.log.filter(({ msg }) => msg === 'leading')).toHaveLength(1);

    // KEDA puts a finalizer there, and then is gone.
    const scaled = functions.path('ScaledObject', 'early');
    await cluster.client.mergePatch(scaled, { metadata: { finalizers: ['finalizer.keda.sh'] } });
    await functions.apply('early', fixed);
    await functions.condition('early', 'Reconciling', 'True', 'RemovingObjects');
    expect(await replicasOf('early')).toBe(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 70_000 });
    try {
      const stuck = await functions.condition('early', 'Ready', 'False', 'KedaFinalizerPending');
      expect(stuck.message).toContain('ScaledObject early-worker');
      await functions.condition('early', 'Stalled', 'True', 'KedaFinalizerPending');
      expect(await replicasOf('early')).toBe(1);
    } finally {
      vi.useRealTimers();
    }
    await cluster.client.mergePatch(scaled, { metadata: { finalizers: null } });
    await functions.ready('early');
    expect(await replicasOf('early')).toBe(2);
    expect(await functions.child('ScaledObject', 'early')).toBeNull();

    // Gone again, with all its objects.
    for (const { metadata } of await kedaCrds(cluster.folder))
      await cluster.client.delete(`${CRDS}/${metadata.name}`);
    await functions.condition('paused', 'Autoscaling', 'False', 'KedaNotInstalled', 60_000);
    expect(await replicasOf('paused')).toBe(1);
  }, 180_000);
});
