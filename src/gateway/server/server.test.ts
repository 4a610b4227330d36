import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Gateway } from '../core/gateway.ts';
import type { Scope } from '../words/refusal.ts';
import { together } from './listeners.ts';
import { GatewayServer } from './server.ts';

describe('the gateway on a port', () => {
  let gateway: Gateway;
  let server: GatewayServer;
  let saves: number;
  const tokens = new Map<string, Scope>([
    ['reader', 'read'],
    ['worker', 'write'],
    ['owner', 'admin'],
  ]);
  let held: readonly string[] = [];
  const start = (metricsUrl?: string) =>
    GatewayServer.start({
      ...{ gateway, tokens, port: 0, now: () => 0, save: () => void saves++, metricsUrl },
      hold: (udf, worker) => held.includes(`${udf} ${worker}`),
    });

  beforeEach(async () => {
    saves = 0;
    gateway = new Gateway('turbopuffer', together([]));
    gateway.rows.put('shop', { id: '1', title: 'one' });
    gateway.create('tag', { target_namespaces: ['shop'], inputs: ['id', 'title'], worker: {} }, false, 0);
    server = await start();
  });
  afterEach(() => server.stop());

  async function ask(method: string, path: string, body?: unknown, token = 'owner') {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  }

  test('holds back what a worker has claimed, and says meanwhile that it comes', async () => {
    held = ['tag w'];
    gateway.runAgain('tag', { namespace: 'shop', id: '1' }, 0);
    const response = await fetch(`${server.url}/v2/udfs/tag/claim`, {
      ...{ method: 'POST', headers: { authorization: 'Bearer worker' }, body: '{"worker_id": "w"}' },
    });
    expect(gateway.get('tag').queue.counts(0).processing).toBe(1);
    let isOver = false;
    const text = response.text().finally(() => {
      isOver = true;
    });
    await new Promise((next) => setTimeout(next, 150));
    expect(isOver).toBe(false);
    held = [];
    expect(await text).toMatch(/^ +\{"udf_id":"tag","worker_id":"w","items":\[\{/);
    // Nobody waits for nothing.
    held = ['tag w'];
    expect((await ask('POST', '/v2/udfs/tag/claim', { worker_id: 'w' })).body.items).toEqual([]);
    held = [];
  });

  test('leads a row from discovery to its result', async () => {
    expect((await ask('POST', '/v2/udfs/tag/discover', {})).body).toEqual({
      udf_id: 'tag',
      enqueued: 1,
      namespaces: ['shop'],
    });
    const { body } = await ask('POST', '/v2/udfs/tag/claim', { worker_id: 'w' }, 'worker');
    expect(body.items).toEqual([{ namespace: 'shop', id: '1', input: { id: '1', title: 'one' } }]);
    const items = [
      { namespace: 'shop', id: '1', attributes: { tag: 'x' } },
      { namespace: 'shop', id: '7' },
    ];
    expect(
      (await ask('POST', '/v2/udfs/tag/items/complete', { worker_id: 'w', items, report_dispositions: true }))
        .body,
    ).toEqual({
      udf_id: 'tag',
      updated: 1,
      items: [
        { index: 0, disposition: 'completed' },
        { index: 1, disposition: 'discard', reason: 'lease_lost' },
      ],
    });
    expect((await ask('GET', '/v2/udfs/tag/status')).body).toMatchObject({
      pending_count: 0,
      counts: { completed: 1 },
      indexed_rate_per_min: 1,
    });
    expect((await ask('GET', '/v2/namespaces/shop/documents/1?include_attributes=tag')).body).toEqual({
      id: '1',
      attributes: { tag: 'x' },
    });
    expect(saves).toBeGreaterThan(3);
  });

  test('pages a discovery', async () => {
    for (const id of ['2', '3']) gateway.rows.put('shop', { id });
    const first = await ask('POST', '/v2/udfs/tag/discover', { page_size: 2, max_pages: 1 });
    expect(first.body).toMatchObject({ enqueued: 2, pages_scanned: 1, complete: false, next_cursor: '0.1' });
    const cursor = first.body.next_cursor;
    const second = await ask('POST', '/v2/udfs/tag/discover', { page_size: 2, max_pages: 5, cursor });
    expect(second.body).toMatchObject({ enqueued: 1, complete: true, next_cursor: null });
  });

  test.each([
    ['GET', '/v2/udfs/tag', 'read'],
    ['POST', '/v2/udfs/tag/claim', 'write'],
    ['PUT', '/v2/udfs/tag', 'write'],
    ['POST', '/v2/udfs', 'admin'],
    ['POST', '/v2/udfs/tag/pause', 'admin'],
    ['DELETE', '/v2/udfs/tag/candidate', 'admin'],
    ['POST', '/v2/namespaces/shop', 'write'],
    ['POST', '/v2/namespaces/shop/query', 'read'],
    ['GET', '/v2/metrics/query?query=1', 'read'],
  ] as const)('asks for a scope: %s %s needs %s', async (method, path, needed) => {
    const order = ['read', 'write', 'admin'];
    for (const [token, scope] of tokens) {
      const { status, body } = await ask(method, path, method === 'GET' ? undefined : {}, token);
      const isEnough = order.indexOf(scope) >= order.indexOf(needed);
      if (isEnough) expect([401, 403]).not.toContain(status);
      else expect([status, body]).toEqual([403, { error: 'forbidden', required_scope: needed }]);
    }
    expect(await ask(method, path, undefined, 'other')).toEqual({
      status: 403,
      body: { error: 'forbidden' },
    });
    const bare = await fetch(`${server.url}${path}`, { method });
    expect([bare.status, await bare.json()]).toEqual([401, { error: 'unauthorized' }]);
  });

  test.each<[string, string, unknown, number, string]>([
    ['POST', '/v2/udfs', { id: 'tag', spec: { worker: {} } }, 409, 'conflict'],
    ['GET', '/v2/udfs/none', undefined, 404, 'not_found'],
    ['GET', '/v2/other', undefined, 404, 'not_found'],
    ['POST', '/v2/udfs/tag/claim', '{', 400, 'bad_request'],
    ['POST', '/v2/udfs/tag/claim', '[]', 400, 'bad_request'],
    ['POST', '/v2/udfs/tag/claim', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 400, 'bad_request'],
    ['POST', '/v2/udfs/tag/claim', {}, 422, 'invalid'],
    [
      'POST',
      '/v2/udfs/tag/items/fail',
      { worker_id: 'w', items: [{ namespace: 'shop', id: '1', kind: 'odd' }] },
      422,
      'invalid',
    ],
    ['GET', '/v2/udfs/%E0%A4%A', undefined, 400, 'bad_request'],
    ['GET', '/v2/metrics/query_range?query=up', undefined, 503, 'unavailable'],
    ['GET', '/v2/metrics/query?query=up', undefined, 422, 'unsupported_query'],
  ])('refuses %s %s with %j', async (method, path, body, status, error) => {
    const answer = await ask(method, path, body);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(answer.body.message).toMatch(/^\S.*[.)]$/s);
  });

  test('answers no request by another name', async () => {
    const status = await new Promise((resolve) => {
      httpRequest(
        { port: server.port, host: '127.0.0.1', path: '/metrics', headers: { host: 'evil.example' } },
        (response) => resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  test('takes no body without end', async () => {
    const status = await new Promise((resolve) => {
      const request = httpRequest(
        {
          port: server.port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/v2/namespaces/shop',
          headers: { authorization: 'Bearer owner' },
        },
        (response) => {
          resolve(response.statusCode);
          request.destroy();
        },
      );
      request.on('error', () => {});
      const part = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => {
        if (!request.destroyed) request.write(part, () => setImmediate(more));
      };
      more();
    });
    expect(status).toBe(413);
  });

  test('answers the query of a rendered ScaledObject', async () => {
    const query = 'max(layer_udf_queue_depth{udf="tag"}) or 0 * max(up{job="layer-gateway"} == 1)';
    const path = `/v2/metrics/api/v1/query?query=${encodeURIComponent(query)}`;
    const value = async () => (await ask('GET', path)).body.data.result[0].value[1];
    expect(await value()).toBe('0');
    await ask('POST', '/v2/udfs/tag/discover', {});
    expect(await value()).toBe('1');
    const posted = await fetch(`${server.url}/v2/metrics/query`, {
      method: 'POST',
      headers: { authorization: 'Bearer reader' },
      body: new URLSearchParams({ query }),
    });
    expect(await posted.json()).toMatchObject({ data: { result: [{ value: [0, '1'] }] } });
    expect((await ask('GET', '/metrics')).body).toContain('layer_udf_queue_depth{udf="tag"} 1\n');
  });

  test('passes queries on to a Prometheus', async () => {
    const seen: string[] = [];
    const prometheus = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('{"status":"success"}');
    }).listen(0, '127.0.0.1');
    await server.stop();
    server = await start(`http://127.0.0.1:${(prometheus.address() as AddressInfo).port}`);
    expect((await ask('GET', '/v2/metrics/api/v1/query?query=up')).body).toEqual({ status: 'success' });
    expect(seen).toEqual(['/api/v1/query?query=up']);
    prometheus.close().closeAllConnections();
    expect((await ask('GET', '/v2/metrics/query?query=up')).status).toBe(502);
  });

  test('says that it drains', async () => {
    server.drain();
    expect(await ask('GET', '/v2/udfs')).toMatchObject({ status: 503, body: { error: 'gateway_draining' } });
  });

  test('keeps every digit on the way in and out', async () => {
    await ask('POST', '/v2/namespaces/shop', '{"upsert_rows":[{"id":9223372036854775807,"n":1.10}]}');
    const response = await fetch(`${server.url}/v2/namespaces/shop/query`, {
      method: 'POST',
      headers: { authorization: 'Bearer owner' },
      body: '{"filters":["id","Eq",9223372036854775807],"include_attributes":true}',
    });
    expect(await response.text()).toContain('"rows":[{"id":9223372036854775807,"n":1.10}]');
  });

  test('scans for ids', async () => {
    const { body } = await ask('POST', '/v2/namespaces/shop/scans', {
      source: 'origin',
      filters: ['title', 'Eq', 'one'],
    });
    expect((await ask('GET', `/v2/namespaces/shop/scans/${body.id}`)).body.status).toBe('completed');
    expect((await ask('GET', `/v2/namespaces/shop/scans/${body.id}/results`)).body).toEqual({
      ids: ['1'],
      total: 1,
    });
  });
});
