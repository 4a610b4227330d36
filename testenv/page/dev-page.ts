/** `layerc dev` as a process, and its page in a real Chromium that may talk to this machine alone. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { COMMAND } from '../../src/cli/run.test-support.ts';
import { writePage } from '../../tools/page.ts';
import type { TestProcess } from '../process.ts';
import { Workspace } from '../workspace.ts';

/** What a page has done that it must not do. */
export interface Misdeeds {
  readonly requests: string[];
  readonly violations: string[];
  readonly errors: string[];
}

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
    await writePage();
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

/** The browser as root needs its sandbox off. It finds no other machine by any name. */
export function launch(path: string): Promise<Browser> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...root, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-gpu'];
  return chromium.launch({ executablePath: path, args });
}

/** A tab of its own, and what it does that it must not do. */
export async function tab(
  browser: Browser,
  options: { readonly colorScheme?: 'light' | 'dark'; readonly width?: number } = {},
): Promise<{ readonly page: Page; readonly misdeeds: Misdeeds }> {
  const { colorScheme = 'light', width = 1280 } = options;
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const misdeeds: Misdeeds = { requests: [], violations: [], errors: [] };
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(?:http:\/\/127\.0\.0\.1:\d+\/|data:)/.test(url)) misdeeds.requests.push(url);
  });
  await context.exposeFunction('violated', (text: string) => void misdeeds.violations.push(text));
  await context.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective + ' ' + event.blockedURI));",
  );
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => void misdeeds.errors.push(String(error.stack)));
  page.on('dialog', (dialog) => {
    misdeeds.errors.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, misdeeds };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
