/** layerc installed by those who have no checkout: the hooks by the real pre-commit, and the package by npm, from git and as a file. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findProgram, findSoak } from '../testenv/needs.ts';
import { suiteNeeding } from '../testenv/suite.ts';
import { commit, git, programsOf, publish, runAs } from './installed.test-support.ts';

const MINUTES = 10 * 60_000;

let folder: string;
let published: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-installed-'));
  published = join(folder, 'layerc.git');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }), MINUTES);

/** Once, by the first test that needs it. */
let isPublished = false;
function repository(): string {
  if (!isPublished) publish(published);
  isPublished = true;
  return `file://${published}`;
}

/** A repository with Functions, generated files and the hooks of this one. */
function userRepository(name: string): string {
  const user = join(folder, name);
  cpSync('examples/kubectl', user, { recursive: true });
  const config = join(user, '.pre-commit-config.yaml');
  const hooks = readFileSync(config, 'utf8');
  writeFileSync(config, hooks.replace('https://git.example.com/hev/layerc', repository()));
  commit(user);
  return user;
}

const PATHS = new Map<string, string>();
function path(nodes: string, node: number, npm: number): string {
  const key = `node${node}-npm${npm}`;
  const known = PATHS.get(key) ?? programsOf(nodes, node, npm, join(folder, key));
  PATHS.set(key, known);
  return known;
}

async function hooksWork(nodes: string, python: string, node: number, npm: number): Promise<void> {
  const programs = path(nodes, node, npm);
  const user = userRepository(`user-${node}-${npm}`);
  const preCommit = (...args: readonly string[]) =>
    runAs(programs, user, python, '-m', 'pre_commit', ...args);
  const fresh = await preCommit('run', '--all-files', '--color=never');
  expect(fresh.said).toMatch(/^layerc validate\.+Passed\nlayerc check\.+Passed\n$/m);
  expect(fresh.status).toBe(0);

  expect((await preCommit('install')).status).toBe(0);
  // A commit of nothing but a removal, after which the generated files are stale.
  git(user, 'rm', '--quiet', 'functions/refresh-prices.yaml');
  const removal = await runAs(
    programs,
    user,
    'git',
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@b',
    'commit',
    '-m',
    'x',
  );
  expect(removal.said).toMatch(/^layerc check\.+Failed\n- hook id: layerc-check\n- exit code: 3\n/m);
  expect(removal.said).toContain('+++ /dev/null');
  expect(removal.status).toBe(1);
}

suiteNeeding('pre-commit', ['pre-commit', 'nodes', findProgram('git')], (python, nodes) => {
  // At the same time: each waits for the disk most of the time.
  it.concurrent.each([
    [20, 10],
    [24, 11],
  ])('installs and runs the hooks on Node %i and npm %i', { timeout: MINUTES }, async (node, npm) => {
    await hooksWork(nodes, python, node, npm);
  });
});

suiteNeeding('the package', ['nodes'], (nodes) => {
  // Without the scripts, which would make dist/ anew while other tests use it.
  it.each([
    [22, 10],
    [24, 11],
  ])(
    'is packed as it is built, installed and run on Node %i and npm %i',
    { timeout: MINUTES },
    async (node, npm) => {
      const [programs, into] = [path(nodes, node, npm), join(folder, `package-${node}-${npm}`)];
      mkdirSync(into);
      const pack = ['pack', '--ignore-scripts', '--pack-destination', into];
      expect(await runAs(programs, '.', 'npm', ...pack)).toMatchObject({ status: 0 });
      const install = ['install', '--global', '--offline', '--prefix', into, join(into, 'layerc-0.1.0.tgz')];
      expect(await runAs(programs, into, 'npm', ...install)).toMatchObject({ status: 0 });
      await works(programs, into);
    },
  );
});

suiteNeeding(
  'all ways to install',
  ['pre-commit', 'nodes', findProgram('git'), findSoak()],
  (python, nodes) => {
    it.each([
      [20, 11],
      [22, 10],
      [22, 11],
    ])('pre-commit on Node %i and npm %i', { timeout: MINUTES }, async (node, npm) => {
      await hooksWork(nodes, python, node, npm);
    });

    const pairs = [
      [20, 10],
      [20, 11],
      [22, 10],
      [22, 11],
      [24, 11],
    ];

    it.each(pairs)(
      'npm install -g of the repository on Node %i and npm %i',
      { timeout: MINUTES },
      async (node, npm) => {
        const prefix = join(folder, `git-${node}-${npm}`);
        const programs = path(nodes, node, npm);
        const from = `git+${repository()}`;
        const installed = await runAs(programs, folder, 'npm', 'install', '-g', '--prefix', prefix, from);
        expect(installed).toMatchObject({ status: 0 });
        await works(programs, prefix);
      },
    );

    it.each(pairs)(
      'npm pack, and npm install -g of that, on Node %i and npm %i',
      { timeout: MINUTES },
      async (node, npm) => {
        repository();
        const checkout = join(folder, `checkout-${node}-${npm}`);
        git(folder, 'clone', '--quiet', published, checkout);
        const prefix = join(folder, `file-${node}-${npm}`);
        const programs = path(nodes, node, npm);
        expect(await runAs(programs, checkout, 'npm', 'ci', '--prefer-offline')).toMatchObject({ status: 0 });
        // npm warns of what it sees.
        expect(await runAs(programs, checkout, 'npx', 'layerc', '--version')).toEqual({
          status: 0,
          said: expect.stringMatching(/^(npm warn .*\n)*0\.1\.0\n$/),
        });
        expect(await runAs(programs, checkout, 'npm', 'pack')).toMatchObject({ status: 0 });
        const file = join(checkout, 'layerc-0.1.0.tgz');
        const installed = await runAs(programs, folder, 'npm', 'install', '-g', '--prefix', prefix, file);
        expect(installed).toMatchObject({ status: 0 });
        await works(programs, prefix);
      },
    );
  },
);

/** What the README says to do first. */
async function works(programs: string, prefix: string): Promise<void> {
  const layerc = join(prefix, 'bin/layerc');
  const empty = mkdtempSync(join(folder, 'empty-'));
  expect(await runAs(programs, empty, layerc, '--version')).toEqual({ status: 0, said: '0.1.0\n' });
  expect(await runAs(programs, empty, layerc, 'init')).toMatchObject({ status: 0 });
  const rendered = await runAs(programs, empty, layerc, 'render', 'functions');
  expect(rendered).toMatchObject({ status: 0, said: expect.stringContaining('kind: ScaledObject') });
  expect(await runAs(programs, empty, layerc, 'rendr')).toMatchObject({ status: 2 });
}
