import { isObject } from '../json/json.ts';
import { type Clock, monotonic } from './kube/clock.ts';
import { ApiError, type Cluster, type Resource } from './kube/cluster.ts';
import { conditionOf } from './watch/child-status.ts';
import type { Cause } from './workers/not-up.ts';

const LEASES: Resource = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
};
const API_SERVICES: Resource = {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  plural: 'apiservices',
  namespaced: false,
};
/** The names that KEDA gives them; the roles of `layerc manifests` are for these alone. */
export const KEDA_LEASE = 'operator.keda.sh';
export const KEDA_METRICS = 'v1beta1.external.metrics.k8s.io';

/** KEDA renews every ten seconds. */
const STALE_MS = 40_000;

/**
 * Whether KEDA runs. What it has said of a ScaledObject stays when it is gone, so its own signs of life are looked at: the
 * Lease of its operator, and the APIService through which the HPA reads its metrics.
 */
export class KedaWatch {
  /** Why no Function is scaled; null: KEDA runs, or nothing says that it does not. */
  trouble: Cause | null = null;
  readonly #cluster: Pick<Cluster, 'get'>;
  readonly #namespace: string;
  readonly #clock: Clock;
  /** The renewal that was seen last, and when it was seen first: the two machines need not agree on the time. */
  #renewal: { readonly text: string; readonly at: number } | null = null;

  constructor(cluster: Pick<Cluster, 'get'>, namespace: string, clock: Clock = monotonic) {
    this.#cluster = cluster;
    this.#namespace = namespace;
    this.#clock = clock;
  }

  /** Looks. True: the answer is another one than before. */
  async ask(signal: AbortSignal): Promise<boolean> {
    const before = this.trouble;
    this.trouble = (await this.#lease(signal)) ?? (await this.#metrics(signal));
    return before?.message !== this.trouble?.message;
  }

  async #lease(signal: AbortSignal): Promise<Cause | null> {
    const lease = await this.#seen(LEASES, KEDA_LEASE, this.#namespace, signal);
    const { renewTime, holderIdentity } = isObject(lease?.spec) ? lease.spec : {};
    // Without an election there is none; one that was given back is of an operator that has ended.
    if (typeof renewTime !== 'string') {
      this.#renewal = null;
      return null;
    }
    if (this.#renewal?.text !== renewTime) this.#renewal = { text: renewTime, at: this.#clock.now() };
    const isStale = this.#clock.now() - this.#renewal.at > STALE_MS;
    if (!isStale && holderIdentity !== '') return null;
    return notRunning(
      `the operator of KEDA has not renewed its Lease ${this.#namespace}/${KEDA_LEASE} since ${renewTime}`,
    );
  }

  async #metrics(signal: AbortSignal): Promise<Cause | null> {
    const service = await this.#seen(API_SERVICES, KEDA_METRICS, undefined, signal);
    const available = conditionOf(service, 'Available');
    if (available?.status !== 'False') return null;
    return notRunning(`the APIService ${KEDA_METRICS} is not available (${available.reason})`);
  }

  /** Null also where we may not look: nothing is known then. */
  async #seen(resource: Resource, name: string, namespace: string | undefined, signal: AbortSignal) {
    try {
      return await this.#cluster.get(resource, name, namespace, signal);
    } catch (error) {
      if (error instanceof ApiError) return null;
      throw error;
    }
  }
}

function notRunning(what: string): Cause {
  return {
    reason: 'KedaNotRunning',
    message: `KEDA does not run: ${what}. The number of workers stays as it is until KEDA is back: look at its pods.`,
  };
}
