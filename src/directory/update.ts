import { mkdirSync, rmdirSync } from 'node:fs';
import { reasonOf } from './fault.ts';
import { type Inspection, inspect, type Obstacle } from './inspect.ts';
import type { GeneratedFile } from './layout.ts';
import { type Lock, lock } from './lock.ts';
import { removeIfEmpty, WriteFailure, write } from './write.ts';

/** How long to wait for another run that writes into the same folder. */
const WAIT_MS = 60_000;

/**
 * Makes a folder hold exactly these files and nothing of ours besides: all of it, or with an obstacle nothing. `files`
 * is asked again for each look at the folder.
 */
export async function update(root: string, files: () => Iterable<GeneratedFile>): Promise<Inspection> {
  let made: string | undefined;
  let held: Lock | null = null;
  let reason = '';
  try {
    made = mkdirSync(root, { recursive: true });
    held = await lock(root, WAIT_MS);
  } catch (error) {
    reason = reasonOf(error);
  }
  try {
    const found = inspect(root, beating(files(), held));
    if (found.obstacles.length > 0) return found;
    if (held !== null) return writeAll(root, found, held);
    if (found.changes.length === 0 && reason !== '') return found;
    return reason === ''
      ? stopped(found, 'OutputInUse', '', 'is being written by another run of layerc')
      : stopped(found, 'OutputNotWritable', '', `cannot be written: ${reason}`);
  } finally {
    held?.release();
    if (made !== undefined) removeMade(root);
  }
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
    return stopped(found, 'OutputNotWritable', error.path, `cannot be written: ${error.message}`);
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
