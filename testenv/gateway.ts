import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Books } from './gateway/books.ts';
import { HttpError } from './gateway/http-error.ts';
import { type ClaimedItem, completeSpec, type UdfSpecInput } from './gateway/protocol.ts';
import { pushBatches, type ResolveWorkers } from './gateway/push.ts';
import type { Registry } from './gateway/registry.ts';
import { handleUdfRequest } from './gateway/routes.ts';
import { freePort } from './ports.ts';

export type GatewayOptions = {
  /** The bearer token that workers and KEDA have to show. */
  readonly token: string;
  /** Where PromQL queries are passed on to, as hev's gateway does. */
  readonly metricsUrl?: string;
  /** Finds the workers behind a push Function's URL. Default: the URL itself. */
  readonly resolveWorkers?: ResolveWorkers;
};

/** A row of the store: its id and its columns. */
export type StoredRow = { readonly id: string; readonly [column: string]: unknown };

type Registered = { readonly books: Books; readonly createdAt: string; readonly stopPush: AbortController };

/**
 * A stand-in for hev's gateway, for as much of its UDF API as is public. The books outlive `stop`, so that a test can
 * take the gateway away and bring it back on the same port.
 */
export class TestGateway implements Registry {
  readonly port: number;
  readonly url: string;
  readonly #options: GatewayOptions;
  readonly #udfs = new Map<string, Registered>();
  readonly #store = new Map<string, StoredRow[]>();
  #server: Server | undefined;

  private constructor(port: number, options: GatewayOptions) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#options = options;
  }

  /** Starts a gateway on a free port of 127.0.0.1. */
  static async start(options: GatewayOptions): Promise<TestGateway> {
    const gateway = new TestGateway(await freePort(), options);
    await gateway.start();
    return gateway;
  }

  /** Serves again after `stop`; does nothing while it serves. */
  async start(): Promise<void> {
    if (this.#server !== undefined) return;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
    for (const [id, { books }] of this.#udfs) this.#register(id, books);
  }

  /** Drops all connections and stops serving and pushing. */
  async stop(): Promise<void> {
    for (const { stopPush } of this.#udfs.values()) stopPush.abort();
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  /** Registers a Function, or replaces its spec. */
  put(id: string, spec: UdfSpecInput): Books {
    const known = this.#udfs.get(id)?.books;
    const books = known ?? new Books(completeSpec(spec));
    books.spec = completeSpec(spec);
    this.#register(id, books);
    return books;
  }

  /** The books of a Function; throws when it is not registered. */
  books(id: string): Books {
    return this.registered(id).books;
  }

  /** A registration; throws the 404 that the API answers with. */
  registered(id: string): { readonly books: Books; readonly createdAt: string } {
    const found = this.#udfs.get(id);
    if (found === undefined) throw new HttpError(404, 'not_found', `no UDF ${id}`);
    return found;
  }

  /** Ids of all registered Functions. */
  get ids(): string[] {
    return [...this.#udfs.keys()];
  }

  /** Forgets a Function and its books. */
  remove(id: string): void {
    this.#udfs.get(id)?.stopPush.abort();
    this.#udfs.delete(id);
  }

  /** Puts rows into a namespace of the store, for `discover` to find. */
  putRows(namespace: string, rows: readonly StoredRow[]): void {
    this.#store.set(namespace, [...(this.#store.get(namespace) ?? []), ...rows]);
  }

  /** Enqueues the rows of a Function's namespaces that are not in its books. Returns how many there were. */
  discover(id: string, namespaces?: readonly string[]): number {
    const { books } = this.registered(id);
    const { inputs, target_namespaces } = books.spec;
    let enqueued = 0;
    for (const namespace of namespaces?.length ? namespaces : target_namespaces) {
      for (const row of this.#store.get(namespace) ?? []) {
        const input = Object.fromEntries(inputs.map((column) => [column, row[column] ?? null]));
        const item: ClaimedItem = { namespace, id: row.id, input };
        if (books.enqueue(item)) enqueued++;
      }
    }
    books.sweeps++;
    return enqueued;
  }

  #register(id: string, books: Books): void {
    this.#udfs.get(id)?.stopPush.abort();
    const stopPush = new AbortController();
    const createdAt = this.#udfs.get(id)?.createdAt ?? new Date().toISOString();
    this.#udfs.set(id, { books, createdAt, stopPush });
    const resolve = this.#options.resolveWorkers ?? (async (url) => [url]);
    if (books.spec.worker.url) void pushBatches(id, books, this.#options.token, resolve, stopPush.signal);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname, search } = new URL(request.url ?? '/', this.url);
      if (request.method === 'GET' && pathname === '/metrics') return answer(response, 200, this.#metrics());
      this.#authorize(request);
      const query = /^\/v2\/metrics\/(?:api\/v1\/)?(query|query_range)$/.exec(pathname);
      let body = '';
      for await (const part of request.setEncoding('utf8')) body += part;
      if (query) return await this.#queryMetrics(response, `/api/v1/${query[1]}${search}`, request, body);
      answer(response, 200, handleUdfRequest(this, request.method ?? 'GET', pathname, parseBody(body)));
    } catch (error) {
      const { status, code, message } =
        error instanceof HttpError ? error : new HttpError(500, 'internal', (error as Error).stack ?? '');
      answer(response, status, { error: code, message });
    }
  }

  #authorize({ headers }: IncomingMessage): void {
    const [scheme, token] = (headers.authorization ?? '').split(' ');
    if (scheme !== 'Bearer' || !token) throw new HttpError(401, 'unauthorized', 'a bearer token is needed');
    if (token !== this.#options.token) throw new HttpError(403, 'forbidden', 'this token is not known');
  }

  async #queryMetrics(
    response: ServerResponse,
    path: string,
    request: IncomingMessage,
    body: string,
  ): Promise<void> {
    const { metricsUrl } = this.#options;
    if (metricsUrl === undefined) throw new HttpError(503, 'unavailable', 'no metrics backend is configured');
    const { method = 'GET', headers } = request;
    const init = method === 'GET' ? {} : { body, headers: { 'content-type': headers['content-type'] ?? '' } };
    const upstream = await fetch(`${metricsUrl}${path}`, { method, ...init }).catch(() => undefined);
    if (upstream === undefined)
      throw new HttpError(502, 'bad_gateway', 'the metrics backend cannot be reached');
    answer(response, upstream.status, await upstream.json());
  }

  // As hev's gateway: what is zero has no series at all, and leased rows do not count as queued.
  #metrics(): string {
    const depths: string[] = [];
    const stages: string[] = [];
    for (const [id, { books }] of this.#udfs) {
      const counts = books.counts();
      if (counts.pending > 0) depths.push(`layer_udf_queue_depth{udf="${id}"} ${counts.pending}`);
      for (const [stage, count] of Object.entries(counts)) {
        if (count > 0) stages.push(`layer_udf_stage_count{udf="${id}",stage="${stage}"} ${count}`);
      }
    }
    const types = [
      '# TYPE layer_udf_queue_depth gauge',
      ...depths,
      '# TYPE layer_udf_stage_count gauge',
      ...stages,
    ];
    return `${types.join('\n')}\n`;
  }
}

function parseBody(body: string): Record<string, unknown> {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new HttpError(400, 'bad_request', 'the body is not JSON');
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain; version=0.0.4' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
}
