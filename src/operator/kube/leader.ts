import { type Clock, microTimeText, monotonic, pause } from './clock.ts';
import { ApiError, type Cluster, type KubeObject, type Resource } from './cluster.ts';

export const LEASES: Resource = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
};

export interface ElectorOptions {
  readonly namespace: string;
  /** The name of the Lease. */
  readonly name: string;
  /** A name that no other candidate has, and this one neither after a restart. */
  readonly identity: string;
  /** What the Lease says of its holder, beside its spec. */
  readonly marks?: Pick<KubeObject['metadata'], 'labels' | 'annotations'>;
  /** Called when somebody else is seen to have renewed the Lease: a holder that is alive, and not one that was. */
  readonly onOther?: (lease: KubeObject) => void;
  /** Called once, when this candidate leads. */
  readonly onStarted: () => void;
  /** Called once, when it leads no more though it was not told to stop. Nothing may be written from then on. */
  readonly onLost: () => void;
  /** Called for each attempt that failed. */
  readonly onTrouble?: (error: unknown) => void;
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** The time of day in milliseconds, for people who read the Lease. No decision rests on it. */
  readonly timeOfDay?: () => number;
  readonly times?: Partial<ElectionTimes>;
}

export interface ElectionTimes {
  /** A candidate takes over when it has seen no renewal for so long. */
  readonly leaseMs: number;
  /** A leader that has not renewed for so long stops. Shorter than the lease. */
  readonly renewMs: number;
  readonly retryMs: number;
}

const MANAGER = 'layerc-leader-election';

const TIMES: ElectionTimes = { leaseMs: 15_000, renewMs: 10_000, retryMs: 2_000 };

/** `spec` of a Lease. */
interface LeaseSpec {
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly acquireTime?: string;
  readonly renewTime?: string;
  readonly leaseTransitions?: number;
}

/**
 * One candidate for the lead. Who leads is in a Lease; how long ago it was renewed is measured by the own clock since
 * the change was seen, never by comparing times of two machines. It does not fence: a write that is under way when the
 * lead is lost may still arrive.
 */
export class Elector {
  readonly #cluster: Cluster;
  readonly #options: ElectorOptions;
  readonly #times: ElectionTimes;
  readonly #clock: Clock;
  /** The record as it was last seen, and since when it has been so. */
  #seen: { readonly record: string | undefined; readonly at: number } | undefined;
  /** When the last renewal that succeeded was begun. */
  #renewedAt: number | undefined;
  #lease: KubeObject | undefined;

  constructor(cluster: Cluster, options: ElectorOptions) {
    this.#cluster = cluster;
    this.#options = options;
    this.#times = { ...TIMES, ...options.times };
    this.#clock = options.clock ?? monotonic;
  }

  /** Whether this candidate leads and may write. Ask before each write: the program may have stood still. */
  isFresh(): boolean {
    return this.#renewedAt !== undefined && this.#clock.now() - this.#renewedAt <= this.#times.renewMs;
  }

  /** Who leads as far as is known; empty when nobody does. */
  get #holder(): string {
    return specOf(this.#lease).holderIdentity ?? '';
  }

  /**
   * A candidate until the signal is aborted, which releases the lead: all work must have ended by then. Resolves after
   * that, or when the lead is lost.
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isLeader = this.#renewedAt !== undefined;
      // After a standstill nothing is renewed: somebody else may have led in between.
      const isRenewed = (!isLeader || this.isFresh()) && (await this.#try());
      if (signal.aborted) break;
      if (isLeader && (this.#isOthers() || !this.isFresh())) {
        this.#renewedAt = undefined;
        this.#options.onLost();
        return;
      }
      if (isRenewed && !isLeader) this.#options.onStarted();
      await pause(this.#clock, this.#waitMs(), signal);
    }
    this.#renewedAt = undefined;
    await this.#release();
  }

  #waitMs(): number {
    const { retryMs } = this.#times;
    if (this.#renewedAt === undefined) return retryMs * (1 + 0.2 * (this.#options.random ?? Math.random)());
    return Math.min(retryMs, this.#leftMs());
  }

  /** For how long a leader still is one. */
  #leftMs(): number {
    const { renewMs } = this.#times;
    return this.#renewedAt === undefined
      ? renewMs
      : Math.max(0, this.#renewedAt + renewMs - this.#clock.now()) + 1;
  }

  /** Takes or renews the lead if it is to be had. Not broken off by a stop: the answer says what there is to release. */
  #try(): Promise<boolean> {
    return this.#inTime(async (signal) => {
      const begun = this.#clock.now();
      this.#see(await this.#read(signal));
      if (!this.#isMine() && !this.#isFree()) return false;
      this.#see(await this.#write(this.#claim(), signal));
      this.#renewedAt = begun;
      return true;
    });
  }

  /** So that the next leader need not wait until the lease has run out. */
  async #release(): Promise<void> {
    await this.#inTime(async (signal) => {
      this.#see(await this.#read(signal));
      if (!this.#isMine()) return false;
      const spec = { ...this.#claim(), holderIdentity: '', leaseDurationSeconds: 1 };
      this.#see(await this.#write(spec, signal));
      return true;
    });
  }

  /** False when the action fails. Two attempts fit into the time that a leader has, and none goes beyond it. */
  async #inTime(action: (signal: AbortSignal) => Promise<boolean>): Promise<boolean> {
    const callMs = Math.min(this.#times.renewMs * 0.45, this.#leftMs());
    const deadline = new AbortController();
    const late = () =>
      deadline.abort(new Error(`the lease: no answer within ${(callMs / 1000).toFixed(1)} s`));
    const cancel = this.#clock.schedule(late, callMs);
    try {
      return await action(deadline.signal);
    } catch (error) {
      // A conflict: another candidate was faster, and the next look shows it.
      if (!(error instanceof ApiError && error.status.code === 409)) this.#options.onTrouble?.(error);
      return false;
    } finally {
      cancel();
    }
  }

  #read(signal: AbortSignal): Promise<KubeObject | null> {
    return this.#cluster.get(LEASES, this.#options.name, this.#options.namespace, signal);
  }

  #see(lease: KubeObject | null): void {
    const record = lease?.metadata.resourceVersion;
    const before = this.#seen;
    if (before === undefined || record !== before.record) this.#seen = { record, at: this.#clock.now() };
    this.#lease = lease ?? undefined;
    if (lease !== null && before !== undefined && record !== before.record && this.#isOthers())
      this.#options.onOther?.(lease);
  }

  /** Also when the answer to the write that took it was lost. */
  #isMine(): boolean {
    return this.#holder === this.#options.identity;
  }

  #isOthers(): boolean {
    return this.#holder !== '' && this.#holder !== this.#options.identity;
  }

  #isFree(): boolean {
    if (this.#holder === '') return true;
    const leaseMs = (specOf(this.#lease).leaseDurationSeconds ?? 0) * 1000;
    return this.#clock.now() - (this.#seen?.at ?? 0) >= leaseMs;
  }

  #claim(): LeaseSpec {
    const now = microTimeText((this.#options.timeOfDay ?? Date.now)());
    const { acquireTime = now, leaseTransitions = 0 } = specOf(this.#lease);
    const isMine = this.#isMine();
    return {
      holderIdentity: this.#options.identity,
      leaseDurationSeconds: Math.ceil(this.#times.leaseMs / 1000),
      acquireTime: isMine ? acquireTime : now,
      renewTime: now,
      leaseTransitions: isMine || this.#lease === undefined ? leaseTransitions : leaseTransitions + 1,
    };
  }

  /** With the resourceVersion that was read: of two candidates the server takes one. */
  #write(spec: LeaseSpec, signal: AbortSignal): Promise<KubeObject> {
    const { namespace, name } = this.#options;
    const { apiVersion, kind } = LEASES;
    const { labels, annotations, ...others } = this.#lease?.metadata ?? { name, namespace };
    const { marks = {} } = this.#options;
    const metadata = {
      ...others,
      labels: { ...labels, ...marks.labels },
      annotations: { ...annotations, ...marks.annotations },
    };
    const lease: KubeObject = { ...this.#lease, apiVersion, kind, metadata, spec };
    const write = this.#lease === undefined ? this.#cluster.create : this.#cluster.update;
    return write.call(this.#cluster, LEASES, lease, MANAGER, signal);
  }
}

function specOf(lease: KubeObject | undefined): LeaseSpec {
  return (lease?.spec ?? {}) as LeaseSpec;
}
