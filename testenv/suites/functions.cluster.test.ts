import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json/json.ts';
import type { ControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { type CrdCluster, KINDS, metadataOf, pathOf, startWithCrds } from './crd-cluster.ts';
import { fixtureDocuments } from './fixtures.ts';
import { applyText, plain, type RawAnswer, type RawClient, read } from './raw.ts';

const FILTERS = [
  '["And", [["id", "Eq", 9223372036854775807], ["id", "Gte", -9223372036854775808], ["id", "Lt", 9007199254740993]]]',
  '["Or", [["tags_v", "Eq", null], ["price", "Lt", 0.1], ["price", "Gt", 1e21], ["score", "Lt", 1.10], ["n", "Eq", 1.0]]]',
  '{"a": null, "b": {"c": null, "d": [null, {"e": null}]}, "f": [], "g": {}, "": "", "no": "no", "1_000": "0o14"}',
  '["text", "Eq", "a\\u0000\\u007f\\u2028 \\ufeff 漢字 🙂 \\"quoted\\" <&>"]',
  '[[[[[[[[[[[[[[[[true]]]]]]]]]]]]]]]]',
  '"plain"',
  'false',
];

clusterSuite('objects of our kinds', ['etcd', 'kube-apiserver', 'kubectl'], () => {
  let started: CrdCluster;
  let cluster: ControlPlane;
  let raw: RawClient;

  beforeAll(async () => {
    started = await startWithCrds();
    ({ cluster, raw } = started);
  }, 120_000);

  afterAll(() => started?.stop());

  describe('a Function', () => {
    let collection: string;
    let path: string;
    let namespace: string;

    beforeAll(async () => {
      namespace = await cluster.namespace();
      collection = `/apis/${KINDS.Function.path}/namespaces/${namespace}/functions`;
      path = `${collection}/tag-products`;
    });

    beforeEach(() => raw.send('DELETE', path));

    const withFilter = (filter: string, version = '') =>
      `{"apiVersion": "hevlayer.com/v1alpha1", "kind": "Function",
        "metadata": {"name": "tag-products", "namespace": "${namespace}", "resourceVersion": "${version}"},
        "spec": {"targetNamespaces": ["products"], "worker": {"image": "example.com/tag:1"},
          "scaling": {"pool": "cpu", "replicas": {"max": 4}}, "filter": ${filter}}}`;
    const filterOf = (text: string) => plain((read(text).spec as JsonObject).filter as Json);
    const send = (method: 'POST' | 'PUT', filter: string, version = '') =>
      raw.send(method, method === 'PUT' ? path : collection, {
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

    test('loses a null in a field without a default when it is created, and is refused when it is applied', async () => {
      const text = withFilter('{}').replace('"filter"', '"version": null, "filter"');
      const created = await raw.send('POST', collection, { text, type: 'application/json' });
      expect([created.status, (read(created.text).spec as JsonObject).version]).toEqual([201, undefined]);
      await raw.send('DELETE', path);
      const applied = await applyText(raw, path, text);
      expect([applied.status, applied.text]).toEqual([
        422,
        expect.stringContaining('must be of type string'),
      ]);
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

  describe('kubectl', () => {
    const show = async (args: readonly string[]) => {
      const { stdout, stderr } = await cluster.kubectl(args);
      return `${stderr}${stdout
        .replace(/\b\d+s$/gm, '<age>')
        .replace(/ +$/gm, '')
        .trimEnd()}`;
    };

    beforeAll(async () => {
      for (const name of ['layer', 'shop']) {
        await cluster.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      }
      const shown = ['example', 'g3', 'index-selector'];
      for (const { fixture, text, value } of fixtureDocuments()) {
        if (shown.includes(fixture)) await applyText(raw, pathOf(value as Json), text);
      }
      const path = `/apis/${KINDS.Function.path}/namespaces/layer/functions/tag-products/status`;
      const conditions = [
        {
          type: 'Ready',
          status: 'True',
          reason: 'Applied',
          message: '',
          lastTransitionTime: '2026-01-31T12:00:00Z',
        },
      ];
      const identity = {
        apiVersion: KINDS.Function.path,
        kind: 'Function',
        metadata: { name: 'tag-products' },
      };
      await applyText(raw, path, JSON.stringify({ ...identity, status: { conditions } }));
    });

    test('get shows what a person looks for', async () => {
      expect(await show(['get', 'functions', '-n', 'layer'])).toMatchInlineSnapshot(`
        "NAME           READY   REASON    WORKERS   AUTOSCALING   MODE        POOL   MIN   MAX   VERSION   AGE
        tag-products   True    Applied                           autoscale   cpu    0     6               <age>"
      `);
      expect(await show(['get', 'functions', '-n', 'shop', '-o', 'wide'])).toMatchInlineSnapshot(`
        "NAME            READY   REASON   WORKERS   AUTOSCALING   MODE        POOL   MIN   MAX   VERSION   IMAGE                                                                                                    AGE
        resize-images                                            autoscale   cpu    0     4               registry.example.com/resize:1.4.0                                                                        <age>
        summarize                                                autoscale          0     8     v4        registry.example.com/summarize@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08   <age>"
      `);
      expect(await show(['get', 'infrarules'])).toMatchInlineSnapshot(`
        "NAME      POOLS   READY   ROLLOUT   AGE
        default   0                         <age>"
      `);
      expect(await show(['get', 'indexes', '-n', 'layer'])).toMatchInlineSnapshot(`
        "NAME          STORE           AGE
        orders-2019                   <age>
        products      shop-products   <age>"
      `);
    });

    test('explain names the fields with their descriptions', async () => {
      expect(await show(['explain', 'function.spec.worker'])).toMatchInlineSnapshot(`
        "GROUP:      hevlayer.com
        KIND:       Function
        VERSION:    v1alpha1

        FIELD: worker <Object>


        DESCRIPTION:
            The container that processes the rows.

        FIELDS:
          batchSize	<integer>
            Rows of one claim or call.

          computeClass	<string>
          enum: cpu, gpu
            Chooses the pool of that name when scaling.pool is absent.

          dispatch	<string>
          enum: pull, push
            How rows reach the worker: pull claims them from the gateway, push receives
            them over HTTP.

          image	<string> -required-
            Container image of the worker.

          podSpec	<Object>
            Strategic merge patch for the spec of the pod, applied last. The container
            of the worker is called udf. Its metadata.labels and metadata.annotations go
            to the pod.

          port	<integer>
            Port on which a push worker listens. It is 8080 when absent.

          timeoutSeconds	<integer>
            Seconds after which a call of the worker is given up.

          url	<string>
            Address under which the gateway reaches the worker."
      `);
    });
  });
});
