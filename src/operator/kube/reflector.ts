import { breather, type Clock, monotonic, pause } from './clock.ts';
import {
  ApiError,
  type Cluster,
  isHopeless,
  type KubeObject,
  type Resource,
  type Status,
} from './cluster.ts';
import { pages } from './pages.ts';
import { keyOf, type Store } from './store.ts';

export interface ReflectorOptions {
  readonly resource: Resource;
  /** Default: all namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly store: Store;
  /** The cluster may do without this kind: that it is absent is knowledge too. */
  readonly isOptional?: boolean;
  /** Called when it is first known whether the server has the kind, and when that changes. */
  readonly onPresence?: (isPresent: boolean) => void;
  /** Called before each new attempt after a failure. */
  readonly onRetry?: (error: unknown, waitMs: number) => void;
  /** Objects for each page of a list. */
  readonly pageSize?: number;
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

const SHORTEST_WAIT = 800;
const LONGEST_WAIT = 30_000;
const LONGEST_RETRY_AFTER = 120_000;
/** After so long without a failure the next one counts as the first. */
const HEALTHY_MS = 60_000;
const ABSENT_MS = 5_000;
/** A watch that ends sooner, and without any event, is a failure. */
const SHORTEST_WATCH = 1_000;

/**
 * Keeps a store equal to a list of the server: lists, watches from there, and never gives up. Why not the informer of
 * client-node: docs/decisions/a-watch-client-queue-and-leader-of-our-own.md.
 */
export class Reflector {
  readonly #cluster: Cluster;
  readonly #options: ReflectorOptions;
  readonly #clock: Clock;
  readonly #random: () => number;
  /** Where the next watch begins; without it there is a list first. */
  #from: string | undefined;
  #isSynced = false;
  #isPresent: boolean | undefined;
  #lastActivity: number;
  #failures = 0;
  #trouble: { readonly since: number; readonly error: Error } | null = null;
  #absentSince: number | null = null;
  #healthySince: number | undefined;

  constructor(cluster: Cluster, options: ReflectorOptions) {
    this.#cluster = cluster;
    this.#options = options;
    this.#clock = options.clock ?? monotonic;
    this.#random = options.random ?? Math.random;
    this.#lastActivity = this.#clock.now();
  }

  get resource(): Resource {
    return this.#options.resource;
  }

  /** Whether the store has once held all there is. A kind that is absent and must not be is not in sync. */
  get isSynced(): boolean {
    return this.#isSynced;
  }

  /** When the server last sent something, on the clock. It sends something every minute. */
  get lastActivity(): number {
    return this.#lastActivity;
  }

  /** Why nothing can be listed or watched until somebody acts, and since when. */
  get trouble(): { readonly since: number; readonly error: Error } | null {
    return this.#trouble;
  }

  /** Since when the server does not have the kind, though it must; null: it has it, or may do without. */
  get absentSince(): number | null {
    return this.#absentSince;
  }

  /** Goes on until the signal is aborted. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#from === undefined && !(await this.#list(signal))) await this.#beAbsent(signal);
        else await this.#watch(this.#from as string, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (!isHopeless(error)) this.#trouble = null;
        else this.#trouble = { since: this.#trouble?.since ?? this.#clock.now(), error: error as Error };
        const waitMs = this.#waitAfter(error);
        this.#options.onRetry?.(error, waitMs);
        if (waitMs > 0) await pause(this.#clock, waitMs, signal);
      }
    }
  }

  /** Brings the store up to date. False when the server does not have the kind. */
  async #list(signal: AbortSignal): Promise<boolean> {
    const { resource, namespace, labelSelector, store, pageSize = 100 } = this.#options;
    const scope = { ...(namespace && { namespace }), ...(labelSelector && { labelSelector }) };
    const seen = new Set<string>();
    let resourceVersion = '';
    try {
      for await (const page of pages(this.#cluster, resource, scope, pageSize, signal)) {
        this.#active();
        const breath = breather(this.#clock);
        for (const item of page.items) {
          seen.add(keyOf(item.metadata));
          store.put(item);
          await breath();
        }
        ({ resourceVersion } = page);
      }
    } catch (error) {
      if (!(error instanceof ApiError) || error.status.code !== 404) throw error;
      this.#active();
      return false;
    }
    for (const key of [...store.keys(namespace)]) if (!seen.has(key)) store.remove(key);
    this.#from = resourceVersion;
    this.#trouble = null;
    this.#absentSince = null;
    this.#isSynced = true;
    this.#present(true);
    return true;
  }

  async #beAbsent(signal: AbortSignal): Promise<void> {
    const { store, namespace, isOptional } = this.#options;
    for (const key of [...store.keys(namespace)]) store.remove(key);
    this.#isSynced = isOptional === true;
    if (!this.#isSynced) this.#absentSince ??= this.#clock.now();
    this.#present(false);
    await pause(this.#clock, ABSENT_MS * this.#spread(), signal);
  }

  async #watch(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const { resource, namespace, labelSelector, store } = this.#options;
    const begun = this.#clock.now();
    let events = 0;
    const timeoutSeconds = 240 + Math.floor(241 * this.#random());
    const scope = { ...(namespace && { namespace }), ...(labelSelector && { labelSelector }) };
    for await (const event of this.#cluster.watch(
      resource,
      { ...scope, resourceVersion, timeoutSeconds },
      signal,
    )) {
      if (event.type === 'ERROR') throw new ApiError(`watch ${resource.plural}`, event.status);
      events++;
      this.#active();
      this.#take(store, event.type, event.object);
      this.#trouble = null;
      this.#from = event.object.metadata.resourceVersion;
    }
    if (events === 0 && this.#clock.now() - begun < SHORTEST_WATCH) {
      throw new Error(`watch ${resource.plural}: it ended at once`);
    }
    this.#active();
  }

  #take(store: Store, type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK', object: KubeObject): void {
    if (type === 'DELETED') store.remove(keyOf(object.metadata));
    else if (type !== 'BOOKMARK') store.put(object);
  }

  #present(isPresent: boolean): void {
    if (this.#isPresent === isPresent) return;
    this.#isPresent = isPresent;
    this.#options.onPresence?.(isPresent);
  }

  #active(): void {
    this.#lastActivity = this.#clock.now();
    this.#healthySince ??= this.#lastActivity;
  }

  #waitAfter(error: unknown): number {
    const status = error instanceof ApiError ? error.status : undefined;
    if (status !== undefined && needsList(status)) this.#from = undefined;
    if (this.#healthySince !== undefined && this.#clock.now() - this.#healthySince >= HEALTHY_MS)
      this.#failures = 0;
    this.#healthySince = undefined;
    const failures = this.#failures++;
    // To be too late happens to a watch now and then. When it happens again at once, something is wrong.
    if (status?.code === 410 && failures === 0) return 0;
    if (status?.retryAfter !== undefined) {
      return Math.round(Math.min(LONGEST_RETRY_AFTER, status.retryAfter * 1000) * (1 + 0.2 * this.#random()));
    }
    return Math.round(Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** failures) * this.#spread());
  }

  #spread(): number {
    return 0.8 + 0.4 * this.#random();
  }
}

/** The server cannot go on from where the watch was: too old, not its own, or, after a restore, not yet reached. */
function needsList({ code, causes }: Status): boolean {
  return [400, 404, 410].includes(code) || causes.some(({ reason }) => reason === 'ResourceVersionTooLarge');
}
