import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardGroup, releaseGroup } from './guard.ts';

const tailBytes = 6_000;
const probeEveryMs = 50;

/** What to run and how to tell that it is ready. */
export type ProcessSpec = {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Where the log file goes; also the working folder. */
  readonly folder: string;
  /** Added to a small base environment, not to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Resolves to true when the process is ready for use; may throw while it is not. */
  readonly ready?: () => Promise<boolean>;
};

/** A running process of the test environment. */
export class TestProcess {
  readonly name: string;
  readonly logFile: string;
  readonly pid: number;
  /** Resolves when the process has ended, with its exit code or the name of the signal. */
  readonly ended: Promise<number | string>;
  readonly #child: ChildProcess;
  #outcome: number | string | undefined;

  constructor(spec: ProcessSpec, logFile: string, child: ChildProcess, pid: number) {
    this.name = spec.name;
    this.logFile = logFile;
    this.pid = pid;
    this.#child = child;
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#outcome = code ?? signal ?? 'unknown';
        // What the process itself started goes with it.
        this.#killGroup();
        releaseGroup(pid);
        resolve(this.#outcome);
      });
    });
  }

  /** Exit code or signal of an ended process; undefined while it runs. */
  get outcome(): number | string | undefined {
    return this.#outcome;
  }

  /** Sends a signal to the process alone, not to those that it started. */
  signal(signal: NodeJS.Signals): void {
    if (this.#outcome === undefined) process.kill(this.pid, signal);
  }

  /** Ends the process at once. A graceful stop of kube-apiserver would take a minute. */
  async stop(): Promise<void> {
    // Unreferenced while it runs, or a caller that forgets to stop it could not end.
    this.#child.ref();
    if (this.#outcome === undefined) this.#killGroup();
    await this.ended;
  }

  /**
   * Waits until `condition` resolves to true; that it throws only means "not yet". When the process ends or the time
   * is up, the process is stopped and the error carries the end of its log.
   */
  async waitUntil(what: string, condition: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
    const deadline = Date.now() + withinMs;
    let cause: unknown;
    while (this.#outcome === undefined && Date.now() < deadline) {
      try {
        if (await condition()) return;
      } catch (error) {
        cause = error;
      }
      await sleep(probeEveryMs);
    }
    const end =
      this.#outcome === undefined ? `${withinMs / 1000} s went by` : `it ended with ${this.#outcome}`;
    await this.stop();
    const log = `the end of its log:\n${this.logTail()}`;
    throw new Error(`${this.name}: ${end} before ${what}; ${log}`, { cause });
  }

  /** The end of what the process has written. */
  logTail(): string {
    const text = readFileSync(this.logFile, 'utf8');
    return text.length > tailBytes ? `...${text.slice(-tailBytes)}` : text;
  }

  #killGroup(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  }
}

/** Starts a process in a group of its own. It is ended, at the latest, when this process dies. */
export async function launchProcess(spec: ProcessSpec): Promise<TestProcess> {
  const logFile = join(spec.folder, `${spec.name}.log`);
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(spec.program, spec.args, {
      cwd: spec.folder,
      // Nothing of the caller's: a KUBECONFIG or a proxy there must not lead these processes anywhere else.
      env: { PATH: process.env.PATH ?? '', HOME: spec.folder, LANG: 'C.UTF-8', ...spec.env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    if (child.pid === undefined) {
      const error = await new Promise<Error>((resolve) => child.once('error', resolve));
      throw new Error(`${basename(spec.program)} could not be started`, { cause: error });
    }
    guardGroup(child.pid);
    child.unref();
    return new TestProcess(spec, logFile, child, child.pid);
  } finally {
    closeSync(log);
  }
}
