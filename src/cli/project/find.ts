/** layerc.yaml: where it is, and its bytes. */
import { lstatSync, type Stats } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Code } from '../../compiler/index.ts';
import { problem, readRegularFile } from '../input/bytes.ts';
import { workingFolder } from '../input/given.ts';

export const PROJECT_FILE = 'layerc.yaml';

/** A page is much; more was not meant, and would only cost time. */
const MOST_BYTES = 65_536;

/** What people write in its place, and what would otherwise be passed over in silence. */
const OTHER_NAMES = ['layerc.yml', '.layerc.yaml', '.layerc.yml'];

/** A text that says something of what a project says. */
const OF_PROJECT = /^(?:inputs|outDir|settings|stockPools|warningsAsErrors)\s*:/m;

export interface FoundProject {
  readonly name: string;
  /** As it is shown: the way from the working directory. */
  readonly file: string;
  /** The folder that it stands in, absolute and without links. */
  readonly root: string;
  readonly content: Uint8Array | { readonly code: Code; readonly reason: string };
}

/**
 * The files of that name in the working directory and those around it, the nearest first. The root of a repository is
 * the last folder that is looked into: what stands beside a checkout is somebody else's.
 */
export function* foundProjects(): Generator<FoundProject> {
  const [here] = workingFolder();
  if (here === undefined) return;
  for (let at = here; ; at = dirname(at)) {
    const path = join(at, PROJECT_FILE);
    const stats = look(path);
    if (stats !== undefined)
      yield { name: PROJECT_FILE, file: relative(here, path), root: at, content: read(path, stats) };
    else yield* misnamed(at, here);
    if (look(join(at, '.git')) !== undefined || dirname(at) === at) return;
  }
}

function* misnamed(root: string, here: string): Generator<FoundProject> {
  for (const name of OTHER_NAMES) {
    const path = join(root, name);
    const stats = look(path);
    const content = stats?.isFile() ? read(path, stats) : undefined;
    if (!(content instanceof Uint8Array) || !OF_PROJECT.test(new TextDecoder().decode(content))) continue;
    const reason = `is not read, since the project file is called ${PROJECT_FILE}`;
    yield { name, file: relative(here, path), root, content: unusable(reason) };
  }
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A folder that may not be searched has no project for whoever may not.
    return undefined;
  }
}

function read(path: string, stats: Stats): FoundProject['content'] {
  if (!stats.isFile()) return unusable('is no regular file, and neither links nor folders are followed');
  if (stats.size > MOST_BYTES) return unusable(`holds more than ${MOST_BYTES / 1024} KiB`);
  try {
    return readRegularFile(path);
  } catch (error) {
    return problem(error);
  }
}

function unusable(reason: string) {
  return { code: 'UnusableProject' as const, reason };
}
