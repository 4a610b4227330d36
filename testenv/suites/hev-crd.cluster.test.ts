import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkAgainstHev } from '../../src/compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../../src/json/json.ts';
import { readable } from '../../src/json/pointer.ts';
import type { Kind } from '../../src/schema/fields.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { KINDS, kindOf, metadataOf, pathOf } from './crd-cluster.ts';
import { fixtureDocuments, fixtureSettings } from './fixtures.ts';
import { RawClient, read } from './raw.ts';
import { VENDOR_CRDS } from './vendor-crds.ts';

const { settings } = fixtureSettings('example');

/** What no fixture has: a value beyond each bound and of each wrong type, null in each place where it may stand. */
const MORE: readonly JsonObject[] = [
  ...[{}, { spec: null }, { spec: { computePools: null } }].map((more) => rules(more)),
  ...[
    { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 2 ** 31 },
    { name: 'cpu', kind: null, maxReplicasPerWorkload: 1 },
    { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 1, nodeSelector: { a: null, b: 'c' } },
    { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 1.5, tolerations: ['all'] },
    { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 1, template: { spec: {} }, disruption: null },
  ].map((pool) => rules({ spec: { computePools: [pool] } })),
  rules({ spec: { computePools: [null] } }),
  ...[
    { capGiB: -1, replicationFactor: 1, scaling: { nodes: { min: 0, max: 1 } } },
    { capGiB: 1, replicationFactor: -1, scaling: { nodes: { min: 0 }, mode: 'off' } },
  ].map((documentCache) => rules({ spec: { documentCache, ocr: [], embedders: [] } })),
  ...[
    { backend: null },
    { backend: { namespace: 1 } },
    { backend: {}, cache: { mode: 'fast' } },
    { backend: {}, cache: null, embedding: { model: 'a', normalization: 'b', outputDim: -1 } },
    { backend: {}, scan: { threads: '8' }, search: { fullText: 'yes' }, more: 1 },
    { backend: {}, metadata: { labels: { a: 1 }, tags: 'a' }, snapshot: { facetFields: [null] } },
  ].map((spec) => ({ apiVersion: 'hevlayer.com/v1', kind: 'Index', metadata: { name: 'x' }, spec })),
  ...[
    { output: null, groupByParent: true, triggers: ['never'] },
    { schedule: null, retry: { maxAttempts: null, backoff: 1 }, paused: 'no' },
    { filter: 'a', indexSelector: [], queriesPerItem: 1, invalidates: [1] },
  ].map((more) => ({
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name: 'x' },
    spec: { worker: { image: 'a', podSpec: { any: 1 } }, scaling: { replicas: { max: 1 } }, ...more },
  })),
];

function rules(more: JsonObject): JsonObject {
  return { apiVersion: 'hevlayer.com/v1alpha1', kind: 'InfraRules', metadata: { name: 'default' }, ...more };
}

clusterSuite("what is said of hev's CustomResourceDefinitions", ['etcd', 'kube-apiserver'], () => {
  let cluster: ControlPlane;
  let raw: RawClient;

  beforeAll(async () => {
    cluster = await startControlPlane();
    raw = new RawClient(cluster.kubeconfig);
    for (const crd of VENDOR_CRDS) await cluster.client.apply(crd);
    for (const { path, plural } of Object.values(KINDS))
      await vi.waitUntil(
        async () => (await raw.send('GET', `/apis/${path}/${plural}`)).status === 200,
        20_000,
      );
  }, 120_000);

  afterAll(async () => {
    raw?.close();
    await cluster?.stop();
  });

  /** The fields that the server drops, and the places of what it refuses. */
  async function answered(value: JsonObject) {
    const path = pathOf(value)
      .replace(/\/[^/]+$/, '')
      .replace(/\/namespaces\/[^/]+/, '/namespaces/default');
    const { namespace: _, ...metadata } = metadataOf(value);
    const text = JSON.stringify({ ...value, metadata });
    const query = '?dryRun=All&fieldValidation=Warn';
    const answer = await raw.send('POST', `${path}${query}`, { text, type: 'application/json' });
    const dropped = answer.warnings.flatMap((one) => /^unknown field "(.*)"$/.exec(one)?.[1] ?? []);
    if (answer.status === 201) return { dropped: dropped.sort(), refused: [] };
    const { details } = read(answer.text);
    const causes = (isObject(details) ? details.causes : []) as { reason: string; field: string }[];
    // After a value of the wrong type the server looks no further.
    const refused = causes.filter(({ field }) => field !== '<nil>').map(({ field }) => field);
    return { dropped: dropped.sort(), refused: [...new Set(refused)].sort() };
  }

  function said(value: Json) {
    const found = checkAgainstHev([value], settings);
    const places = (code: string) =>
      found.filter((one) => one.code === code).map(({ pointer }) => readable(pointer));
    return { dropped: places('DroppedByCrd').sort(), refused: [...new Set(places('RefusedByCrd'))].sort() };
  }

  test('is what a server with them drops and refuses', async () => {
    const fixtures = fixtureDocuments().flatMap(({ id, value, errors }) =>
      kindOf(value) !== null && errors.length === 0 ? [{ id, value: value as JsonObject }] : [],
    );
    const all = [...fixtures, ...MORE.map((value) => ({ id: JSON.stringify(value), value }))];
    expect(all.length).toBeGreaterThan(100);
    const kinds = new Set(all.map(({ value }) => kindOf(value) as Kind));
    expect(kinds.size).toBe(3);
    for (const { id, value } of all) expect.soft([id, said(value)]).toEqual([id, await answered(value)]);
  }, 120_000);
});
