import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/json/json.ts';
import type { KubeObject } from '../../src/operator/kube/cluster.ts';
import { ownedBy } from '../../src/operator/objects/adoption.ts';
import { findDrift } from '../../src/operator/objects/drift.ts';
import { KnownDifferences } from '../../src/operator/objects/known-differences.ts';
import { withoutReplicas } from '../../src/operator/objects/replicas.ts';
import { MANAGER, ownFields } from '../../src/operator/watch/managers.ts';
import { reduceChild } from '../../src/operator/watch/reduce.ts';
import { readDocuments } from '../../src/text/yaml/documents.ts';
import { ApiError } from '../api.ts';
import { partNames } from '../control-plane/parts.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { compileFixture, fixtures } from './fixtures.ts';
import { mergedDeployment } from './pod-verdict.ts';

const SEED = Number(process.env.LAYERC_SEED ?? 1);
const MUTATIONS = Number(process.env.LAYERC_DRIFT_MUTATIONS ?? 12);

type Scenario = { readonly it: string; readonly podSpec: JsonObject; readonly worker?: JsonObject };

const folder = join(import.meta.dirname, 'pod-scenarios');
const scenarios = readdirSync(folder)
  .flatMap((file) => readDocuments(readFileSync(join(folder, file), 'utf8')).documents)
  .map(({ value }) => value as unknown as Scenario);

const parts = partNames.filter((name) => name !== 'sdk' && name !== 'prometheus' && name !== 'kwok');

clusterSuite('drift', parts, () => {
  let cluster: ControlPlane;
  let owner: KubeObject;
  let count = 0;

  beforeAll(async () => {
    cluster = await startControlPlane({ keda: true });
    const namespace = await cluster.namespace();
    // Whatever owns the objects, it has to exist: the garbage collector looks for it.
    const metadata = { name: 'owner', namespace };
    owner = await cluster.client.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
  }, 180_000);

  afterAll(() => cluster?.stop());

  const fromFixtures = fixtures.flatMap((fixture) =>
    compileFixture(fixture).functions.flatMap(({ objects }) =>
      objects.map(
        (object, index) => [`${fixture} ${index} ${object.kind}`, object as unknown as KubeObject] as const,
      ),
    ),
  );
  const fromScenarios = scenarios.flatMap(({ it, podSpec, worker }) => {
    const merged = mergedDeployment(podSpec, 'default', worker);
    return merged === null ? [] : [[it, merged as unknown as KubeObject] as const];
  });

  test.each([...fromFixtures, ...fromScenarios])(
    'is found where an apply would change something, and only there: %s',
    async (id, object) => {
      // KEDA takes its finalizer away in its own time: each object has a name of its own, and each ScaledObject a target.
      const desired = withOwner(object, `object-${count++}`);
      let live: KubeObject;
      try {
        live = await apply(desired);
      } catch (error) {
        if (error instanceof ApiError && (error.status === 422 || error.status === 500)) return;
        throw error;
      }
      const path = await cluster.client.objectPath(live as never);
      try {
        if (!(await isSettled(desired, live))) {
          dropped.add(id);
          return;
        }
        for (const mutated of mutations(desired, id)) {
          let seen = await compare(mutated, path);
          // KEDA and the controllers write too: what they wrote in between is not what an apply changes.
          for (let again = 0; again < 2 && seen !== null && (seen.drift !== null) !== seen.changed; again++) {
            await apply(desired);
            seen = await compare(mutated, path);
          }
          if (seen === null) continue;
          const { answer, ...outcome } = seen;
          const drift = outcome.changed ? expect.any(String) : null;
          expect({ ...outcome, mutated }).toEqual({ changed: outcome.changed, drift, mutated });
          await isSettled(mutated, answer);
        }
      } finally {
        await cluster.client.delete(path);
      }
    },
    120_000,
  );

  /** What is said to differ, and whether an apply changes anything; null if the server refuses it. */
  async function compare(mutated: KubeObject, path: string) {
    const before = await cluster.client.get<KubeObject>(path);
    const drift = findDrift(mutated, reduceChild(before));
    try {
      const answer = await apply(mutated);
      return { drift, changed: content(answer) !== content(before), answer };
    } catch (error) {
      if (error instanceof ApiError) return null;
      throw error;
    }
  }

  const dropped = new Set<string>();

  test('is not found for what the server drops, but for the few that are known', () => {
    const known = [
      'pull secret without a name',
      'signal to stop, with the system',
      'signal to stop that is none',
    ];
    expect([...dropped]).toEqual(known);
  });

  /** False when the server dropped a field or writes it in a way of its own: applying it again changes nothing. */
  async function isSettled(desired: KubeObject, answer: KubeObject): Promise<boolean> {
    if (findDrift(desired, reduceChild(answer)) === null) return true;
    const differences = new KnownDifferences();
    differences.note(desired, answer);
    const again = await apply(desired);
    expect(content(again)).toBe(content(answer));
    expect(differences.has(desired, again)).toBe(true);
    return false;
  }

  function withOwner(object: KubeObject, name: string): KubeObject {
    const { namespace } = owner.metadata;
    const { labels } = object.metadata;
    const moved = { ...object, metadata: { name, namespace, ...(labels && { labels }) } } as KubeObject;
    if (moved.kind === 'Deployment') return ownedBy(withoutReplicas(moved), owner);
    if (moved.kind !== 'ScaledObject') return ownedBy(moved, owner);
    return ownedBy({ ...moved, spec: { ...(moved.spec as object), scaleTargetRef: { name } } }, owner);
  }

  async function apply(object: KubeObject): Promise<KubeObject> {
    const { body } = await cluster.client.apply<KubeObject>(object as never, {
      manager: MANAGER,
      force: true,
    });
    return body;
  }
});

/** Not the resourceVersion: the controllers write the status whenever they like. */
function content(object: KubeObject): string {
  const { metadata, spec } = reduceChild(object);
  const { advanced, ...rest } = spec as { advanced?: object };
  // KEDA puts it there.
  const { scalingModifiers: _, ...others } = { scalingModifiers: {}, ...advanced };
  const { 'scaledobject.keda.sh/name': __, ...labels } = metadata.labels ?? {};
  return JSON.stringify([labels, metadata.ownerReferences, ownFields(object), rest, others]);
}

type Path = readonly (string | number)[];

/** Ways in which a Function, a pool or a setting could have changed: fields gone, changed and come back. */
function* mutations(desired: KubeObject, id: string): Generator<KubeObject> {
  const paths = [
    ...pathsOf(desired.spec, ['spec']),
    ...pathsOf(desired.metadata.labels, ['metadata', 'labels']),
  ];
  const seed = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, SEED);
  const chosen = fc.sample(fc.tuple(fc.constantFrom(...paths), fc.constantFrom('remove', 'change', 'swap')), {
    seed,
    numRuns: MUTATIONS,
  });
  for (const [path, how] of chosen) {
    const copy = structuredClone(desired) as never;
    mutate(copy, path, how as 'remove');
    yield copy;
    yield desired;
  }
}

function* pathsOf(value: unknown, path: Path): Generator<Path> {
  if (path.length > 1) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    yield* pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

function mutate(root: object, path: Path, how: 'remove' | 'change' | 'swap'): void {
  const parent = path.slice(0, -1).reduce((value: never, key) => value[key as never], root as never) as never;
  const key = path.at(-1) as never;
  const value: unknown = parent[key];
  if (how === 'swap' && Array.isArray(value)) value.reverse();
  else if (how === 'remove') {
    if (Array.isArray(parent)) (parent as unknown[]).splice(Number(key), 1);
    else delete parent[key];
  } else if (typeof value === 'number') parent[key] = (value + 1) as never;
  else if (typeof value === 'string')
    parent[key] = (/^\d+$/.test(value) ? `${Number(value) + 1}` : `${value}x`) as never;
  else if (typeof value === 'boolean') parent[key] = !value as never;
}
