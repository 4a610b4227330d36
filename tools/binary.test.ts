/** The executable file says the same as the sources, byte for byte; `npm run test:binary` runs all of the CLI suite on it. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run, runFile } from '../src/cli/run.test-support.ts';
import { findBinary, findOwnRoot } from '../testenv/needs.ts';
import { suiteNeeding } from '../testenv/suite.ts';

const LIST = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
${['function', 'infra-rules'].map((name) => `- ${readFileSync(`fixtures/push/${name}.yaml`, 'utf8').trim().replaceAll('\n', '\n  ')}`).join('\n')}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

suiteNeeding('the executable file', [findBinary()], (found) => {
  const file = resolve(found);

  const lines = [
    ['render', '-f', 'fixtures'],
    ['render', '-f', 'fixtures/example', '-o', 'json'],
    ['validate', '-f', 'fixtures', '--diagnostics', 'sarif'],
    ['explain', '-f', 'fixtures/push'],
    ['graph', '-f', 'fixtures/two-namespaces'],
    ['krm'],
    ['krm', '--stream'],
    ['crds'],
    ['schema', 'function'],
    ['manifests', '--image', 'registry.example.com/layerc:0.1.0'],
    ['completion', 'bash'],
    ['--help'],
    ['--version'],
    ['rendr'],
  ];

  it.each(lines.map((args) => ({ line: args.join(' '), args })))('layerc $line', async ({ args }) => {
    expect(await runFile(file, args, { stdin: LIST })).toEqual(await run(args, { stdin: LIST }));
  });

  it.each(readdirSync('fixtures'))('renders fixtures/%s', async (name) => {
    const args = ['render', '-f', `fixtures/${name}`];
    expect(await runFile(file, args)).toEqual(await run(args));
  });

  it('is kubectl layerc under that name', async () => {
    const plugin = join(folder, 'kubectl-layerc');
    symlinkSync(file, plugin);
    const { stdout } = await runFile(plugin, ['render', '--help']);
    expect(stdout).toMatch(/^Usage: kubectl layerc render \[options\] /);
    expect(await runFile(plugin, ['krm'], { stdin: LIST })).toEqual(await run(['krm'], { stdin: LIST }));
  });

  it('says where the operator is', async () => {
    const { code, stdout, stderr } = await runFile(file, ['operator', '--once']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^layerc: this file has no operator; [^\n]*\n$/);
  });

  it('says where the playground is', async () => {
    const { code, stdout, stderr } = await runFile(file, ['playground']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^layerc: the playground is not here: the npm package has it [^\n]*\n$/);
  });

  it('is told nothing by files of the folder that it runs in', () => {
    const where = join(folder, 'where');
    mkdirSync(where);
    writeFileSync(join(where, '.env'), 'GATEWAY_BASE_URL=http://elsewhere:1\n');
    writeFileSync(join(where, 'bunfig.toml'), 'preload = ["./preload.js"]\n');
    writeFileSync(join(where, 'preload.js'), 'console.log("preloaded");');
    const args = ['render', '-f', resolve('fixtures/example')];
    const stdout = execFileSync(file, args, {
      cwd: where,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(stdout).toBe(readFileSync('golden/example.yaml', 'utf8'));
  });
});

suiteNeeding('the executable file in an empty root folder', [findBinary(), findOwnRoot()], (file, flags) => {
  let root: string;
  beforeAll(() => {
    root = join(folder, 'root');
    const libraries = execFileSync('ldd', [file], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g);
    for (const [, path = ''] of libraries) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      copyFileSync(realpathSync(path), join(root, path));
    }
    mkdirSync(join(root, 'proc'));
    cpSync('fixtures', join(root, 'fixtures'), { recursive: true });
    copyFileSync(file, join(root, 'layerc'));
  });

  it('needs the C library alone', () => {
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.so\b/.test(name),
    );
    const ofLibc = /^(?:libc|libm|libdl|libpthread|ld-linux-[\w-]+)\.so\.\d$/;
    expect(names.map((name) => name.replace(/.*\//, '')).filter((name) => !ofLibc.test(name))).toEqual([]);
  });

  const lines = [
    ['render', '-f', 'fixtures/push'],
    ['validate', '-f', 'fixtures/error-unknown-pool'],
    ['krm'],
    ['render', '-f', 'fixtures/push', '--out-dir', 'out'],
  ];

  it.each(lines.map((args) => ({ line: args.join(' '), args })))('layerc $line', async ({ args }) => {
    const script = 'mount -t proc proc "$0/proc" && exec chroot "$0" /layerc "$@"';
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      [...flags.split(' '), 'sh', '-c', script, root, ...args],
      { input: LIST, encoding: 'utf8', env: { PATH: process.env.PATH } },
    );
    const out = join(folder, 'out');
    const wanted = await run(
      args.map((arg) => (arg === 'out' ? out : arg)),
      { stdin: LIST },
    );
    expect({ code: status, stdout, stderr: stderr.replaceAll(/^out:/gm, `${out}:`) }).toEqual(wanted);
  });
});
