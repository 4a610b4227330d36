import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { BINARY, newerSource } from '../tools/binary-file.ts';
import { onPath } from './on-path.ts';

/** What a test cannot run without: where it is, or why it is not here and the command that changes that. */
export type Need = { readonly name: string; readonly path: string } | Missing;

/** A need that is not met. */
export type Missing = {
  readonly name: string;
  /** As in "not built". */
  readonly reason: string;
  readonly enable: string;
  /** It takes long on purpose, so CI leaves it out too. */
  readonly isSoak?: true;
};

declare module 'vitest' {
  interface TaskMeta {
    missing?: readonly Missing[];
  }
}

/** A program of the system. `package` is what Debian and Homebrew call the package that has it. */
export function findProgram(name: string, packageName = name): Need {
  const path = onPath([name]);
  if (path !== undefined) return { name, path };
  return { name, reason: 'not on the PATH', enable: installCommand(packageName) };
}

/** How a package of the system is installed. */
export function installCommand(packageName: string): string {
  return process.platform === 'darwin' ? `brew install ${packageName}` : `apt-get install ${packageName}`;
}

/** The executable file, if it is that of the sources beside it. */
export function findBinary(): Need {
  const newer = existsSync(BINARY) ? newerSource() : undefined;
  if (existsSync(BINARY) && newer === undefined) return { name: BINARY, path: BINARY };
  const reason = newer === undefined ? 'not built' : `older than ${newer}`;
  return { name: BINARY, reason, enable: 'npm run binary' };
}

/** The right to start a program in a root folder of its own, with /proc in it: how. */
export function findOwnRoot(): Need {
  const name = 'a root folder of its own';
  const flags = process.getuid?.() === 0 ? '--mount' : '--user --map-root-user --mount --pid --fork';
  const { status } = spawnSync('unshare', [...flags.split(' '), 'mount', '-t', 'proc', 'proc', '/proc']);
  if (status === 0) return { name, path: flags };
  return { name, reason: 'not allowed here', enable: 'run the tests as root, on Linux' };
}

/** The wish for the runs that take long. */
export function findSoak(): Need {
  const name = 'LAYERC_SOAK';
  if (process.env.LAYERC_SOAK !== undefined) return { name, path: name };
  return { name, reason: 'not set, and it takes minutes', enable: 'npm run test:soak', isSoak: true };
}

/** Whether a need is not met. */
export function isMissing(need: Need): need is Missing {
  return 'reason' in need;
}

/** "etcd, keda: not built; git: not on the PATH". */
export function describeMissing(missing: readonly Missing[]): string {
  const names = Map.groupBy(missing, ({ reason }) => reason);
  return [...names]
    .map(([reason, needs]) => `${needs.map(({ name }) => name).join(', ')}: ${reason}`)
    .join('; ');
}
