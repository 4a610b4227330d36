/** The lists of a generated folder: merged by git, taken over from the former layout, and read by kustomize. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findProgram } from '../../../testenv/needs.ts';
import { kubectlSuite, suiteNeeding } from '../../../testenv/suite.ts';
import { run } from '../run.test-support.ts';
import { functionText, listed, render, tree, workspace, write } from './out-dir.test-support.ts';

const BASE = {
  'src/search/a.yaml': functionText('a', 'search'),
  'src/vision/z.yaml': functionText('z', 'vision'),
};
const ATTRIBUTES = readFileSync('examples/teams/.gitattributes', 'utf8').replaceAll('generated/', 'out/');

suiteNeeding('generated files of two branches', [findProgram('git')], (program) => {
  function git(folder: string, ...args: readonly string[]): number | null {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
    return spawnSync(program, [...who, ...args], { cwd: folder, encoding: 'utf8' }).status;
  }

  /** Two branches that change these files from the same start, each with fresh generated files; then their merge. */
  async function merged(
    start: { readonly [path: string]: string },
    [mine, theirs]: readonly [object, object],
    gone?: string,
  ) {
    const folder = workspace({ ...BASE, ...start });
    git(folder, 'init', '--quiet');
    const commit = async (files: object) => {
      write(folder, files as { readonly [path: string]: string });
      expect((await render(folder)).code).toBe(0);
      git(folder, 'add', '--all');
      expect(git(folder, 'commit', '--quiet', '-m', 'x')).toBe(0);
    };
    await commit({});
    git(folder, 'checkout', '--quiet', '-b', 'theirs');
    await commit(theirs);
    git(folder, 'checkout', '--quiet', 'main');
    if (gone !== undefined) unlinkSync(join(folder, gone));
    await commit(mine);
    return { folder, status: git(folder, 'merge', '--quiet', '-m', 'x', 'theirs') };
  }

  it('have no conflict where neighbours are of different namespaces', async () => {
    const { folder, status } = await merged({}, [
      { 'src/search/b.yaml': functionText('b', 'search') },
      { 'src/vision/a.yaml': functionText('a', 'vision') },
    ]);
    expect(status).toBe(0);
    expect(await render(folder, '--check')).toMatchObject({ code: 0, stdout: '' });
    expect(listed(join(folder, 'out'))).toHaveLength(4);
  });

  const neighbours = ['src/search/b.yaml', 'src/search/c.yaml'].map((path, at) => ({
    [path]: functionText(['b', 'c'][at] as string, 'search'),
  })) as [object, object];
  const namespaces = ['shape', 'shop'].map((name) => ({
    [`src/${name}/a.yaml`]: functionText('a', name),
  })) as [object, object];
  const oneNew = ['a', 'b'].map((name) => ({
    [`src/shop/${name}.yaml`]: functionText(name, 'shop'),
  })) as [object, object];

  it.each([
    ['are neighbours in one namespace', neighbours],
    ['have neighbouring namespaces of their own', namespaces],
    ['are the first of one new namespace', oneNew],
  ])('have no conflict where two Functions %s, with .gitattributes of examples/teams', async (_, pair) => {
    for (const branches of [pair, pair.toReversed() as [object, object]]) {
      const { folder, status } = await merged({ '.gitattributes': ATTRIBUTES }, branches);
      expect(status).toBe(0);
      const before = tree(join(folder, 'out'));
      expect(await render(folder, '--check')).toMatchObject({ code: 0, stdout: '' });
      expect((await render(folder)).stderr).toMatch(/: 0 written, 0 removed, \d+ unchanged\n$/);
      expect(tree(join(folder, 'out'))).toEqual(before);
      expect(listed(join(folder, 'out'))).toHaveLength(4);
    }
  });

  it('say so where a merge brings back the line of a file that one branch has removed', async () => {
    const start = { '.gitattributes': ATTRIBUTES, ...neighbours[0] };
    const { folder, status } = await merged(start, [{}, neighbours[1]], 'src/search/b.yaml');
    expect(status).toBe(0);
    expect(listed(join(folder, 'out'))).toContain('search/b.yaml');
    expect(await render(folder, '--check')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('/out/search/b.yaml error ListedFileGone: '),
    });
  });
});

/** Makes of the lists the one that former versions wrote. */
function toFormerLayout(out: string): void {
  const files = listed(out);
  for (const folder of new Set(files.map((path) => path.split('/')[0] as string))) {
    rmSync(join(out, folder, 'kustomization.yaml'));
  }
  const list = readFileSync(join(out, 'kustomization.yaml'), 'utf8');
  const [head] = list.split('resources:');
  write(out, { 'kustomization.yaml': `${head}resources:\n${files.map((path) => `- ${path}\n`).join('')}` });
}

describe('render --out-dir into a folder with one list of all files', () => {
  it('says what is stale, and makes the lists of folders', async () => {
    const folder = workspace(BASE);
    await render(folder);
    const wanted = tree(join(folder, 'out'));
    toFormerLayout(join(folder, 'out'));
    const former = tree(join(folder, 'out'));
    const { code, stdout, stderr } = await render(folder, '--check');
    expect(code).toBe(3);
    expect(stdout.match(/^\+\+\+ .*/gm)).toEqual([
      '+++ b/search/kustomization.yaml',
      '+++ b/vision/kustomization.yaml',
      '+++ b/kustomization.yaml',
    ]);
    // Nothing happens to a Function.
    expect(stderr).toBe(`${folder}/out: 3 to write, 0 to remove, 3 unchanged\n`);
    expect(tree(join(folder, 'out'))).toEqual(former);
    expect((await render(folder)).code).toBe(0);
    expect(tree(join(folder, 'out'))).toEqual(wanted);
  });

  it('for one team too, and keeps what is of others in the lists', async () => {
    const folder = workspace(BASE);
    await render(folder);
    const wanted = tree(join(folder, 'out'));
    toFormerLayout(join(folder, 'out'));
    const team = [`${folder}/src/search`, `${folder}/src/infra-rules.yaml`];
    expect((await run(['render', ...team, '--out-dir', join(folder, 'out')])).code).toBe(0);
    expect(tree(join(folder, 'out'))).toEqual(wanted);
  });

  it('of which a part is checked out, not at all', async () => {
    const folder = workspace(BASE);
    await render(folder);
    toFormerLayout(join(folder, 'out'));
    rmSync(join(folder, 'out/vision'), { recursive: true });
    const team = [`${folder}/src/search`, `${folder}/src/infra-rules.yaml`];
    const { code, stderr } = await run(['render', ...team, '--out-dir', join(folder, 'out')]);
    expect(code).toBe(1);
    expect(stderr).toContain('/out/vision/z.yaml error ListedFileGone: ');
  });
});

it('a folder of which nothing is checked out stays in the list', async () => {
  const folder = workspace(BASE);
  await render(folder);
  rmSync(join(folder, 'out/vision'), { recursive: true });
  const before = tree(join(folder, 'out'));
  const team = [`${folder}/src/search`, `${folder}/src/infra-rules.yaml`];
  const { code, stderr } = await run(['render', ...team, '--out-dir', join(folder, 'out')]);
  expect(code).toBe(1);
  expect(stderr).toContain(
    '/out/vision error ListedFileGone: The path is not there, although kustomization.yaml names it.',
  );
  expect(tree(join(folder, 'out'))).toEqual(before);
});

it('the lists of a generated folder within another are not its own', async () => {
  const folder = workspace(BASE);
  const inner = ['render', '-f', join(folder, 'src'), '--out-dir', join(folder, 'out/inner')];
  await run(inner);
  const before = tree(join(folder, 'out/inner'));
  expect((await render(folder)).code).toBe(0);
  expect(tree(join(folder, 'out/inner'))).toEqual(before);
  expect(listed(join(folder, 'out'))).toEqual(['search/a.yaml', 'vision/z.yaml']);
});

it('a list in a folder that somebody else has written is left alone', async () => {
  const folder = workspace({ ...BASE, 'out/search/kustomization.yaml': 'resources: []\n' });
  const { code, stderr } = await render(folder);
  expect(code).toBe(1);
  expect(stderr).toContain('/out/search/kustomization.yaml error ForeignFile: ');
});

kubectlSuite('kubectl kustomize', (kubectl) => {
  const build = (folder: string) =>
    parseAllDocuments(execFileSync(kubectl, ['kustomize', folder], { encoding: 'utf8' })).map((one) =>
      one.toJS(),
    );

  it('gives the objects of both layouts alike, and those of one folder', async () => {
    const folder = workspace(BASE);
    await render(folder);
    const objects = build(join(folder, 'out'));
    const rendered = await run(['render', '-f', join(folder, 'src')]);
    const made = parseAllDocuments(rendered.stdout).map((one) => one.toJS());
    expect(objects).toEqual(expect.arrayContaining(made));
    expect(objects).toHaveLength(made.length);
    expect(build(join(folder, 'out/search'))).toEqual(
      objects.filter(({ metadata }) => metadata.namespace === 'search'),
    );
    toFormerLayout(join(folder, 'out'));
    expect(build(join(folder, 'out'))).toEqual(objects);
  });
});
