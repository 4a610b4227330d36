import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import { createInterface } from 'node:readline';

/** Any Kubernetes object, as far as the test environment looks into it. */
export type KubeObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
};

/** What the API server answered. `warnings` are the texts of its Warning headers. */
export type ApiResponse<T = unknown> = {
  readonly status: number;
  readonly warnings: readonly string[];
  readonly body: T;
};

/** One event of a watch. */
export type WatchEvent<T> = {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: T;
};

/** An answer that is not a success. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(what: string, response: ApiResponse) {
    const message = (response.body as { message?: string })?.message ?? JSON.stringify(response.body);
    super(`${what}: ${response.status} ${message}`);
    this.status = response.status;
    this.body = response.body;
  }
}

export type ApplyOptions = {
  readonly manager?: string;
  readonly force?: boolean;
  /** Default `Strict`: unknown and duplicate fields are refused. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  readonly dryRun?: boolean;
};

export type ApiRequest = {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly query?: Readonly<Record<string, string>>;
};

/** A small client of the Kubernetes API over keep-alive connections. */
export class ApiClient {
  readonly url: string;
  readonly #agent: Agent;
  readonly #token: string;
  readonly #resources = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(options: { readonly url: string; readonly ca: string; readonly token: string }) {
    this.url = options.url;
    this.#token = options.token;
    this.#agent = new Agent({ keepAlive: true, ca: options.ca, maxSockets: 64 });
  }

  /** Sends a request. An answer of any status is a result, only a failed connection throws. */
  async request<T = unknown>(
    method: string,
    path: string,
    options: ApiRequest = {},
  ): Promise<ApiResponse<T>> {
    const response = await this.#send(method, path, options);
    response.setEncoding('utf8');
    let text = '';
    for await (const part of response) text += part;
    const isJson = response.headers['content-type']?.startsWith('application/json') && text !== '';
    return {
      status: response.statusCode ?? 0,
      warnings: parseWarnings(response.headers.warning),
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  }

  /** Reads a path; throws an `ApiError` when the answer is not a success. */
  async get<T = KubeObject>(path: string): Promise<T> {
    return this.#succeed<T>('GET', path);
  }

  /** Creates an object where its apiVersion, kind and namespace say. */
  async create<T = KubeObject>(object: KubeObject, query: Record<string, string> = {}): Promise<T> {
    return this.#succeed<T>('POST', await this.collectionPath(object), { body: object, query });
  }

  /** Deletes what is at a path; that nothing is there is no error. */
  async delete(path: string, query: Record<string, string> = {}): Promise<void> {
    const response = await this.request('DELETE', path, { query });
    if (response.status >= 300 && response.status !== 404) throw new ApiError(`DELETE ${path}`, response);
  }

  /** Patches what is at a path with a JSON merge patch. */
  async mergePatch<T = KubeObject>(path: string, body: unknown): Promise<T> {
    return this.#succeed<T>('PATCH', path, { body, contentType: 'application/merge-patch+json' });
  }

  /** Server-side apply. Throws an `ApiError` when it is refused. */
  async apply<T = KubeObject>(object: KubeObject, options: ApplyOptions = {}): Promise<ApiResponse<T>> {
    const path = await this.objectPath(object);
    const query = {
      fieldManager: options.manager ?? 'layerc-test',
      fieldValidation: options.fieldValidation ?? 'Strict',
      ...(options.force ? { force: 'true' } : {}),
      ...(options.dryRun ? { dryRun: 'All' } : {}),
    };
    const response = await this.request<T>('PATCH', path, {
      body: object,
      contentType: 'application/apply-patch+yaml',
      query,
    });
    if (response.status >= 300) throw new ApiError(`apply ${object.kind} ${object.metadata.name}`, response);
    return response;
  }

  /** Path of the list that an object belongs to. */
  async collectionPath(object: KubeObject): Promise<string> {
    const { apiVersion, kind, metadata } = object;
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const find = async () =>
      (await this.#resourcesOf(root)).find(
        (resource) => resource.kind === kind && !resource.name.includes('/'),
      );
    let resource = await find();
    if (resource === undefined) {
      // Its CRD may have been installed since the group was last asked for.
      this.#resources.delete(root);
      resource = await find();
    }
    if (resource === undefined) throw new Error(`the server does not know ${apiVersion} ${kind}`);
    const scope = resource.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
    return `${root}${scope}/${resource.name}`;
  }

  /** Path of an object. */
  async objectPath(object: KubeObject): Promise<string> {
    return `${await this.collectionPath(object)}/${object.metadata.name}`;
  }

  /** Follows a list until the signal is aborted or the server ends the watch. */
  async watch<T = KubeObject>(
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
    onEvent: (event: WatchEvent<T>) => void,
  ): Promise<void> {
    const response = await this.#send('GET', path, { query: { ...query, watch: 'true' } }, signal);
    if (response.statusCode !== 200) throw new Error(`watch of ${path}: ${response.statusCode}`);
    for await (const line of createInterface(response)) onEvent(JSON.parse(line));
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }

  async #succeed<T>(method: string, path: string, options: ApiRequest = {}): Promise<T> {
    const response = await this.request<T>(method, path, options);
    if (response.status >= 300) throw new ApiError(`${method} ${path}`, response);
    return response.body;
  }

  #resourcesOf(root: string): Promise<readonly ApiResource[]> {
    const known = this.#resources.get(root);
    if (known) return known;
    const asked = this.request<{ resources?: ApiResource[] }>('GET', root).then(
      (list) => list.body.resources ?? [],
    );
    this.#resources.set(root, asked);
    return asked;
  }

  #send(method: string, path: string, options: ApiRequest, signal?: AbortSignal): Promise<IncomingMessage> {
    const url = new URL(path, this.url);
    for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    const init: RequestOptions = {
      method,
      agent: this.#agent,
      headers: {
        authorization: `Bearer ${this.#token}`,
        accept: 'application/json',
        ...(body === undefined
          ? {}
          : {
              'content-type': options.contentType ?? 'application/json',
              // Node sends the body of a DELETE without saying how long it is, and ruins the connection.
              'content-length': Buffer.byteLength(body),
            }),
      },
      ...(signal ? { signal } : {}),
    };
    return new Promise((resolve, reject) => {
      const request = httpsRequest(url, init, resolve);
      request.once('error', reject);
      request.end(body);
    });
  }
}

type ApiResource = { readonly name: string; readonly kind: string; readonly namespaced: boolean };

// Each is `299 - "text"`, with quotes and backslashes of the text escaped.
function parseWarnings(header: string | undefined): string[] {
  const texts = [...(header ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)];
  return texts.map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
}
