import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ExactNumber } from '../../json/json.ts';
import { ApiError, type KubeObject, type Resource, type WatchEvent } from './cluster.ts';
import { type Connection, connect } from './connection.ts';
import type { ConnectOptions } from './sender.ts';

const CONFIG_MAPS: Resource = { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true };
const POLICIES: Resource = { apiVersion: 'x.dev/v1', kind: 'Policy', plural: 'policies', namespaced: false };
const never = new AbortController().signal;

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

let folder: string;
let server: Server;
let answer: (request: Seen, response: ServerResponse) => void;
const seen: Seen[] = [];
const connections: Connection[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-connection-'));
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body });
    answer({ method, url, headers, body }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await Promise.all(connections.splice(0).map((one) => one.close()));
  seen.length = 0;
  vi.unstubAllEnvs();
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

function kubeconfig(user: object, cluster: object = {}, name = 'config'): string {
  const { port } = server.address() as AddressInfo;
  const path = join(folder, name);
  const config = {
    clusters: [
      {
        name: 'c',
        cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true, ...cluster },
      },
    ],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'main', context: { cluster: 'c', user: 'u', namespace: 'apps' } }],
    'current-context': 'main',
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

function open(options: ConnectOptions = {}, user: object = { token: 'secret' }): Connection {
  const connection = connect({ kubeconfig: options.kubeconfig ?? kubeconfig(user), ...options });
  connections.push(connection);
  return connection;
}

function reply(body: unknown, status = 200, headers: Record<string, string> = {}): typeof answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

describe('a call', () => {
  it('applies as the manager, without a second reading of the body, and with every character as it is meant', async () => {
    const reports: unknown[] = [];
    const connection = open({ onRequest: (verb, { kind }, status) => reports.push([verb, kind, status]) });
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'n' },
      data: { x: '\u0085\u2028' },
      id: new ExactNumber('9223372036854775807'),
    };
    answer = (request, response) => reply(request.body, 201)(request, response);
    const applied = await connection.apply(CONFIG_MAPS, object, { manager: 'm', force: true }, never);
    expect(applied).toEqual({ object, created: true });
    expect(seen).toMatchObject([
      {
        method: 'PATCH',
        url: '/api/v1/namespaces/n/configmaps/a?fieldManager=m&fieldValidation=Ignore&force=true',
        headers: {
          authorization: 'Bearer secret',
          'content-type': 'application/apply-patch+yaml',
          'user-agent': expect.stringMatching(/^layerc\/\d/),
        },
      },
    ]);
    expect(seen[0]?.body).toContain('"\\u0085\\u2028"');
    expect(seen[0]?.body).toContain('"id":9223372036854775807');
    expect(reports).toEqual([['patch', 'ConfigMap', 201]]);
  });

  it('names the status and objects of the cluster', async () => {
    answer = reply({});
    const policy: KubeObject = { apiVersion: 'x.dev/v1', kind: 'Policy', metadata: { name: 'default' } };
    await open().mergeStatus(POLICIES, policy, 'm', never);
    expect(seen[0]?.url).toBe('/apis/x.dev/v1/policies/default/status?fieldManager=m&fieldValidation=Ignore');
    expect(seen[0]?.headers['content-type']).toBe('application/merge-patch+json');
  });

  it('deletes in the background and only what is meant; gone already is fine', async () => {
    answer = reply({ kind: 'Status', code: 404, reason: 'NotFound' }, 404);
    await open().delete(
      CONFIG_MAPS,
      { name: 'a', namespace: 'n' },
      { uid: 'u-1', resourceVersion: '7' },
      never,
    );
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
      propagationPolicy: 'Background',
      preconditions: { uid: 'u-1', resourceVersion: '7' },
    });
  });

  it('gets null for what is not there', async () => {
    answer = reply({ kind: 'Status', code: 404, reason: 'NotFound' }, 404);
    expect(await open().get(CONFIG_MAPS, 'a', 'n', never)).toBeNull();
  });

  it('lists a page, each item with its kind', async () => {
    answer = reply({
      metadata: { resourceVersion: '5', continue: 't' },
      items: [{ metadata: { name: 'a' } }],
    });
    const page = await open().list(CONFIG_MAPS, { labelSelector: 'a=b', limit: 2, next: 's' }, never);
    expect(page).toEqual({
      items: [{ kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'a' } }],
      resourceVersion: '5',
      next: 't',
    });
    expect(seen[0]?.url).toBe('/api/v1/configmaps?limit=2&labelSelector=a%3Db&continue=s');
  });

  it('creates, replaces and patches', async () => {
    answer = reply({ metadata: { name: 'a' } });
    const connection = open();
    const object: KubeObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'n' },
    };
    await connection.create(CONFIG_MAPS, object, 'm', never);
    await connection.update(CONFIG_MAPS, object, 'm', never);
    await connection.patch(CONFIG_MAPS, { name: 'a', namespace: 'n' }, { data: null }, 'm', never);
    expect(
      seen.map(({ method, url, headers }) => `${method} ${url.split('?')[0]} ${headers['content-type']}`),
    ).toEqual([
      'POST /api/v1/namespaces/n/configmaps application/json',
      'PUT /api/v1/namespaces/n/configmaps/a application/json',
      'PATCH /api/v1/namespaces/n/configmaps/a application/merge-patch+json',
    ]);
  });

  it('throws what the server says', async () => {
    answer = reply({ kind: 'Status', code: 429, reason: 'TooManyRequests', message: 'wait' }, 429, {
      'retry-after': '3',
    });
    const refused = open().get(CONFIG_MAPS, 'a', 'n', never);
    await expect(refused).rejects.toThrow('get /api/v1/namespaces/n/configmaps/a: 429 TooManyRequests: wait');
    await expect(refused).rejects.toMatchObject({ status: { code: 429, retryAfter: 3 } });
  });

  it('ends in time, also when the answer stops in the middle', async () => {
    const connection = open({ limits: { callMs: 200 } });
    for (const begin of ['', '{"half":']) {
      answer = (_request, response) => {
        if (begin !== '') response.write(begin);
      };
      await expect(connection.get(CONFIG_MAPS, 'a', 'n', never)).rejects.toThrow('no answer within 0.2 s');
    }
  });

  it('ends when it is aborted, with the reason', async () => {
    answer = () => {};
    const abort = new AbortController();
    const call = open().get(CONFIG_MAPS, 'a', 'n', abort.signal);
    await vi.waitUntil(() => seen.length === 1);
    abort.abort(new Error('shutdown'));
    await expect(call).rejects.toThrow('shutdown');
    await expect(open().get(CONFIG_MAPS, 'a', 'n', abort.signal)).rejects.toThrow('shutdown');
    expect(seen).toHaveLength(1);
  });

  it('says in one line that nobody answers', async () => {
    const reports: number[] = [];
    const path = kubeconfig({ token: 'x' }, { server: 'http://127.0.0.1:1' }, 'nobody');
    const connection = open({
      kubeconfig: path,
      onRequest: (_verb, _resource, status) => reports.push(status),
    });
    const call = connection.get(CONFIG_MAPS, 'a', 'n', never);
    await expect(call).rejects.toThrow(/^get .*: connect ECONNREFUSED 127.0.0.1:1$/);
    await expect(call).rejects.not.toBeInstanceOf(ApiError);
    expect(reports).toEqual([0]);
  });

  it('waits for no other, and its connection is used again', async () => {
    const connection = open();
    let sockets = 0;
    server.on('connection', () => sockets++);
    const held: ServerResponse[] = [];
    answer = (_request, response) => held.push(response);
    const slow = Array.from({ length: 40 }, () => connection.get(CONFIG_MAPS, 'slow', 'n', never));
    await vi.waitUntil(() => held.length === 40);
    answer = reply({});
    for (let count = 0; count < 10; count++) await connection.get(CONFIG_MAPS, 'quick', 'n', never);
    // 41, and one more now and then when the one before is not quite free.
    expect(sockets).toBeLessThan(45);
    for (const response of held) response.end('{}');
    await Promise.all(slow);
  });
});

describe('credentials', () => {
  const get = (connection: Connection) => connection.get(CONFIG_MAPS, 'a', 'n', never);
  const tokens = () => seen.map(({ headers }) => headers.authorization);

  it('are read again at once when the server refuses them, and asked once more', async () => {
    const connection = open();
    answer = (request, response) =>
      request.headers.authorization === 'Bearer new'
        ? reply({})(request, response)
        : reply('', 401)(request, response);
    kubeconfig({ token: 'new' });
    await Promise.all([get(connection), get(connection)]);
    await get(connection);
    expect(tokens().filter((token) => token === 'Bearer secret')).toHaveLength(2);
    kubeconfig({ token: 'wrong' });
    await expect(get(open())).rejects.toThrow('401');
    expect(seen).toHaveLength(7);
  });

  it('of a token file follow the file', async () => {
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, 'one\n');
    const connection = open({}, { 'auth-provider': { name: 'tokenFile', config: { tokenFile } } });
    answer = (request, response) =>
      reply('{}', request.headers.authorization === 'Bearer one' ? 200 : 401)(request, response);
    await get(connection);
    writeFileSync(tokenFile, 'two\n');
    answer = (request, response) =>
      reply('{}', request.headers.authorization === 'Bearer two' ? 200 : 401)(request, response);
    await get(connection);
    expect(tokens()).toEqual(['Bearer one', 'Bearer one', 'Bearer two']);
  });

  it('may come from a plugin, which is not run for each call', async () => {
    const runs = join(folder, 'runs');
    const script = `require('fs').appendFileSync(${JSON.stringify(runs)}, 'x');
      console.log(JSON.stringify({ status: { token: 'plugged' } }))`;
    const connection = open({}, { exec: { command: process.execPath, args: ['-e', script] } });
    answer = reply({});
    for (let count = 0; count < 3; count++) await get(connection);
    expect(tokens()).toEqual(['Bearer plugged', 'Bearer plugged', 'Bearer plugged']);
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(runs, 'utf8')).toBe('x');
  });

  it('that cannot be had are an error in words', async () => {
    const connection = open(
      {},
      { exec: { command: process.execPath, args: ['-e', 'console.error("log in first");process.exit(1)'] } },
    );
    await expect(get(connection)).rejects.toThrow(
      /the credentials of the kubeconfig cannot be used: the credential plugin .* failed: log in first$/,
    );
  });

  it('may be a password, and the kubeconfig may say whose place it takes', async () => {
    answer = reply({});
    await get(open({}, { username: 'ann', password: 'pw', as: 'bob' }));
    expect(seen.map(({ headers }) => [headers.authorization, headers['impersonate-user']])).toEqual([
      [`Basic ${Buffer.from('ann:pw').toString('base64')}`, 'bob'],
    ]);
  });
});

describe('a watch', () => {
  const options = { namespace: 'n', resourceVersion: '5', timeoutSeconds: 300 };
  const event = (name: string) => ({ type: 'ADDED', object: { metadata: { name } } });

  async function read(events: AsyncIterable<WatchEvent>, into: unknown[] = []): Promise<unknown[]> {
    for await (const one of events) into.push(one);
    return into;
  }

  it('reads events as they come, cut anywhere, until the server ends it', async () => {
    const bytes = Buffer.from(['漢🙂', 'b'].map((name) => `${JSON.stringify(event(name))}\n`).join(''));
    answer = async (_request, response) => {
      for (const byte of bytes.subarray(0, 60)) {
        response.write(Buffer.from([byte]));
        await sleep(1);
      }
      response.end(bytes.subarray(60));
    };
    expect(await read(open().watch(CONFIG_MAPS, options, never))).toEqual([event('漢🙂'), event('b')]);
    expect(seen[0]?.url).toBe(
      '/api/v1/namespaces/n/configmaps?watch=true&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=300',
    );
    expect(seen[0]?.headers['accept-encoding']).toBeUndefined();
  });

  it('is cut when nothing comes any more', async () => {
    answer = (_request, response) => response.write(`${JSON.stringify(event('a'))}\n`);
    const got: unknown[] = [];
    const reading = read(open({ limits: { inactivityMs: 1_000 } }).watch(CONFIG_MAPS, options, never), got);
    await expect(reading).rejects.toThrow('watch configmaps');
    expect(got).toEqual([event('a')]);
  });

  it('fails when the connection is cut', async () => {
    answer = (_request, response) => {
      response.write(`${JSON.stringify(event('a'))}\n{"type":"ADD`);
      setTimeout(() => response.destroy(), 20);
    };
    const got: unknown[] = [];
    await expect(read(open().watch(CONFIG_MAPS, options, never), got)).rejects.toThrow('watch configmaps: ');
    expect(got).toEqual([event('a')]);
  });

  it('says that it may not begin', async () => {
    answer = reply({ kind: 'Status', code: 410, reason: 'Expired', message: 'too old' }, 410);
    await expect(read(open().watch(CONFIG_MAPS, options, never))).rejects.toMatchObject({
      status: { code: 410 },
    });
  });

  it('ends its request when it is aborted, and when nobody reads on', async () => {
    let closed = 0;
    answer = (_request, response) => {
      response.on('close', () => closed++);
      response.write(`${JSON.stringify(event('a'))}\n`);
    };
    const connection = open();
    const abort = new AbortController();
    const reading = read(connection.watch(CONFIG_MAPS, options, abort.signal));
    await vi.waitUntil(() => seen.length === 1);
    abort.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    for await (const _ of connection.watch(CONFIG_MAPS, options, never)) break;
    await vi.waitUntil(() => closed === 2);
  });
});

describe('a kubeconfig', () => {
  const text = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('is found by KUBECONFIG', async () => {
    vi.stubEnv('KUBECONFIG', kubeconfig({}));
    answer = reply({});
    const connection = connect();
    await connection.get(CONFIG_MAPS, 'a', 'n', never);
    await connection.close();
    expect(seen).toHaveLength(1);
  });

  it('may be of several contexts', () => {
    expect(() => connect({ kubeconfig: kubeconfig({}), context: 'other' })).toThrow(
      /the kubeconfig .* has no context "other" \(it has main\)/,
    );
  });

  it.each([
    ['', 'cannot be read: '],
    ['just text', 'has no current-context'],
    ['a: [', 'cannot be read: '],
    ['{}', 'has no current-context; choose one by name (it has none)'],
    [
      '{"contexts":[{"name":"a","context":{"cluster":"c"}}],"current-context":"a"}',
      'context "a" names cluster "c", which is not there',
    ],
    [
      '{"clusters":[{"name":"c","cluster":{"server":"http://x"}}],"contexts":[{"name":"a","context":{"cluster":"c"}}],"current-context":"a"}',
      'http://x is not encrypted; set insecure-skip-tls-verify to allow that',
    ],
  ])('%j is refused in one line', (content, message) => {
    const trying = () => connect({ kubeconfig: text('bad', content) });
    expect(trying).toThrow(message);
    expect(trying).toThrow(/^the kubeconfig [^\n]*$/);
  });

  it('that is not there is named', () => {
    expect(() => connect({ kubeconfig: '/nowhere/config' })).toThrow(
      "the kubeconfig /nowhere/config cannot be read: ENOENT: no such file or directory, open '/nowhere/config'",
    );
    vi.stubEnv('KUBECONFIG', '');
    vi.stubEnv('HOME', folder);
    expect(() => connect()).toThrow('no kubeconfig: KUBECONFIG is not set');
  });
});
