import type { Cluster, KubeObject } from './kube/cluster.ts';
import { nameOf } from './kube/cluster.ts';
import { EventRecorder } from './kube/events.ts';
import { fenced } from './kube/fence.ts';
import type { Log } from './kube/log.ts';
import type { Mode } from './mode.ts';
import type { ConditionChange, Report } from './objects/report.ts';
import type { Cache } from './watch/cache.ts';
import { MANAGER } from './watch/managers.ts';

export interface LiveOptions {
  readonly log: Log;
  /** Which replica it is. */
  readonly identity: string;
  /** Asked before each write. */
  readonly mayWrite: () => boolean;
}

/** For real: it writes while it may, and tells the log and the events of each Function. */
export class LiveMode implements Mode, Report {
  readonly cluster: Cluster;
  readonly report: Report = this;
  readonly isPatient = true;
  readonly #log: Log;
  readonly #events: EventRecorder;

  constructor(cluster: Cluster, { log, identity, mayWrite }: LiveOptions) {
    this.cluster = fenced(cluster, mayWrite);
    this.#log = log;
    this.#events = new EventRecorder({ cluster: this.cluster, log, manager: MANAGER, instance: identity });
  }

  writing(what: string, object: Pick<KubeObject, 'kind' | 'metadata'>, because?: string): void {
    this.#log.info('write', { what, object: nameOf(object), because });
  }

  undone(fn: KubeObject, note: string): void {
    this.#events.record({
      regarding: fn,
      type: 'Warning',
      reason: 'AdditionUndone',
      action: 'Reconcile',
      note,
    });
  }

  leftAtGateway(fn: KubeObject, note: string): void {
    this.#log.warn('left at the gateway', { object: nameOf(fn), note });
    this.#events.record({ regarding: fn, type: 'Warning', reason: 'LeftAtGateway', action: 'Delete', note });
  }

  found(): void {}

  failed(object: KubeObject, error: Error): void {
    this.#log.error('fault of the operator', { object: nameOf(object), error });
  }

  changed(fn: KubeObject, change: ConditionChange): void {
    const { type, status, isTrouble, isExpected, reason = '', message = '' } = change;
    const level = isTrouble ? 'warn' : 'info';
    const line = { object: nameOf(fn), [type.toLowerCase()]: status, reason, message };
    this.#log[level](type === 'Ready' ? 'ready changed' : 'autoscaling changed', line);
    // An event is a write for each Function of a thousand that are new.
    if (isExpected) return;
    const kind = isTrouble ? 'Warning' : 'Normal';
    this.#events.record({ regarding: fn, type: kind, reason, action: 'Reconcile', note: message });
  }

  flush(): Promise<void> {
    return this.#events.flush();
  }

  isFine(cache: Cache): boolean {
    const notReady = cache.notReady();
    for (const one of notReady) this.#log.warn('not ready', { ...one });
    return notReady.length === 0;
  }
}
