import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from './fault.ts';
import { folderOf } from './lists.ts';
import type { Obstacles } from './obstacles.ts';

/** What of a folder can be read and written. Whatever cannot is an obstacle. */
export class Access {
  readonly #root: string;
  readonly #obstacles: Obstacles;
  /** Paths that were looked at. */
  readonly #writable = new Set<string>();

  constructor(root: string, obstacles: Obstacles) {
    this.#root = root;
    this.#obstacles = obstacles;
  }

  read(path: string): Buffer | null {
    try {
      return readFileSync(join(this.#root, path));
    } catch (error) {
      this.#obstacles.add('OutputNotWritable', path, `cannot be read because ${reasonOf(error)}`);
      this.#mustBeOpen(folderOf(path));
      return null;
    }
  }

  /** For root every file is writable, but one without any write permission was made so on purpose. */
  mustBeWritable(path: string): void {
    if (this.#writable.has(path)) return;
    this.#writable.add(path);
    const place = join(this.#root, path);
    try {
      const stats = statSync(place, { throwIfNoEntry: false });
      if (stats === undefined) return;
      accessSync(place, constants.W_OK);
      if ((stats.mode & 0o222) !== 0) return;
      this.#obstacles.add('OutputNotWritable', path, 'is read-only');
    } catch (error) {
      this.#obstacles.add('OutputNotWritable', path, `cannot be written because ${reasonOf(error)}`);
    }
    // Where all of it is read-only, that is the cause.
    if (path !== '') this.mustBeWritable(folderOf(path));
  }

  /** Whoever may list a folder may still not be let into it. */
  #mustBeOpen(folder: string): void {
    try {
      accessSync(join(this.#root, folder), constants.X_OK);
    } catch (error) {
      this.#obstacles.add('OutputNotWritable', folder, `cannot be entered because ${reasonOf(error)}`);
    }
  }
}
