import type { Json, JsonObject } from '../../json/json.ts';
import { invalid, notFound, Refusal } from '../words/refusal.ts';
import { readFilter } from './filter/filter.ts';
import type { StoreName } from './filter/stores.ts';
import type { Entry, Item, QueueListener } from './item.ts';
import { completion, isDone, RESERVED, staleMarker } from './markers.ts';
import type { ClaimedItem, CompleteItem, FailItem, ItemRef, UdfSpec } from './protocol.ts';
import { Queue } from './queue.ts';
import { type RowListener, Rows } from './rows.ts';
import { readSpec } from './spec.ts';
import { Rate, type Udf, type UdfRecord } from './udf.ts';

/** Who is told of every change, in the order in which they happen, before the call ends. */
export interface GatewayListener extends RowListener {
  udfChanged(id: string, record: UdfRecord | undefined): void;
  itemChanged(udf: string, item: Readonly<Item>): void;
  happened(udf: string, entry: Entry): void;
  /** A worker has written these columns of a row. */
  wrote(udf: string, columns: readonly string[]): void;
}

/**
 * The gateway without its clock and its doors: registry, queues, store. Whoever calls says what time it is, in
 * milliseconds; the same calls give the same state.
 */
export class Gateway {
  readonly rows: Rows;
  readonly store: StoreName;
  readonly #udfs = new Map<string, Udf>();
  readonly #listener: GatewayListener;
  readonly #speed: number;

  /** `speed` is how many times as fast as said the pauses before another try pass. */
  constructor(store: StoreName, listener: GatewayListener, speed = 1) {
    this.#speed = speed;
    this.store = store;
    this.#listener = listener;
    this.rows = new Rows(listener);
  }

  /** Takes a registration as it was kept somewhere. Nobody is told. */
  restore(record: UdfRecord, items: Iterable<Item>): void {
    const udf = this.#made(record);
    for (const item of items) udf.queue.restore(item);
    this.#udfs.set(record.id, udf);
  }

  get ids(): readonly string[] {
    return [...this.#udfs.keys()];
  }

  find(id: string): Udf | undefined {
    return this.#udfs.get(id);
  }

  /** Throws the 404 of one that is not registered. */
  get(id: string): Udf {
    const found = this.#udfs.get(id);
    if (found === undefined) throw notFound(`UDF ${id}`);
    return found;
  }

  /** Registers a UDF; throws the 409 of an id that is taken. */
  create(id: string, spec: Json | undefined, paused: boolean, now: number): Udf {
    if (this.#udfs.has(id)) throw new Refusal(409, 'conflict', `There is a UDF ${id} already.`);
    return this.#put(id, readSpec(spec), paused, now);
  }

  /** Registers a UDF, or gives it another spec; whether it is paused stays as it is. */
  put(id: string, spec: Json | undefined, now: number): Udf {
    const paused = this.#udfs.get(id)?.record.paused ?? false;
    return this.#put(id, readSpec(spec), paused, now);
  }

  setPaused(id: string, paused: boolean, now: number): Udf {
    const udf = this.get(id);
    this.#record(udf, { ...udf.record, paused, updatedAt: now });
    return udf;
  }

  /** Forgets a UDF with its queue; the rows and their markers stay. */
  remove(id: string): void {
    this.get(id);
    this.#udfs.delete(id);
    this.#listener.udfChanged(id, undefined);
  }

  /** Puts a row into the queue where it is one to process. */
  offer(udf: Udf, row: ItemRef, value: JsonObject, now: number): boolean {
    const { id, spec } = udf.record;
    if (isDone(value, id, spec.version, now) || !udf.filter.matches(value)) return false;
    return udf.queue.enqueue(row, spec.version, now);
  }

  /** Counts a sweep over all namespaces, or one that failed. */
  swept(udf: Udf, now: number, failure?: string): void {
    udf.failure = failure;
    udf.failures = failure === undefined ? 0 : udf.failures + 1;
    if (failure === undefined)
      this.#record(udf, { ...udf.record, sweeps: udf.record.sweeps + 1, sweptAt: now });
  }

  claim(
    id: string,
    worker: string,
    limit: number,
    leaseSeconds: number,
    now: number,
  ): readonly ClaimedItem[] {
    const { record, queue } = this.get(id);
    if (record.paused) {
      queue.expire(now);
      return [];
    }
    const { inputs, version } = record.spec;
    const found: ClaimedItem[] = [];
    while (found.length < limit) {
      const items = queue.claim(worker, limit - found.length, leaseSeconds * 1000, version, now);
      if (items.length === 0) break;
      for (const { namespace, id: row } of items) {
        const value = this.rows.get({ namespace, id: row });
        // It may have been deleted since it was found.
        if (value === undefined) queue.remove({ namespace, id: row });
        else found.push({ namespace, id: row, input: inputOf(value, row, inputs) });
      }
    }
    return found;
  }

  heartbeat(id: string, worker: string, rows: readonly ItemRef[], now: number): number {
    return this.get(id).queue.heartbeat(worker, rows, now);
  }

  /** Completes rows that the worker holds, and writes what it has found out. */
  complete(id: string, worker: string, rows: readonly CompleteItem[], now: number): number {
    const udf = this.get(id);
    for (const { attributes = {} } of rows) {
      const reserved = Object.keys(attributes).find((name) => name.startsWith(RESERVED));
      if (reserved !== undefined)
        throw invalid(`The attribute ${reserved} is the gateway's own: no worker may write it.`);
      if (Object.hasOwn(attributes, 'id'))
        throw invalid('The attribute id is that of the row: no worker may write it.');
    }
    return udf.queue.complete(worker, rows, now, (item, row) => {
      udf.rate.add(now);
      const written = this.#written(udf, row);
      this.rows.patch(item, { ...written, ...completion(id, item.version) });
      this.#listener.wrote(id, Object.keys(written));
      for (const dependent of udf.record.spec.invalidates) this.#invalidate(dependent, item, now);
    });
  }

  fail(id: string, worker: string, rows: readonly FailItem[], now: number): number {
    return this.get(id).queue.fail(worker, rows, now);
  }

  resetFailed(id: string, now: number, only?: ItemRef): number {
    return this.get(id).queue.resetFailed(now, only);
  }

  /** Runs a row once more, whatever its marker says. */
  runAgain(id: string, row: ItemRef, now: number): boolean {
    const { record, queue } = this.get(id);
    if (this.rows.get(row) === undefined) return false;
    if (queue.resetFailed(now, row) > 0) return true;
    return queue.enqueue(row, record.spec.version, now);
  }

  /**
   * Rows were written by somebody. `columns` are those that a patch has set; whole rows have none. The UDFs with the
   * trigger `write` get the rows that have changed for them.
   */
  written(rows: readonly ItemRef[], columns: readonly string[] | undefined, now: number): void {
    for (const udf of this.#udfs.values()) {
      const { triggers, inputs, version, target_namespaces } = udf.record.spec;
      if (!triggers.includes('write')) continue;
      const isInput = columns === undefined || columns.some((column) => inputs.includes(column));
      for (const row of rows) {
        const value = this.rows.get(row);
        if (value === undefined || !target_namespaces.includes(row.namespace)) continue;
        if (isInput && udf.filter.matches(value)) udf.queue.enqueue(row, version, now);
        else if (!isInput) this.offer(udf, row, value, now);
      }
    }
  }

  /** A row is gone; no queue keeps it. */
  deleted(row: ItemRef): void {
    for (const { queue } of this.#udfs.values()) queue.remove(row);
  }

  /** What a completion sets. A shadow writes beside what it is the shadow of. */
  #written(udf: Udf, { attributes = {}, vector, vectors }: CompleteItem): Readonly<Record<string, Json>> {
    const set = {
      ...attributes,
      ...(vector === undefined || vector === null ? {} : { vector }),
      ...(vectors === undefined || vectors === null ? {} : { vectors }),
    };
    const { candidate } = udf.record.spec;
    if (candidate === undefined) return set;
    return Object.fromEntries(
      Object.entries(set).map(([name, value]) => [shadowAttribute(candidate.of, name), value]),
    );
  }

  #invalidate(dependent: string, row: ItemRef, now: number): void {
    if (this.#udfs.has(dependent)) this.rows.patch(row, { [staleMarker(dependent)]: now });
  }

  #put(id: string, spec: UdfSpec, paused: boolean, now: number): Udf {
    const known = this.#udfs.get(id);
    const filter = readFilter(spec.filter, this.store);
    const { createdAt = now, sweeps = 0, sweptAt = null } = known?.record ?? {};
    const record = { id, spec, paused, createdAt, updatedAt: now, sweeps, sweptAt };
    const udf = known ?? this.#made(record);
    udf.filter = filter;
    udf.queue.retry = spec.retry;
    this.#udfs.set(id, udf);
    this.#record(udf, record);
    return udf;
  }

  #record(udf: Udf, record: UdfRecord): void {
    udf.record = record;
    this.#listener.udfChanged(record.id, record);
  }

  #made(record: UdfRecord): Udf {
    const { id, spec } = record;
    const listener: QueueListener = {
      changed: (item) => this.#listener.itemChanged(id, item),
      happened: (entry) => this.#listener.happened(id, entry),
    };
    const queue = new Queue(spec.retry, listener, this.#speed);
    const filter = readFilter(spec.filter, this.store);
    return { record, filter, queue, rate: new Rate(), failures: 0, failure: undefined };
  }
}

/** The columns that a worker is given. `id` is the row's, as a text. */
function inputOf(row: JsonObject, id: string, inputs: readonly string[]): JsonObject {
  return Object.fromEntries(
    inputs.map((name) => [name, name === 'id' ? id : Object.hasOwn(row, name) ? (row[name] as Json) : null]),
  );
}

/** Where a shadow of a UDF puts what the UDF itself would write into an attribute. */
export function shadowAttribute(udf: string, attribute: string): string {
  return `${RESERVED}udf_${udf.replaceAll('-', '_')}_candidate_${attribute}`;
}
