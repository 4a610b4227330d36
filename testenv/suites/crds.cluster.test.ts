import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Code } from '../../src/compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../../src/json/json.ts';
import { withDefaults, withoutNulls } from '../../src/schema/defaults.ts';
import type { Kind } from '../../src/schema/fields.ts';
import type { ControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { type CrdCluster, KINDS, kindOf, metadataOf, pathOf, startWithCrds } from './crd-cluster.ts';
import { type FixtureDocument, fixtureDocuments } from './fixtures.ts';
import { applyText, plain, type RawClient, read } from './raw.ts';

/** Why a server accepts what the compiler refuses. */
type OnlyCompiler = {
  readonly code: Code;
  readonly fixture?: string;
  /** A document that it refuses all the same. */
  readonly but?: string;
  readonly why: string;
};

const ONLY_THE_COMPILER: readonly OnlyCompiler[] = [
  { code: 'DuplicateFunction', why: 'to a server the second one is a change of the first' },
  { code: 'DuplicateInfraRules', why: 'to a server the second one is a change of the first' },
  { code: 'MissingInfraRules', why: 'it is about an object that is not there' },
  { code: 'UnknownPool', why: 'the pools are in another object' },
  { code: 'UnusablePool', why: 'the pool is in another object' },
  {
    code: 'InvalidImage',
    but: 'error-image/function.yaml#1',
    why: 'each kind of mistake has words of its own; a pattern finds blanks alone',
  },
  { code: 'ReplicasOverPoolCeiling', why: 'the ceiling is in another object' },
  { code: 'ReplicasOverCeiling', why: 'the ceiling is a setting of the installation' },
  { code: 'InvalidPodSpec', why: 'what the patch makes depends on the pool, and a patch has no schema' },
  ...(
    [
      'PodSecurityViolation',
      'ServiceAccountNotAllowed',
      'SecretNotAllowed',
      'DeviceNotAllowed',
      'NodeNameNotAllowed',
      'PriorityClassNotAllowed',
      'ProtectedField',
    ] as const
  ).map((code) => ({ code, why: 'a patch has no schema, and what it may be is in another object' })),
  { code: 'InvalidPool', why: 'a CRD cannot refer to the rules for pods' },
  {
    code: 'InvalidCron',
    fixture: 'error-cron-month-end',
    why: 'each field is in order; only the end of the window, reckoned from the lease, cannot be said in cron',
  },
  {
    code: 'InvalidCron',
    fixture: 'error-cron-always',
    why: 'each field is in order; only its windows, reckoned from the lease, leave no break',
  },
];

clusterSuite('the CRDs', ['etcd', 'kube-apiserver', 'kubectl'], () => {
  let started: CrdCluster;
  let cluster: ControlPlane;
  let raw: RawClient;

  beforeAll(async () => {
    started = await startWithCrds();
    ({ cluster, raw } = started);
  }, 120_000);

  afterAll(() => started?.stop());

  test('install without a warning', async () => {
    const answers = started.installation.map(({ status, warnings }) => [status, warnings]);
    expect(answers).toEqual(answers.map(() => [201, []]));
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
      const wrong: string[] = [];
      for (const document of faulty) {
        const { id, fixture, errors } = document;
        const rows = errors.map((code) =>
          ONLY_THE_COMPILER.find(
            (row) => row.code === code && (row.fixture ?? fixture) === fixture && row.but !== id,
          ),
        );
        const outcome = await dryRun(document);
        const line = `${id} ${errors.join(', ')}: ${outcome}`;
        if (!(rows.includes(undefined) ? REFUSED : / accepted$/).test(line)) wrong.push(line);
        for (const row of rows) if (row !== undefined) used.add(row);
      }
      expect(wrong).toEqual([]);
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
});

// What is no refusal for what the object says: a namespace or a server that is not there.
const REFUSED = /^(?!.*(?:accepted$|namespaces "[^"]*" not found|connection refused|Unauthorized))/s;

/** The address of an object whose text cannot be read. */
function pathIn(text: string): string {
  const find = (field: string) => new RegExp(`^\\s*${field}: (.*)$`, 'm').exec(text)?.[1] ?? 'default';
  return `/apis/${KINDS.Function.path}/namespaces/${find('namespace')}/functions/${find('name')}`;
}
