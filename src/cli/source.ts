import { isArray, isObject, type Json, type JsonObject, sortedKeys } from '../compiler/index.ts';

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

const FIRST = ['apiVersion', 'kind', 'metadata'];

/**
 * A Function as it was written, for printing beside its objects: every value untouched, keys in one order, without
 * what the API server adds.
 */
export function sourceObject(source: JsonObject): JsonObject {
  const metadata = Object.entries(isObject(source.metadata) ? source.metadata : {}).filter(
    ([key]) => !SERVER_METADATA.has(key),
  );
  const { status: _, ...rest } = source;
  const sorted = inOrder({ ...rest, metadata: Object.fromEntries(metadata) }) as JsonObject;
  return Object.fromEntries(
    [...FIRST, ...Object.keys(sorted).filter((key) => !FIRST.includes(key))].map((key) => [key, sorted[key] as Json]),
  );
}

function inOrder(value: Json): Json {
  if (isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  return Object.fromEntries(sortedKeys(value).map((key) => [key, inOrder(value[key] as Json)]));
}
