import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import packageJson from '../../package.json' with { type: 'json' };
import {
  ApiError,
  type ApplyOptions,
  type Cluster,
  type KubeObject,
  type ListPage,
  type Resource,
  type WatchEvent,
} from './cluster.ts';
import { apiError, linesOf, parseJson, printJson, readEvent } from './wire.ts';

/** A verb of Kubernetes, as a role names it. */
export type Verb = 'list' | 'watch' | 'get' | 'create' | 'update' | 'patch' | 'delete';

export interface ConnectOptions {
  /** Default: KUBECONFIG, then ~/.kube/config, then the service account of the pod. */
  readonly kubeconfig?: string;
  /** Default: the current one of the kubeconfig. */
  readonly context?: string;
  /** Acts as somebody else. */
  readonly impersonate?: { readonly user: string; readonly groups?: readonly string[] };
  /** Called after each request. A watch counts when it begins. Status 0: no answer. */
  readonly onRequest?: (
    verb: Verb,
    resource: Resource,
    status: number,
    seconds: number,
    subresource?: 'status',
  ) => void;
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

/**
 * A connection to the API server of a kubeconfig, or of the cluster that the program runs in. Nothing is sent yet.
 * Throws an Error for people when there is no usable kubeconfig.
 */
export function connect(options: ConnectOptions = {}): Connection {
  return new Connection(options);
}

/** An API server over HTTP/1.1 with keep-alive; as many connections as there are requests at a time. */
export class Connection implements Cluster {
  /** The URL of the API server. */
  readonly server: string;
  /** The namespace of the context, or of the pod. */
  readonly namespace: string | undefined;
  readonly #options: ConnectOptions;
  readonly #limits: Limits;
  readonly #url: URL;
  #config: KubeConfig;
  #credentials: { readonly promise: Promise<Credentials>; readonly until: number } | undefined;
  #dispatcher: { readonly key: string; readonly dispatcher: Dispatcher } | undefined;

  constructor(options: ConnectOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#config = loadConfig(options);
    this.server = this.#config.getCurrentCluster()?.server as string;
    this.namespace = this.#config.getContextObject(this.#config.getCurrentContext())?.namespace;
    this.#url = new URL(this.server);
  }

  async list(
    resource: Resource,
    options: Parameters<Cluster['list']>[1],
    signal: AbortSignal,
  ): Promise<ListPage> {
    const { namespace, labelSelector, limit, next } = options;
    const body = (await this.#call('list', resource, {
      path: pathOf(resource, namespace),
      query: { limit: String(limit), labelSelector, continue: next },
      timeoutMs: this.#limits.listMs,
      signal,
    })) as { metadata: { resourceVersion: string; continue?: string }; items?: KubeObject[] };
    // The server leaves these two out of the items of built-in kinds; in an event they come first.
    const { apiVersion, kind } = resource;
    const items = (body.items ?? []).map((item) =>
      item.kind ? item : Object.assign({ kind, apiVersion }, item),
    );
    const { resourceVersion, continue: token } = body.metadata;
    return { items, resourceVersion, ...(token ? { next: token } : {}) };
  }

  async *watch(
    resource: Resource,
    options: Parameters<Cluster['watch']>[1],
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    const { namespace, labelSelector, resourceVersion, timeoutSeconds } = options;
    const what = `watch ${resource.plural}`;
    const abort = new AbortController();
    const stop = () => abort.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
      signal.throwIfAborted();
      const response = await this.#send('watch', resource, {
        path: pathOf(resource, namespace),
        query: {
          watch: 'true',
          allowWatchBookmarks: 'true',
          resourceVersion,
          labelSelector,
          timeoutSeconds: String(timeoutSeconds),
        },
        timeoutMs: this.#limits.callMs,
        bodyTimeoutMs: this.#limits.inactivityMs,
        signal: abort.signal,
      });
      for await (const line of linesOf(response.body as AsyncIterable<Buffer>)) yield readEvent(line);
    } catch (error) {
      signal.throwIfAborted();
      throw failure(what, error);
    } finally {
      signal.removeEventListener('abort', stop);
      // Ends the request also when the reader of the events stops early.
      abort.abort();
    }
  }

  async get(
    resource: Resource,
    name: string,
    namespace: string | undefined,
    signal: AbortSignal,
  ): Promise<KubeObject | null> {
    const found = await this.#call('get', resource, {
      path: pathOf(resource, namespace, name),
      signal,
      allow404: true,
    });
    return found as KubeObject | null;
  }

  async apply(
    resource: Resource,
    object: KubeObject,
    options: ApplyOptions,
    signal: AbortSignal,
  ): Promise<{ readonly object: KubeObject; readonly created: boolean }> {
    let created = false;
    const answer = await this.#call('patch', resource, {
      path: pathOf(resource, object.metadata.namespace, object.metadata.name, options.subresource),
      subresource: options.subresource,
      query: {
        fieldManager: options.manager,
        fieldValidation: 'Strict',
        force: options.force ? 'true' : undefined,
      },
      contentType: 'application/apply-patch+yaml',
      body: object,
      onStatus: (status) => {
        created = status === 201;
      },
      signal,
    });
    return { object: answer as KubeObject, created };
  }

  async delete(
    resource: Resource,
    object: { readonly name: string; readonly namespace?: string },
    preconditions: { readonly uid: string; readonly resourceVersion?: string },
    signal: AbortSignal,
  ): Promise<void> {
    await this.#call('delete', resource, {
      path: pathOf(resource, object.namespace, object.name),
      body: { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background', preconditions },
      signal,
      allow404: true,
    });
  }

  async create(
    resource: Resource,
    object: KubeObject,
    manager: string,
    signal: AbortSignal,
  ): Promise<KubeObject> {
    return (await this.#call('create', resource, {
      path: pathOf(resource, object.metadata.namespace),
      query: { fieldManager: manager, fieldValidation: 'Strict' },
      body: object,
      signal,
    })) as KubeObject;
  }

  async update(
    resource: Resource,
    object: KubeObject,
    manager: string,
    signal: AbortSignal,
  ): Promise<KubeObject> {
    return (await this.#call('update', resource, {
      path: pathOf(resource, object.metadata.namespace, object.metadata.name),
      query: { fieldManager: manager, fieldValidation: 'Strict' },
      body: object,
      signal,
    })) as KubeObject;
  }

  async patch(
    resource: Resource,
    target: { readonly name: string; readonly namespace?: string },
    patch: object,
    manager: string,
    signal: AbortSignal,
  ): Promise<KubeObject> {
    return (await this.#call('patch', resource, {
      path: pathOf(resource, target.namespace, target.name),
      query: { fieldManager: manager, fieldValidation: 'Strict' },
      contentType: 'application/merge-patch+json',
      body: patch,
      signal,
    })) as KubeObject;
  }

  /** Breaks off what is under way and closes the connections. */
  async close(): Promise<void> {
    await this.#dispatcher?.dispatcher.destroy();
  }

  /** One request and the whole of its answer, in the time of a call. */
  async #call(verb: Verb, resource: Resource, request: Request): Promise<unknown> {
    const what = `${verb} ${request.path}`;
    const timeoutMs = request.timeoutMs ?? this.#limits.callMs;
    const abort = new AbortController();
    const stop = () => abort.abort(request.signal.reason);
    const timer = setTimeout(
      () => abort.abort(new Error(`no answer within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    request.signal.addEventListener('abort', stop, { once: true });
    try {
      request.signal.throwIfAborted();
      const { statusCode, body } = await this.#send(verb, resource, { ...request, signal: abort.signal });
      request.onStatus?.(statusCode);
      const text = await body.text();
      return statusCode === 404 ? null : parseJson(text);
    } catch (error) {
      request.signal.throwIfAborted();
      throw failure(what, abort.signal.aborted ? abort.signal.reason : error);
    } finally {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', stop);
    }
  }

  /** Sends; with new credentials a second time when the server refuses those that we had. */
  async #send(verb: Verb, resource: Resource, request: Request): Promise<Dispatcher.ResponseData> {
    const text = request.body === undefined ? undefined : printJson(request.body);
    const credentials = await this.#currentCredentials();
    let response = await this.#sendOnce(verb, resource, request, credentials, text);
    if (response.statusCode === 401) {
      await response.body.dump();
      const renewed = await this.#renewedCredentials(credentials);
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
    const begun = performance.now();
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
        headersTimeout: request.timeoutMs ?? this.#limits.callMs,
        bodyTimeout: request.bodyTimeoutMs ?? request.timeoutMs ?? this.#limits.callMs,
      });
      status = response.statusCode;
      return response;
    } finally {
      const seconds = (performance.now() - begun) / 1000;
      this.#options.onRequest?.(verb, resource, status, seconds, request.subresource);
    }
  }

  #currentCredentials(): Promise<Credentials> {
    if (this.#credentials === undefined || performance.now() > this.#credentials.until) this.#refresh();
    return (this.#credentials as { promise: Promise<Credentials> }).promise;
  }

  async #renewedCredentials(refused: Credentials): Promise<Credentials> {
    const current = await this.#currentCredentials();
    if (current !== refused) return current;
    // A new one, because the client keeps tokens in it.
    this.#config = loadConfig(this.#options);
    this.#refresh();
    return this.#currentCredentials();
  }

  #refresh(): void {
    const promise = this.#readCredentials();
    this.#credentials = { promise, until: performance.now() + this.#limits.credentialsMs };
    promise.catch(() => {
      if (this.#credentials?.promise === promise) this.#credentials = undefined;
    });
  }

  async #readCredentials(): Promise<Credentials> {
    const options: RequestOptions & { headers?: Record<string, string> } = {};
    try {
      await this.#config.applyToHTTPSOptions(options);
    } catch (error) {
      throw new Error(`the credentials of the kubeconfig cannot be used: ${messageOf(error)}`, {
        cause: error,
      });
    }
    const headers: Record<string, string | string[]> = {};
    if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
    for (const [name, value] of Object.entries(options.headers ?? {}))
      headers[name.toLowerCase()] = value.trim();
    const { impersonate } = this.#options;
    if (impersonate) {
      headers['impersonate-user'] = impersonate.user;
      if (impersonate.groups) headers['impersonate-group'] = [...impersonate.groups];
    }
    return { headers, dispatcher: this.#dispatcherOf(options) };
  }

  /** The same one as before, unless the certificates have changed. */
  #dispatcherOf({
    ca,
    cert,
    key,
    pfx,
    passphrase,
    rejectUnauthorized,
    servername,
  }: RequestOptions): Dispatcher {
    const given = { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername };
    const tls = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const known = JSON.stringify(tls);
    if (this.#dispatcher?.key === known) return this.#dispatcher.dispatcher;
    const connection = {
      ...tls,
      allowH2: false,
      keepAlive: true,
      keepAliveInitialDelay: 30_000,
      timeout: 10_000,
    };
    const proxy = this.#config.getCurrentCluster()?.proxyUrl?.replace(/^socks5h:/, 'socks5:');
    // Shorter than the 90 s after which the server closes.
    const pool = { keepAliveTimeout: 30_000, keepAliveMaxTimeout: 60_000, connect: connection };
    const dispatcher = proxy
      ? new ProxyAgent({ ...pool, uri: proxy, requestTls: connection })
      : new Agent(pool);
    // Watches go on over the old connections until they end.
    void this.#dispatcher?.dispatcher.close();
    this.#dispatcher = { key: known, dispatcher };
    return dispatcher;
  }
}

interface Credentials {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly dispatcher: Dispatcher;
}

interface Request {
  readonly path: string;
  readonly subresource?: 'status' | undefined;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly contentType?: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  readonly allow404?: boolean;
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

function pathOf(resource: Resource, namespace?: string, name?: string, subresource?: string): string {
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

/** An error of the connection in words. What the server answered stays as it is. */
function failure(what: string, error: unknown): Error {
  if (error instanceof ApiError) return error;
  return new Error(`${what}: ${messageOf(error)}`, { cause: error });
}

/** The first line: some libraries put a picture of the text below it. */
function messageOf(error: unknown): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: readonly unknown[] };
  if (errors?.[0] !== undefined) return messageOf(errors[0]);
  return (message || code || String(error)).split('\n', 1)[0] as string;
}

function loadConfig({ kubeconfig, context }: ConnectOptions): KubeConfig {
  const config = new KubeConfig();
  const from = kubeconfig ?? (process.env.KUBECONFIG || undefined);
  const where = from === undefined ? 'the kubeconfig' : `the kubeconfig ${from}`;
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    const message =
      error instanceof TypeError ? 'it holds no clusters, users and contexts' : messageOf(error);
    throw new Error(`${where} cannot be read: ${message}`, { cause: error });
  }
  // What the client makes up when it finds nothing.
  if (
    config.getCurrentCluster()?.server === 'http://localhost:8080' &&
    config.getCurrentContext() === 'loaded-context'
  ) {
    throw new Error(
      'no kubeconfig: KUBECONFIG is not set, ~/.kube/config is not there, and this is not a pod',
    );
  }
  if (context !== undefined) config.setCurrentContext(context);
  const name = config.getCurrentContext();
  const names = config.getContexts().map((one) => one.name);
  const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  if (!name) throw new Error(`${where} has no current-context; choose one by name (${known})`);
  const chosen = config.getContextObject(name);
  if (chosen === null) throw new Error(`${where} has no context "${name}" (${known})`);
  const cluster = config.getCurrentCluster();
  if (cluster === null)
    throw new Error(`${where}: context "${name}" names cluster "${chosen.cluster}", which is not there`);
  if (chosen.user && config.getCurrentUser() === null) {
    throw new Error(`${where}: context "${name}" names user "${chosen.user}", which is not there`);
  }
  if (!URL.canParse(cluster.server)) throw new Error(`${where}: server "${cluster.server}" is no URL`);
  if (cluster.server.startsWith('http:') && !cluster.skipTLSVerify) {
    throw new Error(
      `${where}: ${cluster.server} is not encrypted; set insecure-skip-tls-verify to allow that`,
    );
  }
  return config;
}
