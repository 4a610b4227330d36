import { MANAGED_BY, MANAGED_BY_LABEL } from '../../compiler/index.ts';
import type { Cluster, KubeObject, Resource } from '../kube/cluster.ts';
import { pages } from '../kube/pages.ts';

/** Questions about one namespace that are worth a request each. */
const FEW = 3;
/** How long a list answers for. An object that came since is met by the apply, which then creates nothing. */
const KEPT_MS = 5_000;
const PAGE_SIZE = 500;
/** What we made is in the cache. */
const OTHERS = `${MANAGED_BY_LABEL}!=${MANAGED_BY}`;

interface Asked {
  questions: number;
  names: Promise<ReadonlySet<string>> | null;
}

/**
 * Who has a name that no object of ours has. Asked object by object while few are new; when many are, as at the first
 * start, whole namespaces are listed: a question costs the server half as much as the creation that follows it.
 */
export class NameHolders {
  readonly #cluster: Pick<Cluster, 'get' | 'list'>;
  readonly #now: () => number;
  readonly #asked = new Map<string, Asked>();
  /** Those that were listed a moment ago: there are more questions where these came from. */
  #busy: ReadonlySet<string> = new Set();
  #since = 0;

  /** `now`: milliseconds, from a clock that only goes forward. */
  constructor(cluster: Pick<Cluster, 'get' | 'list'>, now: () => number = () => performance.now()) {
    this.#cluster = cluster;
    this.#now = now;
  }

  /** The object of somebody else; null when the name is free. */
  async holder(
    resource: Resource,
    namespace: string,
    name: string,
    signal: AbortSignal,
  ): Promise<KubeObject | null> {
    const get = () => this.#cluster.get(resource, name, namespace, signal);
    if (this.#now() - this.#since > KEPT_MS) this.forget();
    const key = `${resource.plural}/${namespace}`;
    const asked = this.#asked.get(key) ?? { questions: 0, names: null };
    this.#asked.set(key, asked);
    if (asked.names === null && !this.#busy.has(key) && ++asked.questions <= FEW) return get();
    asked.names ??= this.#list(resource, namespace, signal);
    try {
      return (await asked.names).has(name) ? await get() : null;
    } catch (error) {
      asked.names = null;
      this.forget();
      throw error;
    }
  }

  /** Forgets all lists, when one has turned out to be old. */
  forget(): void {
    this.#busy = new Set([...this.#asked].flatMap(([key, { names }]) => (names === null ? [] : [key])));
    this.#asked.clear();
    this.#since = this.#now();
  }

  async #list(resource: Resource, namespace: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    const scope = { namespace, labelSelector: OTHERS };
    for await (const page of pages(this.#cluster, resource, scope, PAGE_SIZE, signal))
      for (const { metadata } of page.items) names.add(metadata.name);
    return names;
  }
}
