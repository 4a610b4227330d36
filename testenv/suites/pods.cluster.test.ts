import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/json/json.ts';
import { readDocuments } from '../../src/text/yaml/documents.ts';
import { printYaml } from '../../src/text/yaml/print.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { isAgreed, OPEN, openDifference, type Verdict } from './pod-agreements.ts';
import { combinations, inWorker, type PodVariant, pairs, singleChanges } from './pod-variants.ts';
import { mergedDeployment, podOf, refusals } from './pod-verdict.ts';
import { unansweredWarnings, WARNED } from './pod-warned.ts';
import { applyText, RawClient } from './raw.ts';

// All single changes and pairs are 25,000; a run takes some of them, and as many combinations.
const COUNT = Number(process.env.LAYERC_POD_VARIANTS ?? 1_500);
const SEED = Number(process.env.LAYERC_POD_SEED ?? 1);

type Scenario = { readonly it: string; readonly podSpec: JsonObject; readonly worker?: JsonObject };

const FOLDER = join(import.meta.dirname, 'pod-scenarios');
const scenarios = readdirSync(FOLDER).flatMap((file) =>
  readDocuments(readFileSync(join(FOLDER, file), 'utf8')).documents.map(
    ({ value }) => value as unknown as Scenario,
  ),
);

clusterSuite('podSpecs', ['etcd', 'kube-apiserver'], () => {
  let cluster: ControlPlane;
  let raw: RawClient;
  let namespace: string;

  beforeAll(async () => {
    cluster = await startControlPlane();
    raw = new RawClient(cluster.kubeconfig);
    namespace = await cluster.namespace();
    // A pod without the service account of its namespace would be refused for that alone.
    await cluster.client.create({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace },
    });
  }, 120_000);

  afterAll(async () => {
    raw?.close();
    await cluster?.stop();
  });

  const shown = new Set<unknown>();

  test.each(scenarios.map((scenario) => [scenario.it, scenario] as const))(
    '%s',
    async (_, { podSpec, worker }) => {
      const verdict = await verdictOf(podSpec, worker);
      if (verdict === null || isAgreed(verdict)) return;
      const open = openDifference(verdict);
      if (open === undefined) expect(verdict.layerc).toBe(verdict.server);
      shown.add(open);
    },
  );

  test('differ where it is said, and some scenario shows it', () => {
    expect(OPEN.filter((row) => !shown.has(row)).map(({ why }) => why)).toEqual([]);
  });

  test('of any kind are refused by layerc where the API server refuses them, and only there', async () => {
    const variants = sample();
    const disputed: string[] = [];
    let compared = 0;
    const next = async (): Promise<void> => {
      for (let variant = variants.pop(); variant !== undefined; variant = variants.pop()) {
        const verdict = await verdictOf(variant.podSpec, variant.worker);
        if (verdict === null) continue;
        compared += 1;
        if (!isAgreed(verdict) && openDifference(verdict) === undefined)
          disputed.push(`${variant.id}\n  layerc: ${verdict.layerc}\n  server: ${verdict.server}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, next));
    expect(compared).toBeGreaterThan(COUNT * 0.9);
    expect(disputed.slice(0, 20).join('\n'), `${disputed.length} of ${compared} are disputed`).toBe('');
  }, 3_600_000);

  test('are warned of by layerc where the API server warns, and only there', async () => {
    const disputed: string[] = [];
    let warned = 0;
    const ask = async (podSpec: JsonObject, name: string, worker?: JsonObject) => {
      const deployment = mergedDeployment(podSpec, namespace, worker);
      if (deployment === null || refusals(podSpec, namespace, worker).length > 0) return;
      const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${deployment.metadata.name}`;
      const applied = await applyText(raw, path, printYaml([deployment]), '&dryRun=All');
      if (applied.status >= 300) return;
      warned += applied.warnings.length > 0 ? 1 : 0;
      const lines = unansweredWarnings(deployment, applied.warnings);
      if (lines.length > 0) disputed.push([name, ...lines].join('\n  '));
    };
    for (const podSpec of WARNED) await ask(podSpec, JSON.stringify(podSpec));
    for (const { id, podSpec, worker } of sample().slice(0, COUNT / 3)) await ask(podSpec, id, worker);
    expect(warned).toBeGreaterThan(100);
    expect(disputed.join('\n')).toBe('');
  }, 3_600_000);

  /** Null where the podSpec is no patch, so there is no pod to ask about. */
  async function verdictOf(podSpec: JsonObject, worker: JsonObject = {}): Promise<Verdict | null> {
    const deployment = mergedDeployment(podSpec, namespace, worker);
    if (deployment === null) return null;
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${deployment.metadata.name}`;
    const applied = await applyText(raw, path, printYaml([deployment]), '&dryRun=All');
    return {
      layerc: refusals(podSpec, namespace, worker).join('; ') || 'accepted',
      server: messageOf(applied.text, applied.status) ?? (await podVerdict(podOf(deployment))),
    };
  }

  /** A Deployment may be accepted whose pods never are. */
  async function podVerdict(pod: JsonObject): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`;
    const { text, status } = await raw.send('POST', path, {
      text: printYaml([pod]),
      type: 'application/yaml',
    });
    return messageOf(text, status) ?? 'accepted';
  }
});

function messageOf(text: string, status: number): string | undefined {
  return status < 300 ? undefined : JSON.parse(text).message;
}

type Sampled = PodVariant & { readonly worker?: JsonObject };

function sample(): Sampled[] {
  const random = generator(SEED);
  const systematic: Sampled[] = [...singleChanges(), ...pairs()].flatMap((variant) => {
    const same = inWorker(variant);
    return same === null ? [variant] : [variant, { ...same, worker: { dispatch: 'push' } }];
  });
  for (let index = systematic.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [systematic[index], systematic[other]] = [systematic[other] as Sampled, systematic[index] as Sampled];
  }
  const combined = combinations(random);
  const half = Math.ceil(COUNT / 2);
  return [
    ...systematic.slice(0, half),
    ...Array.from({ length: half }, () => combined.next().value as PodVariant),
  ];
}

/** mulberry32: numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
