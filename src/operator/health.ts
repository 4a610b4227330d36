import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotStart } from './kube/cannot-start.ts';

/** What the probes ask. */
export interface Probes {
  /** Kinds that have not been listed yet: none left means ready. */
  readonly unlisted: () => readonly string[];
  /** Seconds since each kind's watch last gave a sign of life: data, a bookmark, or a successful reconnect. */
  readonly watchAges: () => Iterable<readonly [kind: string, seconds: number]>;
  /** The kinds that cannot be listed until somebody acts: for how many seconds already, and why. */
  readonly troubles: () => Iterable<readonly [kind: string, seconds: number, why: string]>;
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
}

export interface HealthServer {
  readonly port: number;
  /** Ends when the requests that are under way have been answered, or within a second. */
  close(): Promise<void>;
}

/** A watch that was silent for so long is hung, and a fresh process is the cure. */
const DEAF_SECONDS = 5 * 60;

/** A role may come a moment after the pod. */
const HOPELESS_SECONDS = 30;

const GRACE_MS = 1000;

/** Serves `/healthz`, `/readyz` and `/metrics`. Port 0 is any free one. */
export async function serveHealth(port: number, probes: Probes): Promise<HealthServer> {
  const server = createServer(({ method, url = '' }, response) => {
    // Else a scraper's connection would outlive the close.
    if (!server.listening) response.setHeader('connection', 'close');
    const path = url.split('?', 1)[0] as string;
    if (method !== 'GET' && method !== 'HEAD') answer(response, 405, 'only GET and HEAD\n');
    else if (path === '/healthz') answerProbe(response, ailments(probes));
    else if (path === '/readyz') answerProbe(response, unreadiness(probes));
    else if (path === '/metrics') void answerMetrics(response, probes);
    else answer(response, 404, 'there are /healthz, /readyz and /metrics\n');
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
      }),
  };
}

function ailments(probes: Probes): string[] {
  const deaf = [...probes.watchAges()]
    .filter(([, seconds]) => seconds > DEAF_SECONDS)
    .map(([kind, seconds]) => `nothing heard of ${kind} for ${Math.round(seconds)} s`);
  const hopeless = [...probes.troubles()]
    .filter(([, seconds]) => seconds > HOPELESS_SECONDS)
    .map(([kind, seconds, why]) => `${kind} cannot be listed for ${Math.round(seconds)} s: ${why}`);
  return [...deaf, ...hopeless];
}

function unreadiness(probes: Probes): string[] {
  return probes.unlisted().map((kind) => `${kind} not listed yet`);
}

function answerProbe(response: ServerResponse, problems: readonly string[]): void {
  if (problems.length === 0) answer(response, 200, 'ok\n');
  else answer(response, 503, `${problems.join('\n')}\n`);
}

async function answerMetrics(response: ServerResponse, { metrics }: Probes): Promise<void> {
  try {
    answer(response, 200, await metrics.text(), metrics.contentType);
  } catch (error) {
    answer(response, 500, `${(error as Error).message}\n`);
  }
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'another process listens on it'
          : error.code === 'EACCES'
            ? 'ports below 1024 need more rights'
            : error.message;
      reject(
        new CannotStart(`health port ${port}: ${why}; choose another one with HEALTH_PORT (0: any free one)`),
      );
    });
    server.listen(port, resolve);
  });
}
