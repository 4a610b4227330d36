import { type FSWatcher, statSync, watch } from 'node:fs';
import { CannotRun } from './words/options.ts';

/** An editor writes a file in several steps; they are one change. */
const QUIET_MS = 150;

/** Calls back when something at the paths has changed and is quiet again. Dependencies and version control do not count. */
export class Watcher {
  readonly #watchers: FSWatcher[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(paths: readonly string[], changed: () => void) {
    for (const path of paths) {
      try {
        const recursive = statSync(path).isDirectory();
        this.#watchers.push(
          watch(path, { recursive }, (_, name) => {
            if (/(?:^|[/\\])(?:node_modules|\.git|__pycache__)(?:[/\\]|$)/.test(name ?? '')) return;
            clearTimeout(this.#timer);
            this.#timer = setTimeout(changed, QUIET_MS);
          }),
        );
      } catch (error) {
        this.close();
        throw new CannotRun(`${path} cannot be watched: ${(error as NodeJS.ErrnoException).code}`);
      }
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
  }
}
