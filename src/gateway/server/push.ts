/** Calls the workers of push Functions as long as they have rows, a batch at a time, and each worker one after another. */
import type { Json, JsonObject } from '../../json/json.ts';
import { isArray, isObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import type { Gateway } from '../core/gateway.ts';
import type { ClaimedItem, CompleteItem, FailItem, RunRequest } from '../core/protocol.ts';
import { idText } from '../core/rows.ts';
import { type Hold, untilReleased } from './hold.ts';

/** Finds the addresses that stand behind a worker's URL; none means that no worker is ready. */
export type ResolveWorkers = (url: string, udf: string) => Promise<readonly string[]>;

export interface PushSettings {
  readonly gateway: Gateway;
  readonly token: string;
  readonly resolve: ResolveWorkers;
  readonly now: () => number;
  /** Whether the results of a worker are held back for now. */
  readonly hold?: Hold;
  /** After every change, before anything else happens. */
  readonly save: () => void;
}

const LOOK_EVERY_MS = 50;

export class Pusher {
  readonly #settings: PushSettings;
  readonly #inFlight = new Map<string, Set<Promise<void>>>();
  readonly #stop = new AbortController();
  readonly #turns = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(settings: PushSettings) {
    this.#settings = settings;
    this.#schedule();
  }

  /** Ends calls in flight; their rows keep their leases. */
  async stop(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all([...this.#inFlight.values()].flatMap((calls) => [...calls]));
  }

  #schedule(): void {
    if (this.#stop.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().finally(() => this.#schedule());
    }, LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    const { gateway } = this.#settings;
    await Promise.all(gateway.ids.map((id) => this.#lookAt(id).catch(() => undefined)));
  }

  async #lookAt(id: string): Promise<void> {
    const { gateway, resolve, now, save } = this.#settings;
    const { worker, schedule } = gateway.get(id).record.spec;
    if (worker.url === undefined || gateway.get(id).queue.counts(now()).pending === 0) return;
    const ready = await resolve(worker.url, id);
    const calls = this.#inFlight.get(id) ?? new Set();
    this.#inFlight.set(id, calls);
    if (ready.length === 0) return;
    while (
      calls.size < schedule.max_in_flight_batches &&
      !this.#stop.signal.aborted &&
      gateway.find(id) !== undefined
    ) {
      const turn = this.#turns.get(id) ?? 0;
      this.#turns.set(id, turn + 1);
      const target = ready[turn % ready.length] as string;
      const items = gateway.claim(id, target, worker.batch_size, schedule.lease_seconds, now());
      save();
      if (items.length === 0) return;
      const call = this.#run(target, { udf_id: id, worker_id: target, items }, worker.timeout_seconds);
      calls.add(call);
      void call.finally(() => calls.delete(call));
    }
  }

  async #run(target: string, request: RunRequest, timeoutSeconds: number): Promise<void> {
    const { gateway, token, now, save, hold } = this.#settings;
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutSeconds * 1000), this.#stop.signal]);
    const { udf_id, worker_id, items } = request;
    let done: readonly CompleteItem[] = [];
    let failed: readonly FailItem[] = [];
    try {
      const response = await fetch(`${target}/run`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(request),
        redirect: 'error',
        signal,
      });
      if (!response.ok) throw new Error(`The worker answered ${response.status}.`);
      const text = await response.text();
      await untilReleased(() => hold?.(udf_id, worker_id) ?? false, signal);
      ({ done, failed } = answered(readJson(text)));
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      const { name, message } = error as Error;
      const what =
        name === 'TimeoutError' ? `The worker did not answer within ${timeoutSeconds} s.` : message;
      failed = items.map((item) => transient(item, what));
    }
    if (gateway.find(udf_id) === undefined) return;
    const told = new Set([...done, ...failed].map(({ namespace, id }) => `${namespace}\0${id}`));
    const untold = items.filter(({ namespace, id }) => !told.has(`${namespace}\0${id}`));
    try {
      gateway.complete(udf_id, worker_id, done, now());
    } catch (error) {
      // What it says of a row cannot be written.
      untold.push(...items.filter(({ id }) => done.some((one) => one.id === id)));
      failed = [...failed, ...untold.map((item) => transient(item, (error as Error).message))];
      untold.length = 0;
    }
    const rest = untold.map((item) => transient(item, 'The answer of the worker does not mention it.'));
    gateway.fail(udf_id, worker_id, [...failed, ...rest], now());
    save();
  }
}

const NO_MESSAGE =
  'The worker gave no reason: an item of failed has namespace, id, kind (transient or permanent) and message.';

function answered(body: Json): {
  readonly done: readonly CompleteItem[];
  readonly failed: readonly FailItem[];
} {
  const { items = [], failed = [] } = isObject(body) ? body : ({} as JsonObject);
  const rows = (list: Json): readonly JsonObject[] => (isArray(list) ? list.filter(isObject) : []);
  return {
    done: rows(items).map((item) => ({ ...item, ...ref(item) })) as unknown as CompleteItem[],
    failed: rows(failed).map((item) => ({
      ...ref(item),
      kind: item.kind === 'permanent' ? 'permanent' : 'transient',
      message: typeof item.message === 'string' ? item.message : NO_MESSAGE,
    })),
  };
}

function ref({ namespace, id }: JsonObject) {
  return { namespace: String(namespace), id: idText(id) ?? '' };
}

function transient({ namespace, id }: ClaimedItem, message: string): FailItem {
  return { namespace, id, kind: 'transient', message };
}
