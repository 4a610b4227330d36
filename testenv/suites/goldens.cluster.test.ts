import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Manifest } from '../../src/compiler/index.ts';
import type { Json, JsonObject } from '../../src/json/json.ts';
import { printYaml } from '../../src/text/yaml/print.ts';
import type { KubeObject } from '../api.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { compileFixture, fixtureDocuments, fixtures } from './fixtures.ts';
import { podOf } from './pod-verdict.ts';
import { unansweredWarnings } from './pod-warned.ts';
import { applyText, type RawAnswer, RawClient, read } from './raw.ts';
import { differences } from './subset.ts';

/** The level that a namespace is held to: what InfraRules of the fixture allow, by their text. */
function labels(fixture: string): { readonly [label: string]: string } {
  const rules = join('fixtures', fixture, 'infra-rules.yaml');
  const isFree = existsSync(rules) && /podSecurity: privileged/.test(readFileSync(rules, 'utf8'));
  const level = isFree ? 'privileged' : 'baseline';
  return { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/warn': level };
}

const refused = new Set(
  fixtureDocuments().flatMap(({ fixture, errors }) => (errors.length > 0 ? [fixture] : [])),
);

const goldens = fixtures
  .filter((fixture) => !refused.has(fixture))
  .map((fixture) => [fixture, compileFixture(fixture).functions.flatMap(({ objects }) => objects)] as const)
  .filter(([, objects]) => objects.length > 0);

const parts = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'keda',
] as const;

clusterSuite('the objects of every fixture', parts, () => {
  let cluster: ControlPlane;
  let raw: RawClient;

  beforeAll(async () => {
    cluster = await startControlPlane({ keda: true });
    raw = new RawClient(cluster.kubeconfig);
    const names = new Set(
      goldens.flatMap(([, objects]) => objects.map(({ metadata }) => metadata.namespace)),
    );
    for (const name of names) await enforce(name, labels(''));
  }, 180_000);

  afterAll(async () => {
    raw?.close();
    await cluster?.stop();
  });

  test.each(goldens)(
    '%s',
    async (fixture, objects) => {
      try {
        const names = new Set(objects.map(({ metadata }) => metadata.namespace));
        for (const name of names) await enforce(name, labels(fixture));
        for (const object of objects) await appliesCleanly(object);
        for (const object of objects) await staysAsItIs(object);
      } finally {
        await Promise.all(objects.map(remove));
      }
    },
    60_000,
  );

  async function enforce(name: string, labels: object): Promise<void> {
    await cluster.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
    const account = `/api/v1/namespaces/${name}/serviceaccounts/default`;
    await vi.waitUntil(async () => (await raw.send('GET', account)).status === 200, { timeout: 20_000 });
  }

  async function appliesCleanly(object: Manifest): Promise<void> {
    const id = `${object.kind} ${object.metadata.name}`;
    // The text that we print is the body: what the server reads in it is checked along with what it says.
    const applied = await applyText(raw, await pathOf(object), printYaml([object]));
    expect(outcomeOf(applied, object), id).toBe('201');
    expect(differences(object, read(applied.text)), id).toEqual([]);
    if (object.kind === 'Deployment') await podIsAdmitted(object);
  }

  /** Pod Security looks at pods when they are made, and a Deployment of none would never show it. */
  async function podIsAdmitted(deployment: Manifest): Promise<void> {
    const { name, namespace } = deployment.metadata;
    for (const named of namedBy(podOf(deployment).spec as JsonObject, namespace))
      await cluster.client.apply(named);
    const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`;
    const made = await raw.send('POST', path, {
      text: printYaml([podOf(deployment)]),
      type: 'application/yaml',
    });
    // It warns again of what it warned of in the template, and of requests that it has made from limits.
    expect([made.status, made.status < 300 ? '' : made.text], `pod of ${name}`).toEqual([201, '']);
  }

  /** Others write to the object too, so the version may move between reading it and applying again. */
  async function staysAsItIs(object: Manifest): Promise<void> {
    const path = await pathOf(object);
    await vi.waitFor(
      async () => {
        const before = read((await raw.send('GET', path)).text);
        const again = read((await applyText(raw, path, printYaml([object]))).text);
        expect(versionOf(again), `version of ${object.kind}`).toBe(versionOf(before));
        expect(differences(object, again)).toEqual([]);
      },
      { timeout: 10_000, interval: 200 },
    );
  }

  async function remove(object: Manifest): Promise<void> {
    const path = await pathOf(object);
    await raw.send('DELETE', path);
    await vi.waitUntil(async () => (await raw.send('GET', path)).status === 404, { timeout: 30_000 });
  }

  function pathOf(object: Manifest): Promise<string> {
    return cluster.client.objectPath(object as unknown as KubeObject);
  }
});

/** What a pod names has to be there. */
function namedBy(pod: JsonObject, namespace: string): KubeObject[] {
  const { serviceAccountName, priorityClassName, runtimeClassName } = pod as { [field: string]: string };
  return [
    ...(serviceAccountName
      ? [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: serviceAccountName, namespace } }]
      : []),
    ...(priorityClassName
      ? [
          {
            apiVersion: 'scheduling.k8s.io/v1',
            kind: 'PriorityClass',
            metadata: { name: priorityClassName },
            value: 1000,
          },
        ]
      : []),
    ...(runtimeClassName
      ? [
          {
            apiVersion: 'node.k8s.io/v1',
            kind: 'RuntimeClass',
            metadata: { name: runtimeClassName },
            handler: 'any',
          },
        ]
      : []),
  ];
}

/** The status, with all that may be said against it, but for warnings that layerc gives too. */
function outcomeOf({ status, warnings, text }: RawAnswer, object: Manifest): string {
  const news = object.kind === 'Deployment' ? unansweredWarnings(object, warnings) : warnings;
  return [status, ...news, ...(status < 300 ? [] : [text])].join('; ');
}

function versionOf({ metadata }: JsonObject): Json | undefined {
  return (metadata as JsonObject).resourceVersion;
}
