import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { tree } from './cli/commands/out-dir.test-support.ts';
import { COMMAND, run } from './cli/run.test-support.ts';

/** The examples that are repositories with generated files. */
const EXAMPLES = readdirSync('examples').filter((name) => existsSync(join('examples', name, 'generated')));

describe.each(EXAMPLES)('examples/%s', (name) => {
  const folder = join('examples', name);

  it('has fresh generated files, and no warning', async () => {
    const inputs = ['functions', 'policy', 'teams'].map((path) => join(folder, path)).filter(existsSync);
    const { code, stdout, stderr } = await run([
      'render',
      ...inputs,
      '--out-dir',
      join(folder, 'generated'),
      '--check',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^\S+: 0 to write, 0 to remove, \d+ unchanged\n$/);
  });

  it('is YAML that every reader reads', () => {
    for (const [path, text] of Object.entries(tree(folder))) {
      if (!path.endsWith('.yaml')) continue;
      for (const document of parseAllDocuments(text)) expect(document.errors, path).toEqual([]);
    }
  });

  it('names only folders that it has, and inputs and hooks that there are', () => {
    const [action, hooks] = ['action.yml', '.pre-commit-hooks.yaml'].map(
      (path) => parseAllDocuments(readFileSync(path, 'utf8'))[0]?.toJS() ?? {},
    );
    const workflow = parseAllDocuments(
      readFileSync(join(folder, '.github/workflows/functions.yaml'), 'utf8'),
    );
    // Without inputs all is in layerc.yaml.
    const { with: given = {} } = workflow[0]?.toJS().jobs.check.steps[1] ?? {};
    for (const input of Object.keys(given)) expect(action.inputs).toHaveProperty([input]);
    const used = readFileSync(join(folder, '.pre-commit-config.yaml'), 'utf8').matchAll(/- id: (\S+)/g);
    const known = hooks.map(({ id }: { readonly id: string }) => id);
    expect([...used].map(([, id]) => id)).toEqual(known);
    for (const path of [given.files, given['out-dir']].filter((one) => one !== undefined)) {
      expect(existsSync(join(folder, path))).toBe(true);
    }
    expect(existsSync(join(folder, 'layerc.yaml'))).toBe(Object.keys(given).length === 0);
    for (const [file, text] of Object.entries(tree(folder))) {
      if (file.startsWith('generated/')) continue;
      for (const [, path = ''] of text.matchAll(/^ +path: (\S+)$/gm)) {
        expect(existsSync(join(folder, path)), path).toBe(true);
      }
    }
  });
});

it('examples/krm tells kustomize what the generated files do', () => {
  const generated = readFileSync('examples/flux/generated/kustomizeconfig.yaml', 'utf8');
  const written = readFileSync('examples/krm/kustomizeconfig.yaml', 'utf8');
  expect(written).toBe(generated.slice(generated.indexOf('\n') + 1));
});

it('the examples have one at-zero.sh', () => {
  const texts = ['kubectl', 'flux', 'argocd'].map((name) =>
    readFileSync(join('examples', name, 'at-zero.sh'), 'utf8'),
  );
  expect(new Set(texts).size).toBe(1);
});

it('examples/teams has owners for each team and namespace, and is fresh by its project file', () => {
  const folder = 'examples/teams';
  const owners = readFileSync(join(folder, '.github/CODEOWNERS'), 'utf8');
  const patterns = [...owners.matchAll(/^\/(\S+)/gm)].map(([, path]) => path as string);
  for (const path of patterns) expect(existsSync(join(folder, path)), path).toBe(true);
  for (const place of ['teams', 'generated']) {
    const folders = readdirSync(join(folder, place), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name } of folders) expect(patterns).toContain(`${place}/${name}/`);
  }
  const [program, ...args] = COMMAND;
  const { status, stdout } = spawnSync(program, [...args, 'render', '--check'], { cwd: folder });
  expect({ status, stdout: String(stdout) }).toEqual({ status: 0, stdout: '' });
});

describe('docs/gitops.md', () => {
  const page = readFileSync('docs/gitops.md', 'utf8');

  it('speaks of every example, and links to what exists', () => {
    for (const name of EXAMPLES) expect(page).toContain(`](../examples/${name})`);
    for (const [, path = ''] of page.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(existsSync(join('docs', path)), path).toBe(true);
    }
  });

  it('shows what the check prints', async () => {
    const [, command = '', output = ''] = /```console\n\$ layerc (.*)\n([\s\S]*?)```/.exec(page) ?? [];
    expect(command).not.toBe('');
    const { code, stdout } = await run(command.split(' '));
    expect({ code, stdout }).toEqual({ code: 3, stdout: output });
  });
});
