import type { JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { shown } from '../../words/phrases.ts';
import { inner, type Located, objects, text } from '../constraint.ts';

/** Files of a volume that stand on one path, or one of them below another. */
export function overlappingPaths(pod: JsonObject) {
  return objects(pod, 'volumes').flatMap(({ object, at }) => {
    const lists = ['configMap', 'secret', 'downwardAPI'].map((source) =>
      items(inner(object, source), child(at, source)),
    );
    const projected = inner(object, 'projected');
    const sources = projected === undefined ? [] : objects(projected, 'sources');
    const files = sources.flatMap((source) => projectedFiles(source, `${at}/projected`));
    return [...lists, files].flatMap(overlaps);
  });
}

interface File {
  readonly at: Pointer;
  readonly path: string;
}

function items(source: JsonObject | undefined, at: Pointer): File[] {
  if (source === undefined) return [];
  return objects(source, 'items').flatMap((item) => file(item.object, 'path', at + item.at));
}

function projectedFiles({ object, at }: Located, volume: Pointer): File[] {
  const place = volume + at;
  const certificate = inner(object, 'podCertificate') ?? {};
  return [
    ...['configMap', 'secret', 'downwardAPI'].flatMap((source) =>
      items(inner(object, source), child(place, source)),
    ),
    ...['serviceAccountToken', 'clusterTrustBundle'].flatMap((source) =>
      file(inner(object, source) ?? {}, 'path', child(place, source)),
    ),
    ...['certificateChainPath', 'keyPath', 'credentialBundlePath'].flatMap((field) =>
      file(certificate, field, `${place}/podCertificate`),
    ),
  ];
}

function file(object: JsonObject, field: string, at: Pointer): File[] {
  const path = text(object, field);
  return path === undefined ? [] : [{ at: child(at, field), path: path.replace(/\/+$/, '') }];
}

function overlaps(files: readonly File[]) {
  const seen = new Set<string>();
  const folders = new Set<string>();
  return files.flatMap(({ at, path }) => {
    const above = ancestors(path);
    const taken = seen.has(path) || folders.has(path) || above.some((folder) => seen.has(folder));
    seen.add(path);
    for (const folder of above) folders.add(folder);
    return taken
      ? [
          {
            at,
            found: `is ${shown(path)}, which overlaps an earlier file of the volume`,
            hint: 'Choose another path.',
          },
        ]
      : [];
  });
}

function ancestors(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
