/** The images that a checkout makes, built by podman on bases with no more of the system than the libraries of their program, and run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../src/cli/run.test-support.ts';
import { findBinary, findOwnRoot, findProgram } from '../testenv/needs.ts';
import { suiteNeeding } from '../testenv/suite.ts';

const MINUTES = 5 * 60_000;
const PLUGIN = 'examples/argocd-plugin';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-image-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }), MINUTES);

/** Keeps its images in the folder, and asks the system for no more than a root folder for what a step runs. */
function podman(program: string, verb: readonly string[], args: readonly string[]) {
  const store = [
    '--root',
    join(folder, 'store'),
    '--runroot',
    join(folder, 'run'),
    '--storage-driver',
    'vfs',
  ];
  const { status, stdout, stderr } = spawnSync(program, [...store, ...verb, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}

function build(program: string, ...args: readonly string[]) {
  return podman(program, ['build', '--pull=never', '--isolation=chroot', '--layers=false'], args);
}

/** What the steps of a Containerfile print on the image of that name; `files` is the folder that they copy from. */
function steps(program: string, image: string, files: string, ...lines: readonly string[]): string {
  const path = join(folder, 'Containerfile');
  writeFileSync(path, [`FROM localhost/${image}`, ...lines, ''].join('\n'));
  const { status, stdout, stderr } = build(program, '-f', path, files);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return stdout;
}

/** An image with the libraries of a program, and with the program where it is given a place: its name with its digest. */
function base(program: string, name: string, executable: string, place?: string): string {
  const root = join(folder, name);
  const copy = (from: string, to: string) => {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    copyFileSync(from, join(root, to));
  };
  const libraries = execFileSync('ldd', [executable], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g);
  for (const [, path = ''] of libraries) copy(path, path);
  if (place !== undefined) copy(executable, place);
  writeFileSync(join(folder, 'Base'), 'FROM scratch\nCOPY . /\n');
  expect(build(program, '-t', name, '-f', join(folder, 'Base'), root)).toMatchObject({ status: 0 });
  const { stdout } = podman(program, ['image', 'inspect', '--format', '{{.Digest}}'], [name]);
  return `localhost/${name}@${stdout.trim()}`;
}

suiteNeeding('the image', [findProgram('podman'), findOwnRoot()], (program) => {
  it('is built on a base that is named by its digest, and runs layerc', { timeout: MINUTES }, () => {
    const node = base(program, 'node', process.execPath, '/usr/bin/node');
    const unpinned = build(program, '--build-arg', 'BASE=localhost/node', '-t', 'unpinned', '.');
    expect(unpinned.status).not.toBe(0);
    expect(unpinned.stderr).toContain('BASE names no digest: localhost/node');

    expect(build(program, '--build-arg', `BASE=${node}`, '-t', 'layerc', '.')).toMatchObject({ status: 0 });
    const layerc = ['node', 'bin/layerc.js'];
    const config = podman(program, ['image', 'inspect', '--format', '{{json .Config}}'], ['layerc']);
    expect(JSON.parse(config.stdout)).toMatchObject({
      User: '1000:1000',
      WorkingDir: '/layerc',
      Entrypoint: layerc,
      Cmd: ['operator'],
    });
    const said = steps(
      program,
      'layerc',
      'fixtures',
      'COPY example /example',
      `RUN ${JSON.stringify([...layerc, 'render', '-f', '/example'])}`,
      `RUN ${JSON.stringify([...layerc, 'operator', '--help'])}`,
    );
    expect(said).toContain(readFileSync('golden/example.yaml', 'utf8'));
    expect(said).toContain('Usage: layerc operator');
  });
});

suiteNeeding(
  'the image of the Argo CD plugin',
  [findProgram('podman'), findOwnRoot(), findBinary()],
  (program, _, file) => {
    it('is the one file on a base with the C library, and renders an Application', {
      timeout: MINUTES,
    }, async () => {
      const libc = base(program, 'libc', file);
      const at = ['-f', `${PLUGIN}/Containerfile`, dirname(file)];
      expect(build(program, '--build-arg', `BASE=${libc}`, '-t', 'plugin', ...at)).toMatchObject({
        status: 0,
      });
      const said = steps(
        program,
        'plugin',
        PLUGIN,
        'WORKDIR /app',
        'COPY layerc.yaml .',
        'COPY functions functions',
        'RUN ["layerc", "render", "--out-dir", "-"]',
      );
      const rendered = await run(['render', '--no-project', '-f', resolve(PLUGIN, 'functions')]);
      expect(rendered).toMatchObject({ code: 0, stderr: '' });
      expect(said).toContain(rendered.stdout);
    });
  },
);
