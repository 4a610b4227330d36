import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Code, compile, type Diagnostic, type Settings } from '../../src/compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../../src/json/json.ts';
import { ANSWERS } from '../../src/operator/admission/answers.ts';
import type { AdmissionMode } from '../../src/operator/admission/policies.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { AdmissionWorld, saidByPolicies, saySame } from './admission-world.ts';
import { kindOf, metadataOf, pathOf } from './crd-cluster.ts';
import { type FixtureDocument, fixtureDocuments, fixtureSettings, fixtures } from './fixtures.ts';
import { installCrds, until } from './operator-harness.ts';
import { applyText, type RawAnswer, RawClient, read } from './raw.ts';
import { VENDOR_CRDS } from './vendor-crds.ts';

/** Whose CustomResourceDefinitions, and what a fixture has to show under them; the others they refuse before, as hev's do
 * InfraRules with the fields of layerc. */
const SHAPES: { readonly [whose: string]: { readonly vendor: boolean; readonly shown: readonly Code[] } } = {
  'our own': {
    vendor: false,
    shown: [
      'DeviceNotAllowed',
      'NodeNameNotAllowed',
      'PodSecurityViolation',
      'PriorityClassNotAllowed',
      'ProtectedField',
      'ReplicasOverCeiling',
      'ReplicasOverPoolCeiling',
      'SecretNotAllowed',
      'ServiceAccountNotAllowed',
      'UnknownPool',
    ],
  },
  "hev's": {
    vendor: true,
    shown: [
      'DuplicatePool',
      'InvalidCron',
      'InvalidInfraRulesName',
      'InvalidName',
      'MinOverMax',
      'NoTargets',
      'NodeNameNotAllowed',
      'PodSecurityViolation',
      'ReplicasOverCeiling',
      'ReplicasOverPoolCeiling',
      'UnknownPool',
    ],
  },
};

const documents = fixtureDocuments();

const PROBE_RULES: JsonObject = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'InfraRules',
  metadata: { name: 'default' },
  spec: { computePools: [{ name: 'probe', kind: 'cpu', maxReplicasPerWorkload: 1000 }] },
};

clusterSuite('the policies for admission', ['etcd', 'kube-apiserver'], () => {
  describe.each(Object.entries(SHAPES))('under CustomResourceDefinitions: %s', (_, { vendor, shown }) => {
    let cluster: ControlPlane;
    let raw: RawClient;
    let world: AdmissionWorld;
    let installed = '';

    beforeAll(async () => {
      cluster = await startControlPlane();
      raw = new RawClient(cluster.kubeconfig);
      world = new AdmissionWorld(cluster);
      if (vendor) for (const crd of VENDOR_CRDS) await cluster.client.apply(crd);
      else await installCrds(cluster);
      for (const path of ['functions', 'infrarules'])
        await until(`${path} are served`, async () => {
          const { status } = await raw.send('GET', `/apis/hevlayer.com/v1alpha1/${path}`);
          return status === 200;
        });
      const namespaces = new Set(documents.map(({ value }) => metadataOf(value).namespace));
      for (const name of namespaces)
        if (typeof name === 'string' && name !== 'default')
          await cluster.client.request('POST', '/api/v1/namespaces', {
            body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
          });
      await world.watchParameter();
    }, 120_000);

    afterAll(async () => {
      raw?.close();
      await cluster?.stop();
    });

    const judged: Judged[] = [];

    test('warn at the apply in the words of the compiler, and of nothing else', async () => {
      for (const fixture of inOrderOfSettings()) judged.push(...(await judge(fixture)));
      const alone = judged.flatMap(({ id, words, errors }) =>
        words.filter((text) => !errors.some((one) => saySame(text, one))).map((text) => `${id}: ${text}`),
      );
      expect(alone, 'what the policies alone say').toEqual([]);
      const missed = judged.flatMap(({ id, words, errors }) =>
        errors
          .filter(({ code }) => ANSWERS[code]?.by === 'policy')
          .filter(({ code }) => !words.some((text) => text.startsWith(`${code}: `)))
          .map(({ code, message }) => `${id}: ${code} ${message}`),
      );
      expect(missed, 'what the policies do not say').toEqual([]);
      const found = judged.flatMap(({ words }) => words.map((text) => text.slice(0, text.indexOf(':'))));
      expect([...new Set(found)].sort()).toEqual(shown);
      expect(judged.filter(({ words }) => words.length === 0).length).toBeGreaterThan(80);
    }, 280_000);

    test('refuse the same with one of these words', async () => {
      const faulty = judged.filter(({ words }) => words.length > 0);
      expect(faulty.length).toBeGreaterThan(5);
      const refused = new Set(faulty.map(({ document }) => document.value));
      for (const { document, words, rules, settings } of faulty) {
        await inForce('deny', settings);
        // InfraRules that are refused themselves do not get there.
        if (rules !== undefined && refused.has(rules) && document.value !== rules) continue;
        await world.setRules(document.value === rules ? undefined : rules);
        const { status, text } = await send(document);
        expect([document.id, status]).toEqual([document.id, 422]);
        const [refusal = ''] = saidByPolicies([String(read(text).message)]);
        const isWarnedOf = words.some((warned) => refusal.startsWith(warned));
        expect([document.id, refusal, isWarnedOf]).toEqual([document.id, refusal, true]);
      }
    }, 280_000);

    interface Judged {
      readonly id: string;
      readonly document: FixtureDocument;
      readonly settings: Settings;
      readonly rules: JsonObject | undefined;
      /** What is warned of. */
      readonly words: readonly string[];
      /** What the compiler says of the object as the server would keep it. */
      readonly errors: readonly Diagnostic[];
    }

    async function judge(fixture: string): Promise<readonly Judged[]> {
      const { settings, stockPools } = fixtureSettings(fixture);
      const own = documents.filter((one) => one.fixture === fixture && kindOf(one.value) !== null);
      await inForce('warn', settings);
      const found: Judged[] = [];
      const [infraRules, functions] = ['InfraRules', 'Function'].map((kind) =>
        own.filter(({ value }) => kindOf(value) === kind),
      ) as [FixtureDocument[], FixtureDocument[]];
      // InfraRules before they are there: what leaves a spec as it is passes.
      const answers = await Promise.all(infraRules.map(send));
      const rules = await storedRules(own);
      for (const [index, document] of [...infraRules, ...functions].entries()) {
        const answer = answers[index] ?? (await send(document));
        // What a CustomResourceDefinition refuses, no policy sees.
        if (answer.status >= 300) continue;
        const errors = errorsOf(read(answer.text), rules?.stored, settings, stockPools);
        const words = saidByPolicies(answer.warnings);
        found.push({ id: document.id, document, settings, rules: rules?.given, words, errors });
      }
      return found;
    }

    /** InfraRules/default of the fixture in the cluster, as they are given and as the server keeps them. */
    async function storedRules(own: readonly FixtureDocument[]) {
      const given = own.filter(({ value }) => kindOf(value) === 'InfraRules');
      const last = given.filter(({ value }) => metadataOf(value).name === 'default').at(-1);
      const taken = last === undefined ? undefined : await send(last);
      const rules = taken !== undefined && taken.status < 300 ? (last?.value as JsonObject) : undefined;
      await world.setRules(rules);
      if (rules === undefined) return undefined;
      return { given: rules, stored: read((await raw.send('GET', pathOf(rules))).text) };
    }

    /** Nothing is kept of it. */
    function send({ value, text }: FixtureDocument): Promise<RawAnswer> {
      return applyText(raw, pathOf(value as Json), text, '&dryRun=All&fieldValidation=Ignore&force=true');
    }

    async function inForce(mode: AdmissionMode, settings: Settings): Promise<void> {
      const { maxReplicasCeiling, gatewaySecretName } = settings;
      const wanted = JSON.stringify([mode, maxReplicasCeiling, gatewaySecretName]);
      if (wanted === installed) return;
      // Whether InfraRules are there is asked elsewhere.
      await world.install({ mode, settings, stockPools: true });
      installed = wanted;
      await world.setRules(PROBE_RULES);
      const ceiling = `over the ceiling of ${maxReplicasCeiling} for`;
      await until(`the policies ${wanted} are in force`, async () => {
        const own = await probe(maxReplicasCeiling + 1, {});
        const pods = await probe(1, { nodeName: 'probe' });
        return [own, pods].every(
          ({ status, warnings, text }, index) =>
            status === (mode === 'deny' ? 422 : 201) &&
            [...warnings, text].some((said) => said.includes(index === 0 ? ceiling : 'NodeNameNotAllowed: ')),
        );
      });
    }

    function probe(max: number, podSpec: JsonObject): Promise<RawAnswer> {
      const spec = {
        targetNamespaces: ['probe'],
        version: 'v1',
        worker: { image: 'example.com/probe:1', podSpec },
        scaling: { pool: 'probe', replicas: { max } },
      };
      const value = {
        apiVersion: 'hevlayer.com/v1alpha1',
        kind: 'Function',
        metadata: { name: 'probe' },
        spec,
      };
      return applyText(
        raw,
        pathOf(value as Json),
        JSON.stringify(value),
        '&dryRun=All&fieldValidation=Ignore&force=true',
      );
    }
  });
});

/** Those of the same settings one after the other. */
function inOrderOfSettings(): readonly string[] {
  const key = (fixture: string) => JSON.stringify(fixtureSettings(fixture));
  return fixtures.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function errorsOf(
  object: JsonObject,
  rules: JsonObject | undefined,
  settings: Settings,
  stockPools: boolean,
): readonly Diagnostic[] {
  const isRules = object.kind === 'InfraRules';
  const inputs = [object, ...(isRules || rules === undefined ? [] : [rules])];
  const { diagnostics } = compile(inputs.map(withoutStatus), settings, stockPools);
  return diagnostics.filter(({ severity, source }) => severity === 'error' && source === 0);
}

function withoutStatus({ status: _, metadata, ...rest }: JsonObject): JsonObject {
  const { name, namespace, labels, annotations } = isObject(metadata) ? metadata : {};
  const kept = { name, namespace, labels, annotations };
  return {
    ...rest,
    metadata: Object.fromEntries(
      Object.entries(kept).filter(([, value]) => value !== undefined),
    ) as JsonObject,
  };
}
