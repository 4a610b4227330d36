/** The objects of Functions as they were found: in files that layerc has written, or in a cluster. */
import {
  FUNCTION_LABEL,
  MANAGED_BY,
  MANAGED_BY_LABEL,
  OBJECT_KINDS,
  parseQuantity,
} from '../compiler/index.ts';
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { namedItems } from './field-change.ts';

/** By the key of their Function. */
export type MadeObjects = ReadonlyMap<string, readonly JsonObject[]>;

export function keyOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

/** Those among some documents, and in the Lists among these. */
export function madeObjects(documents: readonly Json[]): MadeObjects {
  const found = new Map<string, JsonObject[]>();
  const visit = (value: Json): void => {
    if (!isObject(value)) return;
    if (isArray(value.items) && String(value.kind).endsWith('List'))
      for (const item of value.items) visit(item);
    const key = ownerOf(value);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), value]);
  };
  for (const document of documents) visit(document);
  return found;
}

function ownerOf({ kind, metadata }: JsonObject): string | undefined {
  if (typeof kind !== 'string' || !OBJECT_KINDS.includes(kind) || !isObject(metadata)) return undefined;
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  const { namespace } = metadata;
  const name = labels[FUNCTION_LABEL];
  if (labels[MANAGED_BY_LABEL] !== MANAGED_BY || typeof name !== 'string') return undefined;
  return typeof namespace === 'string' ? keyOf({ namespace, name }) : undefined;
}

/**
 * An object as it was found, for comparing it with what layerc makes: `made` is what this layerc makes of the same
 * Function. A file holds just what was made. In a cluster the server and others have added to it, so only the fields
 * that are in `made` are looked at.
 */
export function asFound(found: JsonObject, made: JsonObject | undefined): JsonObject {
  const { status: _, ...written } = found;
  const isLive = isObject(found.metadata) && typeof found.metadata.uid === 'string';
  return isLive && made !== undefined ? (overlaid(made, written, '') as JsonObject) : written;
}

/** What is live in the shape of what was made. */
function overlaid(made: Json, live: Json, field: string): Json {
  if (isObject(made) && isObject(live)) {
    return Object.fromEntries(
      Object.entries(made).flatMap(([key, value]) => {
        const inner = QUANTITIES.has(field) ? 'quantity' : key;
        if (Object.hasOwn(live, key)) return [[key, overlaid(value, live[key] as Json, inner)]];
        return isNothing(value) ? [[key, value]] : [];
      }),
    );
  }
  if (isArray(made) && isArray(live)) return overlaidItems(made, live, field);
  return isSameLeaf(made, live, field) ? made : live;
}

const QUANTITIES = new Set(['limits', 'requests', 'overhead']);

/** Others may have put in items with other names. */
function overlaidItems(made: readonly Json[], live: readonly Json[], field: string): Json {
  const named = namedItems({ pointer: '', value: live });
  if (named !== undefined && namedItems({ pointer: '', value: made }) !== undefined) {
    return made.flatMap((item) => {
      const there = named.get((item as { name: string }).name);
      return there === undefined ? [] : [overlaid(item, there.value, field)];
    });
  }
  if (made.length !== live.length) return live;
  return made.map((item, index) => overlaid(item, live[index] as Json, field));
}

/** Values that the server leaves out when it writes an object. */
function isNothing(value: Json): boolean {
  if (value === null || value === false || value === 0 || value === '') return true;
  return isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function isSameLeaf(made: Json, live: Json, field: string): boolean {
  const [a, b] = [plain(made), plain(live)];
  if (a === b) return true;
  return (field === 'quantity' || field === 'sizeLimit') && isSameQuantity(String(a), String(b));
}

function isSameQuantity(made: string, live: string): boolean {
  const amount = parseQuantity(made);
  return amount !== null && amount === parseQuantity(live);
}

function plain(leaf: Json): Json {
  return leaf instanceof ExactNumber ? Number(leaf.text) : leaf;
}

/** Fewest and most workers, as the autoscaler has them, or where there is none the Deployment. */
export function replicasOf(made: readonly JsonObject[]): { readonly min: number; readonly max: number } {
  const specOf = (kind: string): JsonObject => {
    const object = made.find((one) => one.kind === kind);
    return isObject(object?.spec) ? object.spec : {};
  };
  const { minReplicaCount, maxReplicaCount } = specOf('ScaledObject');
  const { replicas } = specOf('Deployment');
  const count = (value: Json | undefined) => (typeof value === 'number' ? value : undefined);
  const fixed = count(replicas) ?? 0;
  return { min: count(minReplicaCount) ?? fixed, max: count(maxReplicaCount) ?? fixed };
}
