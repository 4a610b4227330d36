import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type HealthServer, type Probes, serveHealth } from './health.ts';
import { CannotStart } from './kube/cannot-start.ts';
import { Metrics } from './metrics.ts';

let server: HealthServer | undefined;
afterEach(() => server?.close());

async function serve(probes: Partial<Probes> = {}): Promise<string> {
  server = await serveHealth(0, {
    unlisted: () => [],
    watchAges: () => [],
    troubles: () => [],
    metrics: new Metrics(),
    ...probes,
  });
  return `http://127.0.0.1:${server.port}`;
}

async function get(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init);
  return { status: response.status, text: await response.text() };
}

describe('the health server', () => {
  it('is ready once every kind has been listed', async () => {
    let unlisted = ['Function', 'ScaledObject'];
    const url = await serve({ unlisted: () => unlisted });
    expect(await get(`${url}/readyz`)).toEqual({
      status: 503,
      text: 'Function not listed yet\nScaledObject not listed yet\n',
    });
    // Not ready is no reason to be restarted.
    expect(await get(`${url}/healthz`)).toEqual({ status: 200, text: 'ok\n' });
    unlisted = [];
    expect(await get(`${url}/readyz?verbose`)).toEqual({ status: 200, text: 'ok\n' });
  });

  it('is alive until a watch has been deaf for five minutes', async () => {
    let age = 300;
    const url = await serve({
      watchAges: () => [
        ['Function', age],
        ['Index', 1],
      ],
    });
    expect((await get(`${url}/healthz`)).status).toBe(200);
    age = 300.6;
    expect(await get(`${url}/healthz`)).toEqual({
      status: 503,
      text: 'nothing heard of Function for 301 s\n',
    });
    expect((await get(`${url}/readyz`)).status).toBe(200);
  });

  it('is not alive when a kind cannot be listed until somebody acts', async () => {
    let seconds = 30;
    const url = await serve({ troubles: () => [['Function', seconds, 'list functions: 403 Forbidden: no']] });
    expect((await get(`${url}/healthz`)).status).toBe(200);
    seconds = 45.4;
    expect(await get(`${url}/healthz`)).toEqual({
      status: 503,
      text: 'Function cannot be listed for 45 s: list functions: 403 Forbidden: no\n',
    });
  });

  it('serves metrics in the text format of Prometheus', async () => {
    const url = await serve();
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await response.text()).toContain('\nlayerc_queue_depth 0\n');
  });

  it('answers 500 when the metrics fail, and goes on', async () => {
    const text = () => Promise.reject(new Error('no numbers'));
    const url = await serve({ metrics: { contentType: 'text/plain', text } });
    expect(await get(`${url}/metrics`)).toEqual({ status: 500, text: 'no numbers\n' });
    expect((await get(`${url}/healthz`)).status).toBe(200);
  });

  it('knows no other path and no other method', async () => {
    const url = await serve();
    expect(await get(`${url}/`)).toEqual({
      status: 404,
      text: 'there are /healthz, /readyz and /metrics\n',
    });
    expect((await get(`${url}/healthz`, { method: 'POST' })).status).toBe(405);
    expect(await get(`${url}/healthz`, { method: 'HEAD' })).toEqual({ status: 200, text: '' });
  });

  it('says which port is taken and what to do', async () => {
    await serve();
    const { port } = server as HealthServer;
    const second = serveHealth(port, {
      unlisted: () => [],
      watchAges: () => [],
      troubles: () => [],
      metrics: new Metrics(),
    });
    await expect(second).rejects.toThrow(
      new CannotStart(
        `health port ${port}: another process listens on it; choose another one with HEALTH_PORT (0: any free one)`,
      ),
    );
  });

  it('closes while a client keeps its connection open, and answers what was asked before', async () => {
    let finish = () => {};
    const asked = Promise.withResolvers<void>();
    const text = () => {
      asked.resolve();
      return new Promise<string>((resolve) => {
        finish = () => resolve('late\n');
      });
    };
    const url = await serve({ metrics: { contentType: 'text/plain', text } });
    const { port } = server as HealthServer;
    const idle = connect(port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const slow = get(`${url}/metrics`);
    await asked.promise;
    const closed = server?.close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    finish();
    expect(await slow).toEqual({ status: 200, text: 'late\n' });
    const start = performance.now();
    await closed;
    expect(performance.now() - start).toBeLessThan(2500);
    idle.destroy();
  });
});
