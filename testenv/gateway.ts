import { sweep } from '../src/gateway/core/discovery.ts';
import { Gateway } from '../src/gateway/core/gateway.ts';
import { together } from '../src/gateway/server/listeners.ts';
import { Pusher, type ResolveWorkers } from '../src/gateway/server/push.ts';
import { GatewayServer } from '../src/gateway/server/server.ts';
import type { Json, JsonObject } from '../src/json/json.ts';
import { Books } from './gateway/books.ts';
import { freePort } from './ports.ts';

export type GatewayOptions = {
  /** The bearer token that workers and KEDA have to show. */
  readonly token: string;
  /** Where PromQL queries are passed on to, as hev's gateway does. */
  readonly metricsUrl?: string;
  /** Finds the workers behind a push Function's URL. Default: the URL itself. */
  readonly resolveWorkers?: ResolveWorkers;
};

/**
 * The gateway of `layerc dev`, in place of hev's. Registry and books outlive `stop`, so that a test can take the gateway
 * away and bring it back on the same port. It sweeps when a test says so.
 */
export class TestGateway {
  readonly port: number;
  readonly url: string;
  readonly core: Gateway;
  readonly #options: GatewayOptions;
  readonly #books = new Map<string, Books>();
  #serving: { readonly server: GatewayServer; readonly pusher: Pusher } | undefined;

  private constructor(port: number, options: GatewayOptions) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#options = options;
    const listener = together([
      { happened: (udf, entry) => void this.#bookOf(udf).journal.push(entry) },
      { udfChanged: (id, record) => void (record === undefined && this.#books.delete(id)) },
    ]);
    this.core = new Gateway('turbopuffer', listener);
  }

  /** Starts a gateway on a free port of 127.0.0.1. */
  static async start(options: GatewayOptions): Promise<TestGateway> {
    const gateway = new TestGateway(await freePort(), options);
    await gateway.start();
    return gateway;
  }

  /** Serves again after `stop`; does nothing while it serves. */
  async start(): Promise<void> {
    if (this.#serving !== undefined) return;
    const { token, resolveWorkers = async (url) => [url] } = this.#options;
    const options = this.#options;
    const common = { gateway: this.core, now: Date.now, save: () => {} };
    const server = await GatewayServer.start({
      ...common,
      tokens: new Map([[token, 'admin']]),
      port: this.port,
      get metricsUrl() {
        return options.metricsUrl;
      },
    });
    this.#serving = { server, pusher: new Pusher({ ...common, token, resolve: resolveWorkers }) };
  }

  /** Drops all connections and stops serving and pushing. */
  async stop(): Promise<void> {
    const serving = this.#serving;
    this.#serving = undefined;
    await serving?.pusher.stop();
    await serving?.server.stop();
  }

  /** Registers a Function, or replaces its spec. */
  put(id: string, spec: JsonObject): Books {
    this.core.put(id, { worker: {}, ...spec }, Date.now());
    return this.#bookOf(id);
  }

  /** The books of a Function; throws when it is not registered. */
  books(id: string): Books {
    this.core.get(id);
    return this.#bookOf(id);
  }

  /** Ids of all registered Functions. */
  get ids(): readonly string[] {
    return this.core.ids;
  }

  /** Forgets a Function and its books. */
  remove(id: string): void {
    this.core.remove(id);
  }

  /** Puts rows into a namespace of the store, for `discover` to find. */
  putRows(namespace: string, rows: readonly Readonly<Record<string, unknown>>[]): void {
    for (const row of rows) this.core.rows.put(namespace, row as { readonly [column: string]: Json });
  }

  /** Enqueues the rows of a Function's namespaces that are to be processed. Returns how many there were. */
  discover(id: string): number {
    const udf = this.core.get(id);
    return sweep(this.core, udf, udf.record.spec.target_namespaces, Date.now());
  }

  #bookOf(id: string): Books {
    const books = this.#books.get(id) ?? new Books(this.core, id);
    this.#books.set(id, books);
    return books;
  }
}
