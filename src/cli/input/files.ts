/** Reading files. */
import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';

export interface FileProblem {
  readonly code: 'UnreadableFile' | 'SymlinkLoop';
  /** The end of a sentence that begins with the path. */
  readonly reason: string;
}

/** What can be said of one path: its bytes, or why there are none. */
export interface FileRead {
  readonly path: string;
  /** The path from the folder that was asked for, with `/`: the same in every checkout. */
  readonly name: string;
  /** The same for two paths that lead to one file. */
  readonly id?: string;
  readonly content: Uint8Array | FileProblem;
}

/** A path that was asked for by name and is not there: a usage error, not bad input. */
export class NoSuchPath extends Error {}

const EXTENSIONS = new Set(['.yaml', '.yml', '.json']);

/**
 * The files of a path: itself, or those with the extensions .yaml, .yml and .json below it, in order of their names.
 * Hidden entries are passed over, and so is the folder `except` unless it was asked for itself. Links are followed; one
 * that leads to a folder around it is a problem, since the walk would never end.
 */
export function* readPath(path: string, except?: string): Generator<FileRead> {
  for (const file of readEntries(path, realPath(except))) {
    const name = file.path === path ? basename(path) : relative(path, file.path);
    yield { ...file, name: name.replaceAll(sep, '/') };
  }
}

/** Where a path really leads, or nothing when there is nothing. */
function realPath(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

type Entry = Omit<FileRead, 'name'>;

function* readEntries(path: string, except: string | undefined): Generator<Entry> {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') {
      throw new NoSuchPath(`${path}: no such file or folder`);
    }
    yield { path, content: problem(error) };
    return;
  }
  if (stats.isDirectory()) yield* readFolder(path, [], except);
  else yield readFile(path, stats);
}

function* readFolder(folder: string, around: readonly string[], except?: string): Generator<Entry> {
  let real: string;
  let names: string[];
  try {
    real = realpathSync(folder);
    names = readdirSync(folder).sort();
  } catch (error) {
    yield { path: folder, content: problem(error) };
    return;
  }
  if (real === except && around.length > 0) return;
  if (around.includes(real)) {
    yield {
      path: folder,
      content: { code: 'SymlinkLoop', reason: 'leads back to a folder that contains it' },
    };
    return;
  }
  for (const name of names) {
    if (!name.startsWith('.')) yield* readEntry(join(folder, name), [...around, real], except);
  }
}

function* readEntry(path: string, around: readonly string[], except?: string): Generator<Entry> {
  const wanted = EXTENSIONS.has(extname(path));
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    // A broken link that is no manifest is none of our business; one that loops would be, were it a folder.
    if (wanted || codeOf(error) === 'ELOOP') yield { path, content: problem(error) };
    return;
  }
  if (stats.isDirectory()) yield* readFolder(path, around, except);
  else if (wanted && stats.isFile()) yield readFile(path, stats);
  // A pipe or a device in a folder may never end.
  else if (wanted) yield { path, content: { code: 'UnreadableFile', reason: 'is not a regular file' } };
}

function readFile(path: string, { dev, ino }: Stats): Entry {
  const id = `${dev}:${ino}`;
  try {
    return { path, id, content: readFileSync(path) };
  } catch (error) {
    return { path, id, content: problem(error) };
  }
}

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ENOENT: 'is a link to nothing',
  ELOOP: 'is a link that leads back to itself',
};

function problem(error: unknown): FileProblem {
  const code = codeOf(error);
  return {
    code: code === 'ELOOP' ? 'SymlinkLoop' : 'UnreadableFile',
    reason: REASONS[code] ?? `cannot be read: ${(error as Error).message}`,
  };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

/** The namespace of the pod that this runs in, or null. */
export function podNamespace(): string | null {
  try {
    return readFileSync('/var/run/secrets/kubernetes.io/serviceaccount/namespace', 'utf8').trim() || null;
  } catch {
    return null;
  }
}
