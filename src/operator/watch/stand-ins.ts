import { isObject } from '../../json/json.ts';
import { type Cluster, type KubeObject, nameOf, type ObjectMeta } from '../kube/cluster.ts';
import { decodeJson } from '../kube/decode.ts';
import { readOnly } from '../kube/fence.ts';
import { keyOf } from '../kube/store.ts';
import { FUNCTIONS, INDEXES, INFRA_RULES } from './resources.ts';

/** What stands in the place of objects of the cluster: by kind, then by key. */
export type StandIns = ReadonlyMap<string, ReadonlyMap<string, KubeObject>>;

const KINDS = [FUNCTIONS, INFRA_RULES, INDEXES];

/**
 * The Functions, InfraRules and Indexes among documents, each a JSON text. One that names no namespace is of `home`, as
 * for kubectl. `problems`: a sentence for each that no cluster could take.
 */
export function standIns(
  texts: readonly string[],
  home: string,
): { readonly found: StandIns; readonly problems: readonly string[] } {
  const found = new Map<string, Map<string, KubeObject>>(KINDS.map(({ kind }) => [kind, new Map()]));
  const problems: string[] = [];
  const visit = (value: unknown): void => {
    if (!isObject(value)) return;
    if (Array.isArray(value.items) && String(value.kind).endsWith('List'))
      for (const item of value.items) visit(item);
    const resource = KINDS.find(
      ({ apiVersion, kind }) => value.apiVersion === apiVersion && value.kind === kind,
    );
    if (resource === undefined) return;
    const written = isObject(value.metadata) ? value.metadata : {};
    if (typeof written.name !== 'string') {
      problems.push(`a ${resource.kind} has no name`);
      return;
    }
    const namespace = typeof written.namespace === 'string' ? written.namespace : home;
    const { name, labels, annotations } = written as unknown as ObjectMeta;
    const metadata = { name, ...(resource.namespaced && { namespace }), labels, annotations };
    const object = { ...value, metadata } as unknown as KubeObject;
    const known = found.get(resource.kind) as Map<string, KubeObject>;
    if (known.has(keyOf(metadata))) problems.push(`${nameOf(object)} is given twice`);
    known.set(keyOf(metadata), object);
  };
  for (const text of texts) visit(decodeJson(text));
  return { found, problems };
}

/**
 * The cluster as it would be with these: for a rehearsal of a change before it is applied. All else is as it is, and
 * nothing is written. `now`: RFC 3339.
 */
export function withStandIns(cluster: Cluster, given: StandIns, now: string): Cluster {
  const listed = new Map<string, Set<string>>();
  return {
    ...readOnly(cluster),
    list: async (resource, options, signal) => {
      const page = await cluster.list(resource, options, signal);
      const ours = given.get(resource.kind);
      if (ours === undefined) return page;
      if (options.next === undefined) listed.set(resource.kind, new Set());
      const seen = listed.get(resource.kind) as Set<string>;
      for (const { metadata } of page.items) seen.add(keyOf(metadata));
      const isMissing = ({ metadata }: KubeObject) =>
        !seen.has(keyOf(metadata)) &&
        (options.namespace === undefined || options.namespace === metadata.namespace);
      const added = page.next === undefined ? [...ours.values()].filter(isMissing) : [];
      const items = page.items.map((live) => instead(live, ours.get(keyOf(live.metadata))));
      return { ...page, items: [...items, ...added.map((one) => asNew(one, now))] };
    },
    watch: async function* (resource, options, signal) {
      for await (const event of cluster.watch(resource, options, signal)) {
        const ours =
          event.type === 'ADDED' || event.type === 'MODIFIED' ? given.get(resource.kind) : undefined;
        yield ours === undefined || event.type === 'ERROR'
          ? event
          : { ...event, object: instead(event.object, ours.get(keyOf(event.object.metadata))) };
      }
    },
  };
}

/** It stays the object that it is, and says what is given. */
function instead(live: KubeObject, given: KubeObject | undefined): KubeObject {
  if (given === undefined) return live;
  const { labels, annotations } = given.metadata;
  return { ...live, ...given, metadata: { ...live.metadata, labels, annotations } as ObjectMeta };
}

/** As the server would make it, with a uid that no object has. */
function asNew(given: KubeObject, now: string): KubeObject {
  const { metadata } = given;
  const uid = `new ${nameOf(given)}`;
  return {
    ...given,
    metadata: { ...metadata, uid, resourceVersion: '0', generation: 1, creationTimestamp: now },
  };
}
