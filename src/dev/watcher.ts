import { promises, type Stats, statSync } from 'node:fs';
import { CannotRun } from './words/options.ts';

/** An editor writes a file in several steps; they are one change. */
const LOOK_EVERY_MS = 150;
/** Looking at many files takes its time, and shall take no more than this part of all time. */
const IDLE_FOR_EACH_LOOK = 10;
/** Dependencies, version control, and what editors keep beside a file while it is open. */
const PASSED_OVER = /^(?:node_modules|\.git|__pycache__|\..*\.sw[a-z]|\.#.*|.*~)$/;

/**
 * Calls back when something at the paths has changed and is quiet again. It looks at the files time and again: what the
 * system tells of a file ends when another one takes its name, and that is how editors and `sed -i` save.
 */
export class Watcher {
  readonly #paths: readonly string[];
  readonly #except: readonly string[];
  readonly #changed: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #seen: string | undefined;
  #isRestless = false;

  /** Nothing is said of the files `except`: those that we write ourselves. */
  constructor(paths: readonly string[], except: readonly string[], changed: () => void) {
    for (const path of paths) {
      try {
        statSync(path);
      } catch (error) {
        throw new CannotRun(`${path} cannot be watched: ${(error as NodeJS.ErrnoException).code}`);
      }
    }
    this.#paths = paths;
    this.#except = except;
    this.#changed = changed;
    if (paths.length > 0) void this.#look();
  }

  async #look(): Promise<void> {
    const begun = Date.now();
    const skipped = new Set<string>();
    for (const path of this.#except) {
      const stats = await statsOf(path);
      if (stats !== undefined) skipped.add(idOf(stats));
    }
    const found: string[] = [];
    for (const path of this.#paths) await collect(path, skipped, found);
    if (this.#isClosed) return;
    const now = found.join('\n');
    const isSame = this.#seen === undefined || this.#seen === now;
    this.#seen = now;
    if (isSame && this.#isRestless) this.#changed();
    this.#isRestless = !isSame;
    const pause = Math.max(LOOK_EVERY_MS, (Date.now() - begun) * IDLE_FOR_EACH_LOOK);
    this.#timer = setTimeout(() => void this.#look(), pause);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}

/** Adds a line for each file at or below a path, another one whenever it is written or replaced. */
async function collect(path: string, skipped: ReadonlySet<string>, found: string[]): Promise<void> {
  const stats = await statsOf(path);
  if (stats === undefined || skipped.has(idOf(stats))) return;
  if (!stats.isDirectory()) {
    found.push(`${path}\0${idOf(stats)} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`);
    return;
  }
  const entries = await promises.readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (PASSED_OVER.test(entry.name)) continue;
    const inner = `${path}/${entry.name}`;
    // A link may lead to a folder around it, or to half the disk.
    if (entry.isSymbolicLink() && (await statsOf(inner))?.isDirectory()) continue;
    await collect(inner, skipped, found);
  }
}

/** Nothing for a file that is not there, or not at this moment. */
async function statsOf(path: string): Promise<Stats | undefined> {
  return promises.stat(path).catch(() => undefined);
}

function idOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}
