import { isObject } from '../../json/json.ts';
import { ApiError, type Cluster, type KubeObject, type Resource } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';
import { conditionsOf } from '../watch/child-status.ts';
import { MANAGER } from '../watch/managers.ts';

/** A status of ours. */
export interface OwnStatus {
  readonly conditions?: readonly { readonly type: string }[];
  readonly [field: string]: unknown;
}

/**
 * Writes the status of exactly the object that was looked at. False: it has changed since, or is gone.
 *
 * It is merged and not applied: under hev's own CustomResourceDefinitions an apply is answered with 500, as their
 * conditions have no observedGeneration, while a patch loses what the schema does not have and nothing else. There a list
 * of conditions is one value, so those of others, whose types are not `ours`, are sent along.
 */
export async function writeStatus(
  resource: Resource,
  { apiVersion, kind, metadata, status: before }: KubeObject,
  status: OwnStatus,
  ours: ReadonlySet<string>,
  { cluster, cache }: { readonly cluster: Cluster; readonly cache: Cache },
  signal: AbortSignal,
): Promise<boolean> {
  const { name, namespace, uid, resourceVersion } = metadata;
  const named = { name, ...(namespace !== undefined && { namespace }), uid, resourceVersion };
  const others = conditionsOf(before).filter(({ type }) => !ours.has(type));
  const conditions = [...(status.conditions ?? []), ...others];
  const body = { apiVersion, kind, metadata: named, status: { ...status, conditions } } as KubeObject;
  try {
    await cache.write(resource, body, () => cluster.mergeStatus(resource, body, MANAGER, signal));
    return true;
  } catch (error) {
    if (error instanceof ApiError && (error.status.code === 409 || error.status.code === 404)) return false;
    throw error;
  }
}

/**
 * Whether a stored status says already what is to be written, but for times. A field that the schema of its kind drops
 * (`dropped`: `status.rollout`) counts as said: to write it again would change nothing, for ever.
 */
export function isSaid(
  wanted: OwnStatus,
  stored: unknown,
  ours: ReadonlySet<string>,
  dropped: readonly string[] = [],
): boolean {
  if (!isObject(stored)) return false;
  const { conditions: rows = [], ...fields } = wanted;
  const found = new Map(
    conditionsOf(stored)
      .filter(({ type }) => ours.has(type))
      .map((one) => [one.type, one] as const),
  );
  const isSaidOf = ({ type, ...row }: { readonly type: string }) => {
    const one = found.get(type);
    return (
      one !== undefined &&
      isKept({ ...row, lastTransitionTime: undefined }, one, 'status.conditions', dropped)
    );
  };
  const areSaid = found.size === rows.length && rows.every(isSaidOf);
  return areSaid && isKept(fields, stored, 'status', dropped);
}

function isKept(wanted: Fields, stored: object, path: string, dropped: readonly string[]): boolean {
  return Object.entries(wanted).every(
    ([field, value]) =>
      value === undefined ||
      JSON.stringify((stored as Fields)[field]) === JSON.stringify(value) ||
      dropped.includes(`${path}.${field}`),
  );
}

type Fields = { readonly [field: string]: unknown };
