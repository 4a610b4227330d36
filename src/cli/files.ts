/** Reading files: with descriptor.ts the only file-system code of the command line. */
import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface FileProblem {
  readonly code: 'UnreadableFile' | 'SymlinkLoop';
  /** The end of a sentence that begins with the path. */
  readonly reason: string;
}

/** What can be said of one path: its bytes, or why there are none. */
export interface FileRead {
  readonly path: string;
  /** The same for two paths that lead to one file. */
  readonly id?: string;
  readonly content: Uint8Array | FileProblem;
}

/** A path that was asked for by name and is not there: a usage error, not bad input. */
export class NoSuchPath extends Error {}

const EXTENSIONS = new Set(['.yaml', '.yml', '.json']);

/**
 * The files of a path: itself, or those with the extensions .yaml, .yml and .json below it, in order of their names.
 * Hidden entries are passed over. Links are followed; one that leads to a folder around it is a problem, since the
 * walk would never end.
 */
export function* readPath(path: string): Generator<FileRead> {
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
  if (stats.isDirectory()) yield* readFolder(path, []);
  else yield readFile(path, stats);
}

function* readFolder(folder: string, around: readonly string[]): Generator<FileRead> {
  let real: string;
  let names: string[];
  try {
    real = realpathSync(folder);
    names = readdirSync(folder).sort();
  } catch (error) {
    yield { path: folder, content: problem(error) };
    return;
  }
  if (around.includes(real)) {
    yield {
      path: folder,
      content: { code: 'SymlinkLoop', reason: 'leads back to a folder that contains it' },
    };
    return;
  }
  for (const name of names) {
    if (!name.startsWith('.')) yield* readEntry(join(folder, name), [...around, real]);
  }
}

function* readEntry(path: string, around: readonly string[]): Generator<FileRead> {
  const wanted = EXTENSIONS.has(extname(path));
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    // A broken link that is no manifest is none of our business; one that loops would be, were it a folder.
    if (wanted || codeOf(error) === 'ELOOP') yield { path, content: problem(error) };
    return;
  }
  if (stats.isDirectory()) yield* readFolder(path, around);
  else if (wanted && stats.isFile()) yield readFile(path, stats);
  // A pipe or a device in a folder may never end.
  else if (wanted) yield { path, content: { code: 'UnreadableFile', reason: 'is not a regular file' } };
}

function readFile(path: string, { dev, ino }: Stats): FileRead {
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
