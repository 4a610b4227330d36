import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request as httpsRequest, type Server } from 'node:https';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { kubeconfigText } from './apiserver.ts';
import { CertificateAuthority } from './certificates.ts';
import { freePort } from './ports.ts';

/** A request as the faults see it. */
export type ProxiedRequest = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly isWatch: boolean;
};

/**
 * What becomes of a request. `cut`: its connection is dropped. `hold`: nothing ever comes back. `lose`: the server does
 * it, but the answer is lost. A status: that, without asking the server. A function: it is called before the request
 * goes on to the server.
 */
export type Fault =
  | 'cut'
  | 'hold'
  | 'lose'
  | { readonly status: number; readonly reason?: string; readonly retryAfter?: number }
  | ((request: ProxiedRequest) => Promise<void>);

type Exchange = {
  readonly request: ProxiedRequest;
  readonly response: ServerResponse;
  upstream?: IncomingMessage;
};

/** Stands between a client and an API server, and does to the traffic what networks and busy servers do. */
export class FaultProxy {
  /** The path of a kubeconfig that leads through the proxy. */
  readonly kubeconfig: string;
  /** Every request so far, those that were not passed on included. */
  readonly seen: ProxiedRequest[] = [];
  readonly #server: Server;
  readonly #upstream: { readonly url: string; readonly agent: Agent };
  readonly #sockets = new Set<Duplex>();
  readonly #exchanges = new Set<Exchange>();
  #rules: { readonly matches: (request: ProxiedRequest) => boolean; readonly fault: Fault; left: number }[] =
    [];
  #isFrozen = false;

  private constructor(kubeconfig: string, server: Server, upstream: { url: string; agent: Agent }) {
    this.kubeconfig = kubeconfig;
    this.#server = server;
    this.#upstream = upstream;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('request', (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** Starts one before the server of a kubeconfig with a token; its own kubeconfig goes into the folder. */
  static async start(kubeconfig: string, folder: string): Promise<FaultProxy> {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
    const { server: url, 'certificate-authority-data': ca } = clusters[0].cluster;
    const authority = new CertificateAuthority('fault-proxy-ca');
    const { certificate, key } = authority.issue({ commonName: 'fault-proxy', names: ['127.0.0.1'] });
    const server = createServer({ cert: certificate, key, keepAliveTimeout: 0 });
    const port = await freePort();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const path = join(folder, `fault-proxy-${port}.kubeconfig`);
    writeFileSync(
      path,
      kubeconfigText(`https://127.0.0.1:${port}`, authority.certificate, users[0].user.token),
    );
    const agent = new Agent({ keepAlive: true, ca: Buffer.from(ca, 'base64') });
    return new FaultProxy(path, server, { url, agent });
  }

  /** From now on so many requests that match have this fault. Of several rules the oldest counts. */
  inject(fault: Fault, matches: (request: ProxiedRequest) => boolean = () => true, times = 1): void {
    this.#rules.push({ matches, fault, left: times });
  }

  /** Takes all faults back, the frozen state included. What is held stays so. */
  heal(): void {
    this.#rules = [];
    this.#isFrozen = false;
  }

  /** Drops every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Nothing goes through any more in either direction, and nobody is told: what is open stays half-open. */
  freeze(): void {
    this.#isFrozen = true;
    for (const exchange of this.#exchanges) exchange.upstream?.unpipe(exchange.response);
  }

  /** Ends the open watches that match, after an ERROR event if a status is given. */
  endWatches(status?: number, matches: (request: ProxiedRequest) => boolean = () => true): number {
    let count = 0;
    for (const { request, response, upstream } of [...this.#exchanges]) {
      if (!request.isWatch || upstream === undefined || !matches(request)) continue;
      upstream.unpipe(response);
      const event = { type: 'ERROR', object: statusBody(status ?? 0) };
      response.end(status === undefined ? '' : `${JSON.stringify(event)}\n`);
      upstream.destroy();
      count++;
    }
    return count;
  }

  /** Drops all connections and serves no more. */
  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.cut();
    this.#upstream.agent.destroy();
    for (const { upstream } of this.#exchanges) upstream?.destroy();
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.#upstream.url);
    const request: ProxiedRequest = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      isWatch: url.searchParams.get('watch') === 'true',
    };
    this.seen.push(request);
    const fault = this.#isFrozen ? 'hold' : this.#faultOf(request);
    if (fault === 'hold') return;
    if (fault === 'cut') {
      response.destroy();
      return;
    }
    if (typeof fault === 'object') {
      answer(response, fault);
      return;
    }
    if (typeof fault === 'function') await fault(request);
    const exchange: Exchange = { request, response };
    this.#exchanges.add(exchange);
    response.on('close', () => {
      this.#exchanges.delete(exchange);
      exchange.upstream?.destroy();
    });
    const upstream = await this.#forward(url, incoming);
    exchange.upstream = upstream;
    if (fault === 'lose') {
      response.destroy();
      return;
    }
    response.writeHead(upstream.statusCode ?? 502, upstream.headers);
    response.flushHeaders();
    // What was ended on purpose is sent to its end.
    const fail = () => {
      if (!response.writableEnded) response.destroy();
    };
    upstream.on('error', fail);
    upstream.on('aborted', fail);
    if (!this.#isFrozen) upstream.pipe(response);
  }

  #faultOf(request: ProxiedRequest): Fault | undefined {
    const rule = this.#rules.find(({ left, matches }) => left > 0 && matches(request));
    if (rule !== undefined) rule.left--;
    return rule?.fault;
  }

  #forward(url: URL, incoming: IncomingMessage): Promise<IncomingMessage> {
    const { host: _, ...headers } = incoming.headers;
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        url,
        { method: incoming.method, headers, agent: this.#upstream.agent },
        resolve,
      );
      outgoing.once('error', reject);
      incoming.pipe(outgoing);
    });
  }
}

function answer(
  response: ServerResponse,
  fault: { status: number; reason?: string; retryAfter?: number },
): void {
  const { status, reason, retryAfter } = fault;
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify(statusBody(status, reason)));
}

const REASONS: { readonly [status: number]: string } = {
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
};

function statusBody(code: number, reason = REASONS[code] ?? 'Unknown'): object {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason,
    message: 'injected by the test',
  };
}
