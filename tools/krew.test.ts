/** The archive and the manifest of `npm run krew`, also installed by krew itself. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import project from '../package.json' with { type: 'json' };
import { run, runFile } from '../src/cli/run.test-support.ts';
import { findBinary } from '../testenv/needs.ts';
import { suiteNeeding } from '../testenv/suite.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-krew-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The file name of the archive. */
function pack(): string {
  execFileSync(process.execPath, ['tools/krew.ts', 'https://git.example.com/v0.1.0/', folder]);
  return readdirSync(folder).find((file) => file.endsWith('.tar.gz')) ?? '';
}

suiteNeeding('npm run krew', [findBinary()], () => {
  it('packs the file under the name of a plugin, with its licences', async () => {
    const archive = pack();
    execFileSync('tar', ['-xzf', join(folder, archive), '-C', folder]);
    const { platforms, version } = parse(readFileSync(join(folder, 'layerc.yaml'), 'utf8')).spec;
    expect(version).toBe(`v${project.version}`);
    const [sum = ''] = execFileSync('sha256sum', [join(folder, archive)], { encoding: 'utf8' }).split(' ');
    expect(platforms).toEqual([
      {
        selector: { matchLabels: { os: process.platform, arch: expect.stringMatching(/^(?:amd|arm)64$/) } },
        uri: `https://git.example.com/v0.1.0/${archive}`,
        sha256: sum,
        bin: 'kubectl-layerc',
      },
    ]);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['LICENSE', 'LICENCES.txt']));
    const args = ['render', '-f', 'fixtures/push'];
    expect(await runFile(join(folder, 'kubectl-layerc'), args)).toEqual(await run(args));
  });
});

suiteNeeding('npm run krew with krew', [findBinary(), 'krew', 'kubectl'], (_, krew, kubectl) => {
  it('makes kubectl layerc', () => {
    const archive = pack();
    const [root, path] = [join(folder, 'root'), join(folder, 'path')];
    mkdirSync(path);
    symlinkSync(krew, join(path, 'kubectl-krew'));
    const PATH = [join(root, 'bin'), path, process.env.PATH].join(delimiter);
    const run = (...args: readonly string[]) =>
      execFileSync(kubectl, args, {
        env: { ...process.env, KREW_ROOT: root, PATH },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    run('krew', 'install', `--manifest=${join(folder, 'layerc.yaml')}`, `--archive=${join(folder, archive)}`);
    expect(run('layerc', '--version')).toBe(`${project.version}\n`);
    expect(run('layerc', 'render', '-f', 'fixtures/example')).toBe(
      readFileSync('golden/example.yaml', 'utf8'),
    );
  });
});
