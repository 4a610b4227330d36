/** Documents have the names of their files, whatever a client makes of them in a URI. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a file, without links in its folder, as the files of the workspace are named; else the URI itself. */
export function nameOf(uri: string): string {
  try {
    const path = fileURLToPath(uri);
    try {
      return join(realpathSync.native(dirname(path)), basename(path));
    } catch {
      // Not saved yet, or gone.
      return path;
    }
  } catch {
    return uri;
  }
}

export function uriOf(name: string): string {
  return name.startsWith('/') || /^[A-Za-z]:[\\/]/.test(name) ? pathToFileURL(name).href : name;
}

/** The folder of a URI; nothing for what is no folder of this machine. */
export function folderOf(uri: string | null | undefined): string | undefined {
  if (uri == null) return undefined;
  try {
    return realpathSync.native(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}
