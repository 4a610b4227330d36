/** What dist/ prints, from whichever of its parts, is what the sources print. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { COMMAND } from '../src/cli/run.test-support.ts';

function said(command: readonly [string, ...string[]], args: readonly string[]) {
  const [program, ...first] = command;
  const { status, stdout, stderr } = spawnSync(program, [...first, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

it.each([
  '--help',
  'completion bash',
  'crds',
  'crds -o json',
  'manifests --image registry.example.com/layerc:1',
  'schema function',
  'config',
  'render -f fixtures/example',
  'render -f fixtures/example -o json --include-source',
  'validate --hev-crd -f fixtures/example',
  'explain deployment.spec.replicas -f fixtures/example',
  'graph -f fixtures/example',
  'diff --from fixtures/example --to fixtures/minimal',
])('layerc %s', (words) => {
  const args = words.split(' ');
  expect(said([process.execPath, 'bin/layerc.js'], args)).toEqual(said(COMMAND, args));
});
