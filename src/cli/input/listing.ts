import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { type FileProblem, problem } from './bytes.ts';

export interface Listed {
  /** What is not UTF-8 of it is shown as U+FFFD. */
  readonly name: string;
  readonly isUtf8: boolean;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** The entries of a folder by name, or why they cannot be seen. */
export function listFolder(path: string): readonly Listed[] | FileProblem {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return (entries.some(({ name }) => name.includes('\ufffd')) ? exactly(path) : entries.map(listed)).sort(
      (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    );
  } catch (error) {
    return problem(error);
  }
}

/** Node reads names as UTF-8 and hides what is none; only the bytes tell that from a name with U+FFFD in it. */
function exactly(path: string): Listed[] {
  // Not withFileTypes: Bun, which the executable file is made with, gives such entries no name.
  return readdirSync(path, { encoding: 'buffer' }).map((bytes) => {
    const name = bytes.toString('utf8');
    const stats = lstatSync(Buffer.concat([Buffer.from(`${path}/`), bytes]));
    return { name, isUtf8: Buffer.from(name).equals(bytes), kind: kindOf(stats) };
  });
}

function listed(entry: Dirent): Listed {
  return { name: entry.name, isUtf8: true, kind: kindOf(entry) };
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): Listed['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
