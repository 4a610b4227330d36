import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './run.test-support.ts';

const EXAMPLE = readFileSync('fixtures/example/function.yaml', 'utf8');
const UNPINNED = EXAMPLE.replace('    version: v1', '    version: v2');
const INFRA_RULES = readFileSync('fixtures/example/infra-rules.yaml', 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(resolve(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A run that must fail as bad input does: exit 1, nothing on standard output, a place, and no stack. */
async function refused(args: readonly string[], stdin = ''): Promise<string> {
  const { code, stdout, stderr } = await run(['render', ...args], { stdin });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^\S+:\d+:\d+ error [A-Z]\w+: /m);
  expect(stderr).toMatch(/^ {2}hint: /m);
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  return stderr;
}

describe('render', () => {
  it('reads standard input by default, and - by name', async () => {
    const stdin = `${EXAMPLE}---\n${INFRA_RULES}`;
    const one = await run(['render'], { stdin });
    const other = await run(['render', '-f', '-'], { stdin });
    expect(one).toEqual(other);
    expect(one.code).toBe(0);
    expect(one.stdout).toMatch(/^apiVersion: apps\/v1\nkind: Deployment\n/);
  });

  it.each(['render', 'validate', 'graph'])('%s takes paths with and without -f', async (command) => {
    const [fn, rules] = ['function', 'infra-rules'].map((name) => `fixtures/example/${name}.yaml`) as [
      string,
      string,
    ];
    const expected = await run([command, '-f', fn, '-f', rules]);
    expect(expected.code).toBe(0);
    for (const args of [
      [fn, rules],
      [fn, '-f', rules],
      ['--filename', rules, fn],
      ['-n', 'layer', '--', fn, rules],
    ])
      expect(await run([command, ...args])).toEqual(expected);
  });

  it('gives the same bytes for any order of files and documents, for a BOM, CRLF, a List and JSON', async () => {
    const { stdout } = await run(['render', '-f', 'fixtures/example']);
    const function_ = file('order/b.yaml', EXAMPLE);
    const rules = file('order/a.yml', INFRA_RULES);
    const variants = [
      { args: ['-f', function_, '-f', rules] },
      { args: ['-f', join(folder, 'order'), '-f', rules] },
      { stdin: `\uFEFF${INFRA_RULES}---\n---\n# nothing\n---\n${EXAMPLE}`.replaceAll('\n', '\r\n') },
      {
        stdin: `kind: List\napiVersion: v1\nitems:\n- ${[EXAMPLE, INFRA_RULES].map((text) => text.trimEnd().replaceAll('\n', '\n  ')).join('\n- ')}\n`,
      },
      {
        stdin: execFileSync(
          'node',
          [
            '-e',
            `console.log(JSON.stringify({kind:'List',apiVersion:'v1',items:[${JSON.stringify(INFRA_RULES)},${JSON.stringify(EXAMPLE)}].map((t)=>require('yaml').parse(t))}))`,
          ],
          { encoding: 'utf8' },
        ),
      },
    ];
    for (const { args = [], stdin = '' } of variants) {
      expect((await run(['render', ...args], { stdin })).stdout).toBe(stdout);
    }
  });

  it('prints one List as JSON', async () => {
    const { stdout } = await run(['render', '-o', 'json', '-f', 'fixtures/push']);
    const list = JSON.parse(stdout);
    expect(list).toMatchObject({ apiVersion: 'v1', kind: 'List' });
    expect(list.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      'Deployment',
      'Service',
      'TriggerAuthentication',
      'ScaledObject',
    ]);
  });

  it('takes settings from flags before the environment', async () => {
    const env = {
      GATEWAY_BASE_URL: 'http://env:1',
      DEFAULT_METRICS_SERVER: 'http://vm:8429',
      GATEWAY_API_SECRET_NAME: 'keys',
      GATEWAY_API_SECRET_KEY: '',
      MAX_REPLICAS_CEILING: '7',
    };
    const { stdout } = await run(
      ['render', '-f', 'fixtures/example', '--gateway-base-url', 'http://flag:2/'],
      { env },
    );
    expect(stdout).toContain(
      'value: "http://flag:2"\n'.replaceAll('"', /value: "http/.test(stdout) ? '"' : ''),
    );
    expect(stdout).toContain('http://vm:8429');
    expect(stdout).toContain('name: keys\n');
    expect(stdout).toContain('key: turbopuffer-api-key\n');
    expect(stdout).not.toContain('TriggerAuthentication');
    expect(
      (await run(['render', '-f', 'fixtures/example'], { env: { MAX_REPLICAS_CEILING: '5' } })).stderr,
    ).toContain('ReplicasOverCeiling');
  });

  it('carries a filter through --include-source as it was written', async () => {
    const filter =
      '{"a":[9007199254740993,-9223372036854775808,18446744073709551615,1.10,1.0,0.1234567890123456789,null,{"b":null}],"z":{"y":[[[]],{}]}}';
    const text = `${EXAMPLE.replace(/ {2}filter:[\s\S]*? {2}worker:/, `  filter: ${filter}\n  worker:`)}---\n${INFRA_RULES}`;
    const { code, stdout } = await run(['render', '--include-source', '-o', 'json'], { stdin: text });
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, '')).toContain(`"filter":${filter}`);
    const yaml = await run(['render', '--include-source'], { stdin: text });
    for (const number of [
      '9007199254740993',
      '-9223372036854775808',
      '18446744073709551615',
      '1.10',
      '1.0',
      '0.1234567890123456789',
    ]) {
      expect(yaml.stdout).toContain(`- ${number}\n`);
    }
  });

  it('renders the valid Functions with --keep-going, and still exits 1', async () => {
    const stdin = [
      EXAMPLE,
      EXAMPLE.replace('tag-products', 'bad').replace('pool: cpu', 'pool: none'),
      INFRA_RULES,
    ].join('---\n');
    const all = await run(['render'], { stdin });
    expect({ code: all.code, stdout: all.stdout }).toEqual({ code: 1, stdout: '' });
    const some = await run(['render', '--keep-going'], { stdin });
    expect(some.code).toBe(1);
    expect(some.stdout).toBe((await run(['render', '-f', 'fixtures/example'])).stdout);
  });

  it('has nothing to print for no Functions', async () => {
    expect(await run(['render'], { stdin: '' })).toMatchObject({ code: 0, stdout: '' });
  });

  it('shows the first warnings of a kind and counts the rest', async () => {
    const functions = Array.from({ length: 50 }, (_, i) => UNPINNED.replace('tag-products', `f${i}`));
    const { stderr } = await run(['render'], { stdin: [INFRA_RULES, ...functions].join('---\n') });
    expect(stderr.match(/ warning UnpinnedImage/g)).toHaveLength(20);
    expect(stderr).toContain('and 30 more warnings UnpinnedImage\n');
  });
});

describe('bad input', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'.replace(/./g, (to, i) => `${to}: &${to} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]\n`)}`;
  it.each<[string, string | Uint8Array, string]>([
    ['syntax error', 'a: [1, 2\nb: 3\n', 'SyntaxError'],
    ['tab', 'a:\n\tb: 1\n', 'SyntaxError'],
    ['duplicate key', 'a: 1\na: 2\n', 'DuplicateKey'],
    ['duplicate key by YAML 1.1', 'y: 1\non: 2\n', 'DuplicateKey'],
    ['alias bomb', bomb, 'ExcessiveAliasing'],
    ['alias to itself', 'a: &a [*a]\n', 'error'],
    ['depth', '['.repeat(100_000), 'TooDeep'],
    ['a string', 'hello\n', 'NotAnObject'],
    ['a list', '- a\n', 'NotAnObject'],
    ['a number', '42\n', 'NotAnObject'],
    ['no kind', 'apiVersion: v1\n', 'NotAnObject'],
    ['invalid UTF-8', new Uint8Array([0x61, 0x3a, 0x20, 0xff, 0xfe]), 'NotUtf8'],
    ['UTF-16', Buffer.from('\uFEFFa: b\n', 'utf16le'), 'NotUtf8'],
    ['NUL', 'a: \0\n', 'SyntaxError'],
    ['infinity', 'a: .inf\n', 'SyntaxError'],
    ['broken JSON', '{"a": 1', 'SyntaxError'],
    ['a 5 MB line', `{"a": "${'x'.repeat(5_000_000)}`, 'SyntaxError'],
    ['a 5 MB file of lines', `${'- x: [\n'.repeat(700_000)}`, 'error'],
  ])('%s', async (name, content, code) => {
    expect(await refused(['-f', file(`bad/${name.replaceAll(' ', '-')}.yaml`, content)])).toContain(code);
  });

  it('a typo deep in a podSpec, with the place in the file', async () => {
    expect(await refused(['-f', 'fixtures/error-podspec-typo'])).toMatch(
      /function\.yaml:16:17 error InvalidPodSpec: .*comand/,
    );
  });

  it('a folder whose links lead back to it', async () => {
    file('loop/deep/a.yaml', EXAMPLE);
    symlinkSync('..', join(folder, 'loop/deep/up'));
    expect(await refused(['-f', join(folder, 'loop')])).toContain('SymlinkLoop');
  });

  it('links to nothing and to themselves', async () => {
    file('links/infra-rules.yaml', INFRA_RULES);
    symlinkSync('nowhere.yaml', join(folder, 'links/dangling.yaml'));
    symlinkSync('self.yaml', join(folder, 'links/self.yaml'));
    const stderr = await refused(['-f', join(folder, 'links')]);
    expect(stderr).toContain('UnreadableFile');
    expect(stderr).toContain('SymlinkLoop');
  });

  it('a pipe in a folder, which might never end', async () => {
    mkdirSync(join(folder, 'pipe'));
    execFileSync('mkfifo', [join(folder, 'pipe/a.yaml')]);
    expect(await refused(['-f', join(folder, 'pipe')])).toContain('is not a regular file');
  });
});

describe('usage', () => {
  it.each([
    [['render', '-f', 'no-such-file.yaml'], 'no-such-file.yaml: no such file or folder'],
    [['render', '--nonsense'], "unknown option '--nonsense'"],
    [['rendr'], 'Did you mean render?'],
    [['completion', 'bsh'], 'Did you mean bash?'],
    [['render', '-o', 'yml'], 'Did you mean yaml?'],
    [['help', 'valdate'], 'Did you mean validate?'],
    [['render', '-o', 'xml'], 'Allowed choices are yaml, json'],
    [['schema'], 'missing required argument'],
    [['schema', 'pod'], 'Allowed choices are function, infrarules, index'],
    [
      ['render', '--max-replicas-ceiling', '0'],
      '--max-replicas-ceiling is "0", but must be a whole number from 1 to 999999999',
    ],
    [['render', '--metrics-server', 'ftp://x'], '--metrics-server is "ftp://x", but must be'],
    [['operator', '--workers', '0'], '--workers: "0" is not a whole number from 1 to 64'],
    [['operator', '--leader-elect=maybe'], '--leader-elect: "maybe" is not true or false'],
    [['operator', '--namespace', 'a'], "unknown option '--namespace'"],
    [['operator', '--log-level', 'loud'], '--log-level: "loud" is not one of debug, info, warn, error'],
    [['manifests'], '--image is missing: '],
    [['manifests', '--image', ''], '--image: "" is not the name of an image, because it names no image'],
    [['manifests', '-n', 'Layer'], '--namespace: "Layer" is not the name of one namespace'],
    [['manifests', '--image', 'a b'], '--image: "a b" is not the name of an image, because it holds a blank'],
    [['manifests', '--image', 'a.example/X'], 'because it has capitals in "X"'],
    [[], 'Usage: layerc'],
  ])('%j exits 2', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.each(['init', 'render', 'validate', 'crds', 'operator', 'manifests', 'schema', 'completion', 'help'])(
    '%s --help has examples',
    async (command) => {
      const { code, stdout } = await run([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain('Examples:\n');
    },
  );

  it('help shows what --help shows', async () => {
    expect(await run(['help'])).toEqual(await run(['--help']));
    expect(await run(['help', 'render'])).toEqual(await run(['render', '--help']));
    const { code, stdout, stderr } = await run(['help', 'rendr']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Allowed choices are init, render');
  });

  it('names the variable of a setting that comes from the environment', async () => {
    const env = { MAX_REPLICAS_CEILING: 'many', DEFAULT_METRICS_SERVER: 'x' };
    const { code, stderr } = await run(['render', '--metrics-server', 'ftp://x'], { env });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'layerc: --metrics-server is "ftp://x", but must be an http or https URL without a query\n' +
        'layerc: MAX_REPLICAS_CEILING is "many", but must be a whole number from 1 to 999999999\n',
    );
    const operator = await run(['operator'], { env: { HEALTH_PORT: '65536', WATCH_NAMESPACE: 'a,b' } });
    expect([operator.code, operator.stderr]).toEqual([
      2,
      'layerc: WATCH_NAMESPACE: "a,b" is not the name of one namespace; leave it out for all\n' +
        'layerc: HEALTH_PORT: "65536" is not a port: a whole number from 0 to 65535\n',
    ]);
  });

  it('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('validate', () => {
  it('says what a cluster with the definitions of hev drops, when asked', async () => {
    const plain = await run(['validate', 'fixtures/example']);
    expect(plain).toMatchObject({ code: 0, stdout: '' });
    const { code, stdout, stderr } = await run(['validate', '--hev-crd', 'fixtures/example']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^fixtures\/example\/function.yaml:12:3 warning DroppedByCrd: /);
    expect(stderr).toContain('1 valid, 0 errors, 1 warning\n');
    const flags = ['--warnings-as-errors', 'DroppedByCrd'];
    expect((await run(['validate', '--hev-crd', ...flags, 'fixtures/example'])).code).toBe(1);
  });

  it('exits 0 with --exit-zero, so that a step behind it can read what it says', async () => {
    const args = ['validate', '--diagnostics', 'sarif', 'fixtures/error-unknown-pool'];
    const { code, stdout } = await run(args);
    expect(code).toBe(1);
    expect(await run([...args, '--exit-zero'])).toMatchObject({ code: 0, stdout });
    expect(JSON.parse(stdout).runs[0].results).toHaveLength(1);
    // What is no finding is none to upload.
    expect((await run(['validate', '--exit-zero', 'nowhere'])).code).toBe(2);
  });

  it('has nothing to say of a folder that holds nothing of ours, which is an error', async () => {
    const path = file('others/pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n');
    for (const given of [path, resolve(path, '..')])
      expect(await run(['validate', given])).toMatchObject({
        code: 1,
        stdout: expect.stringContaining(`${given}:1:1 error NothingFound: The path holds no Function`),
      });
  });

  it('holds for what is rendered and drawn too, but not for what comes by standard input alone', async () => {
    const path = file('others/pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n');
    for (const command of ['render', 'graph']) {
      expect(await run([command, 'fixtures/example', path])).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining(`${path}:1:1 error NothingFound: The path holds no Function`),
      });
      expect((await run([command, '-'], { stdin: 'apiVersion: v1\nkind: List\nitems: []\n' })).code).toBe(0);
    }
  });

  it('lists diagnostics as JSON, with places', async () => {
    const { code, stdout } = await run(['validate', '-o', 'json', '-f', 'fixtures/error-unknown-pool']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        code: 'UnknownPool',
        severity: 'error',
        line: 11,
        column: 11,
        pointer: '/spec/scaling/pool',
        allowed: 'cpu, gpu',
      },
    ]);
  });

  it('exits 0 for warnings', async () => {
    const { code, stdout, stderr } = await run(['validate', '-f', 'fixtures/warn-lease']);
    expect(code).toBe(0);
    expect(stdout).toContain('warning LeaseNotLongerThanTimeout');
    expect(stderr).toBe('1 valid, 0 errors, 1 warning\n');
  });
});

describe('--diagnostics', () => {
  it('json of validate is what -o json prints, and goes before it', async () => {
    const old = await run(['validate', '-o', 'json', '-f', 'fixtures/warn-lease']);
    expect(await run(['validate', '--diagnostics', 'json', '-f', 'fixtures/warn-lease'])).toEqual(old);
    const both = await run(['validate', '-o', 'json', '--diagnostics', 'text', '-f', 'fixtures/warn-lease']);
    expect(both.stdout).toMatch(/^fixtures\/warn-lease/);
  });

  it.each(['json', 'sarif', 'github'])('%s of render is all that standard error holds', async (format) => {
    for (const fixture of ['warn-lease', 'error-unknown-pool', 'other-kinds', 'minimal']) {
      const flags = ['-f', `fixtures/${fixture}`, '--diagnostics', format];
      const { stdout } = await run(['validate', ...flags]);
      const rendered = await run(['render', ...flags]);
      expect(rendered.stderr).toBe(stdout);
      expect(rendered.stdout).toBe((await run(['render', '-f', `fixtures/${fixture}`])).stdout);
    }
  });

  it('leaves out none of many warnings for a program', async () => {
    const functions = Array.from({ length: 50 }, (_, i) => UNPINNED.replace('tag-products', `f${i}`));
    const stdin = [INFRA_RULES, ...functions].join('---\n');
    const { stdout } = await run(['validate', '--diagnostics', 'github'], { stdin });
    expect(stdout.match(/^::warning .*title=UnpinnedImage/gm)).toHaveLength(50);
  });
});

describe('other commands', () => {
  it('crds prints the three definitions', async () => {
    const { stdout } = await run(['crds']);
    expect(stdout.match(/^ {2}name: \S+\.hevlayer\.com$/gm)).toEqual(
      ['functions', 'infrarules', 'indexes'].map((name) => `  name: ${name}.hevlayer.com`),
    );
  });

  it.each(['function', 'infrarules', 'index'])('schema %s prints a JSON Schema', async (kind) => {
    expect(JSON.parse((await run(['schema', kind])).stdout)).toHaveProperty('properties.spec');
  });
});
