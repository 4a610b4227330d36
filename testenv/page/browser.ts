/** Pages in a real Chromium that may talk to this machine alone. */
import { type Browser, chromium, type Page } from 'playwright-core';

/** What a page has done that it must not do. */
export interface Misdeeds {
  readonly requests: string[];
  readonly violations: string[];
  readonly errors: string[];
}

/** The browser as root needs its sandbox off. It finds no other machine by any name. */
export function launch(path: string): Promise<Browser> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...root, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-gpu'];
  return chromium.launch({ executablePath: path, args });
}

export interface TabOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** It has no network at all. */
  readonly offline?: boolean;
  /** A script that runs before those of the page. */
  readonly before?: string;
}

/** A tab of its own, and what it does that it must not do. */
export async function tab(
  browser: Browser,
  options: TabOptions = {},
): Promise<{ readonly page: Page; readonly misdeeds: Misdeeds }> {
  const { colorScheme = 'light', width = 1280, offline = false, before = '' } = options;
  const context = await browser.newContext({ colorScheme, offline, viewport: { width, height: 900 } });
  const misdeeds: Misdeeds = { requests: [], violations: [], errors: [] };
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(?:http:\/\/127\.0\.0\.1:\d+\/|file:|blob:|data:)/.test(url)) misdeeds.requests.push(url);
  });
  await context.exposeFunction('violated', (text: string) => void misdeeds.violations.push(text));
  await context.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective + ' ' + event.blockedURI));",
  );
  if (before !== '') await context.addInitScript(before);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => void misdeeds.errors.push(String(error.stack)));
  page.on('dialog', (dialog) => {
    misdeeds.errors.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, misdeeds };
}
