import { ApiError, type Cluster, type KubeObject, type Resource } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';
import { MANAGER } from '../watch/managers.ts';

/** Writes the status of exactly the object that was looked at. False: it has changed since, or is gone. */
export async function applyStatus(
  resource: Resource,
  { apiVersion, kind, metadata }: KubeObject,
  status: object,
  { cluster, cache }: { readonly cluster: Cluster; readonly cache: Cache },
  signal: AbortSignal,
): Promise<boolean> {
  const { name, namespace, uid, resourceVersion } = metadata;
  const named = { name, ...(namespace !== undefined && { namespace }), uid, resourceVersion };
  const body = { apiVersion, kind, metadata: named, status } as KubeObject;
  try {
    const options = { manager: MANAGER, force: true, subresource: 'status' as const };
    const { object } = await cluster.apply(resource, body, options, signal);
    cache.wrote(resource, object);
    return true;
  } catch (error) {
    if (error instanceof ApiError && (error.status.code === 409 || error.status.code === 404)) return false;
    throw error;
  }
}
