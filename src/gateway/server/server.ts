import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isArray, type JsonObject } from '../../json/json.ts';
import type { Gateway } from '../core/gateway.ts';
import { notFound, Refusal } from '../words/refusal.ts';
import { authorize, refuseOtherHosts, type Tokens } from './access.ts';
import { readBody, readText } from './body.ts';
import type { Route } from './call.ts';
import { decoded } from './decoded.ts';
import { DOCUMENT_ROUTES } from './document-routes.ts';
import { exposition } from './exposition.ts';
import { type Hold, sendHeld } from './hold.ts';
import { answerQuery } from './promql.ts';
import { send, sendJson } from './send.ts';
import { UDF_ROUTES } from './udf-routes.ts';

export interface ServerSettings {
  readonly gateway: Gateway;
  readonly tokens: Tokens;
  /** 0 takes a free one. */
  readonly port: number;
  readonly now: () => number;
  /** Called after every request that may have changed something, before it is answered. */
  readonly save: () => void;
  /** A Prometheus that answers queries in place of this gateway. */
  readonly metricsUrl?: string | undefined;
  /** Whether a batch that a worker has claimed is held back for now. */
  readonly hold?: Hold | undefined;
  /** Answers what the gateway itself has no route for; undefined where it does not either. */
  readonly other?: OtherRoutes | undefined;
}

/** Routes beside those of the gateway. They may throw a Refusal, and ask for the token themselves. */
export type OtherRoutes = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => Promise<void> | undefined;

/** The gateway on a port of 127.0.0.1. */
export class GatewayServer {
  readonly #settings: ServerSettings;
  readonly #server: Server;
  #draining = false;

  private constructor(settings: ServerSettings) {
    this.#settings = settings;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Rejects with the error of `listen`, such as EADDRINUSE. */
  static async start(settings: ServerSettings): Promise<GatewayServer> {
    const server = new GatewayServer(settings);
    server.#server.listen(settings.port, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Answers 503 to everything from now on, as the vendor's gateway does before it ends. */
  drain(): void {
    this.#draining = true;
  }

  /** Drops all connections and stops serving. */
  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#answer(request, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else refuse(response, error);
      hangUp(request);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseOtherHosts(request, this.port);
    const { gateway, tokens, now, save, other } = this.#settings;
    const { method = 'GET' } = request;
    const url = new URL(request.url ?? '/', this.url);
    const { pathname, searchParams } = url;
    if (this.#draining) throw new Refusal(503, 'gateway_draining', 'The gateway is about to end.');
    if (method === 'GET' && pathname === '/metrics')
      return send(response, 200, 'text/plain; version=0.0.4', exposition(gateway, now()));
    if (/^\/v2\/metrics\/(?:api\/v1\/)?query(?:_range)?$/.test(pathname)) {
      authorize(request, tokens, 'read');
      return await this.#query(request, response, pathname, searchParams);
    }
    const found = routeOf(method, pathname);
    if (found === undefined) {
      const answered = other?.(request, response, url);
      if (answered !== undefined) return await answered;
      authorize(request, tokens, 'read');
      throw notFound(`route ${method} ${pathname}`);
    }
    authorize(request, tokens, found.route.scope);
    const body = readBody(await readText(request));
    try {
      const { route, path } = found;
      const answer = route.answer({ gateway, path, search: searchParams, body, now: now() });
      save();
      if (route.isClaim) await this.#sendClaim(response, answer);
      else sendJson(response, route.status ?? 200, answer);
    } catch (error) {
      // What was done before it failed is kept all the same.
      save();
      throw error;
    }
  }

  async #sendClaim(response: ServerResponse, answer: JsonObject): Promise<void> {
    const { udf_id, worker_id, items } = answer;
    const isHeld = () => this.#settings.hold?.(String(udf_id), String(worker_id)) ?? false;
    if (isArray(items) && items.length > 0 && isHeld()) await sendHeld(response, answer, isHeld);
    else sendJson(response, 200, answer);
  }

  async #query(
    request: IncomingMessage,
    response: ServerResponse,
    pathname: string,
    search: URLSearchParams,
  ): Promise<void> {
    const { gateway, metricsUrl, now } = this.#settings;
    const text = await readText(request);
    if (metricsUrl === undefined) {
      if (pathname.endsWith('_range'))
        throw new Refusal(
          503,
          'unavailable',
          'There is no Prometheus behind this gateway, and it keeps no history.',
        );
      const asked = search.get('query') ?? new URLSearchParams(text).get('query') ?? '';
      const depth = (id: string) => gateway.find(id)?.queue.counts(now()).pending ?? 0;
      return sendJson(response, 200, answerQuery(asked, depth, now()));
    }
    const { method = 'GET', headers, url = '' } = request;
    const init =
      method === 'GET' ? {} : { body: text, headers: { 'content-type': headers['content-type'] ?? '' } };
    const path = `/api/v1/${pathname.split('/').at(-1)}${new URL(url, 'http://127.0.0.1').search}`;
    const upstream = await fetch(`${metricsUrl}${path}`, { method, ...init }).catch(() => undefined);
    if (upstream === undefined) throw new Refusal(502, 'bad_gateway', 'The Prometheus cannot be reached.');
    send(response, upstream.status, 'application/json', await upstream.text());
  }
}

const ROUTES: readonly (readonly [readonly string[], Route])[] = Object.entries({
  ...UDF_ROUTES,
  ...DOCUMENT_ROUTES,
}).map(([pattern, route]) => [pattern.split(/[ /]/), route] as const);

function routeOf(
  method: string,
  pathname: string,
): { readonly route: Route; readonly path: string[] } | undefined {
  const given = [method, ...pathname.split('/')];
  for (const [pattern, route] of ROUTES) {
    if (pattern.length !== given.length) continue;
    if (pattern.some((part, index) => part !== '*' && part !== given[index])) continue;
    const path = given.filter((_, index) => pattern[index] === '*').map(decoded);
    if (path.every((part) => part !== '')) return { route, path };
  }
  return undefined;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof Refusal)) {
    const { stack = String(error) } = error as Error;
    sendJson(response, 500, { error: 'internal', message: stack });
    return;
  }
  const { status, code, message, requiredScope } = error;
  sendJson(response, status, {
    error: code,
    ...(message === '' ? {} : { message }),
    ...(requiredScope === undefined ? {} : { required_scope: requiredScope }),
  });
}

/** Who is refused while it still sends reads the answer only if somebody takes what it sends: for a while. */
function hangUp(request: IncomingMessage): void {
  if (request.readableEnded) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), 1000).unref();
  request.once('close', () => clearTimeout(timer));
}
