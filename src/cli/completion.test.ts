import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../testenv/needs.ts';
import { suiteNeeding } from '../../testenv/suite.ts';
import { run } from './run.test-support.ts';

const SHELLS = ['bash', 'zsh', 'fish'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-completion-'));
  mkdirSync(join(folder, 'my functions'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function script(shell: string): Promise<string> {
  const path = join(folder, `completion.${shell}`);
  // From a file: Node's pipe is a socket, and fish reads none.
  writeFileSync(path, (await run(['completion', shell])).stdout);
  return path;
}

describe('completion', () => {
  it.each(SHELLS)('for %s knows commands, flags and values', async (shell) => {
    const { code, stdout } = await run(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['render', 'init', 'help', 'infrarules', 'stock-pools', 'schedule'])
      expect(stdout).toContain(word);
  });

  for (const shell of SHELLS) {
    suiteNeeding(`completion in ${shell}`, [findProgram(shell)], (program) => {
      it('is read by it', async () => {
        const { status, stderr } = spawnSync(program, ['-n', await script(shell)], { encoding: 'utf8' });
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      });
    });
  }

  it.each([
    [[], '', ['refresh-prices', 'tag-products']],
    [[], 'tag', ['tag-products']],
    [['tag-products'], 'dep', ['deployment.']],
    [['tag-products'], 'deployment.spec.te', ['deployment.spec.template.']],
    [['tag-products'], 'scaledobject.spec.max', ['scaledobject.spec.maxReplicaCount']],
    [
      ['tag-products'],
      'deployment.spec.template.spec.containers',
      ['deployment.spec.template.spec.containers['],
    ],
    [
      ['tag-products'],
      'deployment.spec.template.spec.containers[',
      ['deployment.spec.template.spec.containers[udf]'],
    ],
    [['nobody'], '', []],
  ])('explain %j %j goes on with %j', async (words, current, expected) => {
    const args = ['explain', '-f', 'examples/kubectl/functions', ...words, '--complete', current];
    const { stdout } = await run(args);
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual(expected);
  });

  it('offers nothing that a shell would run, and waits for no input', async () => {
    const path = join(folder, 'function.yaml');
    writeFileSync(
      path,
      readFileSync('examples/kubectl/functions/tag-products.yaml', 'utf8').replace(
        '  worker:\n',
        '  worker:\n    podSpec: {containers: [{name: udf, env: [{name: "$(touch hacked)", value: a}, {name: FINE, value: b}]}]}\n',
      ),
    );
    const env = 'deployment.spec.template.spec.containers[udf].env[';
    const { stdout } = await run(['explain', '--stock-pools', '-f', path, '--complete', env]);
    expect(stdout).toContain(`${env}FINE]\n`);
    expect(stdout).not.toContain('touch');
    expect(await run(['explain', '--complete', ''])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  suiteNeeding('what bash completes', [findProgram('bash')], (program) => {
    it.each([
      [['layerc', 'in'], ['init']],
      [['layerc', 'help', 'ren'], ['render']],
      [
        ['layerc', 'init', '--kind', 'p'],
        ['pull', 'push'],
      ],
      [['layerc', 'validate', '--diagnostics', 'sa'], ['sarif']],
      [
        ['layerc', 'render', '--out'],
        ['--output', '--out-dir'],
      ],
      // Left to bash, which quotes what it finds.
      [['layerc', 'render', 'my'], []],
      [['layerc', 'render', '-f', 'my'], []],
      [['layerc', 'render', '--out-dir', 'my'], []],
    ])('%j', async (words, completed) => {
      const call = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _layerc; printf '%s\\n' "\${COMPREPLY[@]}"; complete -p layerc`;
      const args = ['-c', call, 'bash', await script('bash'), ...words];
      const { stdout } = spawnSync(program, args, { encoding: 'utf8', cwd: folder });
      const lines = stdout.trimEnd().split('\n');
      expect(lines.pop()).toBe('complete -o default -F _layerc layerc');
      expect(lines.filter((line) => line !== '')).toEqual(completed);
    });
  });
});
