import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/compiler/index.ts';
import {
  CLUSTER_RULES,
  LEASE_RULES,
  NAMESPACED_RULES,
  type PolicyRule,
} from '../../src/operator/manifests.ts';
import type { KubeObject } from '../api.ts';
import { partNames } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { accountKubeconfig, grantRoles } from './operator-account.ts';
import { fixtureObjects, installCrds, startOperator, until } from './operator-harness.ts';

const parts = partNames.filter((name) => name !== 'sdk' && name !== 'prometheus');
const FINALIZERS = 'functions/finalizers';

clusterSuite('the operator under the role that layerc manifests prints', parts, () => {
  let cluster: ControlPlane;
  let namespace: string;
  let kubeconfig: string;
  let user: string;

  beforeAll(async () => {
    cluster = await startControlPlane({
      keda: true,
      nodes: [{ name: 'cpu', labels: { 'karpenter.sh/nodepool': 'cpu' } }],
      apiServer: { audit: true, admission: ['OwnerReferencesPermissionEnforcement'] },
    });
    await installCrds(cluster);
    namespace = await cluster.namespace();
    await grantRoles(cluster, namespace);
    user = `system:serviceaccount:${namespace}:layerc-operator`;
    kubeconfig = await accountKubeconfig(cluster, namespace);
    const rules = fixtureObjects('example').find(({ kind }) => kind === 'InfraRules') as KubeObject;
    const { computePools } = rules.spec as { computePools: readonly object[] };
    const spec = {
      ...(rules.spec as object),
      computePools: computePools.map((one) => ({ ...one, disruption: {} })),
    };
    await cluster.client.apply({ ...rules, spec } as KubeObject);
  }, 180_000);

  afterAll(() => cluster?.stop());

  const start = () =>
    startOperator(cluster, {
      kubeconfig,
      leaderElect: true,
      operatorNamespace: namespace,
      workerDeadline: 1,
      settings: readSettings({ gatewayPods: 'layer:app=gateway' }).settings,
    });

  const fn = (name: string, scaling: object, worker: object = {}): KubeObject => ({
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, namespace },
    spec: {
      targetNamespaces: ['products'],
      worker: { image: 'x:1', ...worker },
      scaling: { pool: 'cpu', replicas: { min: 1, max: 2 }, ...scaling },
    },
  });

  const functions = () => `/apis/hevlayer.com/v1alpha1/namespaces/${namespace}/functions`;

  async function reason(name: string): Promise<string | undefined> {
    type Status = { observedGeneration: number; conditions: { type: string; reason: string }[] };
    const { metadata, status } = await cluster.client.get<KubeObject & { status?: Status }>(
      `${functions()}/${name}`,
    );
    if (status?.observedGeneration !== metadata.generation) return undefined;
    return status?.conditions.find(({ type }) => type === 'Ready')?.reason;
  }

  const says = (name: string, wanted: string) =>
    until(`${name} says ${wanted}`, async () => (await reason(name)) === wanted, 40_000);

  const isThere = async (path: string) => (await cluster.client.request('GET', path)).status === 200;

  test('is refused nothing, and uses every right that it has', async () => {
    const operator = start();
    const core = `/api/v1/namespaces/${namespace}/services`;
    const { client } = cluster;
    // Each case needs other rights: objects are created, changed, pruned, or meet somebody else's object.
    await client.apply(fn('push', { mode: 'autoscale' }, { dispatch: 'push', port: 8080 }));
    await client.apply(fn('resting', { mode: 'disabled' }));
    await says('push', 'Applied');
    const services = async () => (await client.get<{ items: KubeObject[] }>(core)).items;
    expect((await services()).map(({ metadata }) => metadata.name)).toContain('push-worker');
    await client.apply(fn('push', { mode: 'fixed', replicas: { min: 2, max: 2 } }, { dispatch: 'pull' }));
    await until('its Service is gone', async () => !(await isThere(`${core}/push-worker`)), 40_000);
    const policies = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
    await until('its NetworkPolicy is gone', async () => !(await isThere(`${policies}/push-worker`)), 40_000);
    await says('push', 'Applied');
    const budget = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets/push-worker`;
    expect(await isThere(budget)).toBe(true);
    await client.apply(fn('push', { mode: 'disabled' }));
    await until('its PodDisruptionBudget is gone', async () => !(await isThere(budget)), 40_000);
    await says('push', 'Applied');
    // Its controller is the Function, but it has a name that layerc does not give it.
    const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    const { metadata, spec } = await client.get(`${deployments}/push-worker`);
    const { labels, ownerReferences } = metadata;
    await client.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'push-of-old', namespace, labels, ownerReferences },
      spec,
    });
    await until('it is gone', async () => !(await isThere(`${deployments}/push-of-old`)));
    // Workers that find no node.
    const podSpec = { nodeSelector: { no: 'where' } };
    await client.apply(fn('lost', { mode: 'fixed' }, { podSpec }));
    await says('lost', 'Unschedulable');
    // A queue that KEDA cannot read: it has not looked yet, so this says it in its place.
    await client.apply(fn('unread', { mode: 'autoscale' }));
    await says('unread', 'Applied');
    const conditions = [{ type: 'Ready', status: 'False', reason: 'TriggerError', message: 'no' }];
    const unread = `/apis/keda.sh/v1alpha1/namespaces/${namespace}/scaledobjects/unread-worker`;
    await client.mergePatch(`${unread}/status`, { status: { conditions } });
    await until('the events are looked for', async () => used().has('events.k8s.io events list'));
    // The same happening twice makes a series.
    for (const pool of ['nowhere', 'cpu', 'nowhere', 'cpu'])
      await client
        .apply(fn('resting', { mode: 'disabled', pool }))
        .then(() => until(`resting has seen ${pool}`, async () => (await reason('resting')) !== undefined));
    await until('a series is told', async () => used().has('events.k8s.io events patch'));
    expect(await operator.stop()).toBe(0);
    expect(operator.log.filter(({ msg }) => msg === 'server does not tell')).toEqual([]);

    expect(refusals()).toEqual([]);
    const granted = [...CLUSTER_RULES, ...LEASE_RULES]
      .flatMap(rights)
      .filter((right) => !right.includes(FINALIZERS));
    expect(granted.filter((right) => !used().has(right))).toEqual([]);
  }, 180_000);

  // Admission asks for this right; nobody sends a request for it.
  test('needs the right to the finalizers of Functions where owners are protected', async () => {
    const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/layerc-operator';
    const rules = CLUSTER_RULES.filter(({ resources }) => !resources.includes(FINALIZERS));
    expect(rules).toHaveLength(CLUSTER_RULES.length - 1);
    await cluster.client.mergePatch(path, { rules });
    const operator = start();
    await cluster.client.apply(fn('late', { mode: 'disabled' }));
    await says('late', 'Forbidden');
    expect(refusals().join('\n')).toContain('deployments patch');
    await cluster.client.mergePatch(path, { rules: CLUSTER_RULES });
    await says('late', 'Applied');
    expect(await operator.stop()).toBe(0);
  }, 120_000);

  test('is refused nothing in the one namespace that it looks after, and may do nothing elsewhere', async () => {
    const before = refusals().length;
    await grantRoles(cluster, namespace, '--watch-namespace', namespace);
    const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/layerc-operator';
    expect((await cluster.client.get<{ rules: PolicyRule[] }>(path)).rules).toEqual([
      { apiGroups: ['hevlayer.com'], resources: ['infrarules'], verbs: ['list', 'watch'] },
      ...CLUSTER_RULES.filter(({ resourceNames }) => resourceNames !== undefined),
    ]);
    const operator = startOperator(cluster, {
      kubeconfig,
      leaderElect: true,
      operatorNamespace: namespace,
      watchNamespace: namespace,
    });
    await cluster.client.apply(fn('near', { mode: 'autoscale' }, { dispatch: 'push', port: 8080 }));
    await says('near', 'Applied');
    await cluster.client.apply(fn('near', { mode: 'fixed', replicas: { min: 2, max: 2 } }));
    await says('near', 'Applied');
    expect(await operator.stop()).toBe(0);
    expect(refusals().slice(before)).toEqual([]);
    expect(NAMESPACED_RULES.flatMap(rights)).toContain('apps deployments patch');
    const can = async (...args: string[]) =>
      (await cluster.kubectl(['auth', 'can-i', ...args, '--as', user])).stdout.trim();
    expect(await can('patch', 'deployments.apps', '-n', namespace)).toBe('yes');
    expect(await can('patch', 'deployments.apps', '-n', 'default')).toBe('no');
    expect(await can('patch', 'infrarules.hevlayer.com', '--subresource=status')).toBe('no');
    await grantRoles(cluster, namespace);
  }, 120_000);

  type Line = {
    readonly user: { readonly username: string };
    readonly verb: string;
    readonly objectRef?: {
      readonly apiGroup?: string;
      readonly resource: string;
      readonly subresource?: string;
    };
    readonly responseStatus?: { readonly code: number };
    readonly requestURI: string;
  };

  function lines(): Line[] {
    const text = readFileSync(join(cluster.folder, 'audit.log'), 'utf8');
    const all: Line[] = text
      .slice(0, text.lastIndexOf('\n'))
      .split('\n')
      .map((line) => JSON.parse(line));
    return all.filter((line) => line.user.username === user);
  }

  /** What the operator did, in the words of {@link rights}. An apply that creates also needs `create`. */
  function used(): Set<string> {
    return new Set(
      lines().flatMap(({ verb, objectRef, responseStatus }) => {
        const { apiGroup = '', resource = '', subresource } = objectRef ?? {};
        const what = `${apiGroup} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
        return verb === 'patch' && responseStatus?.code === 201
          ? [`${what} patch`, `${what} create`]
          : [`${what} ${verb}`];
      }),
    );
  }

  function rights({ apiGroups, resources, verbs }: PolicyRule): string[] {
    return apiGroups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => `${group} ${resource} ${verb}`)),
    );
  }

  function refusals(): string[] {
    return lines()
      .filter(({ responseStatus }) => responseStatus?.code === 403)
      .map(({ verb, requestURI, objectRef }) => `${objectRef?.resource} ${verb} ${requestURI}`);
  }
});
