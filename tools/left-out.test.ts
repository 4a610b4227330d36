/** What becomes of a test whose need is not met, and that there is one way to write such a test. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const emptyFolder = mkdtempSync(join(tmpdir(), 'layerc-left-out-'));
afterAll(() => rmSync(emptyFolder, { recursive: true }));

/** A run of testenv/left-out on a machine where nothing is built and nothing is on the PATH. */
function runSample(env: {
  readonly [name: string]: string;
}): Promise<{ readonly status: number; readonly output: string }> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const options = {
    cwd: ROOT,
    env: { PATH: emptyFolder, XDG_CACHE_HOME: emptyFolder, NO_COLOR: '1', ...env },
  };
  return new Promise((done) => {
    const args = [vitest, 'run', '--root', 'testenv/left-out'];
    execFile(process.execPath, args, options, (error, stdout, stderr) =>
      done({ status: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
}

const install = process.platform === 'darwin' ? 'brew install' : 'apt-get install';

it.concurrent('is named at the end of a run, with the reason and the command', async () => {
  const { status, output } = await runSample({});
  expect(output).toContain('2 passed');
  expect(output.slice(output.indexOf(' 4 tests left out'))).toBe(` 4 tests left out:
   testenv/left-out/sample.ts > what is built, 3 tests: lua, kpt: not built; no-such-program: not on the PATH
   testenv/left-out/sample.ts > what takes long > and is asked for, 1 test: LAYERC_SOAK: not set, and it takes minutes
 To run them:
   npm run control-plane
   ${install} its-package
   npm run test:soak

`);
  expect(status).toBe(0);
});

it.concurrent('fails where CI is "true", unless it is a soak run', async () => {
  const { status, output } = await runSample({ CI: 'true' });
  expect(output).toContain('1 failed | 2 passed | 1 skipped (4)');
  expect(output).toContain(
    `lua, kpt: not built; no-such-program: not on the PATH; run: npm run control-plane && ${install} its-package`,
  );
  expect(output).toContain(' 1 test left out:\n');
  expect(status).toBe(1);
});

it.concurrent('runs where what it needs is there', async () => {
  const { output } = await runSample({ LAYERC_SOAK: '1' });
  expect(output).toContain('3 passed | 3 skipped (6)');
});

it('is written by suiteNeeding alone', () => {
  const tests = ['src', 'tools', 'testenv', 'bench'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((path) => /\.test\b.*\.ts$|^testenv\/.*\.ts$/.test(path))
      .filter((path) => path !== 'testenv/suite.ts' && path !== 'tools/left-out.test.ts'),
  );
  expect(tests).toContain('src/architecture.test.ts');
  const others = tests.filter((path) =>
    /(?:\b(?:it|test|describe|context|ctx)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo|only)\b|\bskip\(|\bx(?:it|describe|test)\()/.test(
      readFileSync(join(ROOT, path), 'utf8'),
    ),
  );
  expect(others).toEqual([]);
});
