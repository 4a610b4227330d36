/** A repository with Functions and their generated files over its life, and what kustomize makes of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findProgram } from '../../../testenv/needs.ts';
import { kubectlSuite, suiteNeeding } from '../../../testenv/suite.ts';
import { run } from '../run.test-support.ts';
import { functionText, render, tree, workspace, write } from './out-dir.test-support.ts';

suiteNeeding('the generated files in a history', [findProgram('git')], () => {
  it('are exactly those of the commit, at every commit', async () => {
    const folder = workspace({ 'src/a.yaml': functionText('a'), 'src/b.yaml': functionText('b') });
    const source = (name: string) => join(folder, 'src', name);
    const edit = (name: string, from: string, to: string) =>
      writeFileSync(source(name), readFileSync(source(name), 'utf8').replace(from, to));
    const steps: readonly (readonly [string, () => void, readonly string[]])[] = [
      [
        'begin',
        () => {},
        [
          'A kustomization.yaml',
          'A kustomizeconfig.yaml',
          'A shop/a.yaml',
          'A shop/b.yaml',
          'A shop/kustomization.yaml',
        ],
      ],
      [
        'add',
        () => write(folder, { 'src/team/c.yaml': functionText('c') }),
        ['A shop/c.yaml', 'M shop/kustomization.yaml'],
      ],
      ['change', () => edit('a.yaml', 'worker:1', 'worker:2'), ['M shop/a.yaml']],
      ['change nothing', () => edit('a.yaml', 'spec:', '# a comment\nspec:'), []],
      [
        'rename',
        () => edit('b.yaml', 'name: b', 'name: bee'),
        ['D shop/b.yaml', 'A shop/bee.yaml', 'M shop/kustomization.yaml'],
      ],
      [
        'move to another namespace',
        () => edit('a.yaml', 'namespace: shop', 'namespace: layer'),
        [
          'M kustomization.yaml',
          'A layer/a.yaml',
          'A layer/kustomization.yaml',
          'D shop/a.yaml',
          'M shop/kustomization.yaml',
        ],
      ],
      ['move the source', () => renameSync(source('b.yaml'), source('bee.yaml')), ['M shop/bee.yaml']],
      [
        'move it back',
        () => edit('a.yaml', 'namespace: layer', 'namespace: shop'),
        [
          'M kustomization.yaml',
          'D layer/a.yaml',
          'D layer/kustomization.yaml',
          'A shop/a.yaml',
          'M shop/kustomization.yaml',
        ],
      ],
      ['delete', () => unlinkSync(source('team/c.yaml')), ['D shop/c.yaml', 'M shop/kustomization.yaml']],
      ['break', () => edit('a.yaml', 'pool: cpu', 'pool: cpuu'), []],
      ['mend', () => edit('a.yaml', 'pool: cpuu', 'pool: gpu'), ['M shop/a.yaml']],
      [
        'delete the last',
        () => {
          for (const name of ['a.yaml', 'bee.yaml']) unlinkSync(source(name));
        },
        ['M kustomization.yaml', 'D shop/a.yaml', 'D shop/bee.yaml', 'D shop/kustomization.yaml'],
      ],
    ];
    git(folder, 'init', '-q');
    for (const [step, act, changes] of steps) {
      act();
      const check = await render(folder, '--check');
      const made = await render(folder, ...(step === 'delete the last' ? ['--allow-mass-removal'] : []));
      expect(made.code, step).toBe(step === 'break' ? 1 : 0);
      expect(check.code, step).toBe(step === 'break' ? 1 : changes.length > 0 ? 3 : 0);
      git(folder, 'add', '-A');
      expect(git(folder, 'diff', '--cached', '--name-status', '--no-renames', '--relative=out'), step).toBe(
        changes.map((change) => `${change.replace(' ', '\t')}\n`).join(''),
      );
      git(folder, 'commit', '-q', '--allow-empty', '-m', step);
      if (step === 'break') continue;
      expect((await render(folder, '--check')).code, step).toBe(0);
      await run(['render', '-f', join(folder, 'src'), '--out-dir', join(folder, 'fresh')]);
      expect(tree(join(folder, 'out')), step).toEqual(tree(join(folder, 'fresh')));
      expect(git(folder, 'clean', '-fdxq', 'fresh'), step).toBe('');
    }
    // A commit checked out anew, as a pipeline does it.
    for (const commit of git(folder, 'rev-list', 'HEAD').trim().split('\n')) {
      git(folder, 'checkout', '-q', commit);
      const { code, stderr } = await render(folder, '--check');
      expect(code, stderr).toBe(git(folder, 'log', '-1', '--format=%s').trim() === 'break' ? 1 : 0);
    }
  });
});

kubectlSuite('kubectl kustomize', (kubectl) => {
  it.each(readdirSync('fixtures').filter((name) => !name.startsWith('error-')))(
    'reads the objects that render prints of %s',
    async (name) => {
      const folder = workspace();
      const args = join('fixtures', name, 'args.txt');
      const given = existsSync(args) ? readFileSync(args, 'utf8').split(/\s+/) : [];
      const flags = given.filter((flag) => flag !== '' && flag !== '--include-source');
      const rendered = await run(['render', '-f', join('fixtures', name), ...flags]);
      const written = await run([
        ...['render', '-f', join('fixtures', name), '--out-dir', join(folder, 'out'), ...flags],
      ]);
      expect(written.code).toBe(0);
      expect(objects(kustomize(kubectl, join(folder, 'out')))).toEqual(objects(rendered.stdout));
    },
  );

  it('takes an empty list, and a Function called kustomization', async () => {
    const folder = workspace();
    await render(folder);
    expect(kustomize(kubectl, join(folder, 'out'))).toBe('');
    write(folder, { 'src/a.yaml': functionText('kustomization') });
    await render(folder);
    const { stdout } = await run(['render', '-f', join(folder, 'src')]);
    expect(objects(kustomize(kubectl, join(folder, 'out')))).toEqual(objects(stdout));
  });
});

function kustomize(kubectl: string, folder: string): string {
  const { stdout, stderr, status } = spawnSync(kubectl, ['kustomize', folder], { encoding: 'utf8' });
  expect(stderr + String(status)).toBe('0');
  return stdout;
}

/** The objects of a text by what they are called. */
function objects(text: string): { readonly [id: string]: unknown } {
  const values = parseAllDocuments(text).map((document) => document.toJS());
  const entries = values.map((value) => [
    `${value.kind} ${value.metadata.namespace}/${value.metadata.name}`,
    value,
  ]);
  expect(new Set(entries.map(([id]) => id)).size).toBe(values.length);
  return Object.fromEntries(entries);
}

function git(folder: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(
    'git',
    ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'core.autocrlf=false', ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(stderr + String(status)).toBe('0');
  return stdout;
}
