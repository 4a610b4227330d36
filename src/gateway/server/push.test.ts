import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sweep } from '../core/discovery.ts';
import { Gateway } from '../core/gateway.ts';
import type { Entry } from '../core/item.ts';
import type { RunRequest, RunResponse } from '../core/protocol.ts';
import { together } from './listeners.ts';
import { Pusher } from './push.ts';

type Answer = (request: RunRequest) => Promise<RunResponse> | RunResponse;

describe('a push Function', () => {
  let gateway: Gateway;
  let pusher: Pusher;
  let journal: Entry[];
  let ready: string[];
  let asked: string[];
  const workers: Server[] = [];

  let isHeld = false;

  const start = () =>
    new Pusher({
      gateway,
      token: 'secret',
      now: Date.now,
      save: () => {},
      hold: () => isHeld,
      resolve: async (url) => {
        asked.push(url);
        return ready;
      },
    });
  const counts = () => gateway.get('tagger').queue.counts(Date.now());
  const items = () => [...gateway.get('tagger').queue.items()];

  beforeEach(() => {
    ready = [];
    asked = [];
    journal = [];
    gateway = new Gateway('turbopuffer', together([{ happened: (_, entry) => void journal.push(entry) }]));
    pusher = start();
  });

  afterEach(async () => {
    await pusher.stop();
    for (const worker of workers.splice(0)) worker.close().closeAllConnections();
  });

  async function startWorker(answer: Answer): Promise<{ url: string; requests: RunRequest[] }> {
    const requests: RunRequest[] = [];
    const worker = createServer(async (request, response) => {
      let body = '';
      for await (const part of request.setEncoding('utf8')) body += part;
      expect([request.method, request.url]).toEqual(['POST', '/run']);
      expect(request.headers.authorization).toBe('Bearer secret');
      requests.push(JSON.parse(body));
      const answered = await Promise.resolve(JSON.parse(body))
        .then(answer)
        .catch(() => undefined);
      response.statusCode = answered === undefined ? 500 : 200;
      response.end(JSON.stringify(answered ?? {}));
    });
    workers.push(worker);
    worker.listen(0, '127.0.0.1');
    await once(worker, 'listening');
    return { url: `http://127.0.0.1:${(worker.address() as AddressInfo).port}`, requests };
  }

  function register(rows: number): void {
    const spec = {
      target_namespaces: ['n'],
      inputs: ['id'],
      worker: { url: 'http://tagger.default.svc:8080', batch_size: 2, timeout_seconds: 1 },
      retry: { initial_backoff_seconds: 0.01, max_attempts: 4 },
    };
    const udf = gateway.create('tagger', spec, false, 0);
    for (let row = 0; row < rows; row++) gateway.rows.put('n', { id: `${row}` });
    sweep(gateway, udf, ['n'], Date.now());
  }

  const completeAll: Answer = ({ items }) => ({
    items: items.map(({ namespace, id }) => ({ namespace, id, attributes: { tag: `tag ${id}` } })),
  });

  test('is called in batches, each row once', async () => {
    const worker = await startWorker(completeAll);
    ready = [worker.url];
    register(5);
    await vi.waitUntil(() => counts().completed === 5);
    expect(worker.requests.map(({ items }) => items.length)).toEqual([2, 2, 1]);
    expect(worker.requests[0]).toMatchObject({
      udf_id: 'tagger',
      items: [{ namespace: 'n', id: '0', input: { id: '0' } }, {}],
    });
    expect(gateway.rows.get({ namespace: 'n', id: '3' })?.tag).toBe('tag 3');
    expect(asked).toContain('http://tagger.default.svc:8080');
  });

  test('writes nothing while its results are held back, and is late when that is longer than its time', async () => {
    const worker = await startWorker(completeAll);
    ready = [worker.url];
    isHeld = true;
    register(1);
    await vi.waitUntil(() => worker.requests.length === 1);
    await new Promise((next) => setTimeout(next, 200));
    expect(counts()).toMatchObject({ processing: 1, completed: 0 });
    await vi.waitUntil(
      () => journal.some(({ message }) => /did not answer within 1 s/.test(message ?? '')),
      3000,
    );
    isHeld = false;
    await vi.waitUntil(() => counts().completed === 1);
  });

  test('is not called while no worker is ready', async () => {
    const worker = await startWorker(completeAll);
    register(1);
    await vi.waitUntil(() => asked.length > 2);
    expect(counts().pending).toBe(1);
    ready = [worker.url];
    await vi.waitUntil(() => counts().completed === 1);
  });

  test('is tried again after an answer that says so, is an error, or is late', async () => {
    let calls = 0;
    const worker = await startWorker(async (request) => {
      calls++;
      if (calls === 1) return { failed: request.items.map((item) => ({ ...item, kind: 'transient' })) };
      if (calls === 2) throw new Error('broken');
      if (calls === 3) await new Promise((resolve) => setTimeout(resolve, 1_200));
      return completeAll(request);
    });
    ready = [worker.url];
    register(1);
    await vi.waitUntil(() => counts().completed === 1, { timeout: 4_000 });
    const messages = journal.filter(({ what }) => what === 'failed').map(({ message }) => message);
    expect(messages).toEqual([
      'The worker gave no reason: an item of failed has namespace, id, kind (transient or permanent) and message.',
      'The worker answered 500.',
      'The worker did not answer within 1 s.',
    ]);
  });

  test('fails rows for good when the worker says so, and those it does not mention for now', async () => {
    const worker = await startWorker(({ items }) => ({
      failed: items
        .filter(({ id }) => id === '0')
        .map((item) => ({ ...item, kind: 'permanent', message: 'no' })),
    }));
    ready = [worker.url];
    register(2);
    await vi.waitUntil(() => counts().failed === 2);
    expect(items().map(({ attempts }) => attempts)).toEqual([1, 4]);
  });

  test('goes on after the gateway was away', async () => {
    const worker = await startWorker(completeAll);
    register(1);
    await pusher.stop();
    ready = [worker.url];
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(worker.requests).toEqual([]);
    pusher = start();
    await vi.waitUntil(() => counts().completed === 1);
  });
});
