/** The benchmark beside its peers, with a few Functions: it comes to its end, and each peer has its row. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { suiteNeeding } from '../testenv/suite.ts';

const emptyFolder = mkdtempSync(join(tmpdir(), 'layerc-bench-test-'));
afterAll(() => rmSync(emptyFolder, { recursive: true }));

suiteNeeding('npm run bench', ['kustomize', 'kubeconform'], () => {
  it('has a row for each peer', { timeout: 300_000 }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bench/run.ts', '10'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const peer of [
      'node -e 0',
      'js-yaml',
      'yaml',
      'kubeconform with the same schemas',
      'kustomize build',
    ])
      expect(stdout).toContain(`x ${peer}`);
    expect(stdout).toContain(' times the speed of the yaml package');
    expect(stdout).not.toMatch(/NaN|undefined|not here: (?!the one executable file)/);
  });
});

it('says which peers are missing, and how to get them', () => {
  const said = `
const { missing } = await import(${JSON.stringify(resolve('bench/peers.ts'))});
const { page } = await import(${JSON.stringify(resolve('bench/page.ts'))});
process.stdout.write(page('', [], missing));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', said], {
    encoding: 'utf8',
    cwd: emptyFolder,
    env: { PATH: emptyFolder, XDG_CACHE_HOME: emptyFolder },
  });
  expect(stdout.slice(stdout.indexOf('Not on this machine'))).toBe(`Not on this machine, and how to get it:

- the one executable file: \`npm run binary\` (not built)
- kustomize or kubectl: \`npm run control-plane\` (not built)
- kubeconform: \`npm run control-plane\` (not built)
`);
});
