import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { COMMAND, run, SHELL_COMMAND } from '../../src/cli/run.test-support.ts';
import type { TextDocument } from '../../src/playground/state.ts';
import { STEPS } from '../../src/playground/steps.ts';
import { catalogue } from '../../tools/catalogue.ts';
import { PLAYGROUND, writePage } from '../../tools/page.ts';
import { findProgram } from '../needs.ts';
import { suiteNeeding } from '../suite.ts';
import { Workspace } from '../workspace.ts';
import { launch } from './browser.ts';
import { Playground } from './playground-page.ts';

const HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe\u200b';

suiteNeeding('the playground', [findProgram('chromium')], (path) => {
  let browser: Browser;
  let workspace: Workspace;
  let opened: Playground;

  beforeAll(async () => {
    await writePage(PLAYGROUND);
    browser = await launch(path);
    workspace = new Workspace();
    const layerc = join(workspace.folder, 'bin', 'layerc');
    mkdirSync(join(workspace.folder, 'bin'));
    writeFileSync(layerc, `#!/bin/sh\nexec ${SHELL_COMMAND} "$@"\n`);
    chmodSync(layerc, 0o755);
  });
  afterAll(async () => {
    await browser.close();
    await workspace.stop();
  });
  afterEach(() => opened.close());

  /** What a shell in an empty folder makes of a text. */
  function shell(commandLine: string): string {
    const folder = join(workspace.folder, `run-${runs++}`);
    mkdirSync(folder);
    const env = { PATH: `${join(workspace.folder, 'bin')}:${process.env.PATH}` };
    return spawnSync('sh', { input: commandLine, cwd: folder, env, encoding: 'utf8' }).stdout;
  }
  let runs = 0;

  /** The same in this process, which takes a moment. What is in quotes a shell has to read. */
  async function printed(commandLine: string, documents: readonly TextDocument[]): Promise<string> {
    const [, ...words] = (commandLine.trimEnd().split('\n').at(-1) ?? '').split(' ');
    if (words.some((word) => word.includes("'"))) return shell(commandLine);
    const folder = join(workspace.folder, `run-${runs++}`);
    mkdirSync(folder);
    for (const { name, text } of documents) writeFileSync(join(folder, name), text);
    return (await run(words.map((word) => (word === '.' ? folder : word)))).stdout;
  }

  test('works from a file and without a network, and begins with a value and what has set it', async () => {
    opened = await Playground.open(browser);
    await opened.shows(opened.why, 'spec.worker.image');
    expect(await opened.lit()).toEqual([expect.stringContaining('image:')]);
    expect(await opened.page.locator('.wires path').count()).toBe(1);
    expect(await opened.page.evaluate('location.protocol')).toBe('file:');
  });

  test('works as layerc playground serves it', async () => {
    const [program, ...args] = COMMAND;
    const started = await workspace.start({
      ...{ name: 'playground', program, args: [...args, 'playground', '--port', '0'] },
      env: { PATH: process.env.PATH ?? '' },
    });
    const url = () => /http:\/\/127\.0\.0\.1:\d+\//.exec(readFileSync(started.logFile, 'utf8'))?.[0];
    await started.waitUntil('it prints its address', async () => url() !== undefined);
    opened = await Playground.open(browser, { url: url() as string });
    await opened.shows(opened.why, 'spec.worker.image');
    await opened.example('fixture-push');
    await opened.shows(opened.page.locator('.totals'), 'objects of 1 Function');
    const { files, commandLine } = await opened.shared(/objects\.yaml/);
    expect(files.get('objects.yaml')).toBe(shell(commandLine));
  });

  test('gives for each example the bytes of the command line', { timeout: 600_000 }, async () => {
    opened = await Playground.open(browser);
    for (const { id, state } of catalogue().entries) {
      const { documents } = state;
      await opened.example(id);
      const { files, commandLine } = await opened.shared(/objects\.yaml/);
      expect(files.get('objects.yaml') ?? '', id).toBe(await printed(commandLine, documents));
    }
  });

  test('says of twenty values what layerc explain says', async () => {
    opened = await Playground.open(browser);
    const { files } = await opened.shared();
    const folder = join(workspace.folder, 'explained');
    mkdirSync(folder);
    for (const [name, text] of files) if (name !== 'objects.yaml') writeFileSync(join(folder, name), text);
    const explained = await run(['explain', '--no-project', '-f', folder, '-o', 'json']);
    const leaves: Explained[] = JSON.parse(explained.stdout);
    const list = opened.page.locator('.objects .list');
    await list.focus();
    await opened.page.keyboard.press('Home');
    for (let seen = 0; seen < 20; ) {
      await opened.page.keyboard.press('ArrowDown');
      await opened.settled();
      const name = await opened.page.locator('.objects .list-row.active').getAttribute('aria-label');
      const leaf = leaves.find(({ path: one }) => name?.startsWith(`${one}: `));
      if (leaf === undefined) continue;
      seen += 1;
      await opened.shows(opened.page.locator('.why-path'), leaf.path);
      const { origin } = leaf;
      if (origin.kind === 'rule') await opened.shows(opened.why, `${origin.rule}`);
      else if (origin.file !== undefined)
        await opened.shows(
          opened.why,
          `${origin.file.slice(folder.length + 1)}:${origin.line}:${origin.column}`,
        );
      else await opened.shows(opened.why, origin.setting ?? origin.givenBy ?? 'nothing');
    }
  });

  test('lights all values that a field decides, and says how many', async () => {
    opened = await Playground.open(browser);
    await opened.inputLine('batchSize').first().click();
    await opened.shows(opened.why, /spec\.worker\.batchSize\s*decides 2 values/);
    await opened.shows(opened.page.getByRole('status'), 'spec.worker.batchSize decides 2 values');
    await opened.why.getByRole('button', { name: /threshold/ }).click();
    await opened.shows(opened.page.locator('.objects .list-row[aria-selected="true"]'), 'threshold');
    expect(await opened.lit()).toEqual(expect.arrayContaining([expect.stringContaining('batchSize')]));
    await opened.choose('infra-rules.yaml');
    await opened.inputLine('nodeSelector').first().click();
    await opened.shows(opened.why, /nodeSelector\s*decides 1 value/);
  });

  test('goes from a value to its line, and to its setting', async () => {
    opened = await Playground.open(browser);
    await opened.row('HEVLAYER_UDF_BATCH_SIZE').click();
    await opened.page.keyboard.press('ArrowDown');
    await opened.shows(opened.why, 'spec.worker.batchSize');
    await opened.page.keyboard.press('Enter');
    await opened.paste('48');
    await opened.shows(opened.row(/value: "48"/), '48');
    await opened.row('http://').first().click();
    await opened.why.getByRole('button', { name: /gatewayBaseUrl/ }).click();
    await opened.page.keyboard.type('http://elsewhere.example');
    await opened.shows(opened.row('http://elsewhere.example'), 'http://elsewhere.example');
    await opened.page.getByLabel('Gateway base URL').fill('nonsense');
    await opened.shows(opened.page.locator('.setting .problem'), 'gateway-base-url');
    await opened.shows(opened.page.getByRole('tab', { name: /Settings/ }), '1 error');
  });

  test('is shared by a link, and a link from before is opened', async () => {
    opened = await Playground.open(browser);
    await opened.inputLine('batchSize').first().click();
    await opened.page.keyboard.press('End');
    await opened.page.keyboard.type('0');
    await opened.settled();
    const shared = await opened.shared();
    await opened.close();
    const hash = new URL(shared.link).hash;
    expect(hash).toMatch(/^#v1\.[\w-]+$/);
    opened = await Playground.open(browser, { hash });
    const again = await opened.shared();
    expect(again.files).toEqual(shared.files);
    await opened.close();
    opened = await Playground.open(browser, { hash: OLD_LINK });
    await opened.shows(opened.inputLine('name: old-link'), 'old-link');
  });

  test.each([
    '#',
    '#v1.',
    '#v1.AAAA',
    '#v99999.AAAA',
    '#v1.<img src=x onerror=alert(1)>',
    `#${'x'.repeat(100_000)}`,
    '#work',
    '#__proto__',
  ])('opens with a useless hash: %#', async (hash) => {
    opened = await Playground.open(browser, { hash });
    await opened.shows(opened.why, 'spec.worker.image');
    if (hash !== '#') await opened.shows(opened.page.getByRole('alert'), /link/);
  });

  test('goes back to what was there, also to what was typed', async () => {
    opened = await Playground.open(browser);
    const before = await opened.page.locator('.cm-content').textContent();
    await opened.page.locator('.cm-content').focus();
    await opened.page.keyboard.press('Control+Home');
    await opened.paste('# mine\n');
    await opened.settled();
    await opened.example('fixture-push');
    expect(await opened.page.locator('.cm-content').textContent()).not.toBe(before);
    await opened.page.goBack();
    await opened.shows(opened.inputLine('# mine'), '# mine');
    await opened.page.goForward();
    await opened.shows(opened.inputLine('dispatch: push'), 'push');
  });

  test('shows the same again when it is loaded again, and loses no draft to a link', async () => {
    opened = await Playground.open(browser);
    await opened.page.locator('.cm-content').focus();
    await opened.page.keyboard.press('Control+Home');
    await opened.paste('# my own\n');
    await opened.settled();
    await opened.example('fixture-push');
    await opened.page.reload();
    await opened.shows(opened.inputLine('dispatch: push'), 'push');
    await opened.page.goto(opened.page.url().replace(/#.*/, '') + OLD_LINK);
    await opened.shows(opened.inputLine('name: old-link'), 'old-link');
    const other = await opened.page.context().newPage();
    await other.goto(opened.page.url().replace(/#.*/, ''));
    await opened.shows(other.locator('.cm-line'), '# my own');
  });

  test('keeps a draft, and goes without one where nothing is kept', async () => {
    opened = await Playground.open(browser);
    await opened.page.locator('.cm-content').focus();
    await opened.page.keyboard.press('Control+Home');
    await opened.paste('# kept\n');
    await vi.waitFor(async () => {
      await opened.page.reload();
      expect(await opened.inputLine('# kept').count()).toBe(1);
    }, 20_000);
    await opened.close();
    const before =
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    opened = await Playground.open(browser, { before });
    await opened.write('kind: Function');
    await opened.shows(opened.problems, 'NotAnObject');
    await opened.page.getByRole('button', { name: 'Help' }).click();
    await opened.shows(opened.page.locator('.help[open]'), 'This browser keeps no draft');
    await opened.close();
    opened = await Playground.open(browser);
    await opened.page.getByRole('button', { name: 'Help' }).click();
    await opened.shows(opened.page.locator('.help[open]'), 'is kept in this browser as a draft');
  });

  test('indents what is written behind a key, so that a step is done by typing alone', async () => {
    opened = await Playground.open(browser);
    const { keyboard } = opened.page;
    const enter = async (...lines: readonly string[]) => {
      for (const [index, line] of lines.entries()) {
        if (index > 0) await keyboard.press('Enter');
        await keyboard.type(line);
        // What is offered meanwhile would take the Enter.
        await keyboard.press('Escape');
      }
    };
    await opened.page.getByRole('button', { name: 'Tutorial' }).click();
    await opened.page.locator('.step-place').nth(2).click();
    await opened.inputLine('replicas:').click();
    await keyboard.press('End');
    await enter('', 'min: 1');
    await opened.shows(opened.page.locator('.tutorial'), 'Done.');
    await keyboard.press('Control+a');
    await enter('spec:', 'worker:', 'image: x', 'podSpec:', 'containers:', '- name: udf', 'env:', '- name:');
    await enter('', 'a', '');
    const typed = await opened.page.locator('.cm-line').allTextContents();
    expect(typed.slice(0, 9)).toEqual([
      ...['spec:', '  worker:', '    image: x', '    podSpec:', '      containers:'],
      ...['        - name: udf', '          env:', '            - name:', '                a'],
    ]);
  });

  test('counts the same mistake in the same words, made here or opened', async () => {
    opened = await Playground.open(browser);
    const { page } = opened;
    await page.getByRole('button', { name: 'Tutorial' }).click();
    await page.locator('.step-place').nth(4).click();
    await opened.shows(page.locator('.totals'), /^0 valid, 1 error, 0 warnings$/);
    await opened.page.locator('.fix').click();
    await opened.shows(page.locator('.totals'), /objects of 1 Function$/);
    await page.keyboard.press('Control+z');
    await opened.shows(page.locator('.totals'), /^0 valid, 1 error, 0 warnings$/);
  });

  test('marks one line of the objects, where the cursor is', async () => {
    opened = await Playground.open(browser);
    await opened.page.locator('.objects .list').focus();
    await opened.page.keyboard.press('Home');
    await opened.page.keyboard.press('ArrowDown');
    await opened.shows(opened.why, 'deployment.kind');
    await opened.page.keyboard.press('ArrowDown');
    await opened.shows(opened.page.locator('.objects .list-row.active'), /^metadata:$/);
    await opened.shows(opened.why, 'Click any value');
    expect(await opened.page.locator('.objects .list-row[aria-selected="true"]').count()).toBe(0);
  });

  test('says what is wrong, what its code means, and mends it', async () => {
    opened = await Playground.open(browser);
    await opened.inputLine('pool: cpu').first().click();
    await opened.page.keyboard.press('End');
    await opened.page.keyboard.type('u');
    await opened.shows(opened.problems, 'UnknownPool');
    await opened.shows(opened.page.locator('.stale-words'), 'from before');
    await opened.page.getByRole('button', { name: 'Share' }).click();
    await opened.page.getByRole('button', { name: 'Save function.yaml' }).waitFor();
    expect(await opened.page.getByRole('button', { name: 'Save objects.yaml' }).count()).toBe(0);
    await opened.page.keyboard.press('Escape');
    await opened.page.locator('.code summary').first().click();
    await opened.page.getByRole('button', { name: /function\.yaml:\d+:\d+/ }).click();
    expect(await opened.page.evaluate('document.activeElement.className')).toContain('editor');
    await opened.page.locator('.fix').click();
    await opened.problems.waitFor({ state: 'detached' });
    await opened.shows(opened.page.locator('.totals'), /objects of 1 Function$/);
  });

  test('completes and explains a field', async () => {
    opened = await Playground.open(browser);
    await opened.inputLine('batchSize').first().click();
    await opened.page.keyboard.press('End');
    await opened.page.keyboard.press('Enter');
    await opened.page.keyboard.type('podS');
    await opened.page.locator('.cm-tooltip-autocomplete').getByText('podSpec').waitFor();
    // The editor lets nobody take what has shown only just now.
    await opened.page.waitForTimeout(200);
    await opened.page.keyboard.press('Enter');
    await opened.shows(opened.inputLine('podSpec:'), 'podSpec:');
    await opened.inputLine('batchSize').getByText('batchSize').first().hover();
    await opened.shows(opened.page.locator('.hover'), 'Rows of one claim or call.');
  });

  test('goes to the pool that is named', async () => {
    opened = await Playground.open(browser);
    await opened.inputLine('pool: cpu').first().click();
    await opened.page.keyboard.press('F12');
    await opened.shows(opened.page.getByRole('tab', { selected: true }), 'infra-rules.yaml');
    expect(await opened.page.evaluate('document.activeElement.className')).toBe('editor');
  });

  test('says what has changed in the words of layerc diff', async () => {
    opened = await Playground.open(browser);
    await opened.choose('What changed');
    await opened.shows(opened.page.locator('.changes'), 'Nothing has changed');
    await opened.inputLine('batchSize').first().click();
    await opened.page.keyboard.press('End');
    await opened.page.keyboard.type('0');
    await opened.shows(opened.page.locator('.changes'), 'rolls its workers');
    await opened.page.getByRole('button', { name: 'Compare from here' }).click();
    await opened.shows(opened.page.locator('.changes'), 'Nothing has changed');
  });

  test('has documents that are added, renamed and removed', async () => {
    opened = await Playground.open(browser);
    await opened.page.getByRole('button', { name: 'Add a document' }).click();
    await opened.page.getByLabel('Holds').selectOption('Index');
    await opened.page.keyboard.press('Tab');
    await opened.page.keyboard.press('Enter');
    await opened.shows(opened.page.getByRole('tab', { selected: true }), 'index.yaml');
    await opened.page.getByRole('button', { name: 'Rename' }).click();
    await opened.page.getByLabel('Name', { exact: true }).fill('../x');
    await opened.page.keyboard.press('Enter');
    await opened.shows(opened.page.getByRole('alert'), 'named as a file');
    await opened.page.getByLabel('Name', { exact: true }).fill('all.yaml');
    await opened.page.keyboard.press('Enter');
    await opened.shows(opened.page.getByRole('tab', { selected: true }), 'all.yaml');
    await opened.page.getByRole('button', { name: 'Remove' }).click();
    expect(await opened.page.getByRole('tab', { name: 'all.yaml' }).count()).toBe(0);
    await opened.settled();
  });

  test('leads through the tutorial by the keyboard alone', async () => {
    opened = await Playground.open(browser);
    const { keyboard } = opened.page;
    const focused = () => opened.page.evaluate('document.activeElement.textContent');
    for (let steps = 0; (await focused()) !== 'Tutorial'; steps++) {
      expect(steps).toBeLessThan(10);
      await keyboard.press('Tab');
    }
    await keyboard.press('Enter');
    for (const [index, { look, title }] of STEPS.entries()) {
      await opened.shows(opened.page.locator('.step-head h2:focus'), title);
      await opened.settled();
      for (
        let steps = 0;
        !(await opened.page.evaluate("document.activeElement.matches('.editor')"));
        steps++
      ) {
        expect(steps).toBeLessThan(30);
        await keyboard.press('Tab');
      }
      // The editor takes its cursor back a moment after it has the focus.
      await opened.page.waitForTimeout(150);
      // As a person would: at the end of the line that is shown, or over the words that are.
      const added = look.by.startsWith(look.words)
        ? look.by.slice(look.words.length).trimEnd().split('\n')
        : [];
      if (added.length === 0) await keyboard.type(look.by);
      else await keyboard.press('End');
      for (const line of added) {
        await keyboard.press('Enter');
        await keyboard.press('Shift+Home');
        await keyboard.type(line);
        await keyboard.press('Escape');
      }
      await opened.shows(opened.page.locator('.tutorial, .cm-content'), 'Done.');
      // Out of the editor again, and back to the button. The first one may close a list.
      await opened.settled();
      await keyboard.press('Escape');
      await keyboard.press('Escape');
      const wanted = index === STEPS.length - 1 ? 'Finish' : 'Next';
      for (let steps = 0; (await focused()) !== wanted; steps++) {
        expect(steps).toBeLessThan(30);
        await keyboard.press('Shift+Tab');
      }
      await keyboard.press('Enter');
    }
    await opened.page.locator('.tutorial').waitFor({ state: 'hidden' });
  });

  test('has a name for all that can be reached, and reaches all by Tab', async () => {
    opened = await Playground.open(browser);
    await opened.choose('Settings');
    const unnamed =
      await opened.page.evaluate(`[...document.querySelectorAll('button, select, input, [tabindex="0"]')]
      .filter((node) => node.checkVisibility() && (node.textContent + (node.ariaLabel ?? '') + (node.labels?.[0]?.textContent ?? '')).trim() === '')
      .map((node) => node.outerHTML)`);
    expect(unnamed).toEqual([]);
    await opened.choose('Picture');
    const box = opened.page.locator('.box-pool');
    await box.focus();
    await opened.page.keyboard.press('Enter');
    await opened.shows(opened.page.getByRole('tab', { selected: true }), 'infra-rules.yaml');
  });

  test('shows hostile names as text', async () => {
    opened = await Playground.open(browser);
    await opened.inputLine('image:').first().click();
    await opened.page.keyboard.press('End');
    await opened.paste(`\n    ${JSON.stringify(HOSTILE)}: ${JSON.stringify(HOSTILE)}`);
    await opened.shows(opened.problems, 'onerror=alert(1)');
    await opened.page.keyboard.press('Control+z');
    await opened.paste(
      `\n    podSpec: {terminationGracePeriodSeconds: 900, containers: [{name: udf, env: [{name: A, value: ${JSON.stringify(HOSTILE)}}]}]}`,
    );
    await opened.shows(opened.row('onerror'), 'gnp.exe');
    await opened.row('onerror').first().click();
    await opened.shows(opened.why, 'onerror=alert(1)');
    await opened.choose('Picture');
    await opened.choose('What changed');
    await opened.shows(opened.page.locator('.changes'), 'onerror');
    expect(
      await opened.page.evaluate("document.querySelectorAll('img, script:not(body > script)').length"),
    ).toBe(0);
    expect(await opened.page.evaluate('document.body.innerText')).not.toMatch(/[\u202e\u200b]/);
  });

  test('answers while 2,000 lines are typed into', async () => {
    opened = await Playground.open(browser);
    const fn = (await opened.shared()).files.get('function.yaml') ?? '';
    const [, name = ''] = /name: (\S+)/.exec(fn) ?? [];
    const many = Array.from({ length: Math.ceil(2000 / fn.split('\n').length) }, (_, index) =>
      fn.replace(`name: ${name}`, `name: ${name}-${index}`),
    );
    await opened.write(many.join('---\n'));
    expect(many.join('---\n').split('\n').length).toBeGreaterThan(2000);
    await opened.shows(opened.page.locator('.totals'), `of ${many.length} Functions`);
    await opened.page.keyboard.press('Control+Home');
    await opened.page.keyboard.type('# typed while it compiles\n');
    await opened.shows(opened.inputLine('# typed while it compiles'), 'compiles');
    await opened.settled();
    await opened.inputLine('batchSize').first().click();
    await opened.shows(opened.why, 'decides 2 values');
  });

  test('starts the compiler again when it does not answer, and says what it was at', async () => {
    const before = `
      const { Worker } = window;
      window.workers = [];
      window.Worker = class extends Worker {
        constructor(...given) { super(...given); workers.push(this); }
        postMessage(message) { if (!JSON.stringify(message).includes('HANG')) super.postMessage(message); }
      };`;
    opened = await Playground.open(browser, { before });
    await opened.page.clock.install();
    await opened.page.locator('.cm-content').focus();
    await opened.paste('# HANG\n');
    await opened.page.clock.runFor(500);
    await opened.shows(opened.page.locator('.working'), 'compiling');
    await opened.page.clock.runFor(21_000);
    await opened.shows(
      opened.page.getByRole('alert'),
      /did not answer within 20 seconds over function\.yaml/,
    );
    await opened.page.keyboard.press('Control+z');
    await opened.page.clock.runFor(1000);
    await opened.shows(opened.page.locator('.totals'), 'objects');
    expect(await opened.page.evaluate('workers.length')).toBe(2);
  });

  test('compiles again by itself where the compiler was lost over a question', async () => {
    const before = `
      const { Worker } = window;
      window.workers = [];
      window.Worker = class extends Worker {
        constructor(...given) { super(...given); workers.push(this); }
      };`;
    opened = await Playground.open(browser, { before });
    await opened.page.clock.install();
    await opened.page.evaluate('workers[0].terminate()');
    await opened.row('HEVLAYER_UDF_BATCH_SIZE').click();
    await opened.page.clock.runFor(21_000);
    await opened.settled();
    expect(await opened.page.getByRole('alert').isVisible()).toBe(false);
    await opened.row('image:').first().click();
    await opened.shows(opened.why, 'spec.worker.image');
    expect(await opened.page.evaluate('workers.length')).toBe(2);
  });

  test.each([
    'constructor() { throw new Error(); }',
    "constructor(...given) { super(...given); setTimeout(() => this.dispatchEvent(new Event('error'))); } postMessage() {}",
  ])('says so where there is no compiler to be had: %#', async (how) => {
    opened = await Playground.open(browser, { before: `window.Worker = class extends Worker { ${how} };` });
    await opened.shows(opened.page.getByRole('alert'), 'does not run in this browser');
  });

  test.each(['light', 'dark'] as const)('is readable %s', async (colorScheme) => {
    opened = await Playground.open(browser, { colorScheme });
    expect(await opened.page.evaluate(FAINT)).toEqual([]);
    await opened.example('fixture-error-near-miss');
    expect(await opened.page.evaluate(FAINT)).toEqual([]);
    await opened.choose('Settings');
    expect(await opened.page.evaluate(FAINT)).toEqual([]);
  });

  test('fits on a screen, without a bar to scroll it', async () => {
    opened = await Playground.open(browser);
    expect(
      await opened.page.evaluate('document.documentElement.scrollHeight - innerHeight'),
    ).toBeLessThanOrEqual(0);
  });

  test('fits on a narrow screen', async () => {
    opened = await Playground.open(browser, { width: 380 });
    const overflow = () => opened.page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await overflow()).toBeLessThanOrEqual(0);
    await opened.page.getByRole('button', { name: 'Tutorial' }).click();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await opened.choose('Picture');
    expect(await overflow()).toBeLessThanOrEqual(0);
    const hidden = `[...document.querySelectorAll('.tab')].filter((tab) => {
      const [own, row] = [tab, tab.parentElement].map((node) => node.getBoundingClientRect());
      return own.right > row.right || own.bottom > row.bottom;
    }).map((tab) => tab.textContent)`;
    expect(await opened.page.evaluate(hidden)).toEqual([]);
    await opened.choose('Objects');
    await opened.row('image:').first().click();
    await opened.shows(opened.why, 'spec.worker.image');
  });

  test('lets in nothing from elsewhere', async () => {
    opened = await Playground.open(browser);
    const tried = await opened.page.evaluate(`Promise.allSettled([
      fetch('http://127.0.0.1:1/'),
      (async () => { document.body.innerHTML = '<img src="http://elsewhere.example/x">'; })(),
      (async () => { new Worker(URL.createObjectURL(new Blob(['']))); })(),
    ]).then((all) => all.map(({ status }) => status))`);
    expect(tried).toEqual(['rejected', 'rejected', 'rejected']);
    await vi.waitFor(() => {
      const directives = opened.misdeeds.violations.map((text) => text.split(' ')[0]);
      expect(directives).toEqual(expect.arrayContaining(['connect-src', 'require-trusted-types-for']));
    });
    opened.misdeeds.violations.length = 0;
  });
});

interface Explained {
  readonly path: string;
  readonly origin: {
    readonly kind: string;
    readonly rule?: string;
    readonly setting?: string;
    readonly givenBy?: string;
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
  };
}

/** Made by this page's first version. Whoever has kept such a link may open it for ever. */
const OLD_LINK =
  '#v1.ZZCxTsQwEER_ZbW179DRIG1HASVCQqK5XLE4S2LFXlte544jyr-jIKChHM08aWYW7LOfk2gzpOMR32f1LWTdXzlFdMglvEq1kJVglHPkq9S9z-nmfOBYRj50OgXtCR5_wE6TNO65McGinIQgx34Xg04ONm2FvRDYmMvaqRXx1ClA4zpIe_oNGMGx1NzPvtlp8y-5TlIJlpB4EIIqQ7BWr3v54FSifJdqPNDBwRs3P76ETyG4WzfYPMegA8FSco4Evsw7SxyjgyolBs9GsCT-ILhd107xdHJoY74o0r9LTFoLOhjSgn-DkLZ8wdWhteyn55yjIbU6i8MLV92Ie3uoNVdDQly_AA';

/** Texts that differ too little from what is behind them, by the measure of WCAG AA. */
const FAINT = `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
    .map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement ?? at.getRootNode().host) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.9) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  for (const node of roots.flatMap((root) => [...root.querySelectorAll('*')])) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim() !== '');
    if (!own || !node.checkVisibility({ opacityProperty: true }) || node.disabled || node.closest('script, style')) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) found.add(node.className + ' ' + node.textContent.slice(0, 30) + ' ' + contrast.toFixed(2));
  }
  return [...found];
})()`;
