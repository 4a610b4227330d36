/** A path as it was given: what it is, and where it really stands. */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isBelow } from '../../directory/source.ts';
import { codeOf, type FileProblem, NOT_REGULAR, problem } from './bytes.ts';

/** A path that was asked for by name and is not there: a usage error, not bad input. */
export class NoSuchPath extends Error {}

export interface Given {
  readonly path: string;
  /** What it is. A link is one to a file; a folder may have been named by a link. */
  readonly found: 'folder' | 'file' | 'link' | 'descriptor' | FileProblem;
  /** Absolute, without links: of a folder all of it, of a file the folder that it stands in. */
  readonly source: string;
  /** The folder that links below it may not leave. */
  readonly folder: string;
  /** A link to a folder that is neither beside it nor below the working directory. */
  readonly outside: boolean;
}

/** Files that this process has open, as a shell names those of `<(command)`. */
const DESCRIPTOR = /^(?:\/dev\/fd|\/proc\/self\/fd)\/\d+$/;

/** Throws NoSuchPath for what is not there. */
export function lookAt(path: string): Given {
  const given = { path, source: path, folder: path, outside: false };
  if (DESCRIPTOR.test(path)) return { ...given, found: 'descriptor' };
  try {
    const stats = statSync(path);
    const absolute = resolve(path);
    const isLink = lstatSync(absolute).isSymbolicLink();
    const around = realpathSync.native(dirname(absolute));
    if (stats.isDirectory()) {
      const folder = realpathSync.native(path);
      const outside = isLink && ![around, ...workingFolder()].some((one) => isBelow(folder, one));
      return { path, found: 'folder', source: folder, folder, outside };
    }
    const file = { ...given, source: join(around, basename(absolute)), folder: around };
    return { ...file, found: !stats.isFile() ? NOT_REGULAR : isLink ? 'link' : 'file' };
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return { ...given, found: problem(error) };
    const dangles = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
    throw new NoSuchPath(`${path}: ${dangles ? 'a link to nothing' : 'no such file or folder'}`);
  }
}

/** Whether a word names a file or folder, or standard input. */
export function isThere(word: string): boolean {
  return word === '-' || statSync(word, { throwIfNoEntry: false }) !== undefined;
}

/** The working directory without links; nothing when it is gone, or cannot be seen. */
export function workingFolder(): string[] {
  try {
    return [realpathSync.native('.')];
  } catch {
    return [];
  }
}
