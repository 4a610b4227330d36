import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { OperatorConfig } from './config.ts';
import { FirstLists } from './first-lists.ts';
import { MANAGER } from './function/managers.ts';
import { Names } from './function/names.ts';
import { reportPolicy } from './function/policy-status.ts';
import { REFUSED_MS, type ReadyChange, reconcile, type Surroundings } from './function/reconcile.ts';
import { Settled } from './function/settled.ts';
import { Watched } from './function/watched.ts';
import { serveHealth } from './health.ts';
import { ApiError, type Cluster, type KubeObject, type Resource } from './kube/cluster.ts';
import { connect } from './kube/connection.ts';
import { EventRecorder } from './kube/events.ts';
import { fenced, NotLeader, readOnly } from './kube/fence.ts';
import { Elector } from './kube/leader.ts';
import type { Log } from './kube/logger.ts';
import { WorkQueue } from './kube/queue.ts';
import type { Verb } from './kube/sender.ts';
import { Metrics } from './metrics.ts';
import { settleAll } from './once.ts';

/** What the operator is given beside its configuration. */
export interface OperatorIo {
  readonly stdout: { write(text: string): unknown };
  readonly log: Log;
  /** Aborted when the operator is asked to end. */
  readonly stop: AbortSignal;
}

/** All is looked at again now and then, without a write unless something was missed. */
const AGAIN_MS = 10 * 60_000;

/**
 * The operator: watches, and makes the cluster what the compiler says, until it is asked to end. 0: it ended as asked, or
 * with `once` everything is as it should be. 1: it lost the Lease, or with `once` something is not.
 */
export async function runOperator(config: OperatorConfig, io: OperatorIo): Promise<0 | 1> {
  return new Operator(config, io).run();
}

class Operator {
  readonly #config: OperatorConfig;
  readonly #io: OperatorIo;
  readonly #metrics = new Metrics();
  readonly #identity = `${hostname()}-${randomUUID().slice(0, 8)}`;
  readonly #cluster: Cluster;
  readonly #writing: Cluster;
  readonly #queue: WorkQueue;
  readonly #watched: Watched;
  readonly #names: Names;
  readonly #settled = new Settled();
  readonly #events: EventRecorder;
  readonly #elector: Elector | null;
  readonly #firstLists = new FirstLists();
  /** Ends the watches, last of all. */
  readonly #end = new AbortController();

  constructor(config: OperatorConfig, io: OperatorIo) {
    this.#config = config;
    this.#io = io;
    const { log } = io;
    const { kubeconfig, context } = config;
    this.#cluster = connect({
      ...(kubeconfig !== null && { kubeconfig }),
      ...(context !== null && { context }),
      onRequest: (...request) => this.#count(...request),
    });
    this.#names = new Names(this.#cluster);
    this.#queue = new WorkQueue({
      onFailure: (key, error, retryMs) => {
        this.#metrics.retried();
        if (error instanceof NotLeader) return;
        log.warn('reconcile failed', { key, error: error as Error, retryMs });
      },
    });
    this.#watched = new Watched(this.#cluster, config, {
      look: (namespace, name) => this.#queue.add(`Function/${namespace}/${name}`),
      lookAtPolicy: (name) => this.#queue.add(`InfraRules/${name}`),
      gone: (uid) => this.#settled.forget(uid),
      onFailure: (error) => log.error('fault while a change was noted', { error: error as Error }),
      onPresence: (kind, isPresent) => {
        if (isPresent) log.debug('kind is served', { kind });
        else log.warn('kind is not served', { kind });
        if (!isPresent) this.#firstLists.absent(kind);
      },
      onRetry: (kind, error, waitMs) => {
        log.warn('watch interrupted', { kind, error: error as Error, waitMs });
        this.#firstLists.failed(kind, error as Error);
      },
    });
    this.#elector = config.leaderElect ? this.#candidate() : null;
    const mayWrite = () => this.#elector?.isFresh() ?? true;
    this.#writing = config.dryRun ? readOnly(this.#cluster) : fenced(this.#cluster, mayWrite);
    this.#events = new EventRecorder({
      cluster: this.#writing,
      log,
      manager: MANAGER,
      instance: this.#identity,
    });
    this.#metrics.observe({
      queueDepth: () => this.#queue.depth,
      isLeader: mayWrite,
      watchAges: () => this.#watchAges(),
    });
  }

  async run(): Promise<0 | 1> {
    const { log, stop } = this.#io;
    const health = this.#config.once ? null : await serveHealth(this.#config.healthPort, this.#probes());
    log.info('operator started', { identity: this.#identity, ...(health && { healthPort: health.port }) });
    const watches = this.#watched.reflectors.map((reflector) => reflector.run(this.#end.signal));
    try {
      if (!(await this.#synced(stop))) return 0;
      return this.#config.once ? await this.#runOnce(stop) : await this.#runOn(stop);
    } finally {
      this.#end.abort();
      await Promise.all([...watches, health?.close()]);
    }
  }

  /** Until every kind has been listed. False: asked to end before. With `once` it does not wait for ever. */
  async #synced(stop: AbortSignal): Promise<boolean> {
    const begun = performance.now();
    for (let missing = this.#unsynced(); !stop.aborted && missing.length > 0; missing = this.#unsynced()) {
      if (this.#config.once) this.#firstLists.check(missing, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return !stop.aborted;
  }

  async #runOnce(stop: AbortSignal): Promise<0 | 1> {
    const { workers, dryRun } = this.#config;
    const { log } = this.#io;
    const keys = this.#watched.everyKey();
    const isFine = await settleAll(keys, (key, signal) => this.#work(key, signal), {
      workers,
      patient: !dryRun,
      stop,
      log,
    });
    await this.#events.flush();
    const notReady = dryRun ? [] : this.#watched.notReady();
    for (const one of notReady) log.warn('not ready', { ...one });
    return isFine && notReady.length === 0 && !this.#refuses ? 0 : 1;
  }

  async #runOn(stop: AbortSignal): Promise<0 | 1> {
    const { log } = this.#io;
    const lost = Promise.withResolvers<1>();
    this.#lost = () => lost.resolve(1);
    const elect = new AbortController();
    const election = this.#elector?.run(elect.signal) ?? Promise.resolve();
    if (this.#elector === null) this.#lead();
    const again = setInterval(() => this.#watched.lookAtAll(), AGAIN_MS);
    const asked = new Promise<0>((resolve) =>
      stop.addEventListener('abort', () => resolve(0), { once: true }),
    );
    const code = stop.aborted ? 0 : await Promise.race([asked, lost.promise]);
    clearInterval(again);
    if (code === 1) return 1;
    log.info('ending: no new work is begun');
    await this.#queue.shutdown();
    await this.#events.flush();
    // Only now: until here another replica must not begin.
    elect.abort();
    await election;
    log.info('ended');
    return 0;
  }

  #lost: () => void = () => {};
  /** A dry run has met a Function that would be left as it is. */
  #refuses = false;

  #candidate(): Elector {
    const { log } = this.#io;
    return new Elector(this.#cluster, {
      namespace: this.#config.operatorNamespace,
      name: this.#config.leaseName,
      identity: this.#identity,
      onStarted: () => this.#lead(),
      onLost: () => {
        log.error('lease lost: ending at once');
        this.#lost();
      },
      onTrouble: (error) => log.warn('lease not renewed', { error: error as Error }),
    });
  }

  /** From here on this replica writes. */
  #lead(): void {
    this.#io.log.info('leading');
    this.#watched.lookAtAll();
    void this.#queue.run(this.#config.workers, async (key, signal) => {
      const later = await this.#work(key, signal).catch((error: unknown) => {
        // A status, as the object itself was stored before its kind had a rule that it breaks.
        if (!(error instanceof ApiError) || !error.isRefusal) throw error;
        this.#io.log.warn('refused', { key, error });
        return REFUSED_MS;
      });
      return later === null ? {} : { after: later };
    });
  }

  /** One look at what a key names. */
  async #work(key: string, signal: AbortSignal): Promise<number | null> {
    const [kind, ...path] = key.split('/') as [string, string, string];
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    try {
      const around = this.#surroundings();
      const later =
        kind === 'InfraRules'
          ? await this.#report(path[0] as string, around, signal)
          : await reconcile(path[0] as string, path[1] as string, around, signal);
      this.#metrics.reconciled(later === null ? 'done' : 'later', seconds());
      return later;
    } catch (error) {
      this.#metrics.reconciled('failed', seconds());
      throw error;
    }
  }

  async #report(name: string, around: Surroundings, signal: AbortSignal): Promise<null> {
    const rules = this.#watched.infraRules(name);
    if (rules !== null && rules.metadata.deletionTimestamp === undefined)
      await reportPolicy(rules, around, signal);
    return null;
  }

  #surroundings(): Surroundings {
    const { settings, stockPools, dryRun } = this.#config;
    const { log, stdout } = this.#io;
    return {
      cluster: this.#writing,
      cache: this.#watched,
      names: this.#names,
      settled: this.#settled,
      settings,
      stockPools,
      now: Date.now,
      isCalm: () => !this.#config.once && this.#queue.depth === 0,
      wrote: (what, { object, because }) => {
        if (dryRun) stdout.write(`${what} ${object}${because === undefined ? '' : ` (${because})`}\n`);
        else log.info('write', { what, object, because });
      },
      found: (fn, verdict) => {
        if (!dryRun || verdict.kind !== 'failed') return;
        this.#refuses = true;
        const { namespace, name } = fn.metadata;
        const message = verdict.message.replaceAll('\n', ' ');
        stdout.write(`Leaving Function ${namespace}/${name} (${verdict.reason}: ${message})\n`);
      },
      changed: (fn, change) => {
        if (!dryRun) this.#tell(fn, change);
      },
    };
  }

  #tell(fn: KubeObject, { ready, isTrouble, reason, message }: ReadyChange): void {
    const { namespace, name } = fn.metadata;
    this.#io.log.info('ready changed', { function: `${namespace}/${name}`, ready, reason, message });
    const type = isTrouble ? 'Warning' : 'Normal';
    this.#events.record({ regarding: fn, type, reason, action: 'Reconcile', note: message });
  }

  #probes() {
    return {
      unsynced: () => this.#unsynced(),
      watchAges: () => this.#watchAges(),
      metrics: this.#metrics,
    };
  }

  #unsynced(): string[] {
    return this.#watched.reflectors.filter(({ isSynced }) => !isSynced).map(({ resource }) => resource.kind);
  }

  #watchAges(): [string, number][] {
    const now = performance.now();
    return this.#watched.reflectors.map(({ resource, lastActivity }) => [
      resource.kind,
      (now - lastActivity) / 1000,
    ]);
  }

  #count(verb: Verb, { kind }: Resource, status: number, _seconds: number, subresource?: 'status'): void {
    if (verb === 'get' || verb === 'list' || verb === 'watch') return;
    this.#metrics.wrote(
      subresource === undefined ? kind : `${kind}/${subresource}`,
      verb,
      status === 0 ? null : status,
    );
  }
}
