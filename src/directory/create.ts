/** New files for a person to go on with: all of them or none, and never over one that is there. */
import { existsSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf } from './fault.ts';
import { makeFolder } from './folder.ts';

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What stands in the way, as a sentence without its full stop; nothing when the files are there. `besides` is written
 * with them where it is not there already.
 */
export function createFiles(
  folder: string,
  files: readonly NewFile[],
  besides: readonly NewFile[] = [],
): string | undefined {
  const folders: string[] = [];
  const made: string[] = [];
  let at = folder;
  try {
    makeFolder(folder, folders);
    for (const file of [...files, ...besides]) {
      at = join(folder, file.path);
      if (besides.includes(file)) {
        if (existsSync(at)) continue;
        makeFolder(dirname(at), folders);
      }
      // `wx` takes a link for something that is there, wherever it leads.
      writeFileSync(at, '', { flag: 'wx' });
      made.push(at);
      writeFileSync(at, file.text);
    }
    return undefined;
  } catch (error) {
    for (const path of made) attempt(() => rmSync(path));
    for (const path of folders) attempt(() => rmdirSync(path));
    return (error as NodeJS.ErrnoException).code === 'EEXIST'
      ? `${at} is there already`
      : `${at} cannot be written because ${reasonOf(error)}`;
  }
}

/** What cannot be undone stays. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {}
}
