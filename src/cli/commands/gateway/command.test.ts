import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Gateway } from '../../../gateway/core/gateway.ts';
import { GatewayServer } from '../../../gateway/server/server.ts';
import { run } from '../../run.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'layerc-gateway-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TOKEN = 'the-token-of-the-test';
const fn = (name: string, spec: string, namespace = 'shop') => `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  targetNamespaces: [products]
  worker: {image: "registry.example.com/a:1"}
  scaling: {pool: cpu, replicas: {max: 2}}
  ${spec}
`;

describe('layerc gateway', () => {
  let core: Gateway;
  let server: GatewayServer;

  beforeEach(async () => {
    core = new Gateway('turbopuffer', {
      udfChanged() {},
      itemChanged() {},
      happened() {},
      rowChanged() {},
      wrote() {},
    });
    const tokens = new Map([[TOKEN, 'admin' as const]]);
    server = await GatewayServer.start({ gateway: core, tokens, port: 0, now: Date.now, save() {} });
  });
  afterEach(() => server.stop());

  const gateway = (words: readonly string[], stdin = '', env: NodeJS.ProcessEnv = { GATEWAY_TOKEN: TOKEN }) =>
    run(
      [
        'gateway',
        ...words,
        '--no-project',
        '--gateway-base-url',
        server.url,
        ...(stdin ? ['--stock-pools'] : []),
      ],
      {
        stdin,
        env,
      },
    );

  it('says what is missing, does it, and is content then', async () => {
    const text = fn('tag', 'filter: ["id", "Gt", 9007199254740993]');
    expect(await gateway(['diff'], text)).toMatchObject({ code: 3, stdout: 'tag: register\n' });
    expect(core.ids).toEqual([]);
    expect(await gateway(['apply'], text)).toMatchObject({ code: 0, stdout: 'tag: register\n' });
    expect(JSON.stringify(core.get('tag').record.spec.filter)).toBe('["id","Gt",9007199254740993]');
    const stderr = expect.stringContaining('1 Function, 1 in step with the gateway\n');
    expect(await gateway(['diff'], text)).toMatchObject({ code: 0, stdout: '', stderr });
    expect(await gateway(['apply'], text)).toMatchObject({ code: 0, stdout: '' });
  });

  it('says how many rows a change of the version runs again', async () => {
    await gateway(['apply'], fn('tag', 'inputs: [title]'));
    core.rows.put('products', { id: 'a', title: 'A' });
    await gateway(['discover', 'tag']);
    core.complete('tag', 'w', core.claim('tag', 'w', 1, 60, Date.now()) as never, Date.now());
    const next = fn(
      'tag',
      '{inputs: [title], version: v2, paused: true}'.slice(1, -1).replaceAll(', ', '\n  '),
    );
    const { code, stdout } = await gateway(['diff'], next);
    expect(code).toBe(3);
    expect(stdout).toBe(
      'tag: pause\ntag: change version from v1 to v2\ntag: look for rows to run again: 1 were completed\n',
    );
    const told = JSON.parse((await gateway(['diff', '-o', 'json'], next)).stdout);
    expect(told.functions).toMatchObject([
      {
        name: 'tag',
        rows: 1,
        steps: ['pause', 'change version from v1 to v2', 'look for rows to run again'],
      },
    ]);
    await gateway(['apply'], next);
    expect(core.get('tag').queue.counts(Date.now()).pending).toBe(1);
  });

  it('acts on names, and says where there is none', async () => {
    await gateway(['apply'], fn('tag', 'inputs: [title]'));
    core.rows.put('products', { id: 'a', title: 'A' });
    expect(await gateway(['discover', 'tag'])).toMatchObject({ code: 0, stdout: 'tag: 1 rows were found\n' });
    expect(await gateway(['pause', 'tag'])).toMatchObject({ code: 0, stdout: 'tag: paused\n' });
    expect(core.get('tag').record.paused).toBe(true);
    expect(await gateway(['resume', 'tag', 'nobody'])).toMatchObject({
      code: 1,
      stdout: 'tag: resumed\nnobody: NotRegistered: The gateway has no Function of this name.\n',
    });
    expect(await gateway(['reset-failed', 'tag'])).toMatchObject({
      code: 0,
      stdout: 'tag: 0 failed rows run again\n',
    });
    expect((await gateway(['pause'])).code).toBe(2);
  });

  it('lists what no Function wants', async () => {
    await gateway(['apply'], `${fn('tag', 'inputs: [title]')}---\n${fn('old', 'paused: true')}`);
    core.create('tag-candidate', { worker: {}, candidate: { of: 'tag', outputs: [] } }, false, 0);
    expect(await gateway(['orphans'], fn('tag', 'inputs: [title]'))).toMatchObject({
      code: 3,
      stdout: 'old: no Function wants it; it is paused\n',
    });
    const nightly = `${fn('tag', 'inputs: [title]')}---\n${fn('old', 'triggers: [schedule]')}`;
    expect((await gateway(['orphans'], nightly)).stdout).toBe('old: no Function wants it; it is paused\n');
  });

  it('refuses two Functions of one name, and a candidate in the way', async () => {
    const both = `${fn('tag', 'inputs: [a]')}---\n${fn('tag', 'inputs: [b]', 'trial')}`;
    const { code, stderr } = await gateway(['apply'], both);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'tag is in the namespaces shop, trial, but the gateway has one id for all of them',
    );
    core.create('x-candidate', { worker: {}, candidate: { of: 'x', outputs: [] } }, false, 0);
    const taken = await gateway(['apply'], fn('x-candidate', 'inputs: [a]'));
    expect(taken).toMatchObject({ code: 1 });
    expect(taken.stdout).toMatch(/^x-candidate: UdfIdTaken: /);
  });

  it('reads the token from a file, and shows it nowhere', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, `${TOKEN}\n`);
    const text = fn('tag', 'inputs: [a]');
    expect((await gateway(['apply', '--gateway-token-file', file], text, {})).code).toBe(0);
    expect((await gateway(['diff'], text, { GATEWAY_TOKEN_FILE: file })).code).toBe(0);
    writeFileSync(file, 'another-token');
    const refused = await gateway(['diff', '--gateway-token-file', file], text, {});
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toMatch(
      /^tag: GatewayRegistrationFailed: GET \/v2\/udfs\/tag: the gateway answered 403 forbidden\. Look at the token/,
    );
    writeFileSync(file, 'a token');
    const wrong = await gateway(['diff', '--gateway-token-file', file], text, {});
    expect(wrong).toMatchObject({ code: 2 });
    expect(refused.stdout + wrong.stderr).not.toContain('another-token');
  });

  it.each([
    ['404 without JSON', 404, 'no', {}, /GatewayHasNoFunctions: .*404 without JSON/],
    ['a redirect', 302, '', { location: 'http://127.0.0.1:1/' }, /302, which is a redirect/],
    ['something else', 200, '<html>', {}, /200 without JSON/],
    ['an echo of the token', 500, `{"error":"${TOKEN}"}`, {}, /500 \[hidden\]/],
  ])('says what is wrong with a server that answers %s', async (_, status, text, headers, words) => {
    const other: Server = createServer((__, response) => response.writeHead(status, headers).end(text));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const args = ['gateway', 'diff', '--no-project', '--stock-pools', '--gateway-base-url', url];
    const { code, stdout } = await run(args, {
      stdin: fn('tag', 'inputs: [a]'),
      env: { GATEWAY_TOKEN: TOKEN },
    });
    other.close();
    expect(code).toBe(1);
    expect(stdout).toMatch(words);
  });
});
