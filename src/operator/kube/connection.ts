import type { ApplyOptions, Cluster, KubeObject, ListPage, Resource, WatchEvent } from './cluster.ts';
import { type ConnectOptions, failure, pathOf, Sender } from './sender.ts';
import { linesOf, readEvent } from './wire.ts';

/**
 * A connection to the API server of a kubeconfig, or of the cluster that the program runs in. Nothing is sent yet.
 * Throws an Error for people when there is no usable kubeconfig.
 */
export function connect(options: ConnectOptions = {}): Connection {
  return new Connection(options);
}

/** As the server writes it: `1`, `36` or `30+`, `v1.36.3`. */
export interface ServerVersion {
  readonly major: string;
  readonly minor: string;
  readonly gitVersion: string;
}

/** No list of objects, but asked for and counted as one. */
const VERSION: Resource = { apiVersion: '', kind: 'Version', plural: 'version', namespaced: false };
const OPENAPI: Resource = { apiVersion: '', kind: 'OpenAPI', plural: 'openapi', namespaced: false };

/** An API server over HTTP/1.1 with keep-alive; as many connections as there are requests at a time. */
export class Connection implements Cluster {
  readonly #sender: Sender;

  constructor(options: ConnectOptions) {
    this.#sender = new Sender(options);
  }

  /** Where kubectl looks when no namespace is named. */
  get namespace(): string {
    return this.#sender.namespace ?? 'default';
  }

  async list(
    resource: Resource,
    options: Parameters<Cluster['list']>[1],
    signal: AbortSignal,
  ): Promise<ListPage> {
    const { namespace, labelSelector, fieldSelector, limit, next, mostBytes } = options;
    const body = (await this.#sender.call('list', resource, {
      path: pathOf(resource, namespace),
      query: { limit: String(limit), labelSelector, fieldSelector, continue: next },
      timeoutMs: this.#sender.limits.listMs,
      mostBytes,
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
      const response = await this.#sender.send('watch', resource, {
        path: pathOf(resource, namespace),
        query: {
          watch: 'true',
          allowWatchBookmarks: 'true',
          resourceVersion,
          labelSelector,
          timeoutSeconds: String(timeoutSeconds),
        },
        timeoutMs: this.#sender.limits.callMs,
        bodyTimeoutMs: this.#sender.limits.inactivityMs,
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
    const found = await this.#sender.call('get', resource, {
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
    const answer = await this.#sender.call('patch', resource, {
      path: pathOf(resource, object.metadata.namespace, object.metadata.name),
      query: {
        fieldManager: options.manager,
        // An apply refuses unknown fields in any case. Strict would read the body a second time, for keys that are there
        // twice, and no object of ours has one: docs/decisions/what-a-new-function-costs.md.
        fieldValidation: 'Ignore',
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
    await this.#sender.call('delete', resource, {
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
    return (await this.#sender.call('create', resource, {
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
    return (await this.#sender.call('update', resource, {
      path: pathOf(resource, object.metadata.namespace, object.metadata.name),
      query: { fieldManager: manager, fieldValidation: 'Strict' },
      body: object,
      signal,
    })) as KubeObject;
  }

  async mergeStatus(
    resource: Resource,
    object: KubeObject,
    manager: string,
    signal: AbortSignal,
  ): Promise<KubeObject> {
    const { name, namespace } = object.metadata;
    return (await this.#sender.call('patch', resource, {
      path: pathOf(resource, namespace, name, 'status'),
      subresource: 'status',
      query: { fieldManager: manager, fieldValidation: 'Ignore' },
      contentType: 'application/merge-patch+json',
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
    return (await this.#sender.call('patch', resource, {
      path: pathOf(resource, target.namespace, target.name),
      query: { fieldManager: manager, fieldValidation: 'Strict' },
      contentType: 'application/merge-patch+json',
      body: patch,
      signal,
    })) as KubeObject;
  }

  /** What the server says of its version. Whoever may log in may ask. */
  async version(signal: AbortSignal): Promise<ServerVersion> {
    const answer = (await this.#sender.call('get', VERSION, { path: '/version', signal })) as
      | Partial<ServerVersion>
      | undefined;
    const { major, minor, gitVersion } = answer ?? {};
    return { major: `${major}`, minor: `${minor}`, gitVersion: `${gitVersion}` };
  }

  /** What the server publishes of a group and its version, as OpenAPI v3. Whoever may log in may ask. */
  async openapi(groupVersion: string, signal: AbortSignal): Promise<unknown> {
    const path = `/openapi/v3/apis/${groupVersion}`;
    return this.#sender.call('get', OPENAPI, { path, signal, allow404: true });
  }

  /** Breaks off what is under way and closes the connections. */
  async close(): Promise<void> {
    await this.#sender.close();
  }
}
