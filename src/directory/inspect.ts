import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Access } from './access.ts';
import { Comparison } from './comparison.ts';
import { filesOfDraft, isDraft, isDraftOfOurs } from './draft.ts';
import { endedLike, firstLine, isSame } from './endings.ts';
import { reasonOf } from './fault.ts';
import type { Change, Inspection, Notice } from './inspection.ts';
import { type GeneratedFile, isFolderList, isFunctionFile, isFunctionPath, isOurs } from './layout.ts';
import { folderOf, isListPath, isSameList, KUSTOMIZATION, listFiles, namedIn, nameOf } from './lists.ts';
import { Obstacles } from './obstacles.ts';
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
  readonly #obstacles = new Obstacles();
  readonly #access: Access;
  readonly #changes: Change[] = [];
  readonly #orphans: Change[] = [];
  readonly #notices: Notice[] = [];
  readonly #drafts: string[] = [];
  /** Folder → names of the files of Functions that will be there, of this run and of others. */
  readonly #staying = new Map<string, Set<string>>();
  /** Entries of the root ('') and of the folders in it. */
  readonly #listed = new Map<string, Entries>();
  /** Lower-case path → the path as it is written, of what is there. All that layerc writes is in lower case. */
  readonly #folded = new Map<string, string>();
  readonly #comparison = new Comparison();

  constructor(root: string, owners: Owners) {
    this.#root = root;
    this.#owners = owners;
    this.#access = new Access(root, this.#obstacles);
  }

  run(files: Iterable<GeneratedFile>): Inspection {
    let unchanged = 0;
    let known = 0;
    let others = 0;
    let gone = 0;
    if (this.#list()) {
      for (const file of files) {
        this.#stays(file.folder, file.name);
        if (!this.#compare(file)) unchanged++;
      }
      known = unchanged + this.#changes.filter(({ state }) => state === 'changed').length;
      others = this.#lookAtOthers();
      gone = this.#orphans.length;
      for (const file of listFiles(this.#staying)) {
        if (!this.#compare(file)) unchanged++;
      }
      this.#lookAtLists();
    }
    const empty = [...this.#listed].filter(([folder, { size }]) => folder !== '' && size === 0);
    const folders = this.#changes.map(({ path }) => folderOf(path));
    return {
      changes: [...this.#changes, ...this.#orphans],
      obstacles: this.#obstacles.causes(),
      notices: this.#notices,
      unchanged,
      others,
      functions: { before: known + others + gone, gone },
      drafts: this.#drafts,
      empty: empty.map(([folder]) => folder),
      missing: new Set(folders.filter((folder) => !this.#listed.has(folder))),
    };
  }

  #stays(folder: string, name: string): void {
    const names = this.#staying.get(folder);
    if (names === undefined) this.#staying.set(folder, new Set([name]));
    else names.add(name);
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
      return this.#obstacles.add('OutputBlocked', '', 'is not a folder');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        return this.#obstacles.add('OutputNotWritable', '', `cannot be read because ${reasonOf(error)}`);
      }
      // A link to nothing is no folder that could be made.
      if (lstatSync(this.#root, { throwIfNoEntry: false }) === undefined) return true;
      return this.#obstacles.add('OutputBlocked', '', 'is a link to nothing');
    }
  }

  #listFolder(folder: string): readonly Dirent[] {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(this.#root, folder), { withFileTypes: true });
    } catch (error) {
      this.#obstacles.add('OutputNotWritable', folder, `cannot be read because ${reasonOf(error)}`);
      return [];
    }
    this.#listed.set(folder, new Map(entries.map((entry) => [entry.name, entry])));
    for (const entry of entries) {
      const path = pathOf(folder, entry.name);
      this.#fold(path);
      if (isDraft(entry.name)) this.#draft(path, entry);
    }
    return entries;
  }

  /** The last one counts. */
  #fold(path: string): void {
    const lower = path.toLowerCase();
    if (lower !== path) this.#folded.set(lower, path);
    else if (this.#folded.size > 0) this.#folded.delete(path);
  }

  #draft(path: string, entry: Dirent): void {
    const found = filesOfDraft(this.#root, path, entry);
    const areOurs = found.every((one) => one.endsWith('/') || isDraftOfOurs(this.#access.read(one)));
    if (found.length > 0 && areOurs) this.#drafts.push(...found);
    else
      this.#obstacles.add('ForeignFile', path, 'has the name of an unfinished file of layerc, but is none');
  }

  /** False when the file is as it should be, or cannot be written anyway. */
  #compare({ folder, name, text }: GeneratedFile): boolean {
    const path = pathOf(folder, name);
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
    const before = this.#access.read(path);
    if (before === null) return true;
    if (isSame(before, wanted) || (isListPath(path) && isSameList(before, wanted))) return false;
    if (!isOurs(path, firstLine(before)) && !isOursInConflict(path, before)) {
      this.#obstacles.add(
        'ForeignFile',
        path,
        'does not begin with the line that layerc writes into its files',
      );
      return true;
    }
    const rival = this.#owners.rivalOf(firstLine(before));
    if (rival !== undefined) {
      const message = `comes from ${rival}, which is still there and not among the inputs`;
      this.#obstacles.add('SourceConflict', path, message);
      return true;
    }
    const after = endedLike(before, wanted);
    return this.#change({ path, state: 'changed', before, after: () => after });
  }

  /** Files of Functions that this run does not write: how many of them stay. */
  #lookAtOthers(): number {
    let others = 0;
    for (const [folder, entries] of [...this.#listed].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const wanted = this.#staying.get(folder);
      const names = [...entries.keys()].filter((name) => !wanted?.has(name) && isFunctionPath(folder, name));
      for (const name of names.sort()) {
        if (!entries.get(name)?.isFile()) continue;
        const path = `${folder}/${name}`;
        const before = this.#access.read(path);
        if (before === null || !isFunctionFile(firstLine(before))) continue;
        if (this.#staysOfOther(path, before)) {
          this.#stays(folder, name);
          others++;
        }
      }
    }
    return others;
  }

  #staysOfOther(path: string, before: Buffer): boolean {
    const fate = this.#owners.fateOf(firstLine(before));
    if (fate.is === 'removed') {
      this.#orphans.push({ path, state: 'orphan', before, after: null });
      this.#access.mustBeWritable(folderOf(path));
      return false;
    }
    if (fate.is === 'unknown') {
      const message = `says no more of its source than ${fate.name}, so it cannot be known to be gone`;
      this.#notices.push({ code: 'UnknownSource', path, message });
    } else if (fate.is === 'blank') {
      this.#obstacles.add(
        'NothingFound',
        path,
        `comes from ${fate.name}, which is there but holds nothing at all`,
      );
    }
    return true;
  }

  /**
   * Lists in folders without a Function: they go before the files that they name, so that a run that is killed between
   * leaves no list of what is not there. What any list names now, and would no longer although it was not seen, is not
   * known to be gone.
   */
  #lookAtLists(): void {
    for (const [folder, entries] of this.#listed) {
      if (folder === '' || this.#staying.has(folder) || !entries.get(KUSTOMIZATION)?.isFile()) continue;
      const path = pathOf(folder, KUSTOMIZATION);
      const before = this.#access.read(path);
      if (before === null || !isFolderList(firstLine(before))) continue;
      this.#orphans.unshift({ path, state: 'orphan', before, after: null });
      this.#access.mustBeWritable(folder);
    }
    const gone = new Set(this.#orphans.map(({ path }) => path));
    const emptied = new Set([...gone].map(folderOf));
    for (const { list, path } of namedIn([...this.#changes, ...this.#orphans])) {
      const folder = folderOf(path);
      const isKnown =
        folder === ''
          ? this.#staying.has(path) || emptied.has(path)
          : this.#staying.get(folder)?.has(nameOf(path)) || gone.has(path);
      if (!isKnown) this.#obstacles.add('ListedFileGone', path, `is not there, although ${list} names it`);
    }
  }

  #change(change: Change): boolean {
    this.#changes.push(change);
    const folder = folderOf(change.path);
    this.#access.mustBeWritable(this.#listed.has(folder) ? folder : '');
    if (change.state === 'changed') this.#access.mustBeWritable(change.path);
    return true;
  }

  #blocked(path: string, entry: Dirent, wanted: 'file' | 'folder'): boolean {
    const found = entry.isSymbolicLink()
      ? 'a symbolic link'
      : entry.isDirectory()
        ? 'a folder'
        : entry.isFile()
          ? 'a file'
          : 'neither a file nor a folder';
    this.#obstacles.add('OutputBlocked', path, `is ${found}, where layerc would write a ${wanted}`);
    return true;
  }

  /** Two names that differ in case are one file on many a file system. */
  #folds(path: string): boolean {
    const other = this.#folded.size > 0 && this.#folded.get(path);
    if (!other) return false;
    this.#obstacles.add('NamesDifferInCase', path, `differs from "${other}" in case alone`);
    return true;
  }
}

function pathOf(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
