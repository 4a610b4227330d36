import { isObject, type JsonObject, sorted } from '../../json/json.ts';

/** What the API server writes into metadata; applied back it would be a conflict, or noise. */
const SERVER_METADATA = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/**
 * A Function as it was written, for printing beside its objects: every value untouched, keys in order, without what the
 * API server adds.
 */
export function sourceObject({ status: _, ...source }: JsonObject): JsonObject {
  const metadata = Object.entries(isObject(source.metadata) ? source.metadata : {});
  const written = metadata.filter(([key]) => !SERVER_METADATA.has(key));
  return sorted({ ...source, metadata: Object.fromEntries(written) });
}
