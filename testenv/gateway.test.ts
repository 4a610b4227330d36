import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { partPath } from './control-plane/parts.ts';
import { TestGateway } from './gateway.ts';
import { clusterSuite } from './suite.ts';

const token = 'a-token';

async function metricsOf(gateway: TestGateway): Promise<string[]> {
  const response = await fetch(`${gateway.url}/metrics`);
  return (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('the test gateway', () => {
  let gateway: TestGateway;

  beforeEach(async () => {
    gateway = await TestGateway.start({ token });
  });

  afterEach(() => gateway.stop());

  test('has metrics only of what is there, leased rows apart, and needs no token for them', async () => {
    gateway.put('tagger', { target_namespaces: ['n'] });
    expect(await metricsOf(gateway)).toEqual([]);
    gateway.putRows('n', [{ id: '1' }, { id: '2' }, { id: '3' }]);
    gateway.discover('tagger');
    gateway.core.claim('tagger', 'worker', 1, 60, Date.now());
    expect(await metricsOf(gateway)).toEqual([
      'layer_udf_queue_depth{udf="tagger"} 2',
      'layer_udf_stage_count{udf="tagger",stage="pending"} 2',
      'layer_udf_stage_count{udf="tagger",stage="processing"} 1',
    ]);
    gateway.core.claim('tagger', 'worker', 2, 60, Date.now());
    expect(await metricsOf(gateway)).toEqual(['layer_udf_stage_count{udf="tagger",stage="processing"} 3']);
  });

  test.each([
    [401, undefined],
    [401, 'Bearer'],
    [403, 'Bearer other'],
    [200, `Bearer ${token}`],
  ])('answers %s to the authorization %s', async (status, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    for (const path of ['/v2/udfs', '/v2/metrics/api/v1/query?query=1']) {
      const answer = await fetch(`${gateway.url}${path}`, { headers });
      expect(answer.status).toBe(status === 200 && path !== '/v2/udfs' ? 422 : status);
    }
  });

  test('passes queries on to the metrics server', async () => {
    const seen: string[] = [];
    const metrics = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('{"status":"success"}');
    }).listen(0, '127.0.0.1');
    await once(metrics, 'listening');
    const metricsUrl = `http://127.0.0.1:${(metrics.address() as AddressInfo).port}`;
    const other = await TestGateway.start({ token, metricsUrl });
    const init = { headers: { authorization: `Bearer ${token}` } };
    const path = '/v2/metrics/api/v1/query?query=sum(up)%20or%20vector(0)';
    expect(await (await fetch(`${other.url}${path}`, init)).json()).toEqual({ status: 'success' });
    expect(seen).toEqual(['/api/v1/query?query=sum(up)%20or%20vector(0)']);
    metrics.close().closeAllConnections();
    expect((await fetch(`${other.url}${path}`, init)).status).toBe(502);
    await other.stop();
  });
});

clusterSuite("the test gateway and hev's SDK", ['sdk'], () => {
  let gateway: TestGateway;

  beforeEach(async () => {
    gateway = await TestGateway.start({ token });
  });

  afterEach(() => gateway.stop());

  /** Runs calls of the SDK's client and returns what the script puts into `result`. */
  async function withSdk(calls: string, key = token): Promise<unknown> {
    const script = [
      'import asyncio, json',
      'from hevlayer.client import AsyncHevlayer, HevlayerError',
      'async def main():',
      '    result = []',
      `    async with AsyncHevlayer(api_key=${JSON.stringify(key)}, base_url=${JSON.stringify(gateway.url)}) as client:`,
      ...calls
        .trim()
        .split('\n')
        .map((line) => `        ${line.trim()}`),
      '    print(json.dumps(result))',
      'asyncio.run(main())',
    ].join('\n');
    const { stdout } = await promisify(execFile)(partPath('sdk'), ['-c', script]);
    return JSON.parse(stdout);
  }

  const spec = `{"worker": {"image": "example/tagger"}, "target_namespaces": ["shop"], "inputs": ["id", "text"]}`;

  test('agree on registering a Function and on discovering its rows', async () => {
    gateway.putRows('shop', [
      { id: '1', text: 'one', price: 3 },
      { id: '2', text: 'two', price: 4 },
    ]);
    const result = await withSdk(`
      udf = await client.create_udf({"id": "tagger", "spec": ${spec}})
      result.append([udf.id, udf.paused, udf.spec.worker.batch_size, udf.spec.schedule.lease_seconds])
      result.append((await client.discover_udf("tagger", {})).enqueued)
      result.append((await client.discover_udf("tagger", {})).enqueued)
      status = await client.get_udf_status("tagger")
      result.append([status.pending_count, status.processing_count, status.failed_count, status.discovery.sweeps_completed])
      result.append((await client.pause_udf("tagger")).paused)
      result.append(len((await client.claim_udf_items("tagger", {"worker_id": "w"})).items))
      result.append((await client.resume_udf("tagger")).paused)
      claimed = await client.claim_udf_items("tagger", {"worker_id": "w"})
      result.append([item.input for item in claimed.items])
      result.append([udf.id for udf in (await client.list_udfs()).udfs])
      result.append((await client.get_udf("tagger")).status.processing_count)
      result.append((await client.upsert_udf("tagger", {"spec": {"worker": {"batch_size": 7}}})).spec.worker.batch_size)
      result.append((await client.delete_udf("tagger")).status)
    `);
    const inputs = [
      { id: '1', text: 'one' },
      { id: '2', text: 'two' },
    ];
    expect(result).toEqual([
      ['tagger', false, 32, 120],
      2,
      0,
      [2, 0, 0, 2],
      true,
      0,
      false,
      inputs,
      ['tagger'],
      2,
      7,
      'OK',
    ]);
  });

  test('agree on leases, heartbeats, failures and late completions', async () => {
    const books = gateway.put('tagger', {
      target_namespaces: ['shop'],
      retry: { initial_backoff_seconds: 0.1 },
    });
    gateway.putRows('shop', [{ id: '1' }, { id: '2' }, { id: '3' }]);
    gateway.discover('tagger');
    const result = await withSdk(`
      claim = lambda worker, limit: client.claim_udf_items("tagger", {"worker_id": worker, "limit": limit, "lease_seconds": 1})
      items = lambda *ids: [{"namespace": "shop", "id": id} for id in ids]
      result.append([item.id for item in (await claim("slow", 2)).items])
      await asyncio.sleep(0.6)
      beat = await client.heartbeat_udf_items("tagger", {"worker_id": "slow", "items": items("1")})
      result.append(beat.updated)
      await asyncio.sleep(0.6)
      complete = lambda worker, *ids: client.complete_udf_items("tagger", {"worker_id": worker, "items": items(*ids)})
      result.append((await complete("slow", "1", "2")).updated)
      await asyncio.sleep(0.2)
      result.append(sorted([item.id for item in (await claim("quick", 5)).items]))
      failed = [{"namespace": "shop", "id": "3", "kind": "permanent", "message": "no"}]
      result.append((await client.fail_udf_items("tagger", {"worker_id": "quick", "items": failed})).updated)
      result.append((await complete("slow", "2")).updated)
      result.append((await complete("quick", "2", "3")).updated)
      result.append((await client.reset_failed_udf("tagger")).updated)
    `);
    expect(result).toEqual([['1', '2'], 1, 1, ['2', '3'], 1, 0, 1, 1]);
    expect(books.counts()).toEqual({ pending: 1, processing: 0, completed: 2, failed: 0 });
  });

  test('agree on refusals', async () => {
    const calls = `
      try: await client.claim_udf_items("tagger", {"worker_id": "w"})
      except HevlayerError as error: result.append([error.status_code, error.error])
      try: await client.create_udf({"id": "known", "spec": {"worker": {}}})
      except HevlayerError as error: result.append([error.status_code, error.error])
    `;
    gateway.put('known', {});
    expect(await withSdk(calls)).toEqual([
      [404, 'not_found'],
      [409, 'conflict'],
    ]);
    expect(await withSdk(calls, 'other')).toEqual([
      [403, 'forbidden'],
      [403, 'forbidden'],
    ]);
    expect(await withSdk(calls, '')).toEqual([
      [401, 'unauthorized'],
      [401, 'unauthorized'],
    ]);
  });

  test('complete every row exactly once with several workers', async () => {
    const books = gateway.put('measure', {
      target_namespaces: ['shop'],
      inputs: ['id', 'text', 'fail'],
      retry: { initial_backoff_seconds: 0.1 },
    });
    for (let row = 0; row < 60; row++) {
      const fail = row === 7 ? 'permanent' : row === 8 ? 'transient' : null;
      gateway.putRows('shop', [{ id: `${row}`, text: 'x'.repeat(row), fail }]);
    }
    gateway.discover('measure');
    const env = {
      PATH: process.env.PATH,
      HEVLAYER_BASE_URL: gateway.url,
      HEVLAYER_UDF_ID: 'measure',
      HEVLAYER_UDF_BATCH_SIZE: '8',
      LAYER_GATEWAY_API_KEY: token,
      POLL_SECONDS: '0.1',
    };
    const worker = join(import.meta.dirname, 'gateway', 'worker.py');
    const workers = [1, 2, 3].map(() => spawn(partPath('sdk'), [worker], { env, stdio: 'inherit' }));
    try {
      await vi.waitUntil(() => books.counts().completed === 59, { timeout: 20_000 });
    } finally {
      for (const process of workers) process.kill('SIGKILL');
    }
    expect(books.counts()).toEqual({ pending: 0, processing: 0, completed: 59, failed: 1 });
    const completions = books.journal.filter(({ what }) => what === 'completed').map(({ id }) => id);
    expect(new Set(completions).size).toBe(59);
    expect(completions).toHaveLength(59);
    expect(gateway.core.rows.get({ namespace: 'shop', id: '9' })?.length).toBe(9);
    expect(books.items()[8]?.attempts).toBeGreaterThan(0);
  });
});
