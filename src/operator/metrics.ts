import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ReadyBook } from './function/ready-book.ts';
import type { Verb } from './kube/sender.ts';
import type { Pace } from './objects/pace.ts';

/** What is looked up when somebody scrapes. */
export interface MetricSources {
  /** Functions that wait for a worker. */
  readonly queueDepth: () => number;
  readonly isLeader: () => boolean;
  /** Seconds since each kind's watch last gave a sign of life. */
  readonly watchAges: () => Iterable<readonly [kind: string, seconds: number]>;
  /** For how many seconds a kind can be neither listed nor watched. */
  readonly troubles: () => Iterable<readonly [kind: string, seconds: number, ...unknown[]]>;
  readonly pace: Pick<Pace, 'counts' | 'stoppedBy'>;
  /** For how long already the gateway cannot be used; null: it can, or nobody asks it. */
  readonly gatewayTroubleMs: () => number | null;
  readonly ready: Pick<ReadyBook, 'counts' | 'notReady' | 'notScaled' | 'workers'>;
}

/** The operator's metrics, in a registry of their own, so that several operators fit into one process. */
export class Metrics {
  readonly contentType: string;
  readonly #registry = new Registry();
  readonly #retries: Counter;
  readonly #seconds: Histogram<'result'>;
  readonly #writes: Counter<'kind' | 'verb' | 'result'>;
  readonly #gateway: Counter<'method' | 'result'>;
  #sources: MetricSources | null = null;

  constructor() {
    const registers = [this.#registry];
    this.contentType = this.#registry.contentType;
    collectDefaultMetrics({ register: this.#registry });
    this.#retries = new Counter({
      name: 'layerc_queue_retries_total',
      help: 'Reconciles that failed and were put back with a delay.',
      registers,
    });
    this.#seconds = new Histogram({
      name: 'layerc_reconcile_seconds',
      help: 'Duration of reconciles, by result.',
      labelNames: ['result'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    });
    this.#writes = new Counter({
      name: 'layerc_api_writes_total',
      help: 'Requests to the API server that write, by kind, verb and result (HTTP status or error).',
      labelNames: ['kind', 'verb', 'result'],
      registers,
    });
    this.#gateway = new Counter({
      name: 'layerc_gateway_requests_total',
      help: 'Requests to the gateway, by method and result (HTTP status or error).',
      labelNames: ['method', 'result'],
      registers,
    });
    this.#gauge(
      'layerc_gateway_trouble_seconds',
      'Seconds for which the gateway cannot be used; 0 while it can.',
      (gauge, sources) => gauge.set((sources.gatewayTroubleMs() ?? 0) / 1000),
    );
    this.#gauge('layerc_queue_depth', 'Functions that wait for a reconcile.', (gauge, sources) =>
      gauge.set(sources.queueDepth()),
    );
    this.#gauge('layerc_leader', '1 on the replica that writes, 0 on one that stands by.', (gauge, sources) =>
      gauge.set(sources.isLeader() ? 1 : 0),
    );
    this.#gauge(
      'layerc_watch_age_seconds',
      "Seconds since the last sign of life of a kind's watch.",
      (gauge, sources) => {
        gauge.reset();
        for (const [kind, seconds] of sources.watchAges()) gauge.set({ kind }, seconds);
      },
      ['kind'],
    );
    this.#gauge(
      'layerc_watch_trouble_seconds',
      'Seconds for which a kind can be neither listed nor watched; no row for the others.',
      (gauge, sources) => {
        gauge.reset();
        for (const [kind, seconds] of sources.troubles()) gauge.set({ kind }, seconds);
      },
      ['kind'],
    );
    this.#gauge(
      'layerc_functions',
      'Functions by what their condition Ready says.',
      (gauge, sources) => {
        gauge.reset();
        for (const { ready, reason, count } of sources.ready.counts()) gauge.set({ ready, reason }, count);
      },
      ['ready', 'reason'],
    );
    this.#gauge(
      'layerc_function_not_ready',
      '1 for each Function whose condition Ready is not True, with its reason; no row for the others.',
      (gauge, sources) => {
        gauge.reset();
        for (const { namespace, name, reason } of sources.ready.notReady())
          gauge.set({ namespace, function: name, reason }, 1);
      },
      ['namespace', 'function', 'reason'],
    );
    this.#gauge(
      'layerc_function_not_scaled',
      '1 for each Function that KEDA should scale and cannot, with the reason; no row for the others.',
      (gauge, sources) => {
        gauge.reset();
        for (const { namespace, name, reason } of sources.ready.notScaled())
          gauge.set({ namespace, function: name, reason }, 1);
      },
      ['namespace', 'function', 'reason'],
    );
    this.#gauge('layerc_workers_wanted', 'Workers that should run, of all Functions.', (gauge, sources) =>
      gauge.set(sources.ready.workers().wanted),
    );
    this.#gauge('layerc_workers_ready', 'Workers that are ready, of all Functions.', (gauge, sources) =>
      gauge.set(sources.ready.workers().ready),
    );
    this.#gauge(
      'layerc_policy_rollout',
      'Functions that roll because InfraRules or settings have changed, by how far they are.',
      (gauge, sources) => {
        for (const [state, count] of Object.entries(sources.pace.counts)) gauge.set({ state }, count);
      },
      ['state'],
    );
    this.#gauge(
      'layerc_policy_rollout_stopped',
      '1 while such a change is stopped, as Functions do not come up with it.',
      (gauge, sources) => gauge.set(sources.pace.stoppedBy === null ? 0 : 1),
    );
    this.#gauge(
      'layerc_rollouts_in_progress',
      'Functions with pods of an older template, or fewer pods than they should have.',
      (gauge, sources) => gauge.set(sources.ready.workers().rollouts),
    );
  }

  /** From now on a scrape looks these up. */
  observe(sources: MetricSources): void {
    this.#sources = sources;
  }

  reconciled(result: 'done' | 'later' | 'failed', seconds: number): void {
    this.#seconds.observe({ result }, seconds);
  }

  /** Counts a request to the gateway. `status`: that of HTTP; 0 when there was no answer. */
  askedGateway(method: string, status: number): void {
    this.#gateway.inc({ method, result: status === 0 ? 'error' : String(status) });
  }

  retried(): void {
    this.#retries.inc();
  }

  /** Counts a request that writes. `status`: that of HTTP; 0 when there was no answer. */
  requested(verb: Verb, kind: string, status: number, subresource?: 'status'): void {
    if (verb === 'get' || verb === 'list' || verb === 'watch') return;
    const of = subresource === undefined ? kind : `${kind}/${subresource}`;
    this.#writes.inc({ kind: of, verb, result: status === 0 ? 'error' : String(status) });
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #gauge(
    name: string,
    help: string,
    collect: (gauge: Gauge, sources: MetricSources) => void,
    labelNames: readonly string[] = [],
  ): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
      collect: () => {
        if (this.#sources !== null) collect(gauge, this.#sources);
      },
    });
  }
}
