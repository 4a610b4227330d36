/** One registration, and what the gateway keeps beside it. */
import type { JsonObject } from '../../json/json.ts';
import type { Filter } from './filter/filter.ts';
import type { Item } from './item.ts';
import type { UdfSpec } from './protocol.ts';
import type { Queue } from './queue.ts';

/** What is kept of a registration; times in milliseconds. */
export interface UdfRecord {
  readonly id: string;
  readonly spec: UdfSpec;
  readonly paused: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly sweeps: number;
  readonly sweptAt: number | null;
}

export interface Udf {
  record: UdfRecord;
  filter: Filter;
  readonly queue: Queue;
  readonly rate: Rate;
  /** Sweeps in a row that failed, and why the last one did. */
  failures: number;
  failure: string | undefined;
}

const RATE_SECONDS = 60;

/** How many rows were completed in the last minute, by the second. */
export class Rate {
  readonly #seconds = new Array<number>(RATE_SECONDS).fill(Number.NEGATIVE_INFINITY);
  readonly #counts = new Array<number>(RATE_SECONDS).fill(0);

  add(now: number): void {
    const second = Math.floor(now / 1000);
    const place = ((second % RATE_SECONDS) + RATE_SECONDS) % RATE_SECONDS;
    if (this.#seconds[place] !== second) this.#counts[place] = 0;
    this.#seconds[place] = second;
    this.#counts[place] = (this.#counts[place] as number) + 1;
  }

  perMinute(now: number): number {
    const from = Math.floor(now / 1000) - RATE_SECONDS;
    return this.#counts.reduce(
      (sum, count, place) => sum + ((this.#seconds[place] as number) > from ? count : 0),
      0,
    );
  }
}

/** The Udf of the API. */
export function udfBody({ id, spec, paused, createdAt, updatedAt }: UdfRecord): JsonObject {
  return {
    id,
    spec: spec as unknown as JsonObject,
    paused,
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
  };
}

/** The UdfStatus of the API. */
export function statusBody(udf: Udf, activeNamespaces: readonly string[], now: number): JsonObject {
  const { record, queue, rate, failures, failure } = udf;
  const counts = queue.counts(now);
  return {
    udf_id: record.id,
    paused: record.paused,
    active_namespaces: activeNamespaces,
    discovery: {
      sweeps_completed: record.sweeps,
      last_completed_at: record.sweptAt === null ? null : timestamp(record.sweptAt),
      consecutive_failures: failures,
      ...(failure === undefined ? {} : { last_error: failure }),
    },
    counts: { ...counts },
    pending_count: counts.pending,
    processing_count: counts.processing,
    failed_count: counts.failed,
    indexed_rate_per_min: rate.perMinute(now),
    rate_window_seconds: RATE_SECONDS,
  };
}

/** An item as it is shown to people. */
export type SeenItem = Readonly<Item>;

const DAYS_OF_400_YEARS = 146097;

/** RFC 3339 of a time; the pure core has no Date. */
export function timestamp(ms: number): string {
  const days = Math.floor(ms / 86_400_000);
  const rest = ms - days * 86_400_000;
  // Days since 0000-03-01: leap days then end a year.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS;
  const year = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const calendarMonth = month < 10 ? month + 3 : month - 9;
  const calendarYear = year + era * 400 + (calendarMonth <= 2 ? 1 : 0);
  const two = (number: number, digits = 2) => String(Math.floor(number)).padStart(digits, '0');
  const clock = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60]
    .map((part) => two(part))
    .join(':');
  return `${two(calendarYear, 4)}-${two(calendarMonth)}-${two(day)}T${clock}.${two(rest % 1000, 3)}Z`;
}
