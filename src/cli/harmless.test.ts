/** Whatever layerc prints: nothing of it drives a terminal, or is a command to whoever keeps the log. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { countAs } from '../../testenv/hostile.ts';
import type { Need } from '../../testenv/needs.ts';
import { suiteNeeding } from '../../testenv/suite.ts';
import { functionText, render, tree, workspace, write } from './commands/out-dir.test-support.ts';
import { COMMAND, run } from './run.test-support.ts';

countAs('flags and names');

/** Texts that a log or a terminal would obey. */
const HOSTILE = [
  '::error ::x',
  '::stop-commands::token',
  ' \t::set-output name=a::b',
  '\u00a0::warning::x',
  '##[error]x',
  'a ##vso[task.setvariable variable=a]b',
  '##teamcity[x]',
  '\u001b[2J\u001b]0;title\u0007',
  '\u009b31m',
  '\u202eevil\u2066',
  '\u200e\u061c',
  '\rover',
  '\u2028next\u2029\u0085',
];

/** What a line of a log must not hold. */
function harmful(text: string): string[] {
  return text
    .split('\n')
    .filter(
      (line) =>
        /^\s*::/.test(line) ||
        /##[a-z]*\[/i.test(line) ||
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(line),
    );
}

/** A Function whose argument begins some of its lines like that. */
function hostileFunction(name: string, text: string): string {
  const args = JSON.stringify([text, `a\n${text}\nb`, `${text}\n`, `x\n\n  ${text}`]).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const json = `{"containers": [{"name": "udf", "args": ${args}}]}`;
  return functionText(name).replace('  worker:\n', `  worker:\n    podSpec: ${json}\n`);
}

describe.each(HOSTILE)('%j', (text) => {
  it('in an argument comes to no log, and arrives all the same', async () => {
    const folder = workspace({ 'src/a.yaml': hostileFunction('a', text) });
    const source = ['-f', join(folder, 'src')];
    for (const command of [
      ['render'],
      ['render', '-o', 'json'],
      ['explain'],
      ['explain', '-o', 'json'],
      ['validate'],
      ['graph'],
    ]) {
      const { code, stdout, stderr } = await run([...command, ...source]);
      expect(code, stderr).toBe(0);
      expect(harmful(stdout + stderr), command.join(' ')).toEqual([]);
    }
    const { stdout } = await run(['render', ...source]);
    const deployment = parseAllDocuments(stdout)[0]?.toJS();
    expect(deployment.spec.template.spec.containers[0].args).toEqual([
      text,
      `a\n${text}\nb`,
      `${text}\n`,
      `x\n\n  ${text}`,
    ]);
    for (const flags of [['--check'], ['--check', '-o', 'json'], []]) {
      const made = await render(folder, ...flags);
      expect(harmful(made.stdout + made.stderr)).toEqual([]);
    }
    for (const content of Object.values(tree(join(folder, 'out')))) expect(harmful(content)).toEqual([]);
  });

  it('in a generated file that somebody changed', async () => {
    const folder = workspace({ 'src/a.yaml': functionText('a') });
    await render(folder);
    const file = tree(join(folder, 'out'))['shop/a.yaml'] as string;
    // As context, removed, and where the last line has no end.
    write(folder, { 'out/shop/a.yaml': `${file.replace('spec:\n', `${text}\nspec:\n${text}\n`)}${text}` });
    for (const flags of [['--check'], ['--check', '-o', 'json']]) {
      const { code, stdout, stderr } = await render(folder, ...flags);
      expect(code).toBe(3);
      expect(harmful(stdout + stderr)).toEqual([]);
    }
  });

  it('in names of files, flags and fields', async () => {
    const name = text.replaceAll('/', '_');
    const folder = workspace({
      [`src/${name}.yaml`]: functionText('a'),
      [`src/${name}.yaml.bak`]: '',
      [`src/x/${name}.yaml`]: `${JSON.stringify(text)}: [\n`,
      'src/y.yaml': functionText('b').replace('spec:\n', `spec:\n  ${JSON.stringify(text)}: 1\n`),
      'src/z.yaml': functionText('c').replace('pool: cpu', `pool: ${JSON.stringify(text)}`),
      'src/k.yaml': `apiVersion: v1\nkind: ${JSON.stringify(text)}\n`,
    });
    const outputs = [];
    for (const format of ['text', 'json', 'sarif']) {
      outputs.push(await run(['validate', '-f', join(folder, 'src'), '--diagnostics', format]));
    }
    for (const args of [
      ['render', '-f', text],
      ['render', '--namespace', text, '-f', join(folder, 'src')],
      ['render', '--gateway-base-url', text, '-f', join(folder, 'src')],
      ['render', `--${text}`],
      [text],
      ['render', '-o', text],
      ['explain', '-f', 'fixtures/minimal', text],
      ['explain', '-f', 'fixtures/minimal', 'resize-images', text],
      ['explain', '-f', 'fixtures/minimal', 'resize-images', `deployment.${text}`],
      ['render', '-f', 'fixtures/minimal', '--out-dir', join(folder, 'src', `${name}.yaml`)],
    ]) {
      outputs.push(await run(args));
    }
    for (const { stdout, stderr } of outputs) expect(harmful(stdout + stderr)).toEqual([]);
    // Workflow commands are ours alone, one for each diagnostic.
    const { stdout } = await run(['validate', '-f', join(folder, 'src'), '--diagnostics', 'github']);
    const lines = stdout.split('\n').slice(0, -1);
    expect(
      lines.filter((line) => !/^::(error|warning) file=[^:]*,line=\d+,col=\d+,title=\w+::/.test(line)),
    ).toEqual([]);
    expect(harmful(lines.map((line) => line.slice(2)).join('\n'))).toEqual([]);
  });
});

describe('a URL with a password or a token', () => {
  const SECRET = 'hunter2';
  it.each([
    `http://me:${SECRET}@gateway:8080`,
    `https://${SECRET}@gateway`,
    `http://me:${SECRET}/x@gateway`,
    `HTTP://me:${SECRET}@gateway/path?x#y`,
    `ftp://me:${SECRET}@gateway`,
    `me:${SECRET}@gateway`,
    `http://gateway?token=${SECRET}`,
    `http://gateway/#${SECRET}`,
  ])('%s is refused and not repeated', async (url) => {
    for (const setting of [
      { flag: '--gateway-base-url', env: 'GATEWAY_BASE_URL' },
      { flag: '--metrics-server', env: 'DEFAULT_METRICS_SERVER' },
    ]) {
      const given = [
        await run(['render', '-f', 'fixtures/minimal', setting.flag, url]),
        await run(['render', '-f', 'fixtures/minimal'], { env: { [setting.env]: url } }),
        await run(['manifests', '--image', 'example.com/layerc:1', setting.flag, url]),
      ];
      for (const { code, stdout, stderr } of given) {
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).not.toContain(SECRET);
        if (url.includes('@')) expect(stderr).toContain('--gateway-secret-name');
      }
    }
    const config = `kind: ResourceList\napiVersion: config.kubernetes.io/v1\nitems: []\nfunctionConfig: {apiVersion: v1, kind: ConfigMap, data: {gateway-base-url: "${url}"}}\n`;
    const { code, stderr } = await run(['krm'], { stdin: config });
    expect(code).toBe(1);
    expect(stderr).not.toContain(SECRET);
  });
});

suiteNeeding('into a full device', [findFullDevice()], () => {
  const [program, ...first] = COMMAND;

  it.each([
    ['--help'],
    ['--version'],
    ['render', '--help'],
    ['render', '-f', 'fixtures/example'],
    ['validate', '-f', 'fixtures/warn-lease'],
    ['explain', '-f', 'fixtures/example'],
    ['graph', '-f', 'fixtures/example'],
    ['crds'],
    ['schema', 'function'],
    ['completion', 'bash'],
    ['manifests', '--image', 'example.com/layerc:1'],
  ])('%s %s exits 2 with a reason', (...args) => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(program, [...first, ...args.filter(Boolean)], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^layerc: standard output: ENOSPC.*\n$/m),
    });
  });

  it('for diagnostics exits 2, since nobody could read them', () => {
    const full = openSync('/dev/full', 'w');
    for (const args of [
      ['render', '-f', 'fixtures/warn-lease'],
      ['render', '--nonsense'],
    ]) {
      const { status } = spawnSync(program, [...first, ...args], {
        stdio: ['ignore', 'ignore', full],
      });
      expect(status).toBe(2);
    }
    closeSync(full);
  });
});

function findFullDevice(): Need {
  const name = '/dev/full';
  if (existsSync(name)) return { name, path: name };
  return { name, reason: 'not on this system', enable: 'run the tests on Linux' };
}
