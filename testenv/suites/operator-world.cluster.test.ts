import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { JsonObject } from '../../src/json/json.ts';
import { connect } from '../../src/operator/kube/connection.ts';
import { ownedBy } from '../../src/operator/objects/adoption.ts';
import { applyObjects } from '../../src/operator/objects/apply.ts';
import { Contests } from '../../src/operator/objects/contests.ts';
import { KnownDifferences } from '../../src/operator/objects/known-differences.ts';
import { Pace } from '../../src/operator/objects/pace.ts';
import { Cache } from '../../src/operator/watch/cache.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { Functions, policy } from './operator-functions.ts';
import { installCrds, type RunningOperator, startOperator, until } from './operator-harness.ts';
import { plain, RawClient, read } from './raw.ts';
import { giveToken } from './scaling-watch.ts';

const parts = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'keda',
] as const;

clusterSuite('the operator among others', parts, () => {
  let cluster: ControlPlane;
  let operator: RunningOperator;
  let namespace: string;
  let functions: Functions;

  beforeAll(async () => {
    cluster = await startControlPlane({ keda: true });
    await installCrds(cluster);
    await cluster.client.apply(policy());
    operator = startOperator(cluster, { maxRolling: '100%' });
  }, 180_000);

  afterAll(async () => {
    await operator?.stop();
    await cluster?.stop();
  });

  beforeEach(async () => {
    namespace = await cluster.namespace();
    await giveToken(cluster.client, namespace, 'token');
    functions = new Functions(cluster, namespace);
  });

  test('repairs what others change, within a second', async () => {
    await functions.apply('drift', { worker: { dispatch: 'push' }, scaling: { mode: 'fixed' } });
    await functions.ready('drift');
    const path = functions.path('Deployment', 'drift');
    const good = JSON.stringify((await functions.child('Deployment', 'drift'))?.spec);
    const container = { name: 'udf', image: 'example.com/evil:1' };
    const edits: Record<string, () => Promise<unknown>> = {
      image: () => strategic(path, { spec: { template: { spec: { containers: [container] } } } }),
      replicas: () => cluster.client.mergePatch(`${path}/scale`, { spec: { replicas: 7 } }),
      'label removed': () =>
        cluster.client.mergePatch(path, { metadata: { labels: { 'hevlayer.com/function': null } } }),
      'label of ours removed': () =>
        cluster.client.mergePatch(path, { metadata: { labels: { 'app.kubernetes.io/managed-by': null } } }),
      'owner removed': () => cluster.client.mergePatch(path, { metadata: { ownerReferences: [] } }),
      deployment: () => cluster.client.delete(path),
      service: () => cluster.client.delete(functions.path('Service', 'drift')),
      port: () =>
        strategic(functions.path('Service', 'drift'), { spec: { ports: [{ port: 8080, targetPort: 9 }] } }),
    };
    const shape = async () => {
      const [deployment, service] = await Promise.all(
        (['Deployment', 'Service'] as const).map((kind) => functions.child(kind, 'drift')),
      );
      const { labels, ownerReferences } = (deployment?.metadata ?? {}) as JsonObject;
      const { ports } = (service?.spec ?? {}) as { ports?: { targetPort: unknown }[] };
      return [JSON.stringify(deployment?.spec), labels, ownerReferences, ports?.[0]?.targetPort];
    };
    const before = await shape();
    expect(before[0]).toBe(good);
    const took: Record<string, number> = {};
    for (const [what, edit] of Object.entries(edits)) {
      const begun = performance.now();
      await edit();
      await until(
        `the edit of ${what} is repaired`,
        async () => JSON.stringify(await shape()) === JSON.stringify(before),
        5_000,
      );
      took[what] = performance.now() - begun;
    }
    const times = Object.values(took).sort((a, b) => a - b);
    expect(times[Math.floor(times.length / 2)], JSON.stringify(took)).toBeLessThan(1_000);
    // Fields of others on our objects are theirs.
    await cluster.client.mergePatch(path, { metadata: { annotations: { 'example.com/note': 'mine' } } });
    await functions.apply('drift', { worker: { dispatch: 'push', image: 'b' }, scaling: { mode: 'fixed' } });
    await functions.ready('drift');
    const { annotations } = (await functions.existing('Deployment', 'drift')).metadata as JsonObject;
    expect(annotations).toMatchObject({ 'example.com/note': 'mine' });
  });

  test('applies a new Deployment once, whatever in it is empty', async () => {
    const rules = policy();
    const [pool] = (rules.spec as { computePools: object[] }).computePools;
    const empty = { name: 'empty', tolerations: [], nodeSelector: {}, resources: {} };
    const computePools = [pool, { ...pool, ...empty }];
    await cluster.client.apply({ ...rules, spec: { computePools } });
    const podSpecs: Record<string, object> = {
      lists: { volumes: [], imagePullSecrets: [], hostAliases: [], topologySpreadConstraints: [] },
      objects: { securityContext: {}, affinity: {}, dnsConfig: {}, nodeSelector: {} },
      inner: {
        affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
        securityContext: { sysctls: [], supplementalGroups: [] },
        dnsConfig: { options: [], searches: [] },
      },
      containers: {
        initContainers: [{ name: 'first', image: 'a', args: [], env: [], volumeMounts: [], ports: [] }],
        containers: [{ name: 'udf', envFrom: [], resources: { limits: {}, claims: [] } }],
      },
    };
    for (const [name, podSpec] of Object.entries(podSpecs))
      for (const mode of ['fixed', 'autoscale'])
        await functions.apply(`${name}-${mode}`, { worker: { podSpec }, scaling: { mode, pool: 'empty' } });
    for (const name of Object.keys(podSpecs))
      for (const mode of ['fixed', 'autoscale']) {
        await functions.ready(`${name}-${mode}`);
        const object = `Deployment ${namespace}/${name}-${mode}-worker`;
        const writes = operator.log.filter((line) => line.msg === 'write' && line.object === object);
        expect([object, writes.map(({ what, because }) => [what, because])]).toEqual([
          object,
          [['Applying', 'it is missing']],
        ]);
      }
    await cluster.client.apply(policy());
  });

  test('makes deleted objects of KEDA again', async () => {
    await functions.apply('scaled');
    await functions.ready('scaled');
    for (const kind of ['ScaledObject', 'TriggerAuthentication'] as const) {
      const uid = (await functions.child(kind, 'scaled'))?.metadata.uid;
      await cluster.client.delete(functions.path(kind, 'scaled'));
      await until(`another ${kind} is there`, async () => {
        const found = await functions.child(kind, 'scaled');
        return found !== null && found.metadata.uid !== uid && found.metadata.deletionTimestamp === undefined;
      });
    }
    await functions.ready('scaled');
  });

  test('keeps a PodDisruptionBudget while there are workers, where the pool asks for it', async () => {
    const asked = policy();
    const { computePools } = asked.spec as { computePools: readonly object[] };
    const spec = { computePools: computePools.map((one) => ({ ...one, disruption: { maxUnavailable: 2 } })) };
    await cluster.client.apply({ ...asked, spec } as KubeObject);
    await functions.apply('kept', { worker: { dispatch: 'push' } });
    await functions.ready('kept');
    const wanted = { maxUnavailable: 2, selector: { matchLabels: { 'hevlayer.com/function': 'kept' } } };
    const budget = () => functions.child('PodDisruptionBudget', 'kept');
    expect((await budget())?.spec).toEqual(wanted);
    const path = functions.path('PodDisruptionBudget', 'kept');
    await cluster.client.mergePatch(path, { spec: { maxUnavailable: 0 } });
    const most = async () => ((await budget())?.spec as JsonObject | undefined)?.maxUnavailable;
    await until('the edit is undone', async () => (await most()) === 2);
    await functions.apply('kept', { paused: true, worker: { dispatch: 'push' } });
    await until('it is gone with the workers', async () => (await budget()) === null);
    await functions.apply('kept', { worker: { dispatch: 'push' } });
    await until('it is back with them', async () => (await budget()) !== null);
    await cluster.client.apply(policy());
    await until('the pool no longer asks for it', async () => (await budget()) === null);
    await functions.ready('kept');
  });

  test('refuses the youngest Functions of a pool that is asked for too much, as long as it is', async () => {
    const asked = policy({}, ['cpu', 'scarce']);
    const { computePools } = asked.spec as { computePools: readonly { name: string }[] };
    const limited = (maxReplicasTotal: number) => ({
      ...asked,
      spec: {
        computePools: computePools.map((one) => (one.name === 'cpu' ? one : { ...one, maxReplicasTotal })),
      },
    });
    await cluster.client.apply(limited(10) as KubeObject);
    const asks = (max: number) => ({ scaling: { pool: 'scarce', replicas: { min: 0, max } } });
    // In one second the name decides, and these are in its order.
    for (const name of ['scarce-a', 'scarce-b', 'scarce-c']) await functions.apply(name, asks(4));
    await functions.ready('scarce-a');
    await functions.ready('scarce-b');
    const refused = (name: string) => functions.condition(name, 'Stalled', 'True', 'ReplicasOverPoolTotal');
    expect((await refused('scarce-c')).message).toContain(
      'the pool "scarce" has 2 left, since its maxReplicasTotal is 10 and it is asked for 8 by 2 older Functions.',
    );
    expect(await functions.child('Deployment', 'scarce-c')).toBeNull();
    // Others make room, and take it again: nobody touches the third.
    await functions.apply('scarce-a', asks(2));
    await functions.ready('scarce-c');
    await functions.apply('scarce-b', asks(5));
    await refused('scarce-c');
    expect(await functions.child('Deployment', 'scarce-c')).not.toBeNull();
    await cluster.client.delete(functions.path('Function', 'scarce-a'));
    await functions.ready('scarce-c');
    await cluster.client.apply(limited(5) as KubeObject);
    await refused('scarce-c');
    await cluster.client.apply(policy());
  });

  test('touches no object of others, and goes on when it is gone', async () => {
    const other = await cluster.client.create<KubeObject>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'other', namespace },
    });
    const { uid } = other.metadata as unknown as { uid: string };
    const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid, controller: true };
    const cases = (['Deployment', 'Service', 'ScaledObject'] as const).flatMap((kind) =>
      [[], [reference]].map((ownerReferences) => {
        const name = `${kind.toLowerCase()}-${ownerReferences.length === 0 ? 'free' : 'held'}`;
        return { kind, name, ownerReferences };
      }),
    );
    for (const { kind, name, ownerReferences } of cases) {
      if (kind === 'ScaledObject') await cluster.client.create(functions.deployment(`${name}-target`));
      await cluster.client.create(functions.foreign(kind, name, { ownerReferences }));
    }
    const before = new Map<string, KubeObject>();
    for (const { kind, name } of cases) before.set(name, await functions.existing(kind, name));
    for (const { name } of cases) await functions.apply(name, { worker: { dispatch: 'push' } });
    for (const { kind, name, ownerReferences } of cases) {
      const { message } = await functions.condition(name, 'Ready', 'False', 'NameConflict');
      const holder = ownerReferences.length === 0 ? 'no controller' : 'ConfigMap other';
      expect(message).toContain(`${kind} ${name}-worker (${holder})`);
      await functions.condition(name, 'Stalled', 'True', 'NameConflict');
      const { spec, metadata } = await functions.existing(kind, name);
      const old = before.get(name) as KubeObject;
      expect([name, spec]).toEqual([name, old.spec]);
      const touchedBy = (metadata.managedFields as { manager: string }[]).map(({ manager }) => manager);
      expect([name, touchedBy.filter((one) => one.startsWith('layer'))]).toEqual([
        name,
        ['layerc-test'].filter((one) => touchedBy.includes(one)),
      ]);
      for (const one of ['Deployment', 'Service', 'TriggerAuthentication', 'ScaledObject'] as const)
        if (one !== kind) expect([name, one, await functions.child(one, name)]).toEqual([name, one, null]);
    }
    for (const { kind, name } of cases) await cluster.client.delete(functions.path(kind, name));
    for (const { name } of cases) await functions.ready(name);
  });

  test('touches no object of others that appears in the last moment', async () => {
    const uid = crypto.randomUUID();
    const owner = { ...functions.manifest('late', {}), metadata: { name: 'late', namespace, uid } };
    const late = await cluster.client.create<KubeObject>(functions.foreign('Deployment', 'late', {}));
    // What we want differs from theirs in no field, so the server itself has no conflict to refuse.
    const desired = [ownedBy({ ...functions.deployment('late-worker'), spec: late.spec }, owner)];
    const forgotten = vi.fn();
    const port = connect({ kubeconfig: cluster.kubeconfig });
    const hands = {
      cluster: port,
      cache: new Cache(port, { watchNamespace: null, indexNamespace: null }, {} as never),
      // As it was a moment ago.
      holders: { holder: async () => null, forget: forgotten },
      differences: new KnownDifferences(),
      report: { writing: () => undefined, undone: () => undefined },
      contests: new Contests(),
      pace: new Pace({
        limit: () => 1,
        isKnown: () => true,
        settleMs: 0,
        wake: () => undefined,
        changed: () => undefined,
      }),
      allowedManagers: [],
      now: Date.now,
    };
    const policy = { by: 'keda', min: 5, max: 5 } as const;
    const attempt = applyObjects(owner, desired, policy, hands, new AbortController().signal);
    await expect(attempt).rejects.toMatchObject({ status: { code: 409 } });
    expect(forgotten).toHaveBeenCalledOnce();
    const { spec, metadata } = await functions.existing('Deployment', 'late');
    expect(spec).toEqual(late.spec);
    expect(metadata.ownerReferences).toBeUndefined();
    expect(JSON.stringify(metadata.managedFields)).not.toContain('layer-operator');
    await port.close();
  });

  test('takes over what is marked as its own, or what it is told to take', async () => {
    const labels = { 'app.kubernetes.io/managed-by': 'layerc', 'hevlayer.com/function': 'marked' };
    const made = async (name: string, more: object) =>
      cluster.client.create<KubeObject>(functions.foreign('Deployment', name, more));
    const marked = await made('marked', { labels });
    const told = await made('told', {});
    const fixed = { scaling: { mode: 'fixed' } };
    await functions.apply('marked');
    await functions.apply('told', fixed, { 'hevlayer.com/adopt': 'true' });
    await functions.ready('marked');
    await functions.ready('told');
    const owned = await functions.existing('Deployment', 'marked');
    expect(owned.metadata.uid).toBe(marked.metadata.uid);
    // It ran five, and KEDA goes on from there.
    expect((owned.spec as JsonObject).replicas).toBe(5);
    const taken = await functions.existing('Deployment', 'told');
    expect(taken.metadata.uid).toBe(told.metadata.uid);
    expect((taken.spec as JsonObject).replicas).toBe(2);
    for (const { metadata } of [owned, taken])
      expect(metadata.ownerReferences).toMatchObject([{ kind: 'Function', controller: true }]);
  });

  test('says what the server refuses', async () => {
    const selector = { matchLabels: { app: 'another' } };
    const foreign = functions.foreign('Deployment', 'fixed-selector', {});
    const template = {
      ...(foreign.spec as { template: object }).template,
      metadata: { labels: selector.matchLabels },
    };
    await cluster.client.create({ ...foreign, spec: { ...(foreign.spec as object), selector, template } });
    await functions.apply('fixed-selector', {}, { 'hevlayer.com/adopt': 'true' });
    const { message } = await functions.condition('fixed-selector', 'Ready', 'False', 'ApplyRefused');
    expect(message).toContain('field is immutable');
    await functions.condition('fixed-selector', 'Stalled', 'True', 'ApplyRefused');
  });

  test('makes the objects of a Function again that was deleted and came back', async () => {
    await functions.apply('again', { scaling: { mode: 'fixed' } });
    const first = (await functions.ready('again')).metadata.uid;
    const old = await functions.existing('Deployment', 'again');
    await cluster.client.delete(functions.path('Function', 'again'));
    await functions.apply('again', { scaling: { mode: 'fixed' } });
    const { uid } = (await functions.ready('again', 60_000)).metadata;
    expect(uid).not.toBe(first);
    const deployment = await functions.existing('Deployment', 'again');
    expect(deployment.metadata.uid).not.toBe(old.metadata.uid);
    expect(deployment.metadata.ownerReferences).toMatchObject([{ uid }]);

    // Orphans are marked as this Function's, so that they go on.
    const orphan = { propagationPolicy: 'Orphan' };
    await cluster.client.delete(functions.path('Function', 'again'), orphan);
    await until('the Function is gone', async () => (await functions.status('again')) === 404, 40_000);
    await functions.apply('again', { scaling: { mode: 'fixed' } });
    await functions.ready('again');
    expect((await functions.existing('Deployment', 'again')).metadata.uid).toBe(deployment.metadata.uid);
  }, 120_000);

  test('follows InfraRules in all Functions, and keeps the last good objects of those that it refuses', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `policy-${letter}`);
    for (const name of names) await functions.apply(name);
    for (const name of names) await functions.ready(name);
    const selectorOf = async (name: string) => {
      const { spec } = await functions.existing('Deployment', name);
      return (spec as { template: { spec: { nodeSelector: JsonObject } } }).template.spec.nodeSelector;
    };
    await cluster.client.apply(policy({ disk: 'fast' }));
    for (const name of names)
      await until(`${name} follows`, async () => (await selectorOf(name)).disk === 'fast');
    const versions = async () => {
      const objects = await Promise.all(names.map((name) => functions.existing('Deployment', name)));
      return objects.map(({ spec, metadata }) => [metadata.uid, metadata.generation, spec]);
    };
    const before = await versions();
    await cluster.client.apply(policy({}, ['other', 'third']));
    for (const name of names) {
      const { message } = await functions.condition(name, 'Ready', 'False', 'UnknownPool');
      expect(message).toContain('/spec/scaling/pool');
      await functions.condition(name, 'Stalled', 'True', 'UnknownPool');
      expect((await functions.existing('Function', name)).status).toMatchObject({
        managedObjects: [{ kind: 'Deployment' }, { kind: 'TriggerAuthentication' }, { kind: 'ScaledObject' }],
      });
    }
    expect(await versions()).toEqual(before);
    const { status } = await cluster.client.get<KubeObject>('/apis/hevlayer.com/v1alpha1/infrarules/default');
    expect(status).toMatchObject({ poolCount: 2, conditions: [{ type: 'Ready', status: 'True' }] });

    await cluster.client.delete('/apis/hevlayer.com/v1alpha1/infrarules/default');
    for (const name of names) await functions.condition(name, 'Ready', 'False', 'MissingInfraRules');
    expect(await versions()).toEqual(before);
    await cluster.client.apply(policy());
    for (const name of names) await functions.ready(name);
    for (const name of names) expect(await selectorOf(name)).not.toHaveProperty('disk');
  });

  test('names the metrics server that KEDA does not reach, in words that stay the same', async () => {
    await functions.apply('unread', { scaling: { replicas: { min: 0, max: 2 } } });
    let said = '';
    await until(
      () => `it says why: ${said}`,
      async () => {
        said = (await functions.condition('unread', 'Autoscaling', 'False', 'TriggerError', 60_000)).message;
        return said.includes('Is the metrics server http://layer-gateway');
      },
      60_000,
    );
    expect(said).toContain('no such host');
    // The query has the time of each try in it.
    expect(said).not.toMatch(/query=|time=/);
  }, 150_000);

  test('tells a thing that comes again as one event', async () => {
    await functions.apply('told-once');
    await functions.ready('told-once');
    for (let turn = 0; turn < 3; turn++) {
      await functions.apply('told-once', { scaling: { pool: 'nowhere' } });
      await functions.condition('told-once', 'Ready', 'False', 'UnknownPool');
      await functions.apply('told-once');
      await functions.ready('told-once');
    }
    let rows: string[] = [];
    const columns = 'custom-columns=R:.reason,T:.type,K:.regarding.kind,C:.series.count';
    const get = ['get', 'events.events.k8s.io', '-n', namespace, '--no-headers', '-o', columns];
    await until(
      () => `the events are told: ${rows.join('; ')}`,
      async () => {
        const { stdout } = await cluster.kubectl(get);
        rows = stdout
          .split('\n')
          .filter((row) => / Function /.test(row))
          .map((row) => row.trim().replace(/\s+/g, ' '))
          .filter((row) => /^(Applied|UnknownPool) /.test(row))
          .sort();
        return (
          rows.length === 2 &&
          /^Applied Normal Function [234]$/.test(rows[0] ?? '') &&
          /^UnknownPool Warning Function [23]$/.test(rows[1] ?? '')
        );
      },
    );
  });

  test('shows at a glance how a Function is', async () => {
    await functions.apply('glance', { paused: true });
    const { metadata, status } = await functions
      .condition('glance', 'Ready', 'True', 'Paused')
      .then(() => functions.existing('Function', 'glance'));
    expect((status as JsonObject).observedGeneration).toBe(metadata.generation);
    const { stdout } = await cluster.kubectl(['get', 'function', 'glance', '-n', namespace]);
    expect(stdout).toMatch(/NAME +.*READY/);
    expect(stdout).toMatch(/glance .*True .*Paused/);
    // An old status must not be taken for a new one.
    await functions.apply('glance', { paused: false });
    const wait = ['wait', 'function/glance', '-n', namespace, '--for=condition=Ready', '--timeout=20s'];
    expect((await cluster.kubectl(wait)).status).toBe(0);
    await functions.condition('glance', 'Ready', 'True', 'Applied');
    const { conditions } = (await functions.existing('Function', 'glance')).status as {
      conditions: { type: string; observedGeneration: number }[];
    };
    expect(new Set(conditions.map(({ observedGeneration }) => observedGeneration))).toEqual(new Set([2]));
    expect(conditions.map(({ type }) => type)).not.toContain('Reconciling');
    expect(conditions.map(({ type }) => type)).not.toContain('Stalled');
  });

  test('leaves the spec alone, with its nulls and its numbers of 64 bits', async () => {
    const raw = new RawClient(cluster.kubeconfig);
    try {
      const filter =
        '["Or", [["id", "Gte", -9223372036854775808], ["id", "Eq", 9007199254740993], ["tags_v", "Eq", null], ["n", "Lt", 0.1]]]';
      const text = JSON.stringify(functions.manifest('exact', {})).replace(
        '"spec":{',
        `"spec":{"filter":${filter},`,
      );
      const path = functions.path('Function', 'exact');
      const made = await raw.send('POST', path.replace(/\/exact$/, ''), { text, type: 'application/json' });
      expect([made.status, made.text.slice(0, 0)]).toEqual([201, '']);
      await functions.ready('exact');
      const after = read((await raw.send('GET', path)).text);
      expect(plain(after.spec as JsonObject)).toEqual(plain(read(made.text).spec as JsonObject));
      expect((after.metadata as JsonObject).generation).toBe(1);
      expect(plain((after.spec as JsonObject).filter as never)).toEqual(
        plain(JSON.parse('[1]') && (read(`f: ${filter}`).f as never)),
      );
    } finally {
      raw.close();
    }
  });

  test('warns of Functions that share a queue, as long as they do', async () => {
    const elsewhere = new Functions(cluster, await cluster.namespace());
    await functions.apply('shared');
    await functions.ready('shared');
    await elsewhere.apply('shared');
    for (const one of [functions, elsewhere]) {
      await one.ready('shared');
      await one.condition('shared', 'Warnings', 'True', 'SharedUdfId');
    }
    await cluster.client.delete(elsewhere.path('Function', 'shared'));
    await until('the warning goes', async () => {
      const { status } = await functions.existing('Function', 'shared');
      return !JSON.stringify(status).includes('SharedUdfId');
    });
  });

  test('follows the Indexes that a selector matches', async () => {
    const index = (name: string, label: string) => ({
      apiVersion: 'hevlayer.com/v1',
      kind: 'Index',
      metadata: { name, namespace },
      spec: { backend: { namespace: `${name}-rows` }, metadata: { labels: { app: label } } },
    });
    await cluster.client.apply(index('one', 'world'));
    await functions.apply('selecting', {
      targetNamespaces: undefined,
      indexSelector: { matchLabels: { app: 'world' } },
    });
    const active = async (wanted: readonly string[]) =>
      until(`activeNamespaces are ${wanted}`, async () => {
        const { status } = await functions.existing('Function', 'selecting');
        return JSON.stringify((status as JsonObject).activeNamespaces) === JSON.stringify(wanted);
      });
    await active(['one-rows']);
    await cluster.client.apply(index('two', 'world'));
    await active(['one-rows', 'two-rows']);
    await cluster.client.apply(index('one', 'other'));
    await active(['two-rows']);
    await functions.ready('selecting');
  });

  async function strategic(path: string, body: unknown): Promise<void> {
    const contentType = 'application/strategic-merge-patch+json';
    const { status } = await cluster.client.request('PATCH', path, { body, contentType });
    expect(status).toBe(200);
  }
});
