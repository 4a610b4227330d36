import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHELL_COMMAND } from '../cli/run.test-support.ts';
import { Asked, fixture, stateOf } from './model.test-support.ts';
import type { State } from './state.ts';
import { taken } from './take.ts';

let folder: string;
/** Has `layerc` in it: this one. */
let bin: string;
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-take-'));
  bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'layerc'), `#!/bin/sh\nexec ${SHELL_COMMAND} "$@"\n`);
  chmodSync(join(bin, 'layerc'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

const SHELLS = ['sh', 'bash', 'zsh'].filter(
  (shell) => spawnSync(shell, ['-c', ''], { stdio: 'ignore' }).error === undefined,
);

/** What the command line of a state prints in an empty folder, and the files that are there afterwards. */
function pasted(text: string, shell = 'sh', path = `${bin}:${process.env.PATH}`) {
  const cwd = join(folder, `run-${count++}`);
  mkdirSync(cwd);
  const { stdout } = spawnSync(shell, [], { cwd, input: text, env: { PATH: path }, encoding: 'utf8' });
  const files = readdirSync(cwd).map((name) => ({ name, text: readFileSync(join(cwd, name), 'utf8') }));
  return { stdout, files };
}

function shownAndTaken(state: State) {
  const asked = new Asked(state);
  return { ...asked.ask({ ask: 'take', state }, 'taken').taken, output: asked.analysis.output };
}

describe('the command line', () => {
  it.each([
    ['push', {}],
    ['two-namespaces', {}],
    ['warn-ambiguous', {}],
    ['error-near-miss', {}],
    ['stock-pools', { stockPools: true }],
    ['podspec-metadata', { settings: { propagateLabels: 'cost-center, team', kubernetesVersion: '1.31' } }],
    ['error-newer-field', { settings: { kubernetesVersion: '1.30' } }],
    ['warn-unpinned-image', { warningsAsErrors: 'UnpinnedImage' }],
  ])('of %s prints the bytes that are shown', (name, form) => {
    const { commandLine, files, output } = shownAndTaken(fixture(name, form));
    const run = pasted(commandLine);
    expect(run.stdout).toBe(output);
    expect(run.files).toEqual(files);
  });

  it('goes on where one of several Functions is refused', () => {
    const { documents } = fixture('two-namespaces');
    const texts = Object.fromEntries(
      documents.map(({ name, text }) => [name, text.replace('pool: cpu', 'pool: cpux')]),
    );
    const { commandLine, output } = shownAndTaken(stateOf(texts));
    expect(commandLine).toMatch(/ --keep-going\n$/);
    expect(output).not.toBe('');
    expect(pasted(commandLine).stdout).toBe(output);
  });

  it('reads well where nothing is special', () => {
    const { commandLine } = taken(
      stateOf({ 'function.yaml': 'kind: a\n', 'index.yaml': ' \n' }, { settings: { namespace: 'shop' } }),
      false,
    );
    expect(commandLine).toBe(
      "cat > function.yaml <<'END'\nkind: a\nEND\nlayerc render . --no-project --namespace shop\n",
    );
  });

  const hostile = [
    "END\n$(touch hacked)\nEND1\n`touch hacked`\n'; touch hacked; '\n",
    "a: |\n  'x' \\n \\0041 %s %b \\\\ !! !x $HOME\n",
    'no end of line $(touch hacked)',
    'tab\there\r\nand \u001b[201~\ntouch hacked\n\u0003\u0004\u009b \u202e \ufeff\n',
    '\ufeffkind: x\n',
    "\\'\n",
    '\n\nEND\n\n',
    'é 漢 𝒳\n',
  ];
  it.each(SHELLS)('writes every text as it is: %s', (shell) => {
    const texts = Object.fromEntries(hostile.map((text, at) => [`a${at}.yaml`, text]));
    const { commandLine, files } = taken(stateOf(texts), false);
    const run = pasted(commandLine, shell, '/usr/bin:/bin');
    expect(run.files).toEqual(files);
    // Nothing in it can do anything to a terminal into which it is pasted.
    expect(commandLine).not.toMatch(/[\0-\t\x0b-\x1f\x7f-\x9f\u202e\ufeff]/);
  });

  it('writes any text as it is', () => {
    const text = fc
      .string({ unit: fc.constantFrom(...'\'"\\$`!\n \t%0aEND#é𝒳\r\u001b') })
      .filter((one) => one.trim() !== '');
    // Many at a time: each is a file of one run.
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 16 }), (texts) => {
        const state = stateOf(Object.fromEntries(texts.map((one, at) => [`a${at}.yaml`, one])));
        const { commandLine, files } = taken(state, false);
        const run = pasted(commandLine.replace(/^layerc .*$/m, ''), 'sh', '/usr/bin:/bin');
        expect(run.files).toEqual(files.toSorted((one, other) => (one.name < other.name ? -1 : 1)));
      }),
      { numRuns: 20 },
    );
  });

  it('gives a setting as it is, whatever is in it', () => {
    const texts = ['$(touch x)\'`"\\ ;&|<>*?~#', '-n', '--help', "'", '!!', 'a b'];
    for (const value of texts) {
      const { commandLine } = taken(
        stateOf({ 'a.yaml': 'a: b\n' }, { settings: { metricsJob: value } }),
        false,
      );
      const [, , ...words] = execFileSync('sh', ['-c', `layerc() { printf '%s\\n' "$@"; }\n${commandLine}`], {
        cwd: folder,
        encoding: 'utf8',
      }).split('\n');
      const given = value.startsWith('-') ? [`--metrics-job=${value}`] : ['--metrics-job', value];
      expect(words).toEqual(['--no-project', ...given, '']);
    }
  });
});
