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
import { Encoder } from './encoder.ts';
import { reasonOf } from './fault.ts';
import type { Change, Inspection } from './inspection.ts';
import { folderOf } from './lists.ts';

/** A file could not be written; everything is as it was before, as far as the system allowed it. */
export class WriteFailure extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

/**
 * Makes the folder what it should be, all or nothing. First every text is made and written in full under a hidden name,
 * which is where a full disk shows. Then each is renamed to its place, the list of files after the files that it names; orphans
 * go last, when nothing names them any more. A folder that is not there is made under a hidden name, and takes its place
 * with all of its files at once. `beat` is called all along.
 */
export function write(root: string, { changes, drafts, missing }: Inspection, beat: () => void): void {
  const undo: (() => void)[] = [];
  const folders = new Set<string>();
  const placed = new Set<string>();
  const draftIn = (path: string, folder: string): string =>
    join(root, missing.has(folder) ? `${draftOf(folder)}${path.slice(folder.length)}` : draftOf(path));
  const encoder = new Encoder();
  let path = '';
  try {
    for (path of drafts) {
      if (path.endsWith('/')) rmdirSync(join(root, path));
      else unlinkSync(join(root, path));
    }
    for (const change of changes) {
      if (change.after === null) continue;
      ({ path } = change);
      beat();
      const folder = folderOf(path);
      const draft = draftIn(path, folder);
      if (!folders.has(folder)) undo.push(...makeFolder(root, folder, missing.has(folder)));
      folders.add(folder);
      undo.push(() => rmSync(draft, { force: true }));
      writeDraft(draft, encoder.bytesOf(change.after()), modeOf(root, change));
    }
    for (const change of changes) {
      ({ path } = change);
      beat();
      const folder = folderOf(path);
      if (missing.has(folder)) {
        if (!placed.has(folder)) undo.push(putFolder(root, folder));
        placed.add(folder);
        continue;
      }
      const stats = change.before && statSync(join(root, path));
      if (change.after === null) unlinkSync(join(root, path));
      else renameSync(draftIn(path, folder), join(root, path));
      undo.push(() => putBack(root, change, stats));
    }
  } catch (error) {
    const failed = undo.reverse().filter((step) => !succeeds(step)).length;
    // What the system has not said is a fault of ours.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
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
function makeFolder(root: string, folder: string, isMissing: boolean): (() => void)[] {
  const made = isMissing ? draftOf(folder) : folder;
  try {
    mkdirSync(join(root, made));
    return [() => removeIfEmpty(root, made)];
  } catch (error) {
    if (!isMissing && (error as NodeJS.ErrnoException).code === 'EEXIST') return [];
    throw error;
  }
}

/** What undoes it. */
function putFolder(root: string, folder: string): () => void {
  const [draft, place] = [join(root, draftOf(folder)), join(root, folder)];
  renameSync(draft, place);
  return () => renameSync(place, draft);
}

function writeDraft(draft: string, bytes: Uint8Array, mode: number | null): void {
  // `wx` never follows a link that somebody has put there.
  const fd = openSync(draft, 'wx');
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
  const draft = join(root, draftOf(path));
  rmSync(draft, { force: true });
  writeDraft(draft, before, stats.mode & 0o777);
  utimesSync(draft, stats.atime, stats.mtime);
  renameSync(draft, join(root, path));
}

function succeeds(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}
