import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Diagnostic, Manifest } from '../../src/compiler/index.ts';
import type { Json, JsonObject } from '../../src/json/json.ts';
import type { OperatorConfig } from '../../src/operator/config.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { kindOf, metadataOf, pathOf } from './crd-cluster.ts';
import { compileFixture, fixtureDocuments, fixtureSettings, fixtures } from './fixtures.ts';
import { installCrds, type RunningOperator, startOperator, until, writesOf } from './operator-harness.ts';
import { applyText, RawClient, read } from './raw.ts';
import { differences } from './subset.ts';

const parts = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'keda',
] as const;

const documents = fixtureDocuments();

/** Why a document never reaches the operator. */
type Outside = 'unreadable' | 'not our kind' | 'a second of its name' | 'refused by the API server';

clusterSuite('the operator and every fixture', parts, () => {
  let cluster: ControlPlane;
  let raw: RawClient;
  let operator: RunningOperator;
  let config: Partial<OperatorConfig> = {};
  const outside: Record<string, Outside> = {};
  const refusals: Record<string, string> = {};
  const policies: Record<string, string> = {};

  beforeAll(async () => {
    cluster = await startControlPlane({ keda: true });
    raw = new RawClient(cluster.kubeconfig);
    await installCrds(cluster);
    const names = new Set(documents.map(({ value }) => namespaceOf(value)));
    for (const name of names)
      await cluster.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    // A pod without its service account is refused for that alone.
    for (const account of new Set(documents.flatMap(({ value }) => serviceAccount(value))))
      for (const namespace of names)
        await cluster.client.create({
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { name: account, namespace },
        });
    operator = startOperator(cluster, config);
  }, 180_000);

  afterAll(async () => {
    await operator?.stop();
    raw?.close();
    await cluster?.stop();
  });

  test.each(fixtures)('%s', async (fixture) => {
    await restartWith(fixture);
    const accepted = await applyAll(fixture);
    const { functions, diagnostics } = compileFixture(fixture, accepted);
    const rules = accepted.findIndex(({ value }) => metadataOf(value).name === 'default');
    const errorsOf = (source: number) =>
      diagnostics.filter((one) => one.severity === 'error' && one.source === source);
    try {
      for (const [source, { id, value }] of accepted.entries()) {
        if (kindOf(value) === 'InfraRules') await isReported(id, value as Json, errorsOf(source));
        if (kindOf(value) !== 'Function') continue;
        const own = errorsOf(source);
        const compiled = functions.find(({ document }) => document === source);
        if (compiled === undefined)
          await isRefused(id, value as Json, own.length > 0 ? own : errorsOf(rules));
        else await isMade(value as Json, compiled.objects);
      }
      await staysAtRest();
    } finally {
      for (const { value } of accepted.toReversed()) await raw.send('DELETE', pathOf(value as Json));
    }
  });

  test('none of them is passed over in silence', () => {
    expect(outside).toMatchInlineSnapshot(`
      {
        "error-api-version/function.yaml#0": "not our kind",
        "error-bad-cron/function.yaml#0": "refused by the API server",
        "error-duplicate-function/function.yaml#1": "a second of its name",
        "error-duplicate-infra-rules/infra-rules.yaml#1": "a second of its name",
        "error-duplicate-key/function.yaml#0": "unreadable",
        "error-duplicate-pool/infra-rules.yaml#0": "refused by the API server",
        "error-image/function.yaml#1": "refused by the API server",
        "error-infra-rules-name/infra-rules.yaml#0": "refused by the API server",
        "error-kind-typo/function.yaml#0": "not our kind",
        "error-merge-conflict/function.yaml#0": "unreadable",
        "error-min-over-max/function.yaml#0": "refused by the API server",
        "error-misread-text/function.yaml#0": "refused by the API server",
        "error-misread-text/function.yaml#1": "refused by the API server",
        "error-missing/function.yaml#0": "refused by the API server",
        "error-name-length/function.yaml#0": "refused by the API server",
        "error-name/function.yaml#0": "refused by the API server",
        "error-near-miss/functions.yaml#0": "not our kind",
        "error-near-miss/functions.yaml#1": "not our kind",
        "error-near-miss/functions.yaml#2": "not our kind",
        "error-near-miss/functions.yaml#3": "not our kind",
        "error-near-miss/functions.yaml#4": "not our kind",
        "error-no-targets/function.yaml#0": "refused by the API server",
        "error-not-an-object/function.yaml#0": "not our kind",
        "error-not-an-object/function.yaml#1": "not our kind",
        "error-not-an-object/function.yaml#2": "not our kind",
        "error-pool-protected/infra-rules.yaml#0": "refused by the API server",
        "error-ranges/function.yaml#0": "refused by the API server",
        "error-syntax/function.yaml#1": "unreadable",
        "error-tab/function.yaml#0": "unreadable",
        "error-types/function.yaml#0": "refused by the API server",
        "error-udf/function.yaml#0": "not our kind",
        "error-unknown-fields/function.yaml#0": "refused by the API server",
        "error-version-conflict/function.yaml#0": "refused by the API server",
        "other-kinds/function.yaml#1": "not our kind",
        "other-kinds/function.yaml#3": "not our kind",
      }
    `);
    expect(policies).toMatchInlineSnapshot(`
      {
        "error-invalid-pool/infra-rules.yaml#0": "InvalidPool",
        "error-pool-template/infra-rules.yaml#0": "InvalidPool",
      }
    `);
    expect(refusals).toMatchInlineSnapshot(`
      {
        "error-cron-always/function.yaml#0": "InvalidCron",
        "error-cron-month-end/function.yaml#0": "InvalidCron",
        "error-duplicate-pool/function.yaml#0": "MissingInfraRules",
        "error-image/function.yaml#0": "InvalidImage",
        "error-image/function.yaml#2": "InvalidImage",
        "error-image/function.yaml#3": "InvalidImage",
        "error-image/function.yaml#4": "InvalidImage",
        "error-image/function.yaml#5": "InvalidPodSpec",
        "error-infra-rules-name/function.yaml#0": "MissingInfraRules",
        "error-invalid-pool/function.yaml#0": "UnusablePool",
        "error-newer-field/function.yaml#0": "InvalidPodSpec",
        "error-no-infra-rules/function.yaml#0": "MissingInfraRules",
        "error-not-allowed/function.yaml#0": "SecretNotAllowed",
        "error-over-ceiling/function.yaml#0": "ReplicasOverCeiling",
        "error-over-pool-ceiling/function.yaml#0": "ReplicasOverPoolCeiling",
        "error-pod-security-restricted/function.yaml#0": "PodSecurityViolation",
        "error-pod-security/function.yaml#0": "PodSecurityViolation",
        "error-podspec-against-pool/function.yaml#0": "InvalidPodSpec",
        "error-podspec-invalid/function.yaml#0": "InvalidPodSpec",
        "error-podspec-lost-worker/function.yaml#0": "InvalidPodSpec",
        "error-podspec-metadata/functions.yaml#0": "InvalidPodSpec",
        "error-podspec-metadata/functions.yaml#1": "InvalidPodSpec",
        "error-podspec-metadata/functions.yaml#2": "InvalidPodSpec",
        "error-podspec-never-runs/function.yaml#0": "InvalidPodSpec",
        "error-podspec-repeated/function.yaml#0": "InvalidPodSpec",
        "error-podspec-shape/function.yaml#0": "InvalidPodSpec",
        "error-podspec-typo/function.yaml#0": "InvalidPodSpec",
        "error-pool-protected/function.yaml#0": "MissingInfraRules",
        "error-pool-template/functions.yaml#0": "UnusablePool",
        "error-pool-template/functions.yaml#1": "UnusablePool",
        "error-pool-template/functions.yaml#2": "UnusablePool",
        "error-pool-template/functions.yaml#3": "UnusablePool",
        "error-pool-template/functions.yaml#4": "UnusablePool",
        "error-pool-template/functions.yaml#6": "UnusablePool",
        "error-protected/function.yaml#0": "ProtectedField",
        "error-second-container/functions.yaml#0": "InvalidPodSpec",
        "error-second-container/functions.yaml#1": "InvalidPodSpec",
        "error-unknown-class-pool/function.yaml#0": "UnknownPool",
        "error-unknown-pool/function.yaml#0": "UnknownPool",
      }
    `);
  });

  test('at rest nothing is written, nor by an operator that starts', async () => {
    await restartWith('example');
    const chosen = new Map<string, string>();
    const pools = documents.find(({ id }) => id === 'example/infra-rules.yaml#0')?.text as string;
    for (const { fixture, text, value, errors } of documents)
      if (kindOf(value) === 'Function' && errors.length === 0 && !chosen.has(pathOf(value as Json)))
        if (documents.some((one) => one.fixture === fixture && one.text === pools))
          chosen.set(pathOf(value as Json), text);
    expect(chosen.size).toBeGreaterThan(5);
    await applyText(raw, '/apis/hevlayer.com/v1alpha1/infrarules/default', pools);
    for (const [path, text] of chosen) expect((await applyText(raw, path, text)).status).toBe(201);
    const wait = ['wait', 'functions', '-A', '--all', '--for=condition=Ready', '--timeout=40s'];
    const { status, stdout, stderr } = await cluster.kubectl(wait);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trim().split('\n')).toHaveLength(chosen.size);
    // KEDA takes its time to say how it is, and the autoscaler too.
    await staysAtRest(12_000, 120_000);

    const [writes, versions] = [await writesOf(operator), await versionsOf()];
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await writesOf(operator)).toEqual(writes);
    expect(await operator.stop()).toBe(0);
    operator = startOperator(cluster, config);
    await until('the operator looked at everything', () => operator.log.some(({ msg }) => msg === 'leading'));
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await writesOf(operator)).toEqual({});
    expect(await versionsOf()).toEqual(versions);
    for (const path of chosen.keys()) await raw.send('DELETE', path);
    await raw.send('DELETE', '/apis/hevlayer.com/v1alpha1/infrarules/default');
  }, 240_000);

  /** KEDA writes the status of its objects at every poll. */
  async function versionsOf(): Promise<Record<string, unknown>> {
    const versions: Record<string, unknown> = {};
    const version = { 'apps/v1/deployments': true, 'hevlayer.com/v1alpha1/functions': true };
    for (const path of [
      ...Object.keys(version),
      'hevlayer.com/v1alpha1/infrarules',
      'keda.sh/v1alpha1/scaledobjects',
      'keda.sh/v1alpha1/triggerauthentications',
    ])
      for (const { kind, metadata } of await itemsOf(`/apis/${path}`))
        versions[`${kind ?? path} ${metadata.namespace}/${metadata.name}`] =
          metadata[path.startsWith('keda.sh/') ? 'generation' : 'resourceVersion'];
    for (const { metadata } of await itemsOf('/api/v1/services'))
      versions[`Service ${metadata.namespace}/${metadata.name}`] = metadata.resourceVersion;
    return versions;
  }

  test('a deletion leaves nothing behind', async () => {
    for (const path of [
      'apps/v1/deployments',
      'keda.sh/v1alpha1/scaledobjects',
      'keda.sh/v1alpha1/triggerauthentications',
    ])
      await until(`all ${path} are gone`, async () => (await itemsOf(`/apis/${path}`)).length === 0, 40_000);
    const services = (await itemsOf('/api/v1/services')).filter(
      ({ metadata }) => metadata.name !== 'kubernetes',
    );
    expect(services.map(({ metadata }) => metadata.name)).toEqual(['keda-metrics-apiserver']);
  });

  async function restartWith(fixture: string): Promise<void> {
    const wanted = fixtureSettings(fixture);
    if (JSON.stringify(wanted) === JSON.stringify(config)) return;
    await operator.stop();
    config = wanted;
    operator = startOperator(cluster, config);
  }

  /** Applies what the server takes, Functions last, and gives it; the rest is listed. */
  async function applyAll(fixture: string) {
    const accepted: { id: string; text: string; value: Json; problems: [] }[] = [];
    const last = (value: Json) => ['Index', 'InfraRules', 'Function'].indexOf(kindOf(value) ?? '');
    const own = documents.filter((one) => one.fixture === fixture);
    for (const { id, value } of own) {
      if (value === undefined) outside[id] = 'unreadable';
      else if (kindOf(value) === null) outside[id] = 'not our kind';
    }
    const ours = own
      .flatMap(({ id, text, value }) =>
        value === undefined || kindOf(value) === null ? [] : [{ id, text, value, problems: [] as [] }],
      )
      .sort((a, b) => last(a.value) - last(b.value));
    for (const one of ours) {
      const path = pathOf(one.value);
      if (accepted.some(({ value }) => pathOf(value) === path)) {
        outside[one.id] = 'a second of its name';
        continue;
      }
      const { status } = await applyText(raw, path, one.text);
      if (status >= 300) outside[one.id] = 'refused by the API server';
      else accepted.push(one);
      // The Functions come when the operator knows the pools.
      if (status < 300 && kindOf(one.value) === 'InfraRules') await observed(one.value);
    }
    return accepted;
  }

  async function observed(value: Json): Promise<JsonObject> {
    let found: JsonObject = {};
    await until(
      () => `${pathOf(value)} has a status: ${JSON.stringify(found.status)}`,
      async () => {
        found = read((await raw.send('GET', pathOf(value))).text);
        return (found.status as JsonObject | undefined)?.observedGeneration === metadataOf(found).generation;
      },
    );
    return found;
  }

  async function isReported(id: string, value: Json, errors: readonly Diagnostic[]): Promise<void> {
    const { status, spec } = await observed(value);
    const { poolCount } = status as JsonObject;
    expect(poolCount).toBe((spec as { computePools: unknown[] }).computePools.length);
    const ready = conditionOf(status, 'Ready');
    const [first] = errors;
    expect([ready?.status, ready?.reason]).toEqual(
      first === undefined ? ['True', 'Accepted'] : ['False', first.code],
    );
    saysAll(
      ready?.message,
      errors.map(({ message }) => message),
    );
    if (first !== undefined) policies[id] = first.code;
  }

  /** A status takes the first four thousand characters. */
  function saysAll(said = '', expected: readonly string[]): void {
    const isClipped = said.length >= 4_096 && said.endsWith('…');
    const missing = expected.filter((text) => !said.includes(text));
    expect(isClipped ? missing.length < expected.length : missing).toEqual(isClipped ? true : []);
  }

  async function isRefused(id: string, value: Json, errors: readonly Diagnostic[]): Promise<void> {
    const [first] = errors;
    expect(first).toBeDefined();
    refusals[id] = first?.code ?? '';
    const { metadata, status } = await readyIs(value, 'False', first?.code);
    saysAll(
      conditionOf(status, 'Ready')?.message,
      errors.flatMap(({ message, pointer }) => [message, pointer]),
    );
    expect(conditionOf(status, 'Stalled')).toMatchObject({ status: 'True', reason: first?.code });
    expect(conditionOf(status, 'Reconciling')).toBeUndefined();
    expect((status as JsonObject).managedObjects).toEqual([]);
    const { uid } = metadata as JsonObject;
    for (const { metadata } of await itemsOf('/apis/apps/v1/deployments'))
      expect(JSON.stringify(metadata)).not.toContain(uid as string);
  }

  async function isMade(value: Json, objects: readonly Manifest[]): Promise<void> {
    const owner = await readyIs(value, 'True');
    const { uid, name } = metadataOf(owner);
    for (const object of objects) {
      const path = await cluster.client.objectPath(object as unknown as KubeObject);
      const live = read((await raw.send('GET', path)).text);
      const id = `${object.kind} ${object.metadata.name}`;
      expect(differences(object as unknown as Json, live), id).toEqual([]);
      const { labels, annotations, ownerReferences, finalizers } = metadataOf(live);
      expect(ownerReferences, id).toEqual([
        {
          apiVersion: 'hevlayer.com/v1alpha1',
          kind: 'Function',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ]);
      expect(without(labels, 'scaledobject.keda.sh/name'), `labels of ${id}`).toEqual(
        object.metadata.labels ?? {},
      );
      expect(without(annotations, 'deployment.kubernetes.io/revision'), `annotations of ${id}`).toEqual(
        (object.metadata as { annotations?: object }).annotations ?? {},
      );
      // KEDA puts its own there when it gets to it.
      const others = ((finalizers ?? []) as string[]).filter((one) => one !== 'finalizer.keda.sh');
      expect(others, `finalizers of ${id}`).toEqual([]);
    }
    const { managedObjects } = owner.status as { managedObjects: { kind: string; name: string }[] };
    expect(managedObjects.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(
      objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort(),
    );
  }

  /** The Function when its Ready is as it should be, and is of its newest spec. */
  async function readyIs(value: Json, status: string, reason?: string): Promise<JsonObject> {
    let found: JsonObject = {};
    await until(
      () => `${pathOf(value)} is Ready=${status}: ${JSON.stringify(found.status, null, 1)}`,
      async () => {
        found = read((await raw.send('GET', pathOf(value))).text);
        const ready = conditionOf(found.status, 'Ready');
        const { generation } = metadataOf(found);
        return (
          ready?.status === status &&
          (reason === undefined || ready.reason === reason) &&
          (found.status as JsonObject).observedGeneration === generation
        );
      },
      // The garbage collector learns of new kinds every 30 s, and what an earlier fixture left has to go.
      45_000,
    );
    return found;
  }

  /** Nothing is written any more, after what the controllers and KEDA say has been taken into the status. */
  async function staysAtRest(calmMs = 100, timeout = 30_000): Promise<void> {
    const writes = () => writesOf(operator);
    await vi.waitFor(
      async () => {
        const before = await writes();
        await new Promise((resolve) => setTimeout(resolve, calmMs));
        expect(await writes()).toEqual(before);
      },
      { timeout, interval: 0 },
    );
  }

  async function itemsOf(path: string): Promise<KubeObject[]> {
    return (await cluster.client.get<{ items: KubeObject[] }>(path)).items;
  }
});

function namespaceOf(value: Json | undefined): string {
  const { namespace } = metadataOf(value);
  return typeof namespace === 'string' && /^[a-z0-9-]+$/.test(namespace) ? namespace : 'default';
}

/** The one that the pods of a Function name. */
function serviceAccount(value: Json | undefined): string[] {
  const { worker } = ((value as JsonObject | undefined)?.spec ?? {}) as { worker?: { podSpec?: JsonObject } };
  const name = worker?.podSpec?.serviceAccountName;
  return typeof name === 'string' ? [name] : [];
}

type Condition = {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
};

function conditionOf(status: unknown, type: string): Condition | undefined {
  return (status as { conditions?: Condition[] } | undefined)?.conditions?.find((one) => one.type === type);
}

function without(fields: unknown, name: string): object {
  const { [name]: _, ...others } = (fields ?? {}) as Record<string, unknown>;
  return others;
}
