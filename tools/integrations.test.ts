/** action.yml, .pre-commit-hooks.yaml and the plugin of Argo CD, run as their readers run them. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { kubectlSuite } from '../testenv/suite.ts';

let folder: string;

/** A repository with a Function, and a checkout of layerc whose program is the source of this one. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-ci-'));
  const run = `import { run } from ${JSON.stringify(resolve('src/cli/process.ts'))};
process.exitCode = await run(process.argv.slice(2), 1, 2);\n`;
  write('action/bin/layerc.js', run);
  write('action/package.json', '{"type": "module"}');
  mkdirSync(join(folder, 'action/node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'action/node_modules/.bin/node'));
  write('path/layerc', `#!/bin/sh\nexec '${process.execPath}' '${folder}/action/bin/layerc.js' "$@"\n`);
  chmodSync(join(folder, 'path/layerc'), 0o755);
  for (const name of ['function', 'infra-rules']) {
    write(`repo/src/${name}.yaml`, readFileSync(`fixtures/minimal/${name}.yaml`, 'utf8'));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('action.yml', () => {
  const { inputs, runs } = parse(readFileSync('action.yml', 'utf8'));

  it('is a composite action whose steps have what they need', () => {
    expect(runs.using).toBe('composite');
    for (const step of runs.steps) expect(step).toMatchObject({ name: expect.any(String), shell: 'bash' });
    for (const [, name] of JSON.stringify(runs).matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)) {
      expect(inputs).toHaveProperty([name as string, 'default']);
    }
    // What an input holds must never become a part of a script.
    for (const { run } of runs.steps) expect(run).not.toMatch(/\$\{\{/);
  });

  it('installs with what the checkout of the action holds, if no file is given', () => {
    const [{ if: condition, run, 'working-directory': where }] = runs.steps;
    expect(condition).toBe("inputs.binary == ''");
    expect(run).toBe('npm ci --no-audit --no-fund');
    expect(where).toMatch(/^\$\{\{ github\.action_path \}\}$/);
  });

  it('checks Functions and files', () => {
    expect(action({ files: 'src' })).toMatchObject({ status: 0, stdout: '' });
    const stale = action({ files: 'src\n', 'out-dir': 'out', flags: '--namespace\nother\n' });
    expect(stale.status).toBe(3);
    expect(stale.stdout).toMatch(/^--- \/dev\/null\n\+\+\+ b\/shop\/resize-images\.yaml\n/);
    expect(stale.stdout).toMatch(/^::error title=Stale files::/m);
    expect(layerc('render', '-f', 'src', '--out-dir', 'out').status).toBe(0);
    expect(action({ files: 'src', 'out-dir': 'out' })).toMatchObject({ status: 0, stdout: '' });
    const injected = action({ files: '$(touch hacked)\n"; touch hacked; "' });
    expect(injected.status).toBe(2);
    expect(injected.stderr).toContain('$(touch hacked): no such file or folder');
  });

  it('runs the file that it is given, by its path or its name', () => {
    const bare = join(folder, 'bare');
    for (const binary of ['../path/layerc', 'layerc']) {
      const given = { files: 'src', 'out-dir': 'other', binary };
      const { status, stdout, stderr } = action(given, { GITHUB_ACTION_PATH: bare });
      expect({ status, stderr }).toMatchObject({ status: 3 });
      expect(stdout).toMatch(/^::error title=Stale files::/m);
    }
    const gone = action({ files: 'src', binary: './gone' }, { GITHUB_ACTION_PATH: bare });
    expect(gone).toMatchObject({
      status: 127,
      stdout: '',
      stderr: expect.stringContaining('./gone: No such file'),
    });
  });

  it('takes from layerc.yaml what its inputs leave out', () => {
    write('repo/layerc.yaml', 'inputs: [src]\noutDir: files\nsettings: {namespace: other}\n');
    const stale = action({});
    expect(stale.status).toBe(3);
    expect(stale.stdout).toMatch(/^--- \/dev\/null\n\+\+\+ b\/shop\/resize-images\.yaml\n/);
    expect(layerc('render').status).toBe(0);
    expect(action({})).toMatchObject({ status: 0, stdout: '' });
    // Without the file the whole repository is validated, and nothing else.
    expect(action({ flags: '--no-project\n' })).toMatchObject({ status: 0, stdout: '' });
    write('repo/layerc.yaml', 'outDir: ../files\n');
    const refused = action({});
    expect([refused.status, refused.stdout]).toEqual([
      1,
      expect.stringMatching(/^::error file=layerc.yaml,line=1,/),
    ]);
    rmSync(join(folder, 'repo/layerc.yaml'));
    rmSync(join(folder, 'repo/files'), { recursive: true });
  });

  it('tells in the job summary what a change does, and does not fail for it', () => {
    write('before/function.yaml', readFileSync('fixtures/minimal/function.yaml', 'utf8'));
    write('before/infra-rules.yaml', readFileSync('fixtures/minimal/infra-rules.yaml', 'utf8'));
    const summary = join(folder, 'summary.md');
    const same = action({ files: 'src', 'diff-from': '../before' });
    expect(same).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(summary, 'utf8')).toBe('### layerc: none of 1 Function change\n');
    rmSync(summary);
    const given = { files: 'src\n', 'diff-from': '\n../before\n', flags: '--gateway-base-url=http://new\n' };
    write(
      'before/function.yaml',
      readFileSync('fixtures/minimal/function.yaml', 'utf8').replace('image: ', 'image: old.example.com/'),
    );
    expect(action(given)).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(summary, 'utf8')).toMatch(
      /^### layerc: 1 of 1 Function changes: 1 rolls\n(?:.*\n)*<details>/,
    );
    expect(action({ ...given, 'diff-from': 'nowhere' })).toMatchObject({
      status: 2,
      stderr: 'layerc: nowhere: no such file or folder\n',
    });
    const broken = action({ files: resolve('fixtures/error-unknown-pool'), 'diff-from': '../before' });
    expect(broken.status).toBe(1);
    expect(broken.stdout).toMatch(/^::error file=/);
  });

  it('annotates the line of an error', () => {
    const { status, stdout } = action({ files: resolve('fixtures/error-unknown-pool'), 'out-dir': 'out' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=.*function\.yaml,line=11,col=11,title=UnknownPool::[^\n]*\n$/);
  });

  /** The second step, with the inputs given. */
  function action(given: { readonly [input: string]: string }, more: NodeJS.ProcessEnv = {}) {
    const [, { run, env }] = runs.steps;
    const filled = Object.entries(env as { [name: string]: string }).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input) => given[input] ?? inputs[input].default),
    ]);
    return spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], {
      cwd: join(folder, 'repo'),
      encoding: 'utf8',
      env: {
        PATH: `${join(folder, 'path')}:${process.env.PATH}`,
        GITHUB_ACTION_PATH: join(folder, 'action'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        ...Object.fromEntries(filled),
        ...more,
      },
    });
  }
});

describe('examples/argocd-plugin', () => {
  const example = resolve('examples/argocd-plugin');
  const read = (file: string) => parse(readFileSync(join(example, file), 'utf8'));

  it('gives Argo CD the objects of the folder that it finds', async () => {
    const { discover, generate } = read('plugin.yaml').spec;
    const { source } = read('application.yaml').spec;
    expect(source.plugin.name).toBe(read('plugin.yaml').metadata.name);
    expect(readdirSync(join(example, source.path))).toContain(discover.fileName);
    const [program, ...args] = generate.command;
    expect(program).toBe('layerc');
    const { status, stdout, stderr } = spawnSync(join(folder, 'path/layerc'), args, {
      cwd: join(example, source.path),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const rendered = layerc('render', '--no-project', '-f', join(example, 'functions'));
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: rendered.stdout, stderr: '' });
    expect(stdout).toContain('kind: Deployment');
  });

  kubectlSuite('as a component of the installation', (kubectl) => {
    it('adds the side car to the repo server, and what it mounts', () => {
      const volumes = ['var-files', 'plugins'].map((name) => ({ name, emptyDir: {} }));
      const server = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'argocd-repo-server', namespace: 'argocd' },
        spec: { template: { spec: { containers: [{ name: 'argocd-repo-server' }], volumes } } },
      };
      write('argocd/server.yaml', JSON.stringify(server));
      cpSync(example, join(folder, 'argocd/plugin'), { recursive: true });
      write('argocd/kustomization.yaml', 'resources: [server.yaml]\ncomponents: [plugin]\n');
      const { status, stdout, stderr } = spawnSync(kubectl, ['kustomize', join(folder, 'argocd')], {
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const objects = parseAllDocuments(stdout).map((document) => document.toJS());
      const config = objects.find(({ kind }) => kind === 'ConfigMap');
      const { spec } = objects.find(({ kind }) => kind === 'Deployment').spec.template;
      expect(Object.keys(config.data)).toEqual(['plugin.yaml']);
      expect(spec.containers).toHaveLength(2);
      const { volumeMounts } = spec.containers.find(({ name }: Named) => name === 'layerc');
      const mounted = volumeMounts.map(({ name }: Named) => name).sort();
      expect(mounted).toEqual(spec.volumes.map(({ name }: Named) => name).sort());
      expect(spec.volumes.find(({ name }: Named) => name === 'layerc-plugin').configMap.name).toBe(
        config.metadata.name,
      );
    });
  });
});

interface Named {
  readonly name: string;
}

describe('.pre-commit-hooks.yaml', () => {
  const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));

  it('defines two hooks that run a program of the package', () => {
    expect(hooks.map(({ id }: { id: string }) => id)).toEqual(['layerc-validate', 'layerc-check']);
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const { entry, language, name, ...hook } of hooks) {
      expect(bin).toHaveProperty([entry.split(' ')[0]]);
      expect([language, typeof name]).toEqual(['node', 'string']);
      // With `files` a commit that only removes files would pass unseen.
      expect(hook).toMatchObject({ always_run: true, pass_filenames: false });
    }
  });

  it('whose commands say whether all is well', () => {
    const [validate, check] = hooks.map(({ entry, args }: { entry: string; args: string[] }) => [
      ...entry.split(' ').slice(1),
      ...args,
    ]);
    rmSync(join(folder, 'repo/out'), { recursive: true, force: true });
    expect(layerc(...validate).status).toBe(0);
    expect(layerc(...check).status).toBe(3);
    layerc(...check.filter((arg: string) => arg !== '--check'));
    expect(layerc(...check)).toMatchObject({ status: 0, stdout: '' });
    expect(layerc(...validate).status).toBe(0);
  });
});

function layerc(...args: readonly string[]) {
  return spawnSync(join(folder, 'path/layerc'), args, { cwd: join(folder, 'repo'), encoding: 'utf8' });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
