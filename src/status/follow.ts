import { setTimeout as sleep } from 'node:timers/promises';
import { FirstLists } from '../operator/first-lists.ts';
import { ApiError, type Cluster } from '../operator/kube/cluster.ts';
import { Reflector } from '../operator/kube/reflector.ts';
import { Store } from '../operator/kube/store.ts';
import type { Book } from './book.ts';
import type { Source } from './kinds.ts';
import { note } from './read-once.ts';

/** What comes within this time is told together: a change of a Function is one of its Deployment soon after. */
const TOGETHER_MS = 200;

export interface Follower {
  /** Once, when the book is full. */
  readonly began: (notes: readonly string[]) => Promise<boolean>;
  /** With the Functions of which something has changed. */
  readonly changed: (keys: readonly string[]) => Promise<boolean>;
}

/** Keeps the book up to date, until the follower says false. Throws when the Functions cannot be listed. */
export async function follow(
  cluster: Cluster,
  sources: readonly Source[],
  book: Book,
  { began, changed }: Follower,
): Promise<void> {
  const end = new AbortController();
  const news = new Set<string>();
  const firstLists = new FirstLists();
  const notes = new Map<string, string>();
  const reflectors = sources.map((source) => reflect(cluster, source, book, news, firstLists, notes));
  const runs = reflectors.map((reflector) => reflector.run(end.signal));
  try {
    const begun = performance.now();
    const missing = () =>
      reflectors
        .filter(({ isSynced, resource }) => !isSynced && !notes.has(resource.kind))
        .map(({ resource }) => resource.kind);
    for (let kinds = missing(); kinds.length > 0; kinds = missing()) {
      firstLists.check(kinds, performance.now() - begun);
      await sleep(20);
    }
    news.clear();
    let isRead = await began([...notes.values()]);
    while (isRead) {
      await sleep(TOGETHER_MS);
      if (news.size === 0) continue;
      const keys = [...news].sort();
      news.clear();
      isRead = await changed(keys);
    }
  } finally {
    end.abort();
    await Promise.all(runs);
  }
}

function reflect(
  cluster: Cluster,
  { resource, scope, without, keyOf, reduce, put }: Source,
  book: Book,
  news: Set<string>,
  firstLists: FirstLists,
  notes: Map<string, string>,
): Reflector {
  const store = new Store({
    reduce,
    onChange: (_, before, after) => {
      const object = (after ?? before)?.read();
      const key = object && keyOf(object);
      if (key === undefined) return;
      put(book, key, after?.read());
      news.add(key);
    },
  });
  return new Reflector(cluster, {
    resource,
    store,
    ...scope,
    isOptional: without !== null,
    onPresence: (isPresent) => {
      if (!isPresent && without === null) firstLists.absent(resource.kind);
    },
    onRetry: (error) => {
      if (without !== null && error instanceof ApiError && error.status.code === 403)
        notes.set(resource.kind, note(resource, without, error));
      firstLists.failed(resource.kind, error as Error);
    },
  });
}
