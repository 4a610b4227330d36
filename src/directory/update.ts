import { rmdirSync } from 'node:fs';
import { reasonOf } from './fault.ts';
import { makeFolder } from './folder.ts';
import { inspect } from './inspect.ts';
import type { Inspection, Obstacle } from './inspection.ts';
import type { GeneratedFile } from './layout.ts';
import { type Lock, lock } from './lock.ts';
import type { Owners } from './owners.ts';
import { removeIfEmpty, WriteFailure, write } from './write.ts';

/** How long to wait for another run that writes into the same folder. */
const WAIT_MS = 60_000;

/** Of so many Functions a run takes more than half away only when it is told to. */
const MANY = 10;

export interface Update {
  readonly root: string;
  /** Asked again for each look at the folder. */
  readonly files: () => Iterable<GeneratedFile>;
  readonly owners: Owners;
  /** Whether all Functions of the folder may go, or most of them. */
  readonly allowMassRemoval: boolean;
}

/** Makes a folder hold these files, those of other runs and the list of both: all of it, or with an obstacle nothing. */
export async function update({ root, files, owners, allowMassRemoval }: Update): Promise<Inspection> {
  const made: string[] = [];
  let held: Lock | null = null;
  let reason = '';
  try {
    makeFolder(root, made);
    held = await lock(root, WAIT_MS);
  } catch (error) {
    reason = reasonOf(error);
  }
  try {
    const found = inspect(root, beating(files(), held), owners);
    if (found.obstacles.length > 0) return found;
    if (isMassRemoval(found) && !allowMassRemoval) {
      return stopped(found, 'MassRemoval', '', `would lose ${lossOf(found)}`);
    }
    if (held !== null) return writeAll(root, found, held);
    if (found.changes.length === 0 && reason !== '') return found;
    return reason === ''
      ? stopped(found, 'OutputInUse', '', 'is being written by another run of layerc')
      : stopped(found, 'OutputNotWritable', '', `cannot be written because ${reason}`);
  } finally {
    held?.release();
    for (const folder of made) removeMade(folder);
  }
}

/** Whether every Function of the folder goes, or more than half of many. */
export function isMassRemoval({ functions: { before, gone } }: Pick<Inspection, 'functions'>): boolean {
  return gone > 0 && (gone === before || (before >= MANY && 2 * gone > before));
}

/** In words. */
export function lossOf({ functions: { before, gone } }: Pick<Inspection, 'functions'>): string {
  if (before === 1) return 'its only Function';
  return gone === before ? `all of its ${before} Functions` : `${gone} of its ${before} Functions`;
}

/** The files as they come, which may take long enough for others to wonder. */
function* beating(files: Iterable<GeneratedFile>, held: Lock | null): Generator<GeneratedFile> {
  for (const file of files) {
    held?.beat();
    yield file;
  }
}

function writeAll(root: string, found: Inspection, held: Lock): Inspection {
  try {
    write(root, found, held.beat);
  } catch (error) {
    if (!(error instanceof WriteFailure)) throw error;
    return stopped(found, 'OutputNotWritable', error.path, `cannot be written because ${error.message}`);
  }
  // A run that was killed may have got as far as emptying a folder.
  if (held.tookOver) for (const folder of found.empty) removeIfEmpty(root, folder);
  return found;
}

function stopped(found: Inspection, code: Obstacle['code'], path: string, message: string): Inspection {
  return { ...found, obstacles: [{ code, path, message }] };
}

/** A folder that was made for nothing. */
function removeMade(root: string): void {
  try {
    rmdirSync(root);
  } catch {
    // It holds what was written.
  }
}
