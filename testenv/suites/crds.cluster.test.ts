import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { printCrds } from '../../src/cli/crds.ts';
import { type Code, isObject, type Json, type JsonObject } from '../../src/compiler/index.ts';
import { withDefaults, withoutNulls } from '../../src/schema/defaults.ts';
import type { Kind } from '../../src/schema/fields.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { type FixtureDocument, fixtureDocuments } from './fixtures.ts';
import { applyText, plain, type RawAnswer, RawClient, read } from './raw.ts';

const FILTERS = [
  '["And", [["id", "Eq", 9223372036854775807], ["id", "Gte", -9223372036854775808], ["id", "Lt", 9007199254740993]]]',
  '["Or", [["tags_v", "Eq", null], ["price", "Lt", 0.1], ["price", "Gt", 1e21], ["score", "Lt", 1.10], ["n", "Eq", 1.0]]]',
  '{"a": null, "b": {"c": null, "d": [null, {"e": null}]}, "f": [], "g": {}, "": "", "no": "no", "1_000": "0o14"}',
  '["text", "Eq", "a\\u0000\\u007f\\u2028 \\ufeff 漢字 🙂 \\"quoted\\" <&>"]',
  '[[[[[[[[[[[[[[[[true]]]]]]]]]]]]]]]]',
  '"plain"',
  'false',
];

/** Why a server accepts what the compiler refuses. */
type OnlyCompiler = { readonly code: Code; readonly fixture?: string; readonly why: string };

const ONLY_THE_COMPILER: readonly OnlyCompiler[] = [
  { code: 'DuplicateFunction', why: 'to a server the second one is a change of the first' },
  { code: 'DuplicateInfraRules', why: 'to a server the second one is a change of the first' },
  { code: 'MissingInfraRules', why: 'it is about an object that is not there' },
  { code: 'UnknownPool', why: 'the pools are in another object' },
  { code: 'ReplicasOverPoolCeiling', why: 'the ceiling is in another object' },
  { code: 'ReplicasOverCeiling', why: 'the ceiling is a setting of the installation' },
  { code: 'InvalidPodSpec', why: 'what the patch makes depends on the pool, and a patch has no schema' },
  { code: 'InvalidPool', why: 'a CRD cannot refer to the rules for pods' },
  {
    code: 'InvalidCron',
    fixture: 'error-cron-month-end',
    why: 'each field is in order; only the end of the window, reckoned from the lease, cannot be said in cron',
  },
];

const KINDS: { readonly [kind in Kind]: { readonly path: string; readonly plural: string } } = {
  Function: { path: 'hevlayer.com/v1alpha1', plural: 'functions' },
  InfraRules: { path: 'hevlayer.com/v1alpha1', plural: 'infrarules' },
  Index: { path: 'hevlayer.com/v1', plural: 'indexes' },
};

clusterSuite('the CRDs', ['etcd', 'kube-apiserver', 'kubectl'], () => {
  let cluster: ControlPlane;
  let raw: RawClient;
  let installation: RawAnswer[];

  beforeAll(async () => {
    cluster = await startControlPlane();
    raw = new RawClient(cluster.kubeconfig);
    const texts = printCrds('yaml').split(/^---$/m);
    installation = await Promise.all(
      texts.map((text) => {
        const name = (read(text).metadata as JsonObject).name;
        return applyText(raw, `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`, text);
      }),
    );
    for (const { path, plural } of Object.values(KINDS)) {
      await vi.waitUntil(
        async () => (await raw.send('GET', `/apis/${path}/${plural}`)).status === 200,
        20_000,
      );
    }
  }, 120_000);

  afterAll(async () => {
    raw?.close();
    await cluster?.stop();
  });

  test('install without a warning', async () => {
    expect(installation.map(({ status, warnings }) => [status, warnings])).toEqual(
      installation.map(() => [201, []]),
    );
    const waited = await cluster.kubectl([
      ...['wait', '--for=condition=Established', '--timeout=20s', 'crd'],
      ...Object.values(KINDS).map(({ plural }) => `${plural}.hevlayer.com`),
    ]);
    expect(waited).toMatchObject({ status: 0, stderr: '' });
  });

  describe('fixtures', () => {
    const documents = fixtureDocuments();
    const ours = documents.filter(({ value }) => kindOf(value) !== null);
    const faulty = documents.filter(({ errors }) => errors.length > 0);

    beforeAll(async () => {
      const namespaces = new Set(ours.map(({ value }) => metadataOf(value).namespace));
      for (const name of namespaces) {
        if (typeof name !== 'string' || name === 'default') continue;
        await raw.send('POST', '/api/v1/namespaces', {
          text: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
          type: 'application/json',
        });
      }
    });

    test('a valid one is accepted and comes back with the defaults that the compiler assumes', async () => {
      const valid = ours.filter(({ errors }) => errors.length === 0);
      expect(valid.length).toBeGreaterThan(100);
      for (const { id, text, value } of valid) {
        const path = pathOf(value as Json);
        const applied = await applyText(raw, path, text);
        expect([id, applied.status, applied.warnings, applied.text]).toEqual([
          id,
          201,
          [],
          expect.anything(),
        ]);
        const stored = read((await raw.send('GET', path)).text);
        const { status, metadata, ...rest } = stored;
        const kind = kindOf(value) as Kind;
        const { metadata: _, ...expected } = withDefaults(kind, value as JsonObject);
        // A null stays where the schema allows one; to the compiler it is an absent field everywhere.
        expect(plain(withoutNulls(kind, rest)), id).toEqual(plain(expected as unknown as Json));
        expect(metadata, id).toMatchObject(metadataOf(value));
        expect(isObject(status) ? status.observedGeneration : undefined, id).toBe(
          kind === 'Index' ? undefined : -1,
        );
        await raw.send('DELETE', path);
      }
    }, 120_000);

    test('one with a fault that the object shows is refused', async () => {
      const used = new Set<OnlyCompiler>();
      for (const document of faulty) {
        const { id, fixture, errors } = document;
        const rows = errors.map((code) =>
          ONLY_THE_COMPILER.find((row) => row.code === code && (row.fixture ?? fixture) === fixture),
        );
        const outcome = await dryRun(document);
        expect(`${id} ${errors.join(', ')}: ${outcome}`).toMatch(
          rows.includes(undefined) ? REFUSED : / accepted$/,
        );
        for (const row of rows) if (row !== undefined) used.add(row);
      }
      expect(
        ONLY_THE_COMPILER.filter((row) => !used.has(row)),
        'rows that no fixture shows',
      ).toEqual([]);
    }, 120_000);

    // The text goes to the server itself where there is an address for it: kubectl would hide a key given twice.
    async function dryRun({ text, value }: FixtureDocument): Promise<string> {
      if (value === undefined || kindOf(value) !== null) {
        const answer = await applyText(
          raw,
          value === undefined ? pathIn(text) : pathOf(value),
          text,
          '&dryRun=All',
        );
        return answer.status < 300 ? 'accepted' : answer.text;
      }
      const args = ['apply', '--server-side', '--dry-run=server', '-f', '-'];
      const { status, stderr } = await cluster.kubectl(args, text);
      return status === 0 ? 'accepted' : stderr;
    }
  });

  describe('a Function', () => {
    let path: string;
    let namespace: string;

    beforeAll(async () => {
      namespace = await cluster.namespace();
      path = `/apis/${KINDS.Function.path}/namespaces/${namespace}/functions/tag-products`;
    });

    beforeEach(() => raw.send('DELETE', path));

    const withFilter = (filter: string, version = '') =>
      `{"apiVersion": "hevlayer.com/v1alpha1", "kind": "Function",
        "metadata": {"name": "tag-products", "namespace": "${namespace}", "resourceVersion": "${version}"},
        "spec": {"targetNamespaces": ["products"], "worker": {"image": "example.com/tag:1"},
          "scaling": {"pool": "cpu", "replicas": {"max": 4}}, "filter": ${filter}}}`;
    const filterOf = (text: string) => plain((read(text).spec as JsonObject).filter as Json);
    const send = (method: 'POST' | 'PUT', filter: string, version = '') =>
      raw.send(method, method === 'PUT' ? path : path.slice(0, path.lastIndexOf('/')), {
        text: withFilter(filter, version),
        type: 'application/json',
      });
    const versionOf = ({ text }: RawAnswer) => metadataOf(read(text)).resourceVersion as string;

    test.each(FILTERS)('gives the filter %s back after create, replace and apply', async (filter) => {
      const wanted = filterOf(withFilter(filter));
      const created = await send('POST', filter);
      expect([created.status, filterOf(created.text)]).toEqual([201, wanted]);
      const other = await send('PUT', '"something else"', versionOf(created));
      const replaced = await send('PUT', filter, versionOf(other));
      expect([replaced.status, filterOf(replaced.text)]).toEqual([200, wanted]);
      await raw.send('DELETE', path);
      const applied = await applyText(raw, path, withFilter(filter));
      expect([applied.status, filterOf(applied.text)]).toEqual([201, wanted]);
      expect(filterOf((await raw.send('GET', path)).text)).toEqual(wanted);
    });

    test('has no filter when that is null', async () => {
      expect(filterOf((await send('POST', 'null')).text)).toBeUndefined();
    });

    test('has a status of its own, into which managers put their conditions side by side', async () => {
      const created = read((await applyText(raw, path, withFilter('{}'))).text);
      expect(created.status).toMatchObject({ conditions: [], observedGeneration: -1 });
      const report = (manager: string, type: string, status: string) =>
        applyText(
          raw,
          `${path}/status`,
          JSON.stringify({
            apiVersion: 'hevlayer.com/v1alpha1',
            kind: 'Function',
            metadata: { name: 'tag-products', namespace },
            spec: { paused: true },
            status: {
              observedGeneration: 1,
              conditions: [
                {
                  type,
                  status,
                  reason: 'Seen',
                  message: '',
                  lastTransitionTime: '2026-01-31T12:00:00Z',
                  observedGeneration: 1,
                },
              ],
            },
          }),
          `&fieldManager=${manager}&force=true`,
        );
      expect((await report('one', 'Ready', 'True')).status).toBe(200);
      expect((await report('other', 'Stalled', 'False')).status).toBe(200);
      expect((await report('one', 'Ready', 'Unknown')).status).toBe(200);
      const { spec, status, metadata } = read((await raw.send('GET', path)).text);
      const { conditions, observedGeneration } = status as {
        conditions: JsonObject[];
        observedGeneration: number;
      };
      expect(conditions.map(({ type, status }) => `${type}=${status}`).sort()).toEqual([
        'Ready=Unknown',
        'Stalled=False',
      ]);
      expect([observedGeneration, (metadata as JsonObject).generation, (spec as JsonObject).paused]).toEqual([
        1,
        1,
        false,
      ]);
      expect((await report('one', 'Ready', 'Perhaps')).status).toBe(422);
    });
  });
});

// What is no refusal for what the object says: a namespace or a server that is not there.
const REFUSED = /^(?!.*(?:accepted$|namespaces "[^"]*" not found|connection refused|Unauthorized))/s;

function kindOf(value: Json | undefined): Kind | null {
  if (!isObject(value) || typeof value.kind !== 'string' || !Object.hasOwn(KINDS, value.kind)) return null;
  return value.apiVersion === KINDS[value.kind as Kind].path ? (value.kind as Kind) : null;
}

function metadataOf(value: Json | undefined): JsonObject {
  return isObject(value) && isObject(value.metadata) ? value.metadata : {};
}

/** The address of an object whose text cannot be read. */
function pathIn(text: string): string {
  const find = (field: string) => new RegExp(`^\\s*${field}: (.*)$`, 'm').exec(text)?.[1] ?? 'default';
  return `/apis/${KINDS.Function.path}/namespaces/${find('namespace')}/functions/${find('name')}`;
}

function pathOf(value: Json): string {
  const kind = kindOf(value) as Kind;
  const { path, plural } = KINDS[kind];
  const { name, namespace = 'default' } = metadataOf(value);
  const scope = kind === 'InfraRules' ? '' : `/namespaces/${namespace}`;
  return `/apis/${path}${scope}/${plural}/${name}`;
}
