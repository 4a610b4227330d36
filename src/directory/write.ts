import {
  closeSync,
  fchmodSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { draftOf } from './draft.ts';
import { reasonOf } from './fault.ts';
import type { Change, Inspection } from './inspection.ts';

/** A file could not be written; everything is as it was before, as far as the system allowed it. */
export class WriteFailure extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

/**
 * Makes the folder what it should be, all or nothing. First every text is written in full under a hidden name, which is
 * where a full disk shows. Then each is renamed to its place, the list of files after the files that it names; orphans
 * go last, when nothing names them any more. `beat` is called all along.
 */
export function write(root: string, { changes, drafts }: Inspection, beat: () => void): void {
  const undo: (() => void)[] = [];
  const folders = new Set<string>();
  let path = '';
  try {
    for (path of drafts) unlinkSync(join(root, path));
    for (const change of changes) {
      if (change.after === null) continue;
      ({ path } = change);
      beat();
      const folder = dirname(path);
      if (!folders.has(folder)) undo.push(...makeFolder(root, folder));
      folders.add(folder);
      undo.push(() => rmSync(join(root, draftOf(change.path)), { force: true }));
      writeDraft(root, path, Buffer.from(change.after), modeOf(root, change));
    }
    for (const change of changes) {
      ({ path } = change);
      beat();
      const stats = change.before && statSync(join(root, path));
      if (change.after === null) unlinkSync(join(root, path));
      else renameSync(join(root, draftOf(path)), join(root, path));
      undo.push(() => putBack(root, change, stats));
    }
  } catch (error) {
    const failed = undo.reverse().filter((step) => !succeeds(step)).length;
    const rest = failed === 0 ? '' : ', and not every file could be put back, which the next run will mend';
    throw new WriteFailure(path, reasonOf(error) + rest);
  }
  for (const { path, after } of changes) if (after === null) removeIfEmpty(root, dirname(path));
}

/** Removes a folder unless something is in it. */
export function removeIfEmpty(root: string, folder: string): void {
  succeeds(() => rmdirSync(join(root, folder)));
}

/** What undoes it. */
function makeFolder(root: string, folder: string): (() => void)[] {
  try {
    mkdirSync(join(root, folder));
    return [() => removeIfEmpty(root, folder)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return [];
    throw error;
  }
}

function writeDraft(root: string, path: string, bytes: Uint8Array, mode: number | null): void {
  // `wx` never follows a link that somebody has put there.
  const fd = openSync(join(root, draftOf(path)), 'wx');
  try {
    if (mode !== null) fchmodSync(fd, mode);
    for (let start = 0; start < bytes.length; ) start += writeSync(fd, bytes, start);
  } finally {
    closeSync(fd);
  }
}

/** The permissions of the file that is replaced. */
function modeOf(root: string, { path, before }: Change): number | null {
  return before === null ? null : statSync(join(root, path)).mode & 0o777;
}

function putBack(root: string, { path, before }: Change, stats: Stats | null): void {
  if (before === null || stats === null) {
    unlinkSync(join(root, path));
    return;
  }
  rmSync(join(root, draftOf(path)), { force: true });
  writeDraft(root, path, before, stats.mode & 0o777);
  utimesSync(join(root, draftOf(path)), stats.atime, stats.mtime);
  renameSync(join(root, draftOf(path)), join(root, path));
}

function succeeds(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}
