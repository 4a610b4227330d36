/** The playground as a person has it: a file that is opened, and what is done in it. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { PLAYGROUND } from '../../tools/page.ts';
import { type Misdeeds, type TabOptions, tab } from './browser.ts';

const FILE = pathToFileURL(PLAYGROUND.file).href;

export class Playground {
  readonly page: Page;
  readonly misdeeds: Misdeeds;

  private constructor(page: Page, misdeeds: Misdeeds) {
    this.page = page;
    this.misdeeds = misdeeds;
  }

  /** Opens the file, and waits for what it is compiled to. */
  static async open(
    browser: Browser,
    options: TabOptions & { readonly hash?: string; readonly url?: string } = {},
  ): Promise<Playground> {
    const { hash = '', url = FILE } = options;
    const { page, misdeeds } = await tab(browser, { offline: url === FILE, ...options });
    const opened = new Playground(page, misdeeds);
    await page.goto(url + hash);
    await opened.settled();
    return opened;
  }

  /** No test may end with one of them. */
  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.misdeeds).toEqual({ requests: [], violations: [], errors: [] });
  }

  get why(): Locator {
    return this.page.locator('.why');
  }

  get problems(): Locator {
    return this.page.locator('.problem-row');
  }

  row(text: string | RegExp): Locator {
    return this.page.locator('.objects .list-row:not([hidden])', { hasText: text });
  }

  inputLine(text: string | RegExp): Locator {
    return this.page.locator('.cm-line', { hasText: text });
  }

  /** The lines of the input that are lit. */
  async lit(): Promise<string[]> {
    return this.page.locator('.cm-lit-line').allTextContents();
  }

  async shows(locator: Locator, text: string | RegExp): Promise<void> {
    await vi.waitFor(
      async () => {
        const found = (await locator.allTextContents()).join('\n');
        if (typeof text === 'string') expect(found).toContain(text);
        else expect(found).toMatch(text);
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  /** Nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.page.locator('main[aria-busy="false"]').waitFor();
  }

  async example(id: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Examples' }).click();
    await this.page.getByRole('searchbox').fill(id);
    await this.page.locator('.entry', { has: this.page.getByText(id, { exact: true }) }).click();
    await this.settled();
  }

  async choose(name: string | RegExp): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }

  /** Writes a text in place of what a document holds. */
  async write(text: string): Promise<void> {
    await this.page.locator('.cm-content').focus();
    await this.page.keyboard.press('Control+a');
    await this.paste(text);
    await this.settled();
  }

  /** Pastes a text at the cursor. */
  async paste(text: string): Promise<void> {
    await this.page.locator('.cm-content').evaluate(PASTE, text);
  }

  /** What is shared: the link, the command line, and each file of these names as it is saved. */
  async shared(
    names = /./,
  ): Promise<{ link: string; commandLine: string; files: ReadonlyMap<string, string> }> {
    await this.page.getByRole('button', { name: 'Share' }).click();
    await this.page.locator('.share[open]').waitFor();
    const link = await this.page.getByLabel('Link', { exact: true }).inputValue();
    const commandLine = (await this.page.locator('.command').textContent()) ?? '';
    const files = new Map<string, string>();
    for (const button of await this.page.getByRole('button', { name: /^Save / }).all()) {
      if (!names.test((await button.textContent()) ?? '')) continue;
      const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
      files.set(download.suggestedFilename(), readFileSync(await download.path(), 'utf8'));
    }
    await this.page.keyboard.press('Escape');
    await this.page.locator('.share').waitFor({ state: 'hidden' });
    return { link, commandLine, files };
  }
}

const PASTE = new Function(
  'node',
  'text',
  `const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));`,
) as (node: unknown, text: string) => void;
