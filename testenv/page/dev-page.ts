/** `layerc dev` as a process. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { COMMAND } from '../../src/cli/run.test-support.ts';
import { DEV_PAGE, writePage } from '../../tools/page.ts';
import type { TestProcess } from '../process.ts';
import { Workspace } from '../workspace.ts';

export class DevRun {
  readonly url: string;
  readonly token: string;
  readonly #workspace: Workspace;
  readonly #process: TestProcess;

  private constructor(workspace: Workspace, started: TestProcess) {
    this.#workspace = workspace;
    this.#process = started;
    const [, url = '', token = ''] = PRINTED.exec(readFileSync(started.logFile, 'utf8')) ?? [];
    this.url = url;
    this.token = token;
  }

  /** Starts it in a folder with these files; it runs on a port of its own. */
  static async start(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<DevRun> {
    await writePage(DEV_PAGE);
    const workspace = new Workspace();
    for (const [path, text] of Object.entries(files)) write(join(workspace.folder, path), text);
    const [program, ...first] = COMMAND;
    const common = ['dev', '--no-project', '--stock-pools', '--port', '0'];
    const started = await workspace.start({
      ...{ name: 'dev', program, args: [...first, ...common, ...args] },
      env: { PATH: process.env.PATH ?? '' },
    });
    const log = () => readFileSync(started.logFile, 'utf8');
    await started.waitUntil('it prints its page', async () => PRINTED.test(log()));
    return new DevRun(workspace, started);
  }

  get page(): string {
    return this.token === '' ? `${this.url}/` : `${this.url}/#token=${this.token}`;
  }

  get log(): string {
    return readFileSync(this.#process.logFile, 'utf8');
  }

  write(path: string, text: string): void {
    write(join(this.#workspace.folder, path), text);
  }

  /** As Ctrl-C does it, so that its workers end too. */
  async end(): Promise<void> {
    this.#process.signal('SIGINT');
    await Promise.race([this.#process.ended, new Promise((next) => setTimeout(next, 10_000))]);
  }

  async stop(): Promise<void> {
    await this.end();
    await this.#workspace.stop();
  }
}

const PRINTED = /page: (http:\/\/127\.0\.0\.1:\d+)\/(?:#token=(\w+))?\n/;

export const WORKER = `'${process.execPath}' '${resolve('testenv/page/worker.js')}'`;

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
