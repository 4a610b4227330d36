/** The files that objects stand in, as kpt and kustomize tell of them by annotations. */
import type { CompiledFunction } from '../compiler/index.ts';
import { isObject, type Json, type JsonObject } from '../json/json.ts';

const PREFIXES = [
  'internal.config.kubernetes.io/',
  'config.kubernetes.io/',
  'config.k8s.io/',
  'kustomize.config.k8s.io/',
];
/** The second pair is that of before the function specification 1.0; kpt still sends both. */
const KEYS = [
  { path: 'internal.config.kubernetes.io/path', index: 'internal.config.kubernetes.io/index' },
  { path: 'config.kubernetes.io/path', index: 'config.kubernetes.io/index' },
] as const;

/** An annotation of the tool that calls us; it stays when we replace the object. */
export function isToolAnnotation(key: string): boolean {
  return PREFIXES.some((prefix) => key.startsWith(prefix));
}

export function annotationsOf(item: Json | undefined): JsonObject {
  const metadata = isObject(item) && isObject(item.metadata) ? item.metadata : {};
  return isObject(metadata.annotations) ? metadata.annotations : {};
}

/** The name that an object had before kustomize gave it a prefix or suffix; where kustomize has not, its own. */
export function originalName(item: JsonObject): string | undefined {
  const names = annotationsOf(item)['internal.config.kubernetes.io/previousNames'];
  const [first] = typeof names === 'string' ? names.split(',') : [];
  const { name } = isObject(item.metadata) ? item.metadata : {};
  return first || (typeof name === 'string' ? name : undefined);
}

/** An object with more annotations, in order. */
export function annotated(object: JsonObject, more: JsonObject): JsonObject {
  const { annotations, ...metadata } = object.metadata as JsonObject;
  const merged = { ...(annotations as JsonObject | undefined), ...more };
  const sorted = Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...object, metadata: { annotations: sorted, ...metadata } };
}

/** The file of an item and its number in it, as far as the item tells. */
export function fileOf(
  item: Json | undefined,
): { readonly path: string; readonly index: number } | undefined {
  const annotations = annotationsOf(item);
  for (const { path, index } of KEYS) {
    const file = annotations[path];
    if (typeof file === 'string' && file !== '')
      return { path: file, index: Number(annotations[index] ?? 0) };
  }
  return undefined;
}

/**
 * What to call an item by in a message: its file, as kpt names it, or kustomize with `buildMetadata:
 * [originAnnotations]`, or else the object. Where it stands in the list that a tool has made says nothing to anybody.
 */
export function whereabouts(item: Json | undefined, position: number): string {
  const origin = annotationsOf(item)['config.kubernetes.io/origin'];
  const [, path] = (typeof origin === 'string' && /^path: *["']?(.*?)["']?\s*$/m.exec(origin)) || [];
  const file = fileOf(item)?.path ?? path;
  if (file !== undefined && file !== '') return file;
  if (!isObject(item)) return `items[${position}]`;
  const { name, namespace } = isObject(item.metadata) ? item.metadata : {};
  if (typeof item.kind !== 'string' || typeof name !== 'string') return `items[${position}]`;
  return `${item.kind} ${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`;
}

/**
 * Gives new objects a file: `generated/<namespace>/<function>.yaml` in the folder of their Function, behind what stands
 * in that file already. Where the Function has none, they have none.
 */
export function placed(
  items: readonly Json[],
): (object: JsonObject, source: Json | undefined, fn: CompiledFunction) => JsonObject {
  const next = new Map<string, number>();
  for (const { path, index } of items.flatMap((item) => fileOf(item) ?? [])) {
    next.set(path, Math.max(next.get(path) ?? 0, index + 1));
  }
  return (object, source, { namespace, name }) => {
    const file = fileOf(source);
    if (file === undefined) return object;
    const path = `${file.path.slice(0, file.path.lastIndexOf('/') + 1)}generated/${namespace}/${name}.yaml`;
    const index = next.get(path) ?? 0;
    next.set(path, index + 1);
    const given = KEYS.filter((keys) => annotationsOf(source)[keys.path] !== undefined);
    return annotated(
      object,
      Object.fromEntries(
        given.flatMap((keys) => [
          [keys.path, path],
          [keys.index, String(index)],
        ]),
      ),
    );
  };
}
