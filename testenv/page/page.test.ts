import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { findProgram } from '../needs.ts';
import { suiteNeeding } from '../suite.ts';
import { launch, type Misdeeds, tab } from './browser.ts';
import { DevRun, WORKER } from './dev-page.ts';

const FUNCTION = `
apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: tag, namespace: shop}
spec:
  targetNamespaces: [products]
  inputs: [id, title]
  worker: {image: registry.example.com/tag:1, batchSize: 8}
  schedule: {leaseSeconds: 2}
  retry: {initialBackoffSeconds: 1}
  scaling: {pool: cpu, replicas: {min: 1, max: 1}}
`;
const EXAMPLE = resolve('examples/dev');
const HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe\u0000\u001b[31m\u200b';

/** The role of what has the focus. */
const FOCUS = "document.activeElement.getAttribute('role')";

function rows(titles: readonly string[]): string {
  return titles.map((title, index) => `${JSON.stringify({ id: `p${index}`, title })}\n`).join('');
}

suiteNeeding('the page of layerc dev', [findProgram('chromium')], (path) => {
  let browser: Browser;
  let run: DevRun;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    browser = await launch(path);
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await page.context().close();
    await run.stop();
    // No test may end with one of them.
    expect(misdeeds).toEqual({ requests: [], violations: [], errors: [] });
  });

  async function open(
    titles: readonly string[],
    more: readonly string[] = ['--worker', `tag=${WORKER}`],
    options: Parameters<typeof tab>[1] & { readonly lease?: number } = {},
  ): Promise<void> {
    const { lease = 2 } = options;
    const functionText = FUNCTION.replace('leaseSeconds: 2', `leaseSeconds: ${lease}`);
    const files = { 'functions/tag.yaml': functionText, 'rows.jsonl': rows(titles) };
    const args = ['functions', '--rows', 'products=rows.jsonl', '--speed', '10', ...more];
    run = await DevRun.start(files, args);
    ({ page, misdeeds } = await tab(browser, options));
    await page.goto(run.page);
  }

  const tile = (name: string): Locator => page.locator('.tile', { hasText: name }).locator('.tile-number');
  const shows = (locator: Locator, text: string | RegExp) =>
    vi.waitFor(
      async () => {
        const found = (await locator.allTextContents()).join('\n');
        if (typeof text === 'string') expect(found).toContain(text);
        else expect(found).toMatch(text);
      },
      { timeout: 20_000, interval: 50 },
    );
  const row = (id: string): Locator => page.locator('.list-row:not([hidden])', { hasText: id });
  const notices = () => page.locator('.notice');

  test('shows the example of the documents, and its rows go done', async () => {
    const script = `'${process.execPath}' '${join(EXAMPLE, 'measure_titles.ts')}'`;
    run = await DevRun.start({}, [
      ...[join(EXAMPLE, 'functions'), '--rows', `products=${join(EXAMPLE, 'products.jsonl')}`],
      ...['--secret', 'dictionary/api-key=any', '--worker', `measure-titles=${script}`],
    ]);
    ({ page, misdeeds } = await tab(browser));
    await page.goto(run.page);
    await shows(page.locator('h1'), 'measure-titles');
    await shows(page.locator('.local'), 'LOCAL');
    await shows(tile('done'), /^6$/);
    await shows(page.locator('.scale'), /would scale to \d on the cluster/);
    await row('9223372036854775807').click();
    await shows(page.locator('.detail'), /Output.*title_length14/s);
    await page.getByRole('button', { name: /tag-products/ }).click();
    await shows(page.locator('.rows'), '1 row of products not in this queue');
    await shows(page.getByLabel('Workers'), '--worker tag-products=COMMAND was not given');
    // The token has left the address, and survives a reload of this tab.
    expect(page.url()).toBe(`${run.url}/`);
    await page.reload();
    await shows(tile('done'), /^6$/);
  });

  test('runs a row again, and shows what happened to it', async () => {
    await open(['hat', 'bad boot']);
    await shows(tile('done'), /^1$/);
    await shows(tile('failed'), /^1$/);
    await page.locator('.tile', { hasText: 'failed' }).click();
    await row('p1').click();
    await shows(page.locator('.detail'), /Error.*cannot read bad boot/s);
    await page.getByRole('button', { name: 'Run again' }).click();
    await shows(page.locator('.history li'), /failed[\s\S]*reset[\s\S]*claimed[\s\S]*failed/);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Run all 1 failed again' }).click();
    await shows(page.getByRole('status'), 'All failed rows run again');
    await shows(page.locator('.log'), /ready for rows[\s\S]*cannot read bad boot/);
  });

  test('kills a worker, and another one comes', async () => {
    await open(['hat']);
    const names = page.locator('.workers code');
    await shows(names, /tag-worker-\w{5}/);
    const [before = ''] = await names.allTextContents();
    await page.getByRole('button', { name: `Kill ${before}` }).click();
    await shows(page.locator('.log'), `worker ${before} was killed`);
    await vi.waitFor(async () => {
      const now = await names.allTextContents();
      expect(now).toHaveLength(1);
      expect(now[0]).not.toBe(before);
    }, 20_000);
  });

  test('ends the lease of a row', async () => {
    await open(['hold'], ['--worker', `tag=${WORKER}`, '--speed', '1'], { lease: 60 });
    await shows(tile('in flight'), /^1$/);
    await row('p0').click();
    await page.getByRole('button', { name: 'Expire lease' }).click();
    await shows(page.locator('.history li'), 'lease expired');
    expect(run.log).toContain('its lease was ended on the page');
  });

  test('warns when a slowed worker takes longer than its lease', async () => {
    await open(['hat']);
    await shows(tile('done'), /^1$/);
    await page.getByLabel(/^Slow each batch of/).selectOption('4');
    await row('p0').click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await shows(page.locator('.state'), 'held');
    await shows(notices(), /A batch takes longer than its lease of 2 s.*1 row was given back/);
    await shows(notices(), /it took \d+\.\d s/);
    await page.getByLabel(/^Slow each batch of/).selectOption('0');
    await shows(tile('done'), /^1$/);
  });

  test('works from the keyboard alone', async () => {
    await open(['hat', 'boot', 'bad coat', ...Array.from({ length: 200 }, (_, index) => `row ${index}`)]);
    await shows(tile('failed'), /^1$/);
    await page.keyboard.press('/');
    await page.keyboard.type('p2');
    await shows(page.locator('.rows .count'), /^14$/);
    for (let steps = 0; steps < 3; steps++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(FOCUS)) === 'listbox') break;
    }
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await shows(page.locator('#row-title:focus'), 'products/p2');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(FOCUS)).toBe('listbox');
    await page.keyboard.press('r');
    await shows(page.getByRole('status'), 'Row p2 runs again');
    await page.keyboard.press('End');
    // Rows that come into sight are asked for first.
    const marked =
      "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent";
    await expect.poll(() => page.evaluate(marked)).toContain('p20');
    // Everything that can be pressed has a name, and is reached by Tab.
    const unnamed =
      await page.evaluate(`[...document.querySelectorAll('button, select, input, [tabindex="0"]')]
      .filter((node) => node.checkVisibility() && (node.textContent + (node.ariaLabel ?? '')).trim() === '')
      .map((node) => node.outerHTML)`);
    expect(unnamed).toEqual([]);
  });

  test('shows hostile rows, errors and logs as text', async () => {
    await open([`bad ${HOSTILE}`, HOSTILE]);
    await shows(tile('done'), /^1$/);
    const seen =
      '<img src=x onerror=alert(1)><script>alert(2)</script>\\u202egnp.exe\\u0000\\u001b[31m\\u200b';
    await shows(page.locator('.log'), `cannot read bad ${seen}`);
    await shows(page.locator('.list-row'), `cannot read bad ${seen}`);
    await row('p1').click();
    await shows(page.locator('.detail .fields'), 'onerror=alert(1)');
    expect(await page.evaluate("document.querySelectorAll('img, script:not(body > script)').length")).toBe(0);
    expect(await page.evaluate('document.body.innerText')).not.toMatch(/[\u202e\u0000\u001b\u200b]/);
  });

  test('has 100,000 rows', async () => {
    await open(
      Array.from({ length: 100_000 }, (_, index) => `title ${index}`),
      [],
    );
    await shows(tile('pending'), '100,000');
    const list = page.locator('.list');
    await list.focus();
    const begun = Date.now();
    await page.keyboard.press('End');
    await shows(page.locator('.list-row.active'), 'p99999');
    await page.keyboard.press('Home');
    await shows(page.locator('.list-row.active'), /p0$/);
    await page.evaluate("document.querySelector('.list').scrollTo(0, 1_500_000)");
    await shows(page.locator('.list-row:not([hidden])').first(), /p(?:49|50)\d{3}/);
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(await page.locator('.list-row').count()).toBeLessThan(80);
  });

  test('asks for a token that was given, and does not take another one', async () => {
    await open(['hat'], ['--token', 'a-known-one']);
    expect(run.log).not.toContain('a-known-one');
    await page.getByLabel('Token').fill('wrong');
    await page.keyboard.press('Enter');
    await shows(page.getByRole('alert'), 'not the token of the run');
    await page.getByLabel('Token').fill('a-known-one');
    await page.keyboard.press('Enter');
    await shows(page.locator('h1'), 'tag');
  });

  test('shows what is wrong with a manifest that is edited, until it is right again', async () => {
    await open(['hat'], []);
    await shows(page.locator('h1'), 'tag');
    await new Promise((next) => setTimeout(next, 700));
    run.write('functions/tag.yaml', FUNCTION.replace('pool: cpu', 'pool: cpux'));
    await shows(page.locator('.trouble'), 'error UnknownPool');
    await shows(page.locator('h1'), 'tag');
    run.write('functions/tag.yaml', FUNCTION.replace('inputs:', 'version: v2\n  inputs:'));
    await shows(page.locator('.facts'), 'version v2');
    await page.locator('.trouble').waitFor({ state: 'hidden' });
  });

  test('lets in nothing from elsewhere, and says when nobody answers any more', async () => {
    await open(['hat'], []);
    await shows(page.locator('.connection'), 'live');
    const tried = await page.evaluate(`Promise.allSettled([
      fetch('http://127.0.0.1:1/'),
      (async () => { document.body.innerHTML = '<img src="http://elsewhere.example/x">'; })(),
    ]).then((all) => all.map(({ status }) => status))`);
    expect(tried).toEqual(['rejected', 'rejected']);
    await vi.waitFor(() => {
      const directives = misdeeds.violations.map((text) => text.split(' ')[0]);
      expect(directives).toEqual(expect.arrayContaining(['connect-src', 'require-trusted-types-for']));
    });
    misdeeds.violations.length = 0;
    await run.end();
    await shows(page.locator('.connection'), 'does not answer');
  });

  test.each(['light', 'dark'] as const)('is readable %s, and narrow', async (colorScheme) => {
    await open(['hat', 'bad boot'], ['--worker', `tag=${WORKER}`], { colorScheme, width: 400 });
    await shows(tile('failed'), /^1$/);
    const [ground, ink, overflow] = await page.evaluate<[string, string, number]>(
      `[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.documentElement).color,
        document.documentElement.scrollWidth - innerWidth]`,
    );
    const lightness = (colour: string) => Number(/\d+/.exec(colour)?.[0]);
    expect(lightness(ground) > lightness(ink)).toBe(colorScheme === 'light');
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
