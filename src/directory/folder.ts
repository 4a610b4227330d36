import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * A folder and those around it; the ones that were made go into `made`, the innermost first. Node's own `recursive` never returns where the system says of a folder that is there
 * that it is not, as below /proc.
 */
export function makeFolder(path: string, made: string[]): void {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    if (statSync(at, { throwIfNoEntry: false }) !== undefined || dirname(at) === at) break;
    missing.push(at);
  }
  for (const folder of missing.reverse()) {
    if (makeOne(folder)) made.unshift(folder);
  }
}

/** False when another run was faster. */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
