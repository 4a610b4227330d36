import type { Settings } from '../compiler/index.ts';
import { FirstLists } from './first-lists.ts';
import { LARGE } from './function/compile-here-or-there.ts';
import { CompileThread } from './function/compile-thread.ts';
import { NOTHING_DROPPED } from './function/dropped-fields.ts';
import { reportPolicy } from './function/policy-status.ts';
import { ReadyBook } from './function/ready-book.ts';
import { reconcile } from './function/reconcile.ts';
import type { Surroundings } from './function/surroundings.ts';
import { KedaWatch } from './keda-watch.ts';
import type { Again } from './kube/again.ts';
import { breather, monotonic } from './kube/clock.ts';
import { ApiError, type Cluster, type KubeObject, nameOf } from './kube/cluster.ts';
import { NotLeader } from './kube/fence.ts';
import type { Log } from './kube/log.ts';
import { WorkQueue } from './kube/queue.ts';
import type { Metrics } from './metrics.ts';
import type { Mode } from './mode.ts';
import { Contests } from './objects/contests.ts';
import { KnownDifferences } from './objects/known-differences.ts';
import { NameHolders } from './objects/name-holders.ts';
import { Pace, rollingLimit } from './objects/pace.ts';
import { verdictOn } from './objects/verdict.ts';
import type { Registry } from './registry/step.ts';
import type { ServerFacts } from './server-facts.ts';
import { Cache, readKey, type Scope, type WorkKey } from './watch/cache.ts';
import { INFRA_RULES } from './watch/resources.ts';
import { WatchTroubles } from './watch/watch-troubles.ts';
import { DownBook } from './workers/down-book.ts';

export interface ControllerOptions extends Scope {
  readonly settings: Settings;
  readonly stockPools: boolean;
  /** Seconds. */
  readonly workerDeadline: number;
  readonly kedaNamespace: string;
  readonly allowedManagers: readonly string[];
  readonly maxRolling: string;
  /** Null: somebody else tells the gateway of Functions. */
  readonly registry: Registry | null;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'reconciled' | 'retried'>;
}

/** What moves by the second is not said by the second. */
const SAY_MS = 1_000;

/** Workers that are ready and end at once are seen to end within this. */
const SETTLE_MS = 15_000;

/** A look that takes longer is worth a line of the log. */
const LONG_SECONDS = 1;
/** How long a look may go on when the operator is asked to end: it may be cut off at any point. */
const GRACE_MS = 5_000;

/** The loop around the compiler: what changes in the cluster is looked at, by so many workers at a time. */
export class Controller {
  readonly cache: Cache;
  /** What stands in the way of listing everything once. */
  readonly firstLists = new FirstLists();
  readonly keda: KedaWatch;
  readonly ready = new ReadyBook();
  readonly pace: Pace;
  readonly #queue: WorkQueue;
  #around: Surroundings;
  readonly #options: ControllerOptions;
  readonly #thread = new CompileThread();
  readonly #breath = breather(monotonic);
  #isRunning = false;
  #allKnown = false;
  #startedAt = 0;

  /** `cluster` is what it reads; it writes where the mode says. */
  constructor(cluster: Cluster, mode: Mode, options: ControllerOptions) {
    this.#options = options;
    const { log, metrics, settings, stockPools } = options;
    this.keda = new KedaWatch(cluster, options.kedaNamespace);
    const differences = new KnownDifferences();
    const down = new DownBook();
    const { maxRolling } = options;
    this.pace = new Pace({
      // Whoever looks once waits for nobody.
      limit: () =>
        this.#isRunning ? rollingLimit(maxRolling, this.cache.functions) : Number.POSITIVE_INFINITY,
      // One that cannot be looked at must not hold up all others.
      isKnown: () => this.#isKnown(),
      settleMs: Math.min(SETTLE_MS, (options.workerDeadline * 1000) / 2),
      wake: (fn) => this.#queue.add(fn),
      changed: () => {
        if (this.#isRunning) this.#queue.addAfter(`${INFRA_RULES.kind} default`, SAY_MS);
      },
    });
    this.#queue = new WorkQueue({
      isSlow: (key) => this.#isLarge(key),
      onFailure: (key, error, retryMs) => {
        metrics.retried();
        if (error instanceof NotLeader) return;
        log.warn('reconcile failed', { object: key, error: error as Error, retryMs });
      },
    });
    const troubles = new WatchTroubles(log, () => performance.now());
    this.cache = new Cache(cluster, options, {
      // What is there at the start is no change.
      look: (key, hurry) => this.#queue.add(key, this.#isRunning ? hurry : 'inTurn'),
      gone: (uid) => {
        differences.forget(uid);
        options.registry?.registrar.known.forget(uid);
        options.registry?.depths.forget(uid);
        down.forget(uid);
      },
      onFailure: (error) => log.error('fault while a change was noted', { error: error as Error }),
      onPresence: (kind, isPresent) => this.#noticePresence(kind, isPresent),
      onRetry: (kind, error, waitMs) => {
        troubles.tell(kind, error as Error, waitMs);
        this.firstLists.failed(kind, error as Error);
      },
    });
    this.#around = {
      cluster: mode.cluster,
      cache: this.cache,
      holders: new NameHolders(cluster),
      differences,
      contests: new Contests(),
      pace: this.pace,
      settingsKey: JSON.stringify(settings),
      settings,
      dropped: NOTHING_DROPPED,
      stockPools,
      report: mode.report,
      registry: options.registry,
      thread: this.#thread,
      now: () => Date.now(),
      isCalm: () => this.#isRunning && this.#queue.depth === 0,
      ready: this.ready,
      down,
      kedaTrouble: () => this.keda.trouble,
      allowedManagers: options.allowedManagers,
      unsaid: new Map(),
      workerDeadlineMs: options.workerDeadline * 1000,
      lookAgain: (fn, ms) => {
        if (this.#isRunning) this.#queue.addAfter(nameOf(fn), ms);
      },
    };
  }

  /** How many Functions wait for a worker. */
  get depth(): number {
    return this.#queue.depth;
  }

  /** Looks at a Function again after so many milliseconds, if nothing calls for it before. */
  lookAgain(fn: Pick<KubeObject, 'kind' | 'metadata'>, ms: number): void {
    this.#around.lookAgain(fn, ms);
  }

  /** Compiles with these from now on. Whoever calls this sees to it that everything is looked at again. */
  use({ settings, dropped }: ServerFacts): void {
    this.#around = { ...this.#around, settings, settingsKey: JSON.stringify(settings), dropped };
  }

  /** Works on what has changed, and first on everything, until {@link shutdown}. */
  start(workers: number): void {
    this.#isRunning = true;
    this.#startedAt = performance.now();
    this.cache.lookAtAll();
    void this.#queue.run(workers, (key, signal, goesOn) => this.look(key, signal, goesOn));
  }

  /** Begins nothing more, and ends when what has begun has ended, or was broken off. */
  async shutdown(): Promise<void> {
    await this.#queue.shutdown(GRACE_MS);
    this.#thread.close();
  }

  /** One look at what a key names. Throws what counts as a failure. `goesOn`: nothing has happened since the last one. */
  async look(key: WorkKey, signal: AbortSignal, goesOn = false): Promise<Again> {
    const { metrics } = this.#options;
    // At rest a look waits for nothing, and thousands in a row would be one piece of work.
    await this.#breath();
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    const { log } = this.#options;
    try {
      const again = await this.#lookAt(key, signal, goesOn);
      metrics.reconciled(again === 'never' ? 'done' : 'later', seconds());
      return again;
    } catch (error) {
      metrics.reconciled('failed', seconds());
      // The server refuses the status: the object was stored before its kind got a rule that it breaks.
      const verdict = verdictOn(error, signal);
      if (verdict === null || !(error instanceof ApiError) || verdict.again === 'failure') throw error;
      log.warn('refused', { object: key, error: error as Error });
      return verdict.again;
    } finally {
      if (seconds() > LONG_SECONDS) log.warn('look took long', { object: key, seconds: seconds() });
    }
  }

  async #lookAt(key: WorkKey, signal: AbortSignal, goesOn: boolean): Promise<Again> {
    const { kind, namespace = '', name } = readKey(key);
    if (kind !== INFRA_RULES.kind) return reconcile(namespace, name, this.#around, signal, goesOn);
    // InfraRules belong to the cluster: an operator of one namespace has no right to write their status.
    return this.#options.watchNamespace === null ? reportPolicy(name, this.#around, signal) : 'never';
  }

  /** For good: a Function that comes later is looked at when it comes. */
  #isKnown(): boolean {
    if (!this.#isRunning) return true;
    this.#allKnown ||=
      this.ready.size >= this.cache.functions ||
      performance.now() - this.#startedAt > this.#options.workerDeadline * 1000;
    return this.#allKnown;
  }

  #isLarge(key: WorkKey): boolean {
    const { kind, namespace = '', name } = readKey(key);
    return kind !== INFRA_RULES.kind && this.cache.sizeOf(namespace, name) > LARGE;
  }

  #noticePresence(kind: string, isPresent: boolean): void {
    const { log } = this.#options;
    if (isPresent) log.debug('kind is served', { kind });
    else log.warn('kind is not served', { kind });
    if (!isPresent) this.firstLists.absent(kind);
  }
}
