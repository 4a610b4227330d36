/** `layerc dev` from the flags to the exit code, with workers that need nothing but Node. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { COMMAND, run } from '../../run.test-support.ts';
import { workspace } from '../out-dir.test-support.ts';

const PULL = `
const { HEVLAYER_BASE_URL, HEVLAYER_UDF_ID, HEVLAYER_WORKER_ID, LAYER_GATEWAY_API_KEY, GREETING } = process.env;
const post = async (path, body) => {
  const headers = { authorization: 'Bearer ' + LAYER_GATEWAY_API_KEY };
  const init = { method: 'POST', headers, body: JSON.stringify({ worker_id: HEVLAYER_WORKER_ID, ...body }) };
  return (await fetch(HEVLAYER_BASE_URL + '/v2/udfs/' + HEVLAYER_UDF_ID + path, init)).json();
};
let isOver = false;
process.on('SIGTERM', () => { isOver = true; });
while (!isOver) {
  const { items } = await post('/claim', { limit: 2 });
  const [bad, good] = [true, false].map((is) => items.filter(({ input }) => (input.title === 'bad') === is));
  if (good.length) await post('/items/complete', { items: good.map((item) => ({ ...item, attributes: { greeting: GREETING + ' ' + item.input.title } })) });
  if (bad.length) await post('/items/fail', { items: bad.map((item) => ({ ...item, kind: 'permanent', message: 'is \\u001b[31mbad\\u202e' })) });
  if (items.length === 0) await new Promise((next) => setTimeout(next, 20));
}
`;
const PUSH = `
import { createServer } from 'node:http';
createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const { items } = JSON.parse(body);
  response.end(JSON.stringify({ items: items.map((item) => ({ ...item, attributes: { length: item.input.title.length } })) }));
}).listen(process.env.PORT);
`;
const FUNCTION = `
apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: greet, namespace: shop}
spec:
  targetNamespaces: [products]
  inputs: [title]
  filter: [price, Lt, 100]
  worker:
    image: registry.example.com/greet:1.0.0
    podSpec: {containers: [{name: udf, env: [{name: GREETING, valueFrom: {secretKeyRef: {name: words, key: hello}}}]}]}
  scaling: {pool: cpu, replicas: {max: 2}}
`;
const MEASURE = FUNCTION.replace('greet, namespace', 'measure, namespace')
  .replace(/ {4}podSpec.*\n/, '    dispatch: push\n    port: 9000\n')
  .replace(/ {2}filter.*\n/, '');
const ROWS =
  '{"id": "1", "title": "hat", "price": 9.90}\n{"id": 9223372036854775807, "title": "boot", "price": 20}\n{"id": "3", "title": "coat", "price": 300}\n';

const folderWith = (files: { readonly [path: string]: string } = {}) =>
  workspace({
    'functions/greet.yaml': FUNCTION,
    'rows.jsonl': ROWS,
    'pull.mjs': PULL,
    'push.mjs': PUSH,
    ...files,
  });
const node = `'${process.execPath}'`;
const argsOf = (folder: string, ...more: string[]) => [
  ...['dev', '-f', join(folder, 'functions'), '--stock-pools', '--port', '0', '--workdir', folder],
  ...['--rows', `products=${join(folder, 'rows.jsonl')}`, ...more],
];
const ONCE = ['--once', '--worker', `greet=${node} pull.mjs`, '--secret', 'words/hello=hello'];

describe('layerc dev --once', () => {
  it('processes rows and writes them back, without a cluster', async () => {
    const folder = folderWith({ 'functions/measure.yaml': MEASURE });
    const out = join(folder, 'out.jsonl');
    const junit = join(folder, 'junit.xml');
    const more = [
      ...ONCE,
      '--worker',
      `measure=${node} push.mjs`,
      '--out',
      `products=${out}`,
      '--junit',
      junit,
      '-o',
      'json',
    ];
    const { code, stdout, stderr } = await run(argsOf(folder, ...more), { env: { PATH: process.env.PATH } });
    expect(stderr).toMatch(/LOCAL gateway at (\S+), token (\w+)\npage: \1\/#token=\2\n/);
    expect([code, JSON.parse(stdout).functions]).toEqual([
      0,
      [
        { name: 'greet', pending: 0, processing: 0, completed: 2, failed: 0 },
        { name: 'measure', pending: 0, processing: 0, completed: 3, failed: 0 },
      ],
    ]);
    const rows = readFileSync(out, 'utf8').split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toContain('{"id":9223372036854775807,"title":"boot","price":20');
    expect(rows[0]).toContain('"price":9.90');
    expect(rows[0]).toContain('"greeting":"hello hat"');
    expect(rows[2]).not.toContain('greeting');
    expect(rows[2]).toContain('"length":4');
    expect(readFileSync(junit, 'utf8')).toContain('<testsuite name="measure" tests="3" failures="0">');
  });

  it('names the rows that failed, and prints nothing that drives a terminal', async () => {
    const folder = folderWith({ 'rows.jsonl': '{"id": "1", "title": "bad", "price": 1}\n' });
    const { code, stderr } = await run(argsOf(folder, ...ONCE), { env: { PATH: process.env.PATH } });
    expect(code).toBe(1);
    expect(stderr).toContain('failed: greet products/1: is \\u001b[31mbad\\u202e\n');
    expect(stderr).not.toContain('\u001b');
    const { stdout } = await run(argsOf(folder, ...ONCE, '-o', 'json'), { env: { PATH: process.env.PATH } });
    expect(stdout).toContain('\\u202e');
    expect(stdout).not.toContain('\u202e');
  });

  it.each([
    ['pythn worker.py', 'the shell does not find the command "pythn worker.py"; it said last:'],
    ['./rows.jsonl', 'the shell may not run the command "./rows.jsonl"; it said last:'],
  ])('does not try again what cannot be run: %s', async (command, message) => {
    const folder = folderWith();
    const more = ['--once', '--worker', `greet=${command}`, '--secret', 'words/hello=x'];
    const { code, stderr } = await run(argsOf(folder, ...more), { env: { PATH: process.env.PATH } });
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(stderr.match(/started/g)).toHaveLength(1);
  });

  it('gives up on a worker that cannot run, and shows what it said', async () => {
    const folder = folderWith();
    const more = [
      '--once',
      '--worker',
      'greet=echo no such model >&2; exit 3',
      '--secret',
      'words/hello=x',
      '--speed',
      '100',
    ];
    const { code, stderr } = await run(argsOf(folder, ...more), { env: { PATH: process.env.PATH } });
    expect(code).toBe(1);
    expect(stderr).toContain('ended by itself (exit 3)');
    expect(stderr).toMatch(
      /greet: its worker has ended \d+ times in a row; it said last:\n {2}no such model\n/,
    );
  });

  it.each<[string, string[], number, string]>([
    [
      'a Secret that is not given',
      ['--worker', 'greet=x'],
      2,
      'greet: GREETING comes from the key hello of words: give it with --secret words/hello=VALUE',
    ],
    [
      'a worker of no Function',
      ['--worker', 'other=x'],
      2,
      '--worker other=…: no Function has this name; the inputs have greet',
    ],
    [
      'a file that is not there',
      ['--rows', 'products=/nowhere.jsonl'],
      2,
      '/nowhere.jsonl cannot be read: ENOENT',
    ],
    [
      'a namespace that nobody has',
      ['--out', 'x=x.jsonl'],
      2,
      '--out x=…: no --rows and no Function names x',
    ],
    [
      'a report over an input',
      [
        '--once',
        '--junit',
        'src/cli/commands/dev/dev.test.ts',
        '--watch',
        'src/cli/commands/dev/dev.test.ts',
      ],
      2,
      'it is the file of --watch src/cli/commands/dev/dev.test.ts, which is read',
    ],
    ['no folder for workers', ['--workdir', '/nowhere'], 2, '--workdir /nowhere: there is no such folder'],
    [
      'a typing error of it',
      ['--out', 'prodcuts=x.jsonl'],
      2,
      'no --rows and no Function names prodcuts; did you mean products?',
    ],
    [
      'rows that no Function is for',
      ['--rows', 'prodcuts=/dev/null'],
      2,
      '--rows prodcuts=…: no Function has this target namespace; the inputs have products; did you mean products?',
    ],
    ['no Parquet', ['--rows', 'products=a.parquet'], 2, 'a.parquet cannot be read: ENOENT'],
    ['rows without a worker', ['--once'], 1, 'greet: 2 rows wait, and --worker greet=COMMAND is not given'],
    ['half a flag', ['--rows', 'products'], 2, 'It is NAME=VALUE.'],
    ['a speed of none', ['--speed', '0'], 2, 'It is a number above 0'],
  ])('tells of %s', async (_, more, expected, message) => {
    const { code, stderr } = await run(argsOf(folderWith(), ...more));
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });

  it('warns of a file without rows', async () => {
    const { code, stderr } = await run(argsOf(folderWith({ 'rows.jsonl': '\n' }), ...ONCE), {
      env: { PATH: process.env.PATH },
    });
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/warning: .*rows\.jsonl has no rows for products\n/),
    ]);
  });

  it('tells where a row is wrong', async () => {
    for (const [text, message] of [
      ['{"id": "1"}\n{"title": "x"}\n', ':2: A row must have an id'],
      ['{"id": 1.5}\n', ':1: A row must have an id'],
      ['\n[]\n', ':2: A row must be a JSON object.'],
      ['{\n', ':1: The line is no JSON'],
    ] as const) {
      const { code, stderr } = await run(argsOf(folderWith({ 'rows.jsonl': text }), '--once'));
      expect([code, stderr]).toEqual([1, expect.stringContaining(`rows.jsonl${message}`)]);
    }
  });

  it('runs nothing while there is an error', async () => {
    const folder = folderWith({ 'functions/greet.yaml': FUNCTION.replace('pool: cpu', 'pool: cpux') });
    const { code, stderr } = await run(argsOf(folder, '--once'));
    expect([code, stderr]).toEqual([1, expect.stringContaining('error UnknownPool')]);
    expect(stderr).not.toContain('LOCAL');
  });

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stderr } = await run(['dev', '--no-workers', '--port', String(port), '--no-project']);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`port ${port}: somebody listens there already; --port 0 takes a free one`),
    ]);
    other.close();
  });

  it('goes on with what a file has kept', async () => {
    const folder = folderWith();
    const state = ['--state', join(folder, 'state.db')];
    const env = { PATH: process.env.PATH };
    expect((await run(argsOf(folder, ...ONCE, ...state), { env })).code).toBe(0);
    const again = await run(argsOf(folder, ...ONCE, ...state, '-o', 'json'), { env });
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('its rows are in');
    expect(again.stderr).not.toContain('started');
  });
});

describe('tokens of layerc dev', () => {
  it('may have a scope, and let nobody do more', async () => {
    const [program, ...first] = COMMAND;
    const tokens = ['--token', 'read=reader', '--token', 'all'];
    const child = spawn(
      program,
      [...first, 'dev', '--no-workers', '--no-project', '--port', '0', ...tokens],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let stderr = '';
    for await (const part of child.stderr.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      stderr += part;
      if (stderr.includes('\n')) break;
    }
    const [, url] = /LOCAL gateway at (\S+), token as given/.exec(stderr) ?? [];
    const ask = async (token: string, method: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${url}/v2/udfs/none`, { method, headers })).status;
    };
    expect(await ask('reader', 'GET')).toBe(404);
    expect(await ask('reader', 'DELETE')).toBe(403);
    expect(await ask('all', 'DELETE')).toBe(404);
    expect(await ask('none', 'GET')).toBe(403);
    child.kill('SIGINT');
    await once(child, 'exit');
  });

  it.each([['a b'], ['read='], ['one', 'two'], ['read=x', 'x']])('are refused: %s', async (...given) => {
    const flags = given.flatMap((token) => ['--token', token]);
    const { code, stderr } = await run(['dev', '--no-workers', '--no-project', ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^layerc: --token /)]);
  });
});

describe('layerc dev', () => {
  it('is a gateway until it is asked to end, and ends its workers within their grace', async () => {
    const folder = folderWith({
      'stubborn.mjs':
        "process.on('SIGTERM', () => { console.log('last words'); process.exit(0); }); console.log('ready'); setInterval(() => {}, 1000);",
    });
    const [program, ...first] = COMMAND;
    const more = [
      '--worker',
      `greet=exec ${node} stubborn.mjs`,
      '--secret',
      'words/hello=x',
      '--token',
      'known',
      '--watch',
      join(folder, 'stubborn.mjs'),
      '--out',
      `products=${join(folder, 'out.csv')}`,
    ];
    const child = spawn(program, [...first, ...argsOf(folder, ...more)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const until = async (text: RegExp) => {
      await vi.waitFor(() => expect(stderr).toMatch(text), 30_000);
      return text.exec(stderr) as RegExpExecArray;
    };
    const [, url] = await until(/LOCAL gateway at (\S+), token as given\npage: \1\/\n/);
    await until(/worker greet-worker-\w+ started/);
    const headers = { authorization: 'Bearer known' };
    const greet = async () => (await fetch(`${url}/v2/udfs/greet`, { headers })).json();
    // The first sweep comes when it comes.
    await vi.waitFor(
      async () =>
        expect(await greet()).toMatchObject({
          udf: { spec: { target_namespaces: ['products'], filter: ['price', 'Lt', 100] } },
          status: { pending_count: 2 },
        }),
      30_000,
    );
    await new Promise((next) => setTimeout(next, 500));
    const path = join(folder, 'functions/greet.yaml');
    writeFileSync(path, FUNCTION.replace('pool: cpu', 'pool: cpux'));
    await until(/error UnknownPool[\s\S]*what was compiled last goes on/);
    writeFileSync(path, FUNCTION.replace('inputs: [title]', 'inputs: [title]\n  version: v2'));
    await until(/greet: version v2 in place of v1\n[\s\S]*registered again/);
    // As `sed -i` and vim save.
    const replace = (path: string, text: string) => {
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    };
    for (const version of ['v3', 'v4', 'v5']) {
      replace(path, FUNCTION.replace('inputs: [title]', `inputs: [title]\n  version: ${version}`));
      await until(new RegExp(`greet: version ${version} in place of [\\s\\S]*registered again`));
    }
    const stubborn = readFileSync(join(folder, 'stubborn.mjs'), 'utf8');
    const ready = (times: number) => until(new RegExp(`(?:\\| ready\n[\\s\\S]*){${times}}`));
    for (const times of [1, 2]) {
      await ready(times);
      replace(join(folder, 'stubborn.mjs'), stubborn + '\n'.repeat(times));
      await until(new RegExp(`(?:last words[\\s\\S]*? started[\\s\\S]*){${times}}`));
    }
    await ready(3);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(stderr).toMatch(/greet-worker-\w+ \| last words/);
    expect(readFileSync(join(folder, 'out.csv'), 'utf8').split('\n')[0]).toBe('id,title,price');
    expect(existsSync(join(folder, 'out.csv'))).toBe(true);
  });
});
