import { accessSync, constants, type Dirent, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDraft, isDraftOfOurs } from './draft.ts';
import { reasonOf } from './fault.ts';
import { type GeneratedFile, isFunctionFile, isFunctionPath, isOurs } from './layout.ts';

/** One file that is not as layerc would write it. */
export interface Change {
  readonly path: string;
  readonly state: 'changed' | 'missing' | 'orphan';
  /** What is there, or null when the file is missing. */
  readonly before: Uint8Array | null;
  /** What should be there, or null when no Function produces the file any more. */
  readonly after: string | null;
}

/** Something that keeps layerc from writing. */
export interface Obstacle {
  readonly code: 'ForeignFile' | 'OutputBlocked' | 'OutputNotWritable' | 'OutputInUse' | 'NamesDifferInCase';
  readonly path: string;
  readonly message: string;
}

export interface Inspection {
  /** Functions first, the list of files behind them, then orphans: the order in which it is safe to write. */
  readonly changes: readonly Change[];
  readonly obstacles: readonly Obstacle[];
  readonly unchanged: number;
  /** Unfinished files of a run that was interrupted. */
  readonly drafts: readonly string[];
  /** Folders that hold nothing at all. */
  readonly empty: readonly string[];
}

/** Compares what a folder holds with what it should hold. It changes nothing. */
export function inspect(root: string, files: Iterable<GeneratedFile>): Inspection {
  return new Inspector(root).run(files);
}

type Entries = ReadonlyMap<string, Dirent>;

class Inspector {
  readonly #root: string;
  readonly #changes: Change[] = [];
  readonly #obstacles = new Map<string, Obstacle>();
  readonly #drafts: string[] = [];
  readonly #wanted = new Set<string>();
  /** Entries of the root ('') and of the folders in it. */
  readonly #listed = new Map<string, Entries>();
  /** Lower-case path → the path as it is written, of what is there and what shall be. */
  readonly #folded = new Map<string, string>();
  readonly #writable = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  run(files: Iterable<GeneratedFile>): Inspection {
    let unchanged = 0;
    if (this.#list()) {
      for (const file of files) {
        this.#wanted.add(file.path);
        if (!this.#compare(file)) unchanged++;
      }
      this.#findOrphans();
    }
    const empty = [...this.#listed].filter(([folder, { size }]) => folder !== '' && size === 0);
    return {
      changes: this.#changes,
      obstacles: [...this.#obstacles.values()],
      unchanged,
      drafts: this.#drafts,
      empty: empty.map(([folder]) => folder),
    };
  }

  /** Lists the folder and the folders in it; false when it is no folder. */
  #list(): boolean {
    this.#listed.set('', new Map());
    try {
      if (statSync(this.#root).isDirectory()) {
        for (const entry of this.#listFolder('')) {
          if (entry.isDirectory() && !entry.name.startsWith('.')) this.#listFolder(entry.name);
        }
        return true;
      }
      return this.#obstacle('OutputBlocked', '', 'is not a folder');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        return this.#obstacle('OutputNotWritable', '', `cannot be read: ${reasonOf(error)}`);
      }
      // A link to nothing is no folder that could be made.
      if (lstatSync(this.#root, { throwIfNoEntry: false }) === undefined) return true;
      return this.#obstacle('OutputBlocked', '', 'is a link to nothing');
    }
  }

  #listFolder(folder: string): readonly Dirent[] {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(this.#root, folder), { withFileTypes: true });
    } catch (error) {
      this.#obstacle('OutputNotWritable', folder, `cannot be read: ${reasonOf(error)}`);
      return [];
    }
    this.#listed.set(folder, new Map(entries.map((entry) => [entry.name, entry])));
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      this.#folded.set(path.toLowerCase(), path);
      if (isDraft(entry.name)) this.#draft(path, entry);
    }
    return entries;
  }

  #draft(path: string, entry: Dirent): void {
    if (entry.isFile() && isDraftOfOurs(this.#read(path))) this.#drafts.push(path);
    else this.#obstacle('ForeignFile', path, 'has the name of an unfinished file of layerc, but is none');
  }

  /** False when the file is as it should be, or cannot be written anyway. */
  #compare({ path, text }: GeneratedFile): boolean {
    const [folder, name] = split(path);
    if (this.#folds(folder) || this.#folds(path)) return true;
    const parent = this.#listed.get('')?.get(folder);
    if (parent !== undefined && !parent.isDirectory()) {
      return this.#blocked(folder, parent, 'folder');
    }
    const entry = this.#listed.get(folder)?.get(name);
    if (entry === undefined) return this.#change({ path, state: 'missing', before: null, after: text });
    if (!entry.isFile()) return this.#blocked(path, entry, 'file');
    const before = this.#read(path);
    if (before === null) return true;
    const after = Buffer.from(text);
    if (after.equals(before)) return false;
    if (!isOurs(path, firstLine(before))) {
      this.#obstacle('ForeignFile', path, 'does not begin with the line that layerc writes into its files');
      return true;
    }
    return this.#change({ path, state: 'changed', before, after: text });
  }

  #findOrphans(): void {
    for (const [folder, entries] of [...this.#listed].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const name of [...entries.keys()].sort()) {
        const path = `${folder}/${name}`;
        if (this.#wanted.has(path) || !isFunctionPath(folder, name)) continue;
        if (!entries.get(name)?.isFile()) continue;
        const before = this.#read(path);
        if (before !== null && isFunctionFile(firstLine(before))) {
          this.#change({ path, state: 'orphan', before, after: null });
        }
      }
    }
  }

  #change(change: Change): boolean {
    this.#changes.push(change);
    const [folder, name] = split(change.path);
    this.#mustBeWritable(this.#listed.has(folder) ? folder : '');
    if (change.state === 'changed') this.#mustBeWritable(folder === '' ? name : change.path);
    return true;
  }

  /** For root every file is writable, but one without any write permission was made so on purpose. */
  #mustBeWritable(path: string): void {
    if (this.#writable.has(path)) return;
    this.#writable.add(path);
    const place = join(this.#root, path);
    try {
      const stats = statSync(place, { throwIfNoEntry: false });
      if (stats === undefined) return;
      accessSync(place, constants.W_OK);
      if ((stats.mode & 0o222) === 0) this.#obstacle('OutputNotWritable', path, 'is read-only');
    } catch (error) {
      this.#obstacle('OutputNotWritable', path, `cannot be written: ${reasonOf(error)}`);
    }
  }

  #read(path: string): Buffer | null {
    try {
      return readFileSync(join(this.#root, path));
    } catch (error) {
      this.#obstacle('OutputNotWritable', path, `cannot be read: ${reasonOf(error)}`);
      return null;
    }
  }

  #blocked(path: string, entry: Dirent, wanted: 'file' | 'folder'): boolean {
    const found = entry.isSymbolicLink()
      ? 'a symbolic link'
      : entry.isDirectory()
        ? 'a folder'
        : entry.isFile()
          ? 'a file'
          : 'neither a file nor a folder';
    this.#obstacle('OutputBlocked', path, `is ${found}, where layerc would write a ${wanted}`);
    return true;
  }

  /** Two names that differ in case are one file on many a file system. */
  #folds(path: string): boolean {
    if (path === '') return false;
    const other = this.#folded.get(path.toLowerCase());
    if (other === undefined) this.#folded.set(path.toLowerCase(), path);
    if (other === undefined || other === path) return false;
    this.#obstacle('NamesDifferInCase', path, `differs from "${other}" in case alone`);
    return true;
  }

  #obstacle(code: Obstacle['code'], path: string, message: string): false {
    const id = `${code} ${path}`;
    if (!this.#obstacles.has(id)) this.#obstacles.set(id, { code, path, message });
    return false;
  }
}

function firstLine(bytes: Buffer): string {
  return bytes.toString('latin1', 0, bytes.indexOf(10) + 1);
}

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
}
