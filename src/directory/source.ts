/**
 * Where the file of a Function comes from, as its first line names it: by the way from the generated folder to the
 * source. That is the same in every checkout and whatever `-f` says, and tells which run may remove the file.
 */
import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { printable } from '../text/report/printable.ts';

const STDIN = 'standard input';

/** What is known of a source: an absolute path, standard input (null), or no more than a name of a former layerc. */
export type Source = string | null | { readonly former: string };

/** What a run was given to read, by which it is known what it may remove. */
export interface Given {
  /** Absolute paths without links, of files and folders; null is standard input. */
  readonly sources: readonly (string | null)[];
  /** Whether a source is there but holds nothing at all. */
  isBlank(source: string | null): boolean;
}

/** Names sources as seen from one folder. */
export class SourceNames {
  readonly #base: string;
  readonly #names = new Map<string | null, string>([[null, STDIN]]);

  /** The folder need not be there. */
  constructor(folder: string) {
    this.#base = realFolder(folder);
  }

  /** For the first line of a file. It begins with a dot, which the names of former versions never did. */
  nameOf(source: string | null): string {
    const known = this.#names.get(source);
    if (known !== undefined) return known;
    const way = relative(this.#base, source as string).replaceAll(sep, '/');
    const name = printable((/^\.\.(\/|$)/.test(way) ? way : `./${way}`).replaceAll('\\', '\\\\'));
    this.#names.set(source, name);
    return name;
  }

  /** What such a name means. */
  sourceOf(name: string): Source {
    if (name === STDIN) return null;
    if (!/^\.\.?\//.test(name)) return { former: name };
    const way = name.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (_, code) =>
      code === undefined ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
    );
    return resolve(this.#base, way);
  }
}

/** Whether a source is, or lies below, what a run was given. */
export function isGiven(source: string | null, { sources }: Given): boolean {
  return sources.some((one) => (one === null || source === null ? one === source : isBelow(source, one)));
}

/** Whether there is still something at the place of a source, or cannot be said to be nothing. */
export function isThere(source: string): boolean {
  try {
    return !source.includes('\0') && lstatSync(source, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

/** Whether a path is a folder or stands in it, both absolute. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A folder without links, as far as it is there. */
function realFolder(folder: string): string {
  const path = resolve(folder);
  const missing: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      return join(realpathSync.native(at), ...missing);
    } catch {
      if (dirname(at) === at) return path;
      missing.unshift(at.slice(dirname(at).length).replace(sep, ''));
    }
  }
}
