import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// One for each process that uses the test environment. Nothing this process can register for itself survives
// SIGKILL; a pipe that closes does.
let guard: ChildProcess | undefined;

function tell(command: 'run' | 'ran' | 'keep' | 'kept', value: number | string): void {
  if (guard === undefined) {
    // Its own session, so that Ctrl-C in a terminal ends the parent but not the guard.
    guard = spawn(process.execPath, [join(import.meta.dirname, 'guard-child.ts')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guard.unref();
    (guard.stdin as Socket).unref();
    guard.stdin?.on('error', () => {});
  }
  guard.stdin?.write(`${JSON.stringify([command, value])}\n`);
}

/** Has a process group ended when this process dies. */
export function guardGroup(pid: number): void {
  tell('run', pid);
}

/** Takes a process group back: it is gone, and its number may soon be another's. */
export function releaseGroup(pid: number): void {
  tell('ran', pid);
}

/** Makes a temporary folder that is removed by `removeTemporaryFolder` or when this process dies. */
export function makeTemporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `${prefix}-`));
  tell('keep', folder);
  return folder;
}

/** Removes a folder that `makeTemporaryFolder` made. */
export function removeTemporaryFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  tell('kept', folder);
}
