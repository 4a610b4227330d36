/** `layerc test` from the flags to the exit code, with workers that need nothing but Node. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND, run } from '../../run.test-support.ts';
import { workspace } from '../out-dir.test-support.ts';

const FUNCTION = `
apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: greet, namespace: shop}
spec:
  targetNamespaces: [products]
  inputs: [title]
  filter: [price, Lt, 9223372036854775807]
  worker: {image: "registry.example.com/greet:1.0.0"}
  scaling: {pool: cpu, replicas: {max: 2}}
`;
const CASE = `
apiVersion: layerc/v1alpha1
kind: FunctionTest
metadata: {name: NAME}
spec:
  function: greet
  rows:
    - {id: p1, title: hat, price: 9223372036854775806}
    - {id: p2, title: boot, price: 9223372036854775807}
  worker: WORKER
  expect: EXPECT
---
`;
const caseOf = (name: string, worker: string, expected = '{}') =>
  CASE.replace('NAME', name).replace('WORKER', worker).replace('EXPECT', expected);
const folderWith = (...cases: readonly string[]) =>
  workspace({ 'functions/greet.yaml': FUNCTION, 'cases/greet.yaml': cases.join('') });
const test = (folder: string, ...more: readonly string[]) =>
  run(['test', join(folder, 'functions'), join(folder, 'cases'), '--stock-pools', ...more], {
    env: { PATH: process.env.PATH },
  });

describe('layerc test', () => {
  it('says what docs/test.md shows', async () => {
    const page = readFileSync('docs/test.md', 'utf8');
    const [, shown = ''] = /```text\n([\s\S]*?)```/.exec(page) ?? [];
    const paths = ['examples/dev/functions', 'examples/dev/failing-case.yaml'];
    const { code, stdout, stderr } = await run(['test', ...paths]);
    const untimed = (text: string) => text.replace(/ {2}[\d.]+ m?s$/gm, '');
    expect([code, untimed(stdout)]).toEqual([1, untimed(shown)]);
    expect(stderr).toMatch(/^0 passed, 3 failed in \d+ ms\n$/);
  });

  it('reads rows from a regular file beside the case, and waits for no pipe', async () => {
    const withFile = (file: string) =>
      caseOf('file', '{echo: seen}').replace(/ {2}rows:\n.*\n.*\n/, `  rowsFile: ${file}\n`);
    const folder = folderWith(withFile('pipe.jsonl'), withFile('/etc/hosts'));
    execFileSync('mkfifo', [join(folder, 'cases/pipe.jsonl')]);
    const { code, stdout, stderr } = await test(folder);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('UnusableRows: The path is no regular file.');
    expect(stdout + stderr).toContain('UnusableRows: The path is absolute.');
  });

  it('shows answers that stand in a list under the ids of their rows', async () => {
    const { code, stdout, stderr } = await test(folderWith(caseOf('list', '{answers: [{id: p1, x: 1}]}')));
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(
      'hint: Write a mapping.\n  write:\n    answers:\n      p1:\n        x: 1\n',
    );
  });

  it('hands rows with all their digits to the filter, and writes back nothing that is not said', async () => {
    const folder = folderWith(
      caseOf('filter', '{echo: seen}', '{exact: true, rows: [ROWS]}').replace(
        'ROWS',
        '{id: p1, title: hat, price: 9223372036854775806, seen: {title: hat}}, {id: p2, title: boot, price: 9223372036854775807}',
      ),
    );
    expect(await test(folder)).toMatchObject({ code: 0, stderr: expect.stringContaining('1 passed') });
  });

  it('ends a worker that hangs with all that it has started, when its time is over', async () => {
    const folder = folderWith(
      caseOf('hang', '{command: "trap \'\' TERM; echo begun; sleep 4242 & sleep 4242"}'),
    );
    const begun = performance.now();
    const { code, stdout } = await test(folder, '--timeout', '1');
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'CaseNotFinished: The case took longer than 1 s (--timeout), and 1 row is left.',
    );
    expect(stdout).toContain('what was said last:\n    begun\n');
    const { stdout: processes } = await runShell('ps -eo args');
    expect(processes).not.toContain('sleep 4242');
  });

  it('gives up on a worker that crashes, with its last lines escaped, and does not wait', async () => {
    const folder = folderWith(
      caseOf('crash', '{command: "printf \'no \\\\033[31mmodel\\\\n\' >&2; exit 3"}'),
      caseOf('none', '{command: no-such-command}'),
      caseOf('tells', '{command: "printf \'key of-the-model token %s\\n\' $LAYER_GATEWAY_API_KEY; exit 3"}'),
    );
    const begun = performance.now();
    const { code, stdout } = await test(folder, '--secret', 'model/key=of-the-model');
    expect([code, performance.now() - begun < 10_000]).toEqual([1, true]);
    expect(stdout).toContain('its worker has ended 5 times in a row, and rows are left.');
    expect(stdout).toContain('    no \\u001b[31mmodel\n');
    expect(stdout).toContain('the shell does not find the command "no-such-command", and rows are left.');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('    key *** token ***\n');
  });

  it('reports to programs, workflows and test runners', async () => {
    const folder = folderWith(
      caseOf('good', '{answers: {p1: {c: 1}}}', '{rows: [{id: p1, c: 1}]}'),
      caseOf('bad', '{answers: {p1: {c: "\\u202e::1\\n"}}}', '{rows: [{id: p1, c: 1}], notProcessed: [p1]}'),
    );
    const junit = join(folder, 'report.xml');
    const json = await test(folder, '-o', 'json', '--junit', junit);
    expect(json.stdout).not.toContain('\u202e');
    expect(JSON.parse(json.stdout)).toMatchObject({
      passed: 1,
      failed: 1,
      cases: [
        { name: 'good', outcome: 'passed', differences: [] },
        {
          name: 'bad',
          outcome: 'failed',
          differences: [
            { code: 'UnexpectedOutcome', pointer: '/spec/expect/notProcessed/0' },
            { code: 'UnexpectedRow', pointer: '/spec/expect/rows/0/c', expected: '1', line: 23, column: 31 },
          ],
        },
      ],
    });
    const report = readFileSync(junit, 'utf8');
    expect(report).toContain('tests="2" failures="1"');
    expect(report).toContain('<failure type="UnexpectedOutcome"');
    const github = await test(folder, '-o', 'github', '-t', 'bad');
    expect(github.stdout).toMatch(/^::error file=\S+,line=23,col=31,title=UnexpectedRow::The row "p1"/m);
    expect(github.stdout.split('\n')).toHaveLength(3);
  });

  it('refuses what is no case with 2, each fault at its place', async () => {
    const folder = folderWith(
      caseOf('one', '{command: x, answers: {p1: {}}}', '{rows: [{id: P1}]}').replace('greet\n', 'gret\n'),
      caseOf('two', '{}', '{failures: [{id: p1, messagePattern: "(?=x)"}]}'),
      caseOf('two', '{answers: {p9: {id: x}}}', '{rwos: []}'),
      caseOf('two', '{answers: {p1: {id: x}}}'),
      caseOf('three', '{echo: x}').replace('FunctionTest', 'FunctionTst'),
      caseOf('four', '{echo: x}').replace('v1alpha1', 'v1'),
      caseOf('five', '{echo: x}').replace('p2', 'p1'),
    );
    const { code, stdout, stderr } = await test(folder);
    expect([code, stdout]).toEqual([2, '']);
    expect(
      [...stderr.matchAll(/^\S+:(\d+):\d+ error (\w+)/gm)].map(([, line, found]) => [line, found]),
    ).toEqual([
      ['6', 'UnknownFunction'],
      ['10', 'UnusableCase'],
      ['11', 'UnusableCase'],
      ['22', 'UnusableCase'],
      ['23', 'UnusableCase'],
      ['35', 'UnknownField'],
      ['40', 'DuplicateCase'],
      ['46', 'UnusableCase'],
      ['51', 'UnsupportedKind'],
      ['62', 'UnsupportedApiVersion'],
      ['81', 'UnusableRows'],
    ]);
    expect(stderr).toContain('hint: Did you mean greet?');
    expect(stderr).toContain('hint: Did you mean rows?');
    expect(stderr).toContain('hint: Did you mean FunctionTest?');
  });

  it('says of one fault how often it is there, and of a text what it seems to be', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `p${index}: {message: no}`);
    const { code, stderr } = await test(folderWith(caseOf('many', `{failures: {${rows.join(', ')}}}`)));
    expect([code, stderr.match(/ error /g)?.length]).toEqual([2, 20]);
    expect(stderr).toContain(', and 10 more like it.\n');
    expect(stderr).toContain(
      'hint: Write it in quotes, "no", because kubectl reads the plain form as false.',
    );
  });

  it('runs the cases beside one that is none, and says of all what became of them', async () => {
    const good = caseOf('good', '{echo: title}');
    const folder = folderWith(good, caseOf('typo', '{ecko: title}'), good.replace('good', 'other'));
    const junit = join(folder, 'report.xml');
    const { code, stdout, stderr } = await test(folder, '-o', 'json', '--junit', junit);
    expect(code).toBe(2);
    expect(stderr).toContain('UnknownField');
    expect(stderr).toMatch(/2 passed, 0 failed, 1 unusable in/);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ passed: 2, failed: 0, unusable: 1 });
    const ends = report.cases.map(({ name, outcome }: Record<string, unknown>) => [name, outcome]);
    expect(Object.fromEntries(ends)).toEqual({ good: 'passed', typo: 'unusable', other: 'passed' });
    const xml = readFileSync(junit, 'utf8');
    expect(xml).toContain('tests="3" failures="0" errors="1"');
    expect(xml).toMatch(/name="typo"[^>]*><error type="UnknownField"/);
    expect((await test(folder, '--filter', 'other')).code).toBe(0);
  });

  it('fails the cases of a Function with errors, and runs the others', async () => {
    const folder = folderWith(
      caseOf('good', '{echo: title}'),
      caseOf('lost', '{echo: title}').replace('function: greet', 'function: broken'),
      'apiVersion: layerc/v1alpha1\nkind: ManifestTest\nmetadata: {name: all}\nspec: {expect: {pools: [cpu]}}\n---\n',
    );
    const broken = FUNCTION.replace('name: greet', 'name: broken').replace('pool: cpu', 'pool: cqu');
    writeFileSync(join(folder, 'functions/broken.yaml'), broken);
    const { code, stdout, stderr } = await test(folder, '-o', 'json');
    expect(code).toBe(1);
    expect(stderr).toContain('UnknownPool');
    expect(stderr).toContain('The Function "shop/broken" has errors, so nothing can be said of it.');
    expect(JSON.parse(stdout)).toMatchObject({ passed: 1, failed: 2, unusable: 0 });
    expect((await test(folder, '--filter', 'good')).code).toBe(1);
  });

  it('leaves cases beside Functions to itself', async () => {
    const folder = folderWith(caseOf('colours', '{echo: x}'));
    const [functions, cases] = [join(folder, 'functions'), join(folder, 'cases')];
    for (const command of ['validate', 'render']) {
      const both = await run([command, functions, cases, '--stock-pools']);
      expect(both).toMatchObject({ code: 0, stderr: expect.stringContaining('1 FunctionTest') });
      const alone = await run([command, cases, '--stock-pools']);
      expect([alone.code, alone.stdout + alone.stderr]).toEqual([1, expect.stringContaining('NothingFound')]);
    }
  });

  it('is misused with 2: no case, no such name, no such path', async () => {
    const folder = folderWith(caseOf('colours', '{echo: x}'));
    const nothing = await run(['test', join(folder, 'functions'), '--stock-pools']);
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no case') });
    const unknown = await test(folder, '-t', 'colour', '-t', 'colors');
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean colours?') });
    expect(await test(folder, join(folder, 'none'))).toMatchObject({ code: 2 });
    expect(await test(folder, '--timeout', '0')).toMatchObject({ code: 2 });
  });

  it('ends its workers when it is asked to end', async () => {
    const folder = folderWith(caseOf('hang', '{command: "sleep 4243"}'));
    const [program, ...first] = COMMAND;
    const args = [...first, 'test', join(folder, 'functions'), join(folder, 'cases'), '--stock-pools'];
    const child = spawn(program, args, { stdio: 'ignore' });
    const isRunning = async () => (await runShell('ps -eo args')).stdout.includes('sleep 4243');
    while (!(await isRunning())) await new Promise((next) => setTimeout(next, 50));
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect([code, await isRunning()]).toEqual([1, false]);
  });
});

async function runShell(command: string): Promise<{ readonly stdout: string }> {
  const child = spawn(command, { shell: '/bin/sh', stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  for await (const part of child.stdout.setEncoding('utf8')) stdout += part;
  return { stdout };
}
