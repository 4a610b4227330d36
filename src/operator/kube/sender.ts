import type { Dispatcher } from 'undici';
import packageJson from '../../../package.json' with { type: 'json' };
import { AnswerTooLarge, ApiError, ConnectionError, type Resource } from './cluster.ts';
import { type CredentialOptions, CredentialSource, type Credentials, messageOf } from './credentials.ts';
import { decodeJson } from './decode.ts';
import { apiError, encodeJson } from './wire.ts';

/** A verb of Kubernetes, as a role names it. */
export type Verb = 'list' | 'watch' | 'get' | 'create' | 'update' | 'patch' | 'delete';

export interface ConnectOptions extends CredentialOptions {
  /** Called after each request. A watch counts when it begins. Status 0: no answer. */
  readonly onRequest?: (verb: Verb, resource: Resource, status: number, subresource?: 'status') => void;
  readonly limits?: Partial<Limits>;
}

/** All in milliseconds. */
export interface Limits {
  /** For one request and its answer. */
  readonly callMs: number;
  /** For one page of a list. */
  readonly listMs: number;
  /** A watch is cut when nothing came for so long. The server's bookmarks come every minute. */
  readonly inactivityMs: number;
  /** Tokens and certificates are read again after so long, and at once when the server refuses them. */
  readonly credentialsMs: number;
}

const LIMITS: Limits = { callMs: 30_000, listMs: 60_000, inactivityMs: 100_000, credentialsMs: 30_000 };

const USER_AGENT = `layerc/${packageJson.version}`;

/** Sends requests to the API server of a kubeconfig, and reads their answers. */
export class Sender {
  readonly limits: Limits;
  readonly #onRequest: ConnectOptions['onRequest'];
  readonly #credentials: CredentialSource;
  readonly #url: URL;

  /** Throws an Error for people when there is no usable kubeconfig. */
  constructor(options: ConnectOptions) {
    this.#onRequest = options.onRequest;
    this.limits = { ...LIMITS, ...options.limits };
    this.#credentials = new CredentialSource(options, this.limits.credentialsMs);
    this.#url = new URL(this.#credentials.server);
  }

  /** The namespace of the context; null: it names none. */
  get namespace(): string | null {
    return this.#credentials.namespace;
  }

  /** Breaks off what is under way and closes the connections. */
  async close(): Promise<void> {
    await this.#credentials.close();
  }

  /** One request and the whole of its answer, in the time of a call. */
  async call(verb: Verb, resource: Resource, request: Request): Promise<unknown> {
    const what = `${verb} ${request.path}`;
    const timeoutMs = request.timeoutMs ?? this.limits.callMs;
    const abort = new AbortController();
    const stop = () => abort.abort(request.signal.reason);
    const timer = setTimeout(
      () => abort.abort(new Error(`no answer within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    request.signal.addEventListener('abort', stop, { once: true });
    try {
      request.signal.throwIfAborted();
      const { statusCode, body } = await this.send(verb, resource, { ...request, signal: abort.signal });
      request.onStatus?.(statusCode);
      const text = await textOf(body, request.mostBytes);
      return statusCode === 404 ? null : decodeJson(text);
    } catch (error) {
      request.signal.throwIfAborted();
      throw failure(what, abort.signal.aborted ? abort.signal.reason : error);
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', stop);
    }
  }

  /** Sends; with new credentials a second time when the server refuses those that we had. */
  async send(verb: Verb, resource: Resource, request: Request): Promise<Dispatcher.ResponseData> {
    const text = request.body === undefined ? undefined : encodeJson(request.body);
    const credentials = await unlessAborted(this.#credentials.current(), request.signal);
    let response = await this.#sendOnce(verb, resource, request, credentials, text);
    if (response.statusCode === 401) {
      await response.body.dump();
      const renewed = await unlessAborted(this.#credentials.renewed(credentials), request.signal);
      response = await this.#sendOnce(verb, resource, request, renewed, text);
    }
    const { statusCode, headers } = response;
    if (statusCode < 300 || (statusCode === 404 && request.allow404)) return response;
    const retryAfter = headers['retry-after'];
    const what = `${verb} ${request.path}`;
    throw apiError(what, statusCode, await response.body.text(), retryAfter?.toString());
  }

  async #sendOnce(
    verb: Verb,
    resource: Resource,
    request: Request,
    credentials: Credentials,
    body: string | undefined,
  ): Promise<Dispatcher.ResponseData> {
    let status = 0;
    try {
      const response = await credentials.dispatcher.request({
        origin: this.#url.origin,
        path: `${this.#url.pathname.replace(/\/$/, '')}${request.path}${queryText(request.query)}`,
        method: METHODS[verb],
        headers: {
          ...credentials.headers,
          'user-agent': USER_AGENT,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
        },
        body: body ?? null,
        signal: request.signal,
        headersTimeout: request.timeoutMs ?? this.limits.callMs,
        bodyTimeout: request.bodyTimeoutMs ?? request.timeoutMs ?? this.limits.callMs,
      });
      status = response.statusCode;
      return response;
    } finally {
      this.#onRequest?.(verb, resource, status, request.subresource);
    }
  }
}

/** One request. */
export interface Request {
  readonly path: string;
  readonly subresource?: 'status' | undefined;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly contentType?: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  readonly allow404?: boolean;
  /** An answer that is longer is not read: {@link AnswerTooLarge}. */
  readonly mostBytes?: number | undefined;
  readonly onStatus?: (status: number) => void;
  readonly signal: AbortSignal;
}

const METHODS = {
  list: 'GET',
  watch: 'GET',
  get: 'GET',
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
} as const;

/** What is not aborted by itself is not waited for. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The path of a collection, of an object in it, or of a subresource of that. */
export function pathOf(resource: Resource, namespace?: string, name?: string, subresource?: string): string {
  const root = resource.apiVersion.includes('/') ? 'apis' : 'api';
  const scope =
    resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const object = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `/${root}/${resource.apiVersion}${scope}/${resource.plural}${object}${subresource ? `/${subresource}` : ''}`;
}

function queryText(query: Request['query'] = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function textOf(body: Dispatcher.ResponseData['body'], mostBytes = Infinity): Promise<string> {
  if (mostBytes === Infinity) return body.text();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop ends the answer.
    if (bytes > mostBytes) throw new AnswerTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** An error of the connection in words. What the server answered stays as it is. */
export function failure(what: string, error: unknown): Error {
  if (error instanceof ApiError || error instanceof AnswerTooLarge) return error;
  return new ConnectionError(`${what}: ${messageOf(error)}`, { cause: error });
}
