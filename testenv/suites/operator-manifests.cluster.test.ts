import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../src/cli/run.test-support.ts';
import { CLUSTER_RULES, LEASE_RULES, type Rule } from '../../src/operator/manifests.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';

const accountIn = (namespace: string) => `system:serviceaccount:${namespace}:layerc-operator`;

clusterSuite(
  'layerc manifests',
  ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok', 'kubectl'],
  () => {
    let cluster: ControlPlane;
    let namespace: string;
    let items: readonly KubeObject[];

    beforeAll(async () => {
      cluster = await startControlPlane({
        nodes: ['a', 'b', 'c'].map((name) => ({ name, labels: { 'kubernetes.io/hostname': name } })),
      });
      namespace = await cluster.namespace({
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      });
      const { stdout } = await run(['manifests', '-n', namespace, '-o', 'json']);
      ({ items } = JSON.parse(stdout));
    }, 120_000);

    afterAll(() => cluster?.stop());

    test('are taken in one go, under strict validation and without a warning', async () => {
      const { stdout } = await run(['manifests', '-n', namespace]);
      const apply = ['apply', '--server-side', '--validate=strict', '-f', '-'];
      const { status, stderr } = await cluster.kubectl(apply, stdout);
      expect([status, stderr]).toEqual([0, '']);
      // The same again changes nothing.
      const diff = await cluster.kubectl(['diff', '--server-side', '-f', '-'], stdout);
      expect([diff.status, diff.stdout]).toEqual([0, '']);
    });

    test('run two pods on different nodes where Pod Security is restricted', async () => {
      const wait = ['wait', 'deployment/layerc-operator', '-n', namespace, '--for=condition=Available'];
      const { status, stderr } = await cluster.kubectl([...wait, '--timeout=50s']);
      expect([status, stderr]).toEqual([0, '']);
      const { items: pods } = await cluster.client.get<{ items: { spec: { nodeName: string } }[] }>(
        `/api/v1/namespaces/${namespace}/pods?labelSelector=app.kubernetes.io/name=layerc-operator`,
      );
      expect(new Set(pods.map(({ spec }) => spec.nodeName)).size).toBe(2);
      const budget = await cluster.kubectl([
        ...['get', 'poddisruptionbudget', 'layerc-operator', '-n', namespace],
        ...['-o', 'jsonpath={.status.expectedPods} {.status.disruptionsAllowed}'],
      ]);
      expect(budget.stdout).toBe('2 1');
    });

    test('let the operator do what the tables say, and nothing else', async () => {
      const asked = async (verb: string, resource: string, ...more: readonly string[]) => {
        const args = ['auth', 'can-i', verb, resource, '--as', accountIn(namespace), ...more];
        const { stdout } = await cluster.kubectl(args);
        return stdout.trim();
      };
      const [resource = ''] = CLUSTER_RULES[0]?.resources ?? [];
      expect(await asked('watch', `${resource}.hevlayer.com`, '-A')).toBe('yes');
      expect(await asked('get', 'leases.coordination.k8s.io/layerc-operator', '-n', namespace)).toBe('yes');
      expect(await asked('get', 'leases.coordination.k8s.io/other', '-n', namespace)).toBe('no');
      expect(await asked('update', 'leases.coordination.k8s.io/layerc-operator', '-n', 'default')).toBe('no');
      for (const verb of ['get', 'list', 'watch', 'create'])
        for (const kind of ['secrets', 'pods', 'configmaps'])
          expect(await asked(verb, kind, '-A')).toBe('no');
      for (const verb of ['create', 'update', 'patch', 'delete'])
        expect(await asked(verb, 'functions.hevlayer.com', '-A')).toBe('no');
    });

    test('bring the tables to the cluster as they are', async () => {
      const rulesOf = async (path: string) => (await cluster.client.get<{ rules: Rule[] }>(path)).rules;
      const rbac = '/apis/rbac.authorization.k8s.io/v1';
      expect(await rulesOf(`${rbac}/clusterroles/layerc-operator`)).toEqual(CLUSTER_RULES);
      expect(await rulesOf(`${rbac}/namespaces/${namespace}/roles/layerc-operator`)).toEqual(LEASE_RULES);
    });

    test('can be removed again, whole', async () => {
      const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
      const { status, stderr } = await cluster.kubectl(['delete', '-f', '-', '--timeout=50s'], text);
      expect([status, stderr]).toEqual([0, '']);
    });
  },
);
