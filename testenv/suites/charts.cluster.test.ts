/** The charts of deploy/charts on a real API server, through the whole life of a release, with Functions running. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { run } from '../../src/cli/run.test-support.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { Helm } from '../helm.ts';
import { suiteNeeding } from '../suite.ts';
import { startInstalled } from './installed-operator.ts';
import { Functions, policy } from './operator-functions.ts';
import { type RunningOperator, until } from './operator-harness.ts';
import { VENDOR_CRDS } from './vendor-crds.ts';

const parts = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
  'kubectl',
  'helm',
] as const;
const GIVEN = ['--set', 'image.repository=registry.example.com/layerc'];
const LAYERC = Helm.chart('layerc');
const CRDS = Helm.chart('layerc-crds');
const fixed = { scaling: { mode: 'fixed' } };
const push = { ...fixed, worker: { dispatch: 'push', port: 8080 } };

suiteNeeding('the charts of layerc', parts, () => {
  let cluster: ControlPlane;
  let helm: Helm;
  let functions: Functions;
  let operator: RunningOperator | undefined;

  beforeAll(async () => {
    cluster = await startControlPlane({
      nodes: [{ name: 'a' }, { name: 'b' }, { name: 'cpu', labels: { pool: 'cpu' } }],
    });
    const level = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    helm = new Helm(cluster, await cluster.namespace(level));
    functions = new Functions(cluster, await cluster.namespace());
  }, 120_000);

  afterAll(() => cluster?.stop());

  afterEach(async () => {
    await operator?.stop();
    operator = undefined;
  });

  const isThere = async ({ apiVersion, kind, metadata }: KubeObject) => {
    const { status } = await cluster.kubectl([
      ...[
        'get',
        `${kind}.${apiVersion.includes('/') ? apiVersion.replace(/(.*)\/(.*)/, '$2.$1') : `${apiVersion}.`}`,
      ],
      ...[metadata.name, '-n', metadata.namespace ?? helm.namespace],
    ]);
    return status === 0;
  };

  /** What a restart of a worker would change. */
  async function workers(): Promise<unknown[]> {
    const { items } = await cluster.client.get<{
      items: (KubeObject & { status: { phase: string; containerStatuses?: { restartCount: number }[] } })[];
    }>(`/api/v1/namespaces/${functions.namespace}/pods`);
    return items
      .map(({ metadata, status }) => [
        metadata.name,
        metadata.uid,
        status.phase,
        status.containerStatuses?.map(({ restartCount }) => restartCount),
      ])
      .sort();
  }

  const pods = async () =>
    (await cluster.client.get<{ items: KubeObject[] }>(`/api/v1/namespaces/${helm.namespace}/pods`)).items
      .map(({ metadata }) => metadata.uid)
      .sort();

  const deployment = () =>
    cluster.client.get<KubeObject & { spec: { template: unknown } }>(
      `/apis/apps/v1/namespaces/${helm.namespace}/deployments/layerc-operator`,
    );

  test('are taken under strict validation, whatever is switched on, and without a warning', async () => {
    await helm.works('install', 'layerc-crds', CRDS);
    const settings = ['--set', 'settings.watchNamespace=default,settings.indexNamespace=kube-public'];
    const pod = {
      affinity: { podAntiAffinity: {} },
      imagePullSecrets: [{ name: 'registry' }],
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: [{ key: 'a', operator: 'Exists' }],
      priorityClassName: 'system-cluster-critical',
      podAnnotations: { a: 'b' },
      podLabels: { a: 'b' },
      labels: { a: 'b' },
    };
    const more = Object.entries(pod).flatMap(([name, value]) => [
      '--set-json',
      `${name}=${JSON.stringify(value)}`,
    ]);
    for (const values of [
      [],
      settings,
      [...settings, '--set', 'admission=deny'],
      [...more, '--set', 'admission=warn'],
    ]) {
      const manifest = await helm.works('template', 'layerc', LAYERC, ...GIVEN, ...values);
      const apply = ['apply', '--server-side', '--validate=strict', '--dry-run=server', '-f', '-'];
      const { status, stderr } = await cluster.kubectl(apply, manifest);
      expect([values, status, stderr]).toEqual([values, 0, '']);
    }
  });

  test('are installed where Pod Security is restricted, and what they install runs Functions', async () => {
    const notes = await helm.works('install', 'layerc', LAYERC, ...GIVEN, '--wait', '--timeout', '40s');
    expect(notes).toContain('looks after the Functions of all namespaces');
    expect(notes).not.toContain('layerc-crds');
    expect(notes).toContain('KEDA is not there');
    await cluster.client.apply(policy());
    operator = await startInstalled(cluster, helm.namespace);
    await functions.apply('one', fixed);
    await functions.apply('two', push);
    for (const name of ['one', 'two']) {
      await functions.ready(name);
      await until(`${name} has its workers`, async () => {
        const { status } = await functions.existing('Deployment', name);
        return (status as { readyReplicas?: number }).readyReplicas === 2;
      });
    }
    const lease = `/apis/coordination.k8s.io/v1/namespaces/${helm.namespace}/leases/layerc-operator`;
    expect((await cluster.client.request('GET', lease)).status).toBe(200);
  });

  test('are upgraded and rolled back without a worker noticing', async () => {
    const before = await workers();
    expect(before).toHaveLength(4);
    const { spec: first } = await deployment();
    operator = await startInstalled(cluster, helm.namespace);
    const values = ['--set', 'settings.maxReplicasCeiling=10,settings.maxRolling=3,admission=deny'];
    await helm.works('upgrade', 'layerc', LAYERC, '--reuse-values', ...values, '--wait', '--timeout', '40s');
    await operator.stop();
    operator = await startInstalled(cluster, helm.namespace);
    // A policy that was only just made is not asked yet.
    const wrong = functions.manifest('wrong', { scaling: { replicas: { min: 1, max: 15 } } });
    let said = '';
    await until(
      () => `the policy refuses: ${said}`,
      async () => {
        const answer = await cluster.kubectl(
          ['create', '--dry-run=server', '-f', '-'],
          JSON.stringify(wrong),
        );
        said = answer.stdout + answer.stderr;
        return answer.status !== 0 && said.includes('ReplicasOverCeiling');
      },
    );
    await functions.apply('one', { ...fixed, inputs: ['title'] });
    await functions.ready('one');
    const upgraded = await helm.objects('layerc');
    await helm.works('rollback', 'layerc', '1', '--wait', '--timeout', '40s');
    expect((await deployment()).spec).toEqual(first);
    const back = await helm.objects('layerc');
    const named = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.name}`;
    const gone = upgraded.filter((one) => !back.map(named).includes(named(one)));
    const policies = upgraded.filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'));
    expect(policies.length).toBeGreaterThan(2);
    expect(gone.map(named).sort()).toEqual(policies.map(named).sort());
    for (const one of gone) expect([named(one), await isThere(one)]).toEqual([named(one), false]);
    for (const one of back) expect([named(one), await isThere(one)]).toEqual([named(one), true]);
    expect(await workers()).toEqual(before);
  }, 150_000);

  test('are uninstalled without leaving anything, and without taking a Function along', async () => {
    const before = await workers();
    const objects = await helm.objects('layerc');
    expect(objects.length).toBeGreaterThan(8);
    await helm.works('uninstall', 'layerc', '--wait', '--timeout', '40s');
    for (const one of objects)
      await until(`${one.kind} ${one.metadata.name} is gone`, async () => !(await isThere(one)));
    await until('its pods are gone', async () => (await pods()).length === 0);
    expect(await helm.works('uninstall', 'layerc-crds')).toContain('functions.hevlayer.com');
    for (const name of ['one', 'two']) expect(await functions.status(name)).toBe(200);
    expect(await workers()).toEqual(before);
    // Its own release takes them back, and the operator goes on where it was.
    await helm.works('install', 'layerc-crds', CRDS);
    await helm.works('install', 'layerc', LAYERC, ...GIVEN);
    operator = await startInstalled(cluster, helm.namespace);
    await functions.apply('one', { ...fixed, inputs: ['title', 'text'] });
    await functions.ready('one');
    expect(await workers()).toEqual(before);
    await helm.works('uninstall', 'layerc');
    await helm.works('uninstall', 'layerc-crds');
  }, 150_000);

  test('take over what kubectl has applied, and no pod restarts', async () => {
    const image = 'registry.example.com/layerc:0.1.0';
    const { stdout } = await run(['manifests', '--image', image, '-n', helm.namespace]);
    const other = await cluster.kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], stdout);
    expect([other.status, other.stderr]).toEqual([0, '']);
    await until('it has its pods', async () => (await pods()).length === 2);
    const before = [await pods(), (await deployment()).spec];
    const refused = await helm.run('install', 'layerc', LAYERC, ...GIVEN);
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringContaining('invalid ownership metadata'),
    ]);
    const over = ['--take-ownership', '--force-conflicts'];
    await helm.works('install', 'layerc-crds', CRDS, ...over);
    await helm.works('install', 'layerc', LAYERC, ...GIVEN, '--set', 'image.tag=0.1.0', ...over);
    expect([await pods(), (await deployment()).spec]).toEqual(before);
    for (const release of ['layerc', 'layerc-crds']) await helm.works('uninstall', release);
    expect(
      (
        await cluster.client.request(
          'GET',
          `/apis/apps/v1/namespaces/${helm.namespace}/deployments/layerc-operator`,
        )
      ).status,
    ).toBe(404);
  }, 120_000);

  test('are applied as Helm 3 does it, by the client, and a second time without a change', async () => {
    const older = ['--server-side=false'];
    await helm.works('install', 'layerc', LAYERC, ...GIVEN, '--set', 'admission=warn', ...older);
    const { metadata, spec } = await deployment();
    await helm.works('upgrade', 'layerc', LAYERC, '--reuse-values', ...older);
    expect((await deployment()).spec).toEqual(spec);
    expect((await deployment()).metadata.generation).toBe(metadata.generation);
    // Whoever moves to Helm 4 goes on with the same release.
    await helm.works(
      'upgrade',
      'layerc',
      LAYERC,
      '--reuse-values',
      '--server-side=true',
      '--force-conflicts',
    );
    expect((await deployment()).spec).toEqual(spec);
    await helm.works('uninstall', 'layerc');
  });

  test('reuse the values of an older chart, which lacks some', async () => {
    const older = helm.copyOf('layerc');
    const path = join(older, 'values.yaml');
    const text = readFileSync(path, 'utf8');
    const fewer = text.replace(/^ {2}maxRolling:.*\n/m, '').replace(/^networkPolicy:\n(?: .*\n)+/m, '');
    expect(fewer.length).toBeLessThan(text.length - 40);
    writeFileSync(path, fewer);
    await helm.works('install', 'layerc', older, ...GIVEN, '--set', 'replicas=1');
    await helm.works('upgrade', 'layerc', LAYERC, '--reuse-values');
    const { spec } = await deployment();
    expect(spec).toMatchObject({ replicas: 1 });
    expect(JSON.stringify(spec)).toContain('{"name":"MAX_ROLLING","value":"10%"}');
    expect((await helm.objects('layerc')).map(({ kind }) => kind)).toContain('NetworkPolicy');
    const typo = await helm.run(
      'upgrade',
      'layerc',
      LAYERC,
      '--reuse-values',
      '--set',
      'settings.maxRoling=5',
    );
    expect([typo.status, typo.stderr]).toEqual([1, expect.stringContaining("'maxRoling' not allowed")]);
    await helm.works('uninstall', 'layerc');
  });

  test('leave the CustomResourceDefinitions of a chart of hev alone, work with them, and can take them over', async () => {
    const theirs = helm.chartOf('layer', VENDOR_CRDS);
    const { stdout } = await cluster.kubectl(['get', 'crd', '-o', 'name']);
    for (const name of stdout.split('\n').filter((one) => one.includes('hevlayer.com')))
      await cluster.kubectl(['delete', name]);
    await helm.works('upgrade', '--install', 'layer', theirs);
    await until(
      'their kinds are served',
      async () =>
        (await cluster.client.request('GET', '/apis/hevlayer.com/v1alpha1/infrarules')).status === 200,
    );
    const refused = await helm.run('install', 'layerc-crds', CRDS);
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringContaining('current value is "layer"'),
    ]);
    await helm.works('upgrade', '--install', 'layerc', LAYERC, ...GIVEN);
    await until('the policy is taken', async () =>
      cluster.client.apply(policy()).then(
        () => true,
        () => false,
      ),
    );
    operator = await startInstalled(cluster, helm.namespace);
    await functions.apply('theirs', fixed);
    await functions.ready('theirs');
    await functions.condition('theirs', 'Warnings', 'True', 'DroppedByCrd');
    await until('it has its workers', async () => (await workers()).length === 2);
    const before = await workers();

    await helm.works('upgrade', '--install', 'layerc-crds', CRDS, '--take-ownership', '--force-conflicts');
    await functions.apply('theirs', { ...fixed, inputs: ['title'] });
    await functions.ready('theirs');
    // Their next upgrade brings theirs back, and nobody's worker minds.
    await helm.works('upgrade', 'layer', theirs);
    await functions.ready('theirs');
    expect(await workers()).toEqual(before);
    for (const release of ['layerc', 'layerc-crds']) await helm.works('uninstall', release);
    expect(await functions.status('theirs')).toBe(200);
  }, 180_000);
});
