import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { CannotStart } from './cannot-start.ts';
import { type ExecConfig, type ExecCredential, ExecPlugin } from './exec-plugin.ts';

/** Which kubeconfig, and which of its contexts. */
export interface CredentialOptions {
  /** Default: KUBECONFIG, then ~/.kube/config, then the service account of the pod. */
  readonly kubeconfig?: string;
  /** Default: the current one of the kubeconfig. */
  readonly context?: string;
}

/** What a request needs to be let in. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
}

/**
 * The credentials of a kubeconfig: tokens, token files, certificates, plugins. They are read again after a while and
 * when the server refuses them; the connections stay the same for as long as the certificates do.
 */
export class CredentialSource {
  /** The URL of the API server. */
  readonly server: string;
  /** The namespace of the context; null: it names none. */
  readonly namespace: string | null;
  readonly #options: CredentialOptions;
  readonly #lifeMs: number;
  #config: KubeConfig;
  #plugin: ExecPlugin | null;
  #current: { readonly promise: Promise<Credentials>; readonly until: number } | undefined;
  #dispatcher: { readonly key: string; readonly dispatcher: Dispatcher } | undefined;
  readonly #retired = new Set<Dispatcher>();

  /** Throws an Error for people when there is no usable kubeconfig. */
  constructor(options: CredentialOptions, lifeMs: number) {
    this.#options = options;
    this.#lifeMs = lifeMs;
    this.#config = loadConfig(options);
    this.#plugin = takePlugin(this.#config);
    this.server = this.#config.getCurrentCluster()?.server as string;
    this.namespace = this.#config.getContextObject(this.#config.getCurrentContext())?.namespace || null;
  }

  current(): Promise<Credentials> {
    if (this.#current !== undefined && performance.now() < this.#current.until) return this.#current.promise;
    return this.#read();
  }

  /** Others than those that were refused, if there are any. */
  async renewed(refused: Credentials): Promise<Credentials> {
    const current = await this.current();
    if (current !== refused) return current;
    // From the start, because the client keeps tokens of its own, and so do we.
    this.#plugin?.close();
    this.#config = loadConfig(this.#options);
    this.#plugin = takePlugin(this.#config);
    return this.#read();
  }

  /** Breaks off what is under way and closes the connections. */
  async close(): Promise<void> {
    this.#plugin?.close();
    const dispatchers = [...this.#retired, ...(this.#dispatcher ? [this.#dispatcher.dispatcher] : [])];
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
  }

  #read(): Promise<Credentials> {
    const promise = this.#credentials();
    this.#current = { promise, until: performance.now() + this.#lifeMs };
    promise.catch(() => {
      if (this.#current?.promise === promise) this.#current = undefined;
    });
    return promise;
  }

  async #credentials(): Promise<Credentials> {
    const options: RequestOptions & { headers?: Record<string, string> } = {};
    try {
      await this.#config.applyToHTTPSOptions(options);
      if (this.#plugin !== null) identify(options, await this.#plugin.credential());
    } catch (error) {
      throw new Error(`the credentials of the kubeconfig cannot be used: ${messageOf(error)}`, {
        cause: error,
      });
    }
    const headers: Record<string, string> = {};
    if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      headers[name.toLowerCase()] = value.trim();
    }
    return { headers, dispatcher: this.#dispatcherOf(options) };
  }

  /** The same one as before, unless the certificates have changed. */
  #dispatcherOf(options: RequestOptions): Dispatcher {
    const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } = options;
    const given = { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername };
    const tls = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const known = JSON.stringify(tls);
    if (this.#dispatcher?.key === known) return this.#dispatcher.dispatcher;
    this.#retire();
    const dispatcher = makeDispatcher(tls, this.#config.getCurrentCluster()?.proxyUrl);
    this.#dispatcher = { key: known, dispatcher };
    return dispatcher;
  }

  /** Watches go on over the old connections until they end. */
  #retire(): void {
    const old = this.#dispatcher?.dispatcher;
    if (old === undefined) return;
    this.#retired.add(old);
    const forget = () => this.#retired.delete(old);
    old.close().then(forget, forget);
  }
}

/** The plugin of the current user, which from then on is ours to run. */
function takePlugin(config: KubeConfig): ExecPlugin | null {
  const exec: ExecConfig | null | undefined = config.getCurrentUser()?.exec;
  config.users = config.users.map((user) => ({ ...user, exec: undefined }));
  return exec?.command ? new ExecPlugin(exec) : null;
}

function identify(
  options: RequestOptions & { headers?: Record<string, string> },
  { token, clientCertificateData, clientKeyData }: ExecCredential,
): void {
  if (token !== undefined)
    options.headers = Object.assign(options.headers ?? {}, { authorization: `Bearer ${token}` });
  if (clientCertificateData !== undefined) options.cert = clientCertificateData;
  if (clientKeyData !== undefined) options.key = clientKeyData;
}

/** HTTP/1.1, where no request waits for another: there are as many connections as requests at a time. */
function makeDispatcher(tls: object, proxy: string | undefined): Dispatcher {
  const connect = {
    ...tls,
    allowH2: false,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    timeout: 10_000,
  };
  // Shorter than the 90 s after which the server closes.
  const options = { connect, keepAliveTimeout: 30_000, keepAliveMaxTimeout: 60_000 };
  if (!proxy) return new Agent(options);
  const uri = proxy.replace(/^socks5h:/, 'socks5:');
  return new ProxyAgent({ ...options, uri, requestTls: connect });
}

/** The first line of what an error says: some libraries put a picture of the text below it. */
export function messageOf(error: unknown): string {
  const { message, code, errors } = error as {
    message?: string;
    code?: string;
    errors?: readonly unknown[];
  };
  if (errors?.[0] !== undefined) return messageOf(errors[0]);
  return (message || code || String(error)).split('\n', 1)[0] as string;
}

function loadConfig({ kubeconfig, context }: CredentialOptions): KubeConfig {
  const config = new KubeConfig();
  const from = kubeconfig ?? (process.env.KUBECONFIG || undefined);
  const where = from === undefined ? 'the kubeconfig' : `the kubeconfig ${from}`;
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    const message =
      error instanceof TypeError ? 'it holds no clusters, users and contexts' : messageOf(error);
    throw new CannotStart(`${where} cannot be read: ${message}`, { cause: error });
  }
  // What the client makes up when it finds nothing.
  if (
    config.getCurrentCluster()?.server === 'http://localhost:8080' &&
    config.getCurrentContext() === 'loaded-context'
  ) {
    throw new CannotStart(
      'no kubeconfig: KUBECONFIG is not set, ~/.kube/config is not there, and this is not a pod',
    );
  }
  if (context !== undefined) config.setCurrentContext(context);
  const name = config.getCurrentContext();
  const names = config.getContexts().map((one) => one.name);
  const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  if (!name) throw new CannotStart(`${where} has no current-context; choose one by name (${known})`);
  const chosen = config.getContextObject(name);
  if (chosen === null) throw new CannotStart(`${where} has no context "${name}" (${known})`);
  const cluster = config.getCurrentCluster();
  if (cluster === null)
    throw new CannotStart(
      `${where}: context "${name}" names cluster "${chosen.cluster}", which is not there`,
    );
  if (chosen.user && config.getCurrentUser() === null) {
    throw new CannotStart(`${where}: context "${name}" names user "${chosen.user}", which is not there`);
  }
  if (!URL.canParse(cluster.server)) throw new CannotStart(`${where}: server "${cluster.server}" is no URL`);
  if (cluster.server.startsWith('http:') && !cluster.skipTLSVerify) {
    throw new CannotStart(
      `${where}: ${cluster.server} is not encrypted; set insecure-skip-tls-verify to allow that`,
    );
  }
  return config;
}
