/**
 * The lists that kustomize reads: one in each folder, and one of the folders. So two branches that add neighbouring
 * Functions of different namespaces change different files.
 */
import { printYaml } from '../text/yaml/print.ts';
import { linesOf } from './endings.ts';
import type { Change } from './inspection.ts';
import { kustomizeConfig } from './kustomize-config.ts';
import { FOLDER_LIST_LINE, type GeneratedFile, isFunctionPath, LIST_LINE } from './layout.ts';

/** The list of a folder. */
export const KUSTOMIZATION = 'kustomization.yaml';
const KUSTOMIZE_CONFIG = 'kustomizeconfig.yaml';

/** Whether a file is for kustomize, and not that of a Function. */
export function isListPath(path: string): boolean {
  return !path.includes('/') || path.endsWith(`/${KUSTOMIZATION}`);
}

/** The lists of files, given as names by their folders, each behind those that it names, and what kustomize has to know. */
export function listFiles(files: ReadonlyMap<string, Iterable<string>>): GeneratedFile[] {
  // In the order of the paths below them.
  const folders = [...files.keys()]
    .map((folder) => `${folder}/`)
    .sort()
    .map((start) => start.slice(0, -1));
  return [
    ...folders.map((folder) => ({
      folder,
      name: KUSTOMIZATION,
      text: () => FOLDER_LIST_LINE + kustomization({ resources: [...(files.get(folder) ?? [])].sort() }),
    })),
    { folder: '', name: KUSTOMIZE_CONFIG, text: () => LIST_LINE + kustomizeConfig() },
    {
      folder: '',
      name: KUSTOMIZATION,
      text: () => LIST_LINE + kustomization({ configurations: [KUSTOMIZE_CONFIG], resources: folders }),
    },
  ];
}

function kustomization(fields: { readonly [field: string]: readonly string[] }): string {
  return printYaml([{ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...fields }]);
}

/** Whether a list names the same in another order, as after a merge that kept the lines of both sides. */
export function isSameList(bytes: Buffer, text: string): boolean {
  const sorted = (lines: string) => lines.split('\n').sort().join('\n');
  return sorted(linesOf(bytes)) === sorted(text);
}

/**
 * What lists name that are about to change: files of Functions, and folders. The list of a former version names files of
 * all folders.
 */
export function* namedIn(
  changes: Iterable<Change>,
): Generator<{ readonly list: string; readonly path: string }> {
  for (const { path: list, before } of changes) {
    if (before === null || !isListPath(list) || !list.endsWith(KUSTOMIZATION)) continue;
    const start = list.slice(0, -KUSTOMIZATION.length);
    for (const [, name = ''] of linesOf(Buffer.from(before)).matchAll(/^- ["']?([^"'\s]+)["']?$/gm)) {
      const path = start + name;
      const isFolder = !path.includes('/');
      if (isFolder ? path !== KUSTOMIZE_CONFIG : isFunctionPath(folderOf(path), nameOf(path)))
        yield { list, path };
    }
  }
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
