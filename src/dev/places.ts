/** Where a run writes, looked at before it begins: at its end it is too late to say that it cannot. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { CannotRun, type DevOptions } from './words/options.ts';

/** A file that a flag names. */
interface Named {
  readonly flag: string;
  readonly file: string;
}

/** What SQLite writes beside a state file. */
const BESIDE_STATE = ['-wal', '-shm', '-journal'];

/** The files that a run keeps its state in. */
export function stateFiles({ state }: Pick<DevOptions, 'state'>): readonly string[] {
  return state === undefined ? [] : ['', ...BESIDE_STATE].map((end) => state + end);
}

/** Throws CannotRun for a place that cannot be written, or that the run reads, or writes for another flag. */
export function refuseBadPlaces(options: DevOptions, inputs: readonly string[]): void {
  const { workdir, rows, envFiles, watch } = options;
  if (!isFolder(workdir)) throw new CannotRun(`--workdir ${workdir}: there is no such folder`);
  const read = [
    ...rows.filter(({ value }) => value !== '-').map(({ name, value }) => named(`--rows ${name}=`, value)),
    ...envFiles.map((file) => named('--env-file ', file)),
    ...inputs.map((file) => named('-f ', file)),
    ...watch.map((file) => named('--watch ', file)),
  ];
  const taken = new Map(read.map(({ flag, file }) => [idOf(file), `${flag}, which is read`]));
  for (const { flag, file } of targetsOf(options)) {
    const refuse = (why: string): never => {
      throw new CannotRun(`${flag}: ${why}`);
    };
    refuseUnwritable(file, refuse);
    const id = idOf(file);
    const other = taken.get(id);
    if (other !== undefined) refuse(`it is the file of ${other}`);
    const input = inputs.find((folder) => isReadBelow(folder, file));
    if (input !== undefined) refuse(`it stands in ${input}, where it is read as an input`);
    taken.set(id, `${flag}, which is written too`);
    if (file === options.state)
      for (const end of BESIDE_STATE) taken.set(idOf(file + end), `${flag}, which SQLite writes beside it`);
  }
}

function targetsOf({ state, out, junit }: DevOptions): readonly Named[] {
  return [
    ...(state === undefined ? [] : [named('--state ', state)]),
    ...out.map(({ name, value }) => named(`--out ${name}=`, value)),
    ...(junit === undefined ? [] : [named('--junit ', junit)]),
  ];
}

function named(before: string, file: string): Named {
  return { flag: before + file, file };
}

function refuseUnwritable(file: string, refuse: (why: string) => never): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isDirectory()) refuse('it is a folder');
  // It would be replaced, and a device or a pipe of that name be gone.
  if (stats !== undefined && !stats.isFile()) refuse('it is no regular file');
  const folder = dirname(file);
  if (!isFolder(folder)) refuse(`there is no folder ${folder}`);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    refuse(`nothing can be written in ${folder}`);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The same for two paths of one file, links and hard links included. */
function idOf(file: string): string {
  try {
    const { dev, ino } = statSync(file);
    return `${dev}:${ino}`;
  } catch {
    return realOf(file);
  }
}

/** The path without links, of a file that need not be there. */
function realOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return isFolder(dirname(file)) ? join(realpathSync(dirname(file)), basename(file)) : file;
  }
}

/** Whether it is one of those that are read when the folder is given. */
function isReadBelow(folder: string, file: string): boolean {
  if (!isFolder(folder)) return false;
  const steps = relative(realOf(folder), realOf(file)).split(sep);
  return /\.(?:ya?ml|json)$/i.test(file) && !steps.some((step) => step.startsWith('.'));
}
