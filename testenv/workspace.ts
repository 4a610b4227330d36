import { makeTemporaryFolder, removeTemporaryFolder } from './guard.ts';
import { launchProcess, type ProcessSpec, type TestProcess } from './process.ts';

/** A temporary folder and the processes that live in it; they go together. */
export class Workspace {
  readonly folder = makeTemporaryFolder('layerc');
  readonly #processes: TestProcess[] = [];
  readonly #specs = new Map<string, Omit<ProcessSpec, 'folder'>>();

  /** Starts a process and waits until it is ready. Throws with the end of its log when it does not get there. */
  async start(spec: Omit<ProcessSpec, 'folder'>): Promise<TestProcess> {
    const started = await launchProcess({ ...spec, folder: this.folder });
    this.#processes.push(started);
    this.#specs.set(spec.name, spec);
    if (spec.ready) await started.waitUntil('it is ready', spec.ready);
    return started;
  }

  /** Kills a process and starts it again as it was started, in its old data; `between` while it is away. */
  async restart(name: string, between: () => Promise<void> = async () => {}): Promise<void> {
    const spec = this.#specs.get(name);
    const old = this.#processes.findIndex((one) => one.name === name);
    if (spec === undefined || old < 0) throw new Error(`no process ${name}`);
    const [killed] = this.#processes.splice(old, 1);
    await killed?.stop();
    await between();
    await this.start(spec);
  }

  /** The processes, in the order of their start. */
  get processes(): readonly TestProcess[] {
    return this.#processes;
  }

  /** Ends the processes, last started first, and removes the folder. */
  async stop(): Promise<void> {
    for (const started of this.#processes.toReversed()) await started.stop();
    removeTemporaryFolder(this.folder);
  }
}
