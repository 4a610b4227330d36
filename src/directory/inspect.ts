import { accessSync, constants, type Dirent, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Comparison } from './comparison.ts';
import { filesOfDraft, isDraft, isDraftOfOurs } from './draft.ts';
import { endedLike, firstLine, isSame } from './endings.ts';
import { reasonOf } from './fault.ts';
import type { Change, Inspection, Notice, Obstacle } from './inspection.ts';
import { type GeneratedFile, isFolderList, isFunctionFile, isFunctionPath, isOurs } from './layout.ts';
import { folderOf, isListPath, isSameList, listFiles, listIn, namedUnknown } from './lists.ts';
import { causesOf } from './obstacles.ts';
import { isOursInConflict, type Owners } from './owners.ts';

/**
 * Compares what a folder holds with what it should hold: these files of Functions, those that belong to other runs, and
 * the list of both. It changes nothing.
 */
export function inspect(root: string, files: Iterable<GeneratedFile>, owners: Owners): Inspection {
  return new Inspector(root, owners).run(files);
}

type Entries = ReadonlyMap<string, Dirent>;

class Inspector {
  readonly #root: string;
  readonly #owners: Owners;
  readonly #changes: Change[] = [];
  readonly #orphans: Change[] = [];
  readonly #kept = new Set<string>();
  readonly #obstacles = new Map<string, Obstacle>();
  readonly #notices: Notice[] = [];
  readonly #drafts: string[] = [];
  readonly #wanted = new Set<string>();
  /** Entries of the root ('') and of the folders in it. */
  readonly #listed = new Map<string, Entries>();
  /** Lower-case path → the path as it is written, of what is there and what shall be. */
  readonly #folded = new Map<string, string>();
  readonly #writable = new Set<string>();
  readonly #comparison = new Comparison();

  constructor(root: string, owners: Owners) {
    this.#root = root;
    this.#owners = owners;
  }

  run(files: Iterable<GeneratedFile>): Inspection {
    let unchanged = 0;
    let known = 0;
    let gone = 0;
    if (this.#list()) {
      for (const file of files) {
        this.#wanted.add(file.path);
        if (!this.#compare(file)) unchanged++;
      }
      known = unchanged + this.#changes.filter(({ state }) => state === 'changed').length;
      this.#lookAtOthers();
      gone = this.#orphans.length;
      for (const file of listFiles([...this.#wanted, ...this.#kept])) {
        if (!this.#compare(file)) unchanged++;
      }
      this.#lookAtLists();
    }
    const empty = [...this.#listed].filter(([folder, { size }]) => folder !== '' && size === 0);
    const folders = this.#changes.map(({ path }) => folderOf(path));
    return {
      changes: [...this.#changes, ...this.#orphans],
      obstacles: causesOf(this.#obstacles.values()),
      notices: this.#notices,
      unchanged,
      others: this.#kept.size,
      functions: { before: known + this.#kept.size + gone, gone },
      drafts: this.#drafts,
      empty: empty.map(([folder]) => folder),
      missing: new Set(folders.filter((folder) => !this.#listed.has(folder))),
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
        return this.#obstacle('OutputNotWritable', '', `cannot be read because ${reasonOf(error)}`);
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
      this.#obstacle('OutputNotWritable', folder, `cannot be read because ${reasonOf(error)}`);
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
    const found = filesOfDraft(this.#root, path, entry);
    const areOurs = found.every((one) => one.endsWith('/') || isDraftOfOurs(this.#read(one)));
    if (found.length > 0 && areOurs) this.#drafts.push(...found);
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
    const wanted = text();
    if (this.#comparison.holds(`${this.#root}/${path}`, wanted)) return false;
    const before = this.#read(path);
    if (before === null) return true;
    if (isSame(before, wanted) || (isListPath(path) && isSameList(before, wanted))) return false;
    if (!isOurs(path, firstLine(before)) && !isOursInConflict(path, before)) {
      this.#obstacle('ForeignFile', path, 'does not begin with the line that layerc writes into its files');
      return true;
    }
    const rival = this.#owners.rivalOf(firstLine(before));
    if (rival !== undefined) {
      const message = `comes from ${rival}, which is still there and not among the inputs`;
      this.#obstacle('SourceConflict', path, message);
      return true;
    }
    const after = endedLike(before, wanted);
    return this.#change({ path, state: 'changed', before, after: () => after });
  }

  /** Files of Functions that this run does not write. */
  #lookAtOthers(): void {
    for (const [folder, entries] of [...this.#listed].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const name of [...entries.keys()].sort()) {
        const path = `${folder}/${name}`;
        if (this.#wanted.has(path) || !isFunctionPath(folder, name)) continue;
        if (!entries.get(name)?.isFile()) continue;
        const before = this.#read(path);
        if (before !== null && isFunctionFile(firstLine(before))) this.#lookAtOther(path, before);
      }
    }
  }

  #lookAtOther(path: string, before: Buffer): void {
    const fate = this.#owners.fateOf(firstLine(before));
    if (fate.is === 'removed') {
      this.#orphans.push({ path, state: 'orphan', before, after: null });
      this.#mustBeWritable(split(path)[0]);
      return;
    }
    this.#kept.add(path);
    if (fate.is === 'unknown') {
      const message = `says no more of its source than ${fate.name}, so it cannot be known to be gone`;
      this.#notices.push({ code: 'UnknownSource', path, message });
    } else if (fate.is === 'blank') {
      this.#obstacle(
        'NothingFound',
        path,
        `comes from ${fate.name}, which is there but holds nothing at all`,
      );
    }
  }

  /**
   * Lists in folders without a Function: they go before the files that they name, so that a run that is killed between
   * leaves no list of what is not there. What any list names now, and would no longer although it was not seen, is not
   * known to be gone.
   */
  #lookAtLists(): void {
    const known = new Set([...this.#wanted, ...this.#kept, ...this.#orphans.map(({ path }) => path)]);
    const filled = new Set([...this.#wanted, ...this.#kept].map(folderOf));
    for (const [folder, entries] of this.#listed) {
      const path = listIn(folder);
      if (folder === '' || filled.has(folder) || !entries.get(split(path)[1])?.isFile()) continue;
      const before = this.#read(path);
      if (before === null || !isFolderList(firstLine(before))) continue;
      this.#orphans.unshift({ path, state: 'orphan', before, after: null });
      this.#mustBeWritable(folder);
      known.add(path);
    }
    for (const { list, path } of namedUnknown([...this.#changes, ...this.#orphans], known)) {
      this.#obstacle('ListedFileGone', path, `is not there, although ${list} names it`);
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
      if ((stats.mode & 0o222) !== 0) return;
      this.#obstacle('OutputNotWritable', path, 'is read-only');
    } catch (error) {
      this.#obstacle('OutputNotWritable', path, `cannot be written because ${reasonOf(error)}`);
    }
    // Where all of it is read-only, that is the cause.
    if (path !== '') this.#mustBeWritable(split(path)[0]);
  }

  /** Whoever may list a folder may still not be let into it. */
  #mustBeOpen(folder: string): void {
    try {
      accessSync(join(this.#root, folder), constants.X_OK);
    } catch (error) {
      this.#obstacle('OutputNotWritable', folder, `cannot be entered because ${reasonOf(error)}`);
    }
  }

  #read(path: string): Buffer | null {
    try {
      return readFileSync(join(this.#root, path));
    } catch (error) {
      this.#obstacle('OutputNotWritable', path, `cannot be read because ${reasonOf(error)}`);
      this.#mustBeOpen(split(path)[0]);
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

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
}
