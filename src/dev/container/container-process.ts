import { type ChildProcess, spawn } from 'node:child_process';
import { followed } from '../worker/followed.ts';
import type { Running } from '../worker/local-process.ts';

export interface ContainerProcessSpec {
  readonly engine: string;
  readonly args: readonly string[];
  readonly name: string;
  /** What the engine has of this process, and the variables of the worker that go by their names. */
  readonly env: NodeJS.ProcessEnv;
  readonly graceMs: number;
  readonly line: (text: string, isError: boolean) => void;
}

/** A worker in a container that an engine of this machine runs: what is asked of it goes by its name. */
export class ContainerProcess implements Running {
  readonly ended: Promise<number | string>;
  readonly pid: number | undefined;
  readonly #child: ChildProcess;
  readonly #spec: ContainerProcessSpec;
  #isOver = false;

  constructor(spec: ContainerProcessSpec) {
    this.#spec = spec;
    const { engine, args, env, line } = spec;
    // A group of its own: Ctrl-C is for us, and we ask the engine.
    this.#child = spawn(engine, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.pid = this.#child.pid;
    this.ended = followed(this.#child, line, () => {
      this.#isOver = true;
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The engine sends SIGTERM, or what the image wants in its place, and SIGKILL when the grace period is over. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    const { graceMs, name } = this.#spec;
    const status = await this.#ask('stop', '-t', String(Math.ceil(graceMs / 1000)), name);
    // There is no container yet, while its image is pulled.
    if (status !== 0 && !this.#isOver) this.#end();
    await this.ended;
  }

  kill(signal: NodeJS.Signals): void {
    if (this.#isOver) return;
    const { name } = this.#spec;
    if (signal === 'SIGSTOP') void this.#ask('pause', name);
    else if (signal === 'SIGCONT') void this.#ask('unpause', name);
    else void this.#ask('rm', '--force', name).then(() => this.#end());
  }

  /** Ends the program that waits for the container, if it still does. */
  #end(): void {
    if (this.#isOver || this.pid === undefined) return;
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }

  #ask(...args: readonly string[]): Promise<number | null> {
    const { engine, env } = this.#spec;
    const child = spawn(engine, args, { env, stdio: 'ignore', detached: true });
    return new Promise((resolve) => {
      child.once('error', () => resolve(null));
      child.once('exit', resolve);
    });
  }
}
