import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../../src/cli/run.test-support.ts';
import { CLUSTER_RULES, LEASE_RULES, type PolicyRule } from '../../src/operator/manifests.ts';
import type { KubeObject } from '../api.ts';
import { partPath } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { until } from './operator-harness.ts';

const IMAGE = 'registry.example.com/layerc:test';
const accountIn = (namespace: string) => `system:serviceaccount:${namespace}:layerc-operator`;

clusterSuite(
  'layerc manifests',
  ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok', 'kubectl'],
  () => {
    let cluster: ControlPlane;
    let namespace: string;

    beforeAll(async () => {
      cluster = await startControlPlane({
        nodes: ['a', 'b', 'c'].map((name) => ({ name, labels: { 'kubernetes.io/hostname': name } })),
      });
      namespace = await cluster.namespace({
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      });
    }, 120_000);

    afterAll(() => cluster?.stop());

    test('are taken in one go, under strict validation and without a warning', async () => {
      const { stdout } = await run(['manifests', '--image', IMAGE, '-n', namespace]);
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
          expect([verb, kind, await asked(verb, kind, '-A')]).toEqual([
            verb,
            kind,
            `${verb} ${kind}` === 'list pods' ? 'yes' : 'no',
          ]);
      for (const verb of ['create', 'update', 'patch', 'delete'])
        expect(await asked(verb, 'functions.hevlayer.com', '-A')).toBe('no');
    });

    test('give Functions to those who may view or edit a namespace, and InfraRules to none', async () => {
      const asks = async (who: string, verb: string, resource: string) => {
        const [plural, subresource = ''] = resource.split('/');
        const args = ['auth', 'can-i', verb, `${plural}.hevlayer.com`, '--as', who, '-n', namespace];
        if (subresource !== '') args.push(`--subresource=${subresource}`);
        return (await cluster.kubectl(args)).stdout.trim();
      };
      for (const role of ['view', 'edit', 'admin'])
        await cluster.client.create({
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: `may-${role}`, namespace },
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
          subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: `may-${role}` }],
        });
      await until(
        'the roles are aggregated',
        async () => (await asks('may-edit', 'patch', 'functions')) === 'yes',
      );
      for (const who of ['may-view', 'may-edit', 'may-admin']) {
        expect([who, await asks(who, 'watch', 'functions')]).toEqual([who, 'yes']);
        expect([who, await asks(who, 'patch', 'infrarules')]).toEqual([who, 'no']);
        expect([who, await asks(who, 'patch', 'functions/status')]).toEqual([who, 'no']);
      }
      expect(await asks('may-admin', 'delete', 'functions')).toBe('yes');
      expect(await asks('may-view', 'create', 'functions')).toBe('no');
    });

    test('bring the tables to the cluster as they are', async () => {
      const rulesOf = async (path: string) => (await cluster.client.get<{ rules: PolicyRule[] }>(path)).rules;
      const rbac = '/apis/rbac.authorization.k8s.io/v1';
      expect(await rulesOf(`${rbac}/clusterroles/layerc-operator`)).toEqual(CLUSTER_RULES);
      expect(await rulesOf(`${rbac}/namespaces/${namespace}/roles/layerc-operator`)).toEqual(LEASE_RULES);
    });

    test('leave the health port open, and nothing else', async () => {
      const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies/layerc-operator`;
      const { spec } = await cluster.client.get<{ spec: object }>(path);
      expect(spec).toEqual({
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'layerc-operator' } },
        policyTypes: ['Ingress'],
        ingress: [{ ports: [{ port: 'health', protocol: 'TCP' }] }],
      });
    });

    test('go beside the health script for Argo CD, with the command of the docs', async () => {
      const docs = readFileSync('docs/operator.md', 'utf8');
      const [command = ''] = docs.match(/^script=[\s\S]*?(?=^```)/m) ?? [];
      const metadata = { name: 'argocd-cm', namespace: 'argocd' };
      const before = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata,
        data: { url: 'https://argo.example.com' },
      };
      await cluster.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } });
      await cluster.client.create(before);
      const PATH = `${dirname(partPath('kubectl'))}${delimiter}${process.env.PATH}`;
      const env = { PATH, HOME: cluster.folder, KUBECONFIG: cluster.kubeconfig };
      const { status, stderr } = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
      const script = readFileSync('deploy/argocd/hevlayer.com_Function_health.lua', 'utf8');
      const { data } = await cluster.client.get<typeof before>(
        '/api/v1/namespaces/argocd/configmaps/argocd-cm',
      );
      expect(data).toEqual({
        ...before.data,
        'resource.customizations.health.hevlayer.com_Function': script,
        'resource.customizations.health.hevlayer.com_InfraRules': script,
      });
    });

    test('can be removed again, whole', async () => {
      const { stdout } = await run(['manifests', '--image', IMAGE, '-n', namespace, '-o', 'json']);
      // A server takes its time to let go of a CustomResourceDefinition.
      const { status, stderr } = await cluster.kubectl(['delete', '-f', '-', '--wait=false'], stdout);
      expect([status, stderr]).toEqual([0, '']);
      const { items } = JSON.parse(stdout) as { items: readonly KubeObject[] };
      const isGone = async () => {
        const left = await Promise.all(
          items.map(async (item) => cluster.client.request('GET', await cluster.client.objectPath(item))),
        );
        return left.every(({ status, body }) => status === 404 || isBeingDeleted(body));
      };
      await vi.waitUntil(isGone, { timeout: 30_000 });
    });
  },
);

function isBeingDeleted(body: unknown): boolean {
  return (body as KubeObject).metadata.deletionTimestamp !== undefined;
}
