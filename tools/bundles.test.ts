/** What the build has put into dist/ says what the sources say: each command is in a file of its own there. */
import { describe, expect, it } from 'vitest';
import { run, runFile } from '../src/cli/run.test-support.ts';

const EXAMPLE = ['-f', 'fixtures/example'];

/** Every command that needs no cluster, no gateway and nobody at a keyboard. */
const RUNS: readonly (readonly string[])[] = [
  ['--help'],
  ['render', ...EXAMPLE],
  ['render', ...EXAMPLE, '-o', 'json', '--include-source'],
  ['validate', ...EXAMPLE, '--hev-crd'],
  ['validate', '-f', 'fixtures', '--diagnostics', 'sarif'],
  ['explain', ...EXAMPLE],
  ['explain', ...EXAMPLE, 'spec.worker.batchSize'],
  ['graph', ...EXAMPLE],
  ['graph', ...EXAMPLE, '-o', 'svg'],
  ['diff', '--from', 'fixtures/example', '--to', 'fixtures/push'],
  ['config'],
  ['krm'],
  ['crds'],
  ['crds', '-o', 'json'],
  ['manifests', '--image', 'registry.example.com/layerc:1.0.0'],
  ['manifests', '--image', 'registry.example.com/layerc:1.0.0', '-o', 'json'],
  ...['function', 'infrarules', 'index', 'function-test', 'manifest-test'].map((kind) => ['schema', kind]),
  ...['bash', 'zsh', 'fish'].map((shell) => ['completion', shell]),
  ['test', '-f', 'fixtures/example'],
  ['gateway', 'diff', ...EXAMPLE],
  ['status', '--kubeconfig', 'no-such-file'],
  ['dev', '-f', 'fixtures/example', '--rows', 'products=no-such-file', '--worker', 'x=true'],
];

describe('the built command line', () => {
  it.each(RUNS.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    const built = await runFile(process.execPath, ['bin/layerc.js', ...args]);
    expect(built).toEqual(await run(args));
    expect(built.stderr).not.toMatch(/^ +at /m);
  });
});
