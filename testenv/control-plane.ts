import { randomBytes } from 'node:crypto';
import type { ApiClient } from './api.ts';
import { type ApiServer, type ApiServerOptions, startApiServer } from './apiserver.ts';
import { startControllerManager } from './controller-manager.ts';
import { startEtcd } from './etcd.ts';
import { startKeda } from './keda.ts';
import { type KubectlResult, runKubectl } from './kubectl.ts';
import { type FakeNode, startKwok } from './kwok.ts';
import type { TestProcess } from './process.ts';
import { type Prometheus, startPrometheus } from './prometheus.ts';
import { startScheduler } from './scheduler.ts';
import { Workspace } from './workspace.ts';

/** What to start beside etcd and the API server. */
export type ControlPlaneOptions = {
  /** The controller manager and the scheduler. Default: when `keda` or `nodes` is asked for. */
  readonly controllers?: boolean;
  /** KEDA's operator, metrics adapter and webhooks. */
  readonly keda?: boolean;
  /** Fake nodes: how many, or which. */
  readonly nodes?: number | readonly FakeNode[];
  /** A metrics server that scrapes `http://<target>/metrics` of each target every second, as the job `test`. */
  readonly metrics?: readonly string[];
  readonly apiServer?: ApiServerOptions;
};

/** A running control plane. Test files share one and take a namespace for each test. */
export class ControlPlane {
  readonly url: string;
  readonly kubeconfig: string;
  readonly client: ApiClient;
  readonly #workspace: Workspace;
  readonly #server: ApiServer;
  readonly #prometheus: Prometheus | undefined;
  readonly #hasControllers: boolean;
  readonly #etcdUrl: string;

  constructor(
    workspace: Workspace,
    etcdUrl: string,
    server: ApiServer,
    prometheus: Prometheus | undefined,
    hasControllers: boolean,
  ) {
    this.url = server.url;
    this.kubeconfig = server.kubeconfig;
    this.client = server.client;
    this.#workspace = workspace;
    this.#etcdUrl = etcdUrl;
    this.#server = server;
    this.#prometheus = prometheus;
    this.#hasControllers = hasControllers;
  }

  /** The temporary folder of this control plane, with the logs of its processes. */
  get folder(): string {
    return this.#workspace.folder;
  }

  /** The metrics server; throws when none was asked for. */
  get prometheus(): Prometheus {
    if (this.#prometheus === undefined) throw new Error('this control plane was started without metrics');
    return this.#prometheus;
  }

  /** The processes, in the order of their start. */
  get processes(): readonly TestProcess[] {
    return this.#workspace.processes;
  }

  /** Runs kubectl as the administrator. */
  kubectl(args: readonly string[], stdin?: string): Promise<KubectlResult> {
    const { kubeconfig, folder } = this;
    return runKubectl(args, { kubeconfig, home: folder, ...(stdin === undefined ? {} : { stdin }) });
  }

  /** Makes a fresh namespace that is ready for pods, and returns its name. */
  async namespace(labels: Readonly<Record<string, string>> = {}): Promise<string> {
    const name = `test-${randomBytes(4).toString('hex')}`;
    await this.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
    if (this.#hasControllers) {
      const account = `/api/v1/namespaces/${name}/serviceaccounts/default`;
      const isThere = async () => (await this.client.request('GET', account)).status === 200;
      const server = this.processes.find((one) => one.name === this.#server.process.name);
      await server?.waitUntil('the default service account is there', isThere);
    }
    return name;
  }

  /** Kills a process, such as `kube-apiserver`, and starts it again; `between` while it is away. */
  restart(name: string, between?: () => Promise<void>): Promise<void> {
    return this.#workspace.restart(name, between);
  }

  /** Makes etcd forget every revision but the newest, as the API server does after five minutes. */
  async compact(): Promise<void> {
    const ask = async (path: string, body: object) => {
      const response = await fetch(`${this.#etcdUrl}/v3/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`etcd: ${await response.text()}`);
      return (await response.json()) as { header: { revision: string } };
    };
    const { header } = await ask('maintenance/status', {});
    await ask('kv/compaction', { revision: header.revision, physical: true });
  }

  /** Ends everything and removes the folder. */
  async stop(): Promise<void> {
    this.client.close();
    await this.#workspace.stop();
  }
}

/** Starts a control plane on free ports of 127.0.0.1. Several can run at once. */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const workspace = new Workspace();
  const nodes = fakeNodes(options.nodes ?? 0);
  const hasControllers = options.controllers ?? (options.keda === true || nodes.length > 0);
  try {
    const { url } = await startEtcd(workspace);
    const server = await startApiServer(workspace, url, options.apiServer);
    // All of them are awaited even when one fails, so that none is started behind the clean-up's back.
    const [prometheus, ...others] = await Promise.allSettled([
      options.metrics && startPrometheus(workspace, { test: options.metrics }),
      hasControllers && startControllerManager(workspace, server),
      hasControllers && startScheduler(workspace, server),
      nodes.length > 0 && startKwok(workspace, server, nodes),
      options.keda && startKeda(workspace, server),
    ]);
    for (const outcome of [prometheus, ...others]) if (outcome.status === 'rejected') throw outcome.reason;
    const metrics = prometheus.status === 'fulfilled' ? prometheus.value : undefined;
    return new ControlPlane(workspace, url, server, metrics, hasControllers);
  } catch (error) {
    await workspace.stop();
    throw error;
  }
}

function fakeNodes(nodes: number | readonly FakeNode[]): readonly FakeNode[] {
  if (typeof nodes !== 'number') return nodes;
  return Array.from({ length: nodes }, (_, index) => ({ name: `fake-${index}` }));
}
