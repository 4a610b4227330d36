/**
 * The durations KEDA and the HPA work with, in seconds. The gauge counts pending rows only: while a batch is leased, the
 * queue looks smaller than the work is, and a busy worker looks idle. So every window here is longer than a lease.
 */

/** How often KEDA looks whether an idle Function must wake. */
export const POLLING_SECONDS = 15;
/** Prometheus' usual scrape interval, the age a sample may have. */
const SCRAPE_SECONDS = 30;
/** Slack for clocks, scheduling and a slow query. */
const MARGIN_SECONDS = 30;
/** How often the HPA evaluates. */
const HPA_SYNC_SECONDS = 15;
/** Kubernetes' own default of the stabilization window: layerc never makes it shorter. */
const HPA_DEFAULT_SECONDS = 300;
/** The API's limit for a stabilization window. */
const HPA_LONGEST_SECONDS = 3600;
/** Endpoints turn not-ready in parallel with SIGTERM; for this long proxies may still send. */
export const DRAIN_SECONDS = 5;
/** What a worker needs after its call has ended, to report it and to exit. */
const EXIT_SECONDS = 15;
const INT32 = 2 ** 31 - 1;

export interface Durations {
  /** From the last row until the step to zero. */
  readonly cooldown: number;
  /** How long the HPA looks back before it removes a worker, or null: the lease is longer than the API allows. */
  readonly stabilization: number | null;
}

/**
 * A batch leased when the last row was taken has been finished, or its lease has run out, before the step to zero:
 * cooldown > max(lease, timeout) + poll + scrape. It is never shorter than the stabilization window, because the step
 * to zero goes past the HPA. `warm` (warmWindowSeconds) can only lengthen it.
 */
export function queueDurations(lease: number, timeout: number, warm: number): Durations {
  const window = Math.max(HPA_DEFAULT_SECONDS, lease + 2 * HPA_SYNC_SECONDS + SCRAPE_SECONDS);
  const cooldown = Math.max(
    Math.max(lease, timeout) + POLLING_SECONDS + SCRAPE_SECONDS + MARGIN_SECONDS,
    Math.min(window, HPA_LONGEST_SECONDS),
    warm,
  );
  return {
    cooldown: Math.min(cooldown, INT32),
    stabilization: window <= HPA_LONGEST_SECONDS ? window : null,
  };
}

/** SIGTERM to SIGKILL: what preStop takes of it, one call, and time to report it. */
export function terminationGrace(timeout: number, wait: number): number {
  return wait + timeout + EXIT_SECONDS;
}
