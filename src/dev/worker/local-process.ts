import { type ChildProcess, spawn } from 'node:child_process';
import { followed } from './followed.ts';

export interface ProcessSpec {
  /** Run by the shell. */
  readonly command: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly graceMs: number;
  readonly line: (text: string, isError: boolean) => void;
}

/** What a program needs of the machine to be found and to print, and nothing that a container would not have. */
const INHERITED = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
  'PYENV_ROOT',
  'NVM_DIR',
  'LD_LIBRARY_PATH',
];

/** A worker that runs, in whatever way. */
export interface Running {
  /** The exit code or the name of the signal. */
  readonly ended: Promise<number | string>;
  readonly pid: number | undefined;
  readonly isOver: boolean;
  /** SIGTERM, and SIGKILL when the grace period is over. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** A worker as a process group of its own, so that what the shell has started ends with it. */
export class LocalProcess implements Running {
  /** The exit code or the name of the signal. */
  readonly ended: Promise<number | string>;
  readonly pid: number | undefined;
  readonly #child: ChildProcess;
  readonly #graceMs: number;
  #isOver = false;

  constructor({ command, folder, env, graceMs, line }: ProcessSpec) {
    this.#graceMs = graceMs;
    const own = INHERITED.flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]],
    );
    this.#child = spawn(command, {
      shell: true,
      cwd: folder,
      env: { PYTHONUNBUFFERED: '1', ...Object.fromEntries(own), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.pid = this.#child.pid;
    this.ended = followed(this.#child, line, () => {
      this.#isOver = true;
      // Whatever it has left behind goes too.
      this.kill('SIGKILL');
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** SIGTERM, and SIGKILL when the grace period is over. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.kill('SIGTERM');
    const timer = setTimeout(() => this.kill('SIGKILL'), this.#graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** Sends a signal to the whole group. */
  kill(signal: NodeJS.Signals): void {
    if (this.pid === undefined) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // Nobody of it is left.
    }
  }
}
