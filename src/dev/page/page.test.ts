/** The routes of the page on a real server. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEV_PAGE, writePage } from '../../../tools/page.ts';
import { sweep } from '../../gateway/core/discovery.ts';
import { Gateway } from '../../gateway/core/gateway.ts';
import { together } from '../../gateway/server/listeners.ts';
import { GatewayServer } from '../../gateway/server/server.ts';
import { ExactNumber } from '../../json/json.ts';
import { EventReader } from '../../web/figures/event-reader.ts';
import type { Supervisor } from '../worker/supervisor.ts';
import { Chronicle } from './chronicle.ts';
import { Page } from './page.ts';

let gateway: Gateway;
let chronicle: Chronicle;
let page: Page;
let server: GatewayServer;
let saves: number;
const supervisors = new Map<string, Supervisor>();

beforeEach(async () => {
  saves = 0;
  chronicle = new Chronicle(() => 'worker', Date.now);
  gateway = new Gateway('turbopuffer', together([chronicle]));
  for (let id = 0; id < 1000; id++)
    gateway.rows.put('shop', { id: `p${id}`, title: `title ${id}`, price: id });
  const retry = { initial_backoff_seconds: 0 };
  const spec = {
    target_namespaces: ['shop'],
    inputs: ['id', 'title'],
    filter: ['price', 'Lt', 900],
    worker: {},
    retry,
  };
  gateway.create('tag', spec, false, Date.now());
  sweep(gateway, gateway.get('tag'), ['shop'], Date.now());
  const save = () => void saves++;
  page = new Page({ gateway, supervisors, chronicle, now: Date.now, save }, new Map([['secret', 'admin']]));
  server = await GatewayServer.start({
    ...{ gateway, save, now: Date.now, port: 0, tokens: new Map() },
    other: (request, response, url) => page.answer(request, response, url),
  });
});
afterEach(async () => {
  page.close();
  await server.stop();
});

const BEARER = { authorization: 'Bearer secret' };

async function ask(path: string, body?: object, headers: Record<string, string> = BEARER) {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${server.url}${path}`, { headers, ...init });
  // biome-ignore lint/suspicious/noExplicitAny: what a route answers is what the tests look at.
  return { status: response.status, body: (await response.json()) as any };
}

describe('the page', () => {
  it('is one file under a policy that lets nothing else in', async () => {
    await writePage(DEV_PAGE);
    const response = await fetch(`${server.url}/`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'; /,
    );
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    const text = await response.text();
    // Nothing that a browser would fetch: what names another place is a namespace of SVG.
    expect(
      text.match(/https?:\/\/[^'"`\s]+/g)?.filter((url) => url !== 'http://www.w3.org/2000/svg'),
    ).toEqual([]);
    expect(text).not.toMatch(/<(?:script|link|img|iframe)[^>]*\s(?:src|href)=["'](?!data:)/);
    expect(text).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|\beval\(/);
  });

  it('tells nothing, and does nothing, for whoever has no token', async () => {
    for (const path of [
      '/dev/events',
      '/dev/functions/tag/rows',
      '/dev/functions/tag/row?namespace=shop&id=p1',
    ]) {
      expect((await ask(path, undefined, {})).status).toBe(401);
      expect((await ask(path, undefined, { authorization: 'Bearer other' })).status).toBe(403);
    }
    expect((await ask('/dev/functions/tag/again', { namespace: 'shop', id: 'p1' }, {})).status).toBe(401);
    expect(saves).toBe(0);
  });

  it.each([
    [{ origin: 'http://evil.example' }, 'forbidden_origin'],
    [{ origin: 'null' }, 'forbidden_origin'],
    [{ 'sec-fetch-site': 'cross-site' }, 'forbidden_origin'],
    [{ 'sec-fetch-site': 'same-site' }, 'forbidden_origin'],
    [{ host: 'evil.example' }, 'forbidden_host'],
  ])('answers no other page, whatever it knows: %j', async (headers, error) => {
    const answer = await new Promise<string>((resolve) => {
      const { port } = server;
      const options = {
        host: '127.0.0.1',
        port,
        path: '/dev/functions/tag/rows',
        headers: { ...BEARER, ...headers },
      };
      httpRequest(options, async (response) => {
        let text = '';
        for await (const part of response.setEncoding('utf8')) text += part;
        resolve(`${response.statusCode} ${text}`);
      }).end();
    });
    expect(answer).toMatch(new RegExp(`^403 .*"${error}"`));
  });

  it('is answered when it asks itself', async () => {
    const headers = { ...BEARER, origin: server.url, 'sec-fetch-site': 'same-origin' };
    expect((await ask('/dev/functions/tag/rows?limit=1', undefined, headers)).status).toBe(200);
  });
});

describe('rows', () => {
  it('come by pages, by stage, and by what is searched', async () => {
    gateway.claim('tag', 'w', 3, 60, Date.now());
    gateway.fail(
      'tag',
      'w',
      [{ namespace: 'shop', id: 'p1', kind: 'permanent', message: 'No Colour' }],
      Date.now(),
    );
    const found = async (search: string) => {
      const { body } = await ask(`/dev/functions/tag/rows?${search}`);
      return [body.total, body.rows.map(({ id }: { id: string }) => id)];
    };
    expect(await found('from=898&limit=5')).toEqual([900, ['p898', 'p899']]);
    expect(await found('stage=processing')).toEqual([2, ['p0', 'p2']]);
    expect(await found('search=colour')).toEqual([1, ['p1']]);
    expect(await found('search=shop/P89&limit=2')).toEqual([11, ['p89', 'p890']]);
    expect((await ask('/dev/functions/tag/rows?stage=gone')).status).toBe(422);
    expect((await ask('/dev/functions/other/rows')).status).toBe(404);
    expect((await ask('/dev/functions/%zz/rows')).status).toBe(400);
  });

  it('are shown whole, with every digit', async () => {
    const row = { id: 'p0', title: '<b>x</b>', price: new ExactNumber('1.10') };
    gateway.rows.put('shop', { ...row, vector: Array.from({ length: 3000 }, () => 0.5) });
    gateway.claim('tag', 'w', 1, 60, Date.now());
    const attributes = { tags: ['x'] };
    gateway.complete('tag', 'w', [{ namespace: 'shop', id: 'p0', attributes }], Date.now());
    const { body } = await ask('/dev/functions/tag/row?namespace=shop&id=p0');
    expect(body).toMatchObject({
      stage: 'completed',
      input: [
        { name: 'id', text: '"p0"', cut: 0 },
        { name: 'title', text: '"<b>x</b>"', cut: 0 },
      ],
      output: [{ name: 'tags', text: '["x"]', cut: 0 }],
      others: [
        { name: 'price', text: '1.10' },
        { name: 'vector', cut: 7905 },
      ],
      history: [{ what: 'enqueued' }, { what: 'claimed', worker: 'w' }, { what: 'completed', worker: 'w' }],
    });
    expect((await ask('/dev/functions/tag/row?namespace=shop&id=nobody')).status).toBe(404);
  });
});

describe('a person', () => {
  const row = { namespace: 'shop', id: 'p0' };
  const stage = () => gateway.get('tag').queue.get(row)?.stage;

  it('runs a row again, once it is in nobody’s hands', async () => {
    expect((await ask('/dev/functions/tag/again', row)).body.message).toBe('Row shop/p0 waits already.');
    gateway.claim('tag', 'w', 1, 60, Date.now());
    expect((await ask('/dev/functions/tag/again', row)).status).toBe(409);
    gateway.complete('tag', 'w', [row], Date.now());
    expect((await ask('/dev/functions/tag/again', row)).status).toBe(200);
    expect(stage()).toBe('pending');
    expect(saves).toBeGreaterThan(0);
  });

  it('ends a lease, which is no batch that took too long', async () => {
    expect((await ask('/dev/functions/tag/expire', row)).status).toBe(409);
    gateway.claim('tag', 'w', 1, 60, Date.now());
    expect((await ask('/dev/functions/tag/expire', row)).status).toBe(200);
    expect([stage(), chronicle.of('tag').late]).toEqual(['pending', undefined]);
  });

  it('cannot do what there is not', async () => {
    expect((await ask('/dev/functions/tag/kill', { worker: 'x' })).status).toBe(404);
    expect((await ask('/dev/functions/tag/slow', { worker: 'x', seconds: -1 })).status).toBe(422);
    expect((await ask('/dev/functions/tag/constructor', {})).status).toBe(404);
    expect((await ask('/dev/functions/tag/rows', {})).status).toBe(404);
    expect((await ask('/dev/other')).status).toBe(404);
  });
});

describe('the stream', () => {
  it('tells how things stand, and then what changes', async () => {
    chronicle.log('tag', 'w', 'hello', true);
    const abort = new AbortController();
    const response = await fetch(`${server.url}/dev/events`, { headers: BEARER, signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = new EventReader();
    const seen: { event: string; data: unknown }[] = [];
    const reading = (async () => {
      for await (const piece of (response.body as ReadableStream).pipeThrough(new TextDecoderStream()))
        for (const { event, data } of reader.take(piece)) seen.push({ event, data: JSON.parse(data) });
    })().catch(() => undefined);
    await vi.waitFor(() =>
      expect(seen.map(({ event }) => event)).toEqual(expect.arrayContaining(['overview', 'log'])),
    );
    expect(seen[0]?.data).toMatchObject({
      trouble: '',
      functions: [{ id: 'tag', hasWorker: false, queue: { counts: { pending: 900 }, elsewhere: 100 } }],
    });
    page.trouble = 'error UnknownPool';
    // A hundred changes are one message.
    for (let time = 0; time < 100; time++) gateway.claim('tag', 'w', 1, 60, Date.now());
    await vi.waitFor(() => expect(seen.filter(({ event }) => event === 'overview')).toHaveLength(2));
    const [, second] = seen.filter(({ event }) => event === 'overview');
    expect(second?.data).toMatchObject({
      trouble: 'error UnknownPool',
      functions: [{ queue: { counts: { processing: 100 } } }],
    });
    abort.abort();
    await reading;
  });

  it('keeps nothing for whoever does not read', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      `GET /dev/events HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nauthorization: Bearer secret\r\n\r\n`,
    );
    socket.pause();
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    for (let round = 0; round < 12; round++) {
      for (let line = 0; line < 3000; line++) chronicle.log('tag', 'w', 'x'.repeat(4000), false);
      await new Promise((next) => setTimeout(next, 260));
    }
    const after = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    // 144 MB of lines have passed.
    expect(after - before).toBeLessThan(30 * 2 ** 20);
    socket.destroy();
  });
});
