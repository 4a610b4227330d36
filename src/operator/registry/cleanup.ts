/** Leaves nothing at the gateway of a Function that is deleted: docs/gateway.md. */

import { GROUP } from '../../compiler/index.ts';
import type { Trouble } from '../../gateway/sync/index.ts';
import { ApiError, type Cluster, type KubeObject } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';
import { MANAGER } from '../watch/managers.ts';
import { FUNCTIONS } from '../watch/resources.ts';
import type { Registrar } from './registrar.ts';

/** Keeps a deleted Function until its UDF is gone. */
export const FINALIZER = `${GROUP}/gateway-cleanup`;

/** A gateway that is away holds up a deletion for so long at most. */
export const PATIENCE_MS = 10 * 60_000;

/** What finalizers are written with. */
export interface Writes {
  readonly cluster: Cluster;
  readonly cache: Cache;
}

export function hasFinalizer({ metadata }: KubeObject): boolean {
  return metadata.finalizers?.includes(FINALIZER) ?? false;
}

/** Puts it on, before anything is sent that would have to be taken back. */
export async function guard(fn: KubeObject, writes: Writes, signal: AbortSignal): Promise<void> {
  if (hasFinalizer(fn)) return;
  await writeFinalizers(fn, [...(fn.metadata.finalizers ?? []), FINALIZER], writes, signal);
}

/** Takes it off. Gone already is fine. */
export async function release(fn: KubeObject, writes: Writes, signal: AbortSignal): Promise<void> {
  const others = (fn.metadata.finalizers ?? []).filter((one) => one !== FINALIZER);
  try {
    await writeFinalizers(fn, others, writes, signal);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.code !== 404) throw error;
  }
}

async function writeFinalizers(
  { metadata }: KubeObject,
  finalizers: readonly string[],
  { cluster, cache }: Writes,
  signal: AbortSignal,
): Promise<void> {
  const { name, namespace = '', uid, resourceVersion } = metadata;
  const patch = { metadata: { uid, resourceVersion, finalizers } };
  await cache.write(FUNCTIONS, { metadata }, async () => {
    const written = await cluster.patch(FUNCTIONS, { name, namespace }, patch, MANAGER, signal);
    // The last one that is taken off lets the object go, and nobody will tell of it again.
    const isGone = written.metadata.deletionTimestamp !== undefined && finalizers.length === 0;
    return isGone ? null : written;
  });
}

/** How far the cleaning of a deleted Function is. */
export type Cleaning =
  | { readonly kind: 'done' }
  /** Not yet; what stands in the way, and when to try again. */
  | { readonly kind: 'waits'; readonly why: string; readonly againMs: number }
  /** It has taken too long. */
  | { readonly kind: 'given up'; readonly why: string };

export async function clean(
  fn: KubeObject,
  registrar: Pick<Registrar, 'remove'>,
  now: number,
  signal: AbortSignal,
): Promise<Cleaning> {
  const found: { trouble: Trouble; againMs: number } | null = await registrar.remove(fn, signal);
  if (found === null) return { kind: 'done' };
  const { trouble, againMs } = found;
  const left = Date.parse(fn.metadata.deletionTimestamp ?? '') + PATIENCE_MS - now;
  if (left > 0) return { kind: 'waits', why: trouble.message, againMs: Math.min(againMs, left + 1_000) };
  return { kind: 'given up', why: trouble.message };
}
