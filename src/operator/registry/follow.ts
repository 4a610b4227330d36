/** What is asked of the gateway without a look at a Function: all that it has, and how many rows wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import { breather, monotonic } from '../kube/clock.ts';
import type { KubeObject } from '../kube/cluster.ts';
import type { Log } from '../kube/log.ts';
import type { Depths } from './depths.ts';
import { hasUdf } from './past.ts';
import type { Gateway, Registrar } from './registrar.ts';

export interface FollowOptions {
  readonly registrar: Registrar;
  readonly depths: Depths;
  readonly gateway: Gateway;
  readonly log: Log;
  readonly functions: () => Iterable<KubeObject>;
  /** Looks at a Function after so many milliseconds. */
  readonly lookAgain: (fn: Pick<KubeObject, 'kind' | 'metadata'>, ms: number) => void;
  /** How often it is asked how many rows wait, and after how many of these all is listed. */
  readonly depthMs?: number;
  readonly listEvery?: number;
}

const DEPTH_MS = 60_000;
const LIST_EVERY = 5;
/** So many Functions a second are looked at because of it. */
const PER_SECOND = 10;

/** All that the gateway has, once, before many Functions are looked at. An answer that does not come holds up nothing. */
export async function listFirst({ registrar, log }: FollowOptions, signal: AbortSignal): Promise<void> {
  await registrar.list(new Map(), signal).catch((error: Error) => log.warn('gateway not asked', { error }));
}

/** Until the signal is aborted. */
export async function follow(options: FollowOptions, signal: AbortSignal): Promise<void> {
  const { depthMs = DEPTH_MS, listEvery = LIST_EVERY, log } = options;
  for (let round = 1; !signal.aborted; round++) {
    try {
      await sleep(depthMs, undefined, { signal });
      await askDepths(options, signal);
      const isAway = options.registrar.weather.trouble !== null;
      if (round % listEvery === 0 || isAway) await askAll(options, signal);
    } catch (error) {
      if (!signal.aborted) log.warn('gateway not asked', { error: error as Error });
    }
  }
}

async function askDepths(
  { depths, gateway, registrar, functions, lookAgain }: FollowOptions,
  signal: AbortSignal,
): Promise<void> {
  // While it is away it is asked by one Function at a time.
  if (registrar.weather.trouble !== null) return;
  const ours = (await rowsOf(functions)).filter(({ isOurs }) => isOurs);
  await depths.ask(
    ours.map(({ metadata }) => metadata.name),
    gateway,
    signal,
  );
  const changed = ours.filter(({ metadata, queueDepth }) => {
    const depth = depths.of(metadata.name);
    return depth !== queueDepth && depth !== null;
  });
  spread(changed, lookAgain);
}

async function askAll(
  { registrar, functions, lookAgain }: FollowOptions,
  signal: AbortSignal,
): Promise<void> {
  const all = await rowsOf(functions);
  const uids = new Map(all.map(({ metadata }) => [metadata.uid as string, metadata.name]));
  const changed = new Set(await registrar.list(uids, signal));
  spread(
    all.filter(({ metadata }) => changed.has(metadata.uid as string)),
    lookAgain,
  );
}

/** What of a Function is worth keeping at a time for all of them. */
interface Row extends Pick<KubeObject, 'kind' | 'metadata'> {
  readonly isOurs: boolean;
  readonly queueDepth: number | null;
}

/** To unpack thousands of them takes a while, and whole they would fill the memory. */
async function rowsOf(functions: FollowOptions['functions']): Promise<Row[]> {
  const breath = breather(monotonic);
  const rows: Row[] = [];
  for (const fn of functions()) {
    const { name, namespace = '', uid = '' } = fn.metadata;
    const { queueDepth = null } = (fn.status ?? {}) as { queueDepth?: number | null };
    rows.push({ kind: fn.kind, metadata: { name, namespace, uid }, isOurs: hasUdf(fn), queueDepth });
    await breath();
  }
  return rows;
}

function spread(functions: readonly Row[], lookAgain: FollowOptions['lookAgain']): void {
  for (const [index, fn] of functions.entries()) lookAgain(fn, (index / PER_SECOND) * 1000);
}
