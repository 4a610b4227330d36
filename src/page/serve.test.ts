import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { CannotServe, type Served, servePlayground } from './serve.ts';

const PAGE = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><p>é`;

let served: Served | undefined;
afterEach(async () => {
  await served?.stop();
  served = undefined;
});

async function ask(path: string, { method = 'GET', ...headers }: { [name: string]: string } = {}) {
  served ??= await servePlayground(0, PAGE);
  const sent = request(new URL(served.url), { path, method, headers: headers as NodeJS.Dict<string> });
  sent.end(method === 'POST' ? 'x'.repeat(100_000) : undefined);
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode as number, headers: answer.headers, body: await text(answer) };
}

describe('the playground on a port', () => {
  it('is the page, with what the page allows itself', async () => {
    const { status, headers, body } = await ask('/');
    expect([status, body]).toEqual([200, PAGE]);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(served?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('answers HEAD without the page, and what comes behind a question mark as if it were not there', async () => {
    expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect((await ask('/?x=1')).body).toBe(PAGE);
  });

  it.each(['/x', '/index.html', '//', '/..', '/%2e%2e/package.json', '/playground.html'])(
    'has nothing at %s',
    async (path) => {
      expect(await ask(path)).toMatchObject({ status: 404, body: 'The playground is at / alone.\n' });
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
    const { status, headers } = await ask('/', { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('does not answer by another name, to which somebody may have given this address', async () => {
    for (const host of [
      'evil.example.com',
      '127.0.0.1',
      'localhost:1',
      '[::1]',
      '127.0.0.1.example.com:80',
    ]) {
      const { status, headers, body } = await ask('/', { host });
      expect(status).toBe(403);
      expect(body).toMatch(/^The playground answers as 127\.0\.0\.1:\d+ alone\.\n$/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
    const { port } = new URL(served?.url as string);
    expect((await ask('/', { host: `LOCALHOST:${port}` })).status).toBe(200);
  });

  it('outlives what is no request', async () => {
    await ask('/');
    const { port } = new URL(served?.url as string);
    for (const bytes of [
      '\0\x16\x03\x01',
      'GET\r\n\r\n',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
    ]) {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(bytes));
      socket.on('error', () => {}).resume();
      await new Promise((closed) => socket.on('close', closed));
    }
    expect((await ask('/')).status).toBe(200);
  });

  it('says so where its port is taken', async () => {
    served = await servePlayground(0, PAGE);
    const port = Number(new URL(served.url).port);
    const second = servePlayground(port, PAGE);
    await expect(second).rejects.toThrow(CannotServe);
    await expect(second).rejects.toThrow(
      `port ${port}: somebody listens there already; --port 0 takes a free one`,
    );
  });

  it('is not sent where it says nothing of what it may do', async () => {
    await expect(servePlayground(0, '<p>')).rejects.toThrow('says nothing');
  });
});
