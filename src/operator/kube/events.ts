import { type Clock, microTimeText, monotonic } from './clock.ts';
import { ApiError, type Cluster, type KubeObject, nameOf, type Resource } from './cluster.ts';
import type { Log } from './log.ts';

/** Something that happened to an object, for `kubectl describe`. */
export interface Happening {
  /** Only what names it is kept. */
  readonly regarding: Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>;
  readonly type: 'Normal' | 'Warning';
  /** Why, in one word: the reason of a condition. */
  readonly reason: string;
  /** What was done, in one word. */
  readonly action: string;
  /** For people. Of a series the first one is shown. */
  readonly note: string;
}

export interface RecorderOptions {
  readonly cluster: Pick<Cluster, 'create' | 'patch'>;
  readonly log: Log;
  /** The field manager of what is written. */
  readonly manager: string;
  /** Which replica it is: the name of the pod. */
  readonly instance: string;
  readonly clock?: Pick<Clock, 'now'>;
  /** In milliseconds since 1970, for people. No decision rests on it. */
  readonly timeOfDay?: () => number;
}

export const EVENTS: Resource = {
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  plural: 'events',
  namespaced: true,
};

const CONTROLLER = 'hevlayer.com/layerc';

/** The same again within this time joins the series; the times and counts are those of client-go. */
const SERIES_MS = 6 * 60_000;
/** Writes in a row for one object, and how long it takes until it may have one more. */
const BURST = 25;
const REFILL_MS = 5 * 60_000;
const REMEMBERED = 4096;
const PENDING = 10_000;
const NOTE_BYTES = 1024;
const REQUEST_MS = 10_000;

/** One event on the server, with everything that has joined it. */
interface Series {
  readonly happening: Happening;
  readonly since: string;
  /** Null until the server has it. */
  name: string | null;
  count: number;
  last: string;
  /** By the clock. */
  lastAt: number;
  isPending: boolean;
}

/**
 * Records events in the background, one request at a time: whoever records never waits, and an event that cannot be
 * written is logged and forgotten. When the same happens again, the event becomes a series.
 */
export class EventRecorder {
  readonly #options: RecorderOptions;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #timeOfDay: () => number;
  /** Those heard of last are at the end. */
  readonly #series = new Map<string, Series>();
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  #pending = 0;
  #tail: Promise<void> = Promise.resolve();

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? monotonic;
    this.#timeOfDay = options.timeOfDay ?? Date.now;
  }

  record(happening: Happening): void {
    const now = this.#clock.now();
    const key = seriesKey(happening);
    const known = this.#series.get(key);
    this.#series.delete(key);
    const last = microTimeText(this.#timeOfDay());
    const series =
      known !== undefined && now - known.lastAt < SERIES_MS
        ? known
        : {
            happening: named(happening),
            since: last,
            name: null,
            count: 0,
            last,
            lastAt: now,
            isPending: false,
          };
    series.count += 1;
    series.last = last;
    series.lastAt = now;
    this.#series.set(key, series);
    forgetOldest(this.#series, ({ lastAt }) => now - lastAt >= SERIES_MS);
    // What is not written now is counted all the same, and told with the next one.
    if (series.isPending || this.#pending >= PENDING || !this.#takeToken(happening.regarding, now)) return;
    series.isPending = true;
    this.#pending += 1;
    this.#tail = this.#tail.then(() => this.#write(series));
  }

  /** Ends when everything that was recorded has been tried. */
  flush(): Promise<void> {
    return this.#tail;
  }

  async #write(series: Series): Promise<void> {
    series.isPending = false;
    this.#pending -= 1;
    const { regarding, reason } = series.happening;
    try {
      if (series.name !== null && (await this.#extend(series, series.name))) return;
      const name = `${regarding.metadata.name.slice(0, 200).replace(/[.-]+$/, '')}.${crypto.randomUUID()}`;
      const event = eventOf(series, name, this.#options.instance);
      await this.#options.cluster.create(
        EVENTS,
        event,
        this.#options.manager,
        AbortSignal.timeout(REQUEST_MS),
      );
      series.name = name;
    } catch (error) {
      const said = { object: nameOf(regarding), reason, error: error as Error };
      this.#options.log.warn('event not written', said);
    }
  }

  /** Tells the count of a series. False: the server has forgotten the event by now. */
  async #extend({ happening, count, last }: Series, name: string): Promise<boolean> {
    const target = { name, namespace: namespaceOf(happening.regarding) };
    const patch = { series: { count, lastObservedTime: last } };
    try {
      await this.#options.cluster.patch(
        EVENTS,
        target,
        patch,
        this.#options.manager,
        AbortSignal.timeout(REQUEST_MS),
      );
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status.code === 404) return false;
      throw error;
    }
  }

  #takeToken({ kind, metadata }: Happening['regarding'], now: number): boolean {
    const key = JSON.stringify([kind, metadata.namespace, metadata.name, metadata.uid]);
    const bucket = this.#buckets.get(key) ?? { tokens: BURST, at: now };
    this.#buckets.delete(key);
    const tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) / REFILL_MS);
    const isAllowed = tokens >= 1;
    this.#buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
    forgetOldest(this.#buckets, ({ tokens, at }) => tokens + (now - at) / REFILL_MS >= BURST);
    return isAllowed;
  }
}

/** Thousands are remembered: a whole Function with each of them would be too much. */
function named({ regarding: { apiVersion, kind, metadata }, ...rest }: Happening): Happening {
  const { name, namespace, uid } = metadata;
  const kept = { name, ...(namespace !== undefined && { namespace }), ...(uid !== undefined && { uid }) };
  return { regarding: { apiVersion, kind, metadata: kept }, ...rest };
}

/** Everything that two happenings must share to be the same one again: all but the note. */
function seriesKey({ regarding, type, reason, action }: Happening): string {
  const { apiVersion, kind, metadata } = regarding;
  const { namespace, name, uid } = metadata;
  return JSON.stringify([apiVersion, kind, namespace, name, uid, type, reason, action]);
}

function eventOf({ happening, since, count, last }: Series, name: string, instance: string): KubeObject {
  const { regarding, type, reason, action, note } = happening;
  return {
    apiVersion: EVENTS.apiVersion,
    kind: EVENTS.kind,
    metadata: { name, namespace: namespaceOf(regarding) },
    eventTime: since,
    type,
    reason: word(reason),
    action: word(action),
    note: clippedNote(note),
    // Without a resourceVersion, else no two would be alike.
    regarding: { apiVersion: regarding.apiVersion, kind: regarding.kind, ...regarding.metadata },
    reportingController: CONTROLLER,
    reportingInstance: word(instance),
    ...(count > 1 ? { series: { count, lastObservedTime: last } } : {}),
  };
}

/** Events about objects of the cluster live in `default`. */
function namespaceOf({ metadata }: Happening['regarding']): string {
  return metadata.namespace ?? 'default';
}

/** The server takes 1 to 128 bytes. */
function word(text: string): string {
  return clipped(text, 128, '') || 'Unknown';
}

function clippedNote(note: string): string {
  return clipped(note, NOTE_BYTES, '…');
}

/** The longest beginning, of whole characters, that fits into that many bytes of UTF-8 together with the ending. */
function clipped(text: string, bytes: number, ending: string): string {
  const encoder = new TextEncoder();
  const whole = encoder.encodeInto(text, new Uint8Array(bytes));
  if (whole.read === text.length) return text.toWellFormed();
  const room = bytes - encoder.encode(ending).length;
  const { read } = encoder.encodeInto(text, new Uint8Array(room));
  return `${text.slice(0, read).toWellFormed()}${ending}`;
}

/** Drops entries from the old end while they are stale, or too many. */
function forgetOldest<T>(map: Map<string, T>, isStale: (value: T) => boolean): void {
  for (const [key, value] of map) {
    if (map.size <= REMEMBERED && !isStale(value)) return;
    map.delete(key);
  }
}
