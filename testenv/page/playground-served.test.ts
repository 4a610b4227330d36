import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, servePlayground } from '../../src/page/serve.ts';
import { PLAYGROUND, writePage } from '../../tools/page.ts';
import { findProgram } from '../needs.ts';
import { suiteNeeding } from '../suite.ts';
import { launch, tab } from './browser.ts';

suiteNeeding('the playground from a port', [findProgram('chromium')], (path) => {
  let browser: Browser;
  let served: Served;

  beforeAll(async () => {
    await writePage(PLAYGROUND);
    served = await servePlayground(0);
    browser = await launch(path);
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });

  test('compiles under the policy of the header, and asks for nothing but itself', async () => {
    const { page, misdeeds } = await tab(browser);
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    const answer = await page.goto(served.url);
    expect(answer?.headers()['content-security-policy']).toContain("connect-src 'none'");
    await page.locator('.objects .list-row', { hasText: 'spec.worker.image' }).first().waitFor();
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([served.url]);
    expect(misdeeds).toEqual({ requests: [], violations: [], errors: [] });
    await page.context().close();
  });

  test('is shown within no other page', async () => {
    const { page } = await tab(browser);
    await page.setContent(`<iframe src="${served.url}"></iframe>`);
    const frame = page.frames().at(-1);
    await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/);
    await page.context().close();
  });
});
