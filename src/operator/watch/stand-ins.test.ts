import { describe, expect, it } from 'vitest';
import type { Cluster, KubeObject, ListPage, WatchEvent } from '../kube/cluster.ts';
import { FUNCTIONS, SERVICES } from './resources.ts';
import { standIns, withStandIns } from './stand-ins.ts';

const NOW = '2026-11-26T12:00:00Z';
const { signal } = new AbortController();

function fn(name: string, namespace: string | undefined, max: number, more: object = {}): KubeObject {
  return {
    apiVersion: 'hevlayer.com/v1alpha1',
    kind: 'Function',
    metadata: { name, ...(namespace !== undefined && { namespace }), ...more },
    spec: { scaling: { replicas: { max } } },
  };
}

const live = (name: string) => ({
  ...fn(name, 'shop', 1, { uid: `uid-${name}`, resourceVersion: '7', labels: { by: 'hand' } }),
  status: { observedGeneration: 1 },
});

function cluster(pages: readonly KubeObject[][], events: readonly WatchEvent[] = []): Cluster {
  return {
    list: async (_: unknown, { next = '0' }: { next?: string }): Promise<ListPage> => {
      const at = Number(next);
      const more = at + 1 < pages.length ? { next: `${at + 1}` } : {};
      return { items: pages[at] ?? [], resourceVersion: '9', ...more };
    },
    watch: async function* () {
      yield* events;
    },
  } as unknown as Cluster;
}

async function all(one: Cluster, namespace?: string): Promise<KubeObject[]> {
  const found: KubeObject[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const options = { limit: 1, ...(next && { next }), ...(namespace !== undefined && { namespace }) };
    const page: ListPage = await one.list(FUNCTIONS, options, signal);
    found.push(...page.items);
    ({ next } = page);
  }
  return found;
}

const names = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata, spec }) => [
    `${metadata.namespace}/${metadata.name}`,
    (spec as { scaling: { replicas: { max: number } } }).scaling.replicas.max,
  ]);

describe('what stands in for the cluster', () => {
  const texts = [
    fn('b', 'shop', 5),
    { kind: 'FunctionList', items: [fn('c', undefined, 6)] },
    { kind: 'Pod' },
  ];
  const { found, problems } = standIns(
    texts.map((one) => JSON.stringify(one)),
    'home',
  );
  const seen = withStandIns(cluster([[live('a')], [live('b')]]), found, NOW);

  it('replaces what has its name, and is added at the end of a list', async () => {
    expect(problems).toEqual([]);
    const objects = await all(seen);
    expect(names(objects)).toEqual([
      ['shop/a', 1],
      ['shop/b', 5],
      ['home/c', 6],
    ]);
    expect(objects[1]?.metadata).toMatchObject({ uid: 'uid-b', resourceVersion: '7' });
    expect(objects[1]?.metadata.labels).toBeUndefined();
    expect(objects[1]?.status).toEqual({ observedGeneration: 1 });
    expect(objects[2]?.metadata).toMatchObject({ uid: 'new Function home/c', creationTimestamp: NOW });
  });

  it('is the same when a list begins again, and is only where it belongs', async () => {
    expect(await all(seen)).toEqual(await all(seen));
    expect(names(await all(seen, 'shop'))).toEqual([
      ['shop/a', 1],
      ['shop/b', 5],
    ]);
    const services = await seen.list(SERVICES, { limit: 1 }, signal);
    expect(services.items).toHaveLength(1);
  });

  it('stays so when the cluster tells of a change', async () => {
    const events: WatchEvent[] = [
      { type: 'MODIFIED', object: live('b') },
      { type: 'MODIFIED', object: live('a') },
      { type: 'DELETED', object: live('b') },
      { type: 'ERROR', status: { code: 410, reason: 'Gone', message: '', causes: [] } },
    ];
    const got: unknown[] = [];
    const watched = withStandIns(cluster([], events), found, NOW);
    for await (const event of watched.watch(FUNCTIONS, { resourceVersion: '9', timeoutSeconds: 1 }, signal))
      got.push('object' in event ? names([event.object])[0]?.[1] : event.type);
    expect(got).toEqual([5, 1, 1, 'ERROR']);
  });

  it('is refused where no cluster could take it', () => {
    const texts = [fn('a', 'shop', 1), fn('a', 'shop', 2), { ...fn('a', 'shop', 2), metadata: null }];
    expect(
      standIns(
        texts.map((one) => JSON.stringify(one)),
        'home',
      ).problems,
    ).toEqual(['Function shop/a is given twice', 'a Function has no name']);
  });
});
