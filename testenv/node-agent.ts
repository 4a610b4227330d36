import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, ApiError } from './api.ts';
import type { ContainerEvent, LocalImage, NodeContext, RestartBackOff } from './pods/node-context.ts';
import type { Pod } from './pods/pod.ts';
import { PodRunner } from './pods/pod-runner.ts';
import { Workspace } from './workspace.ts';

export type { ContainerEvent, LocalImage, RestartBackOff };

export type NodeAgentOptions = {
  readonly client: ApiClient;
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  /** What to run for each image. A container with any other image waits in `ErrImagePull`. */
  readonly images: Readonly<Record<string, LocalImage>>;
  readonly restartBackOff?: RestartBackOff;
};

const hostIP = '10.0.0.1';
const leaseSeconds = 40;
const renewEveryMs = 10_000;

/**
 * A node whose pods are local processes. It does what the kubelet does for a worker: environment, probes, status,
 * restarts, and the steps of a deletion. It does not know init containers, volumes, resources or isolation.
 */
export class NodeAgent {
  readonly name: string;
  /** Every start, signal and end of a container's process. */
  readonly history: readonly ContainerEvent[];
  /** What went wrong in the agent itself; a test may expect this to stay empty. */
  readonly errors: readonly Error[];
  readonly #node: NodeContext;
  readonly #pods = new Map<string, PodRunner>();
  readonly #usedAddresses = new Set<string>();
  readonly #stopping = new AbortController();
  readonly #following: Promise<void>;

  private constructor(name: string, node: NodeContext, errors: Error[]) {
    this.name = name;
    this.#node = node;
    this.history = node.history;
    this.errors = errors;
    this.#following = Promise.all([this.#followPods(), this.#renewLease()]).then(() => {});
  }

  /** Makes the node, Ready, and begins to run its pods. */
  static async start(options: NodeAgentOptions): Promise<NodeAgent> {
    const { client, name = 'local', labels = {}, taints = [], images } = options;
    const errors: Error[] = [];
    const node: NodeContext = {
      client,
      images,
      workspace: new Workspace(),
      restartBackOff: options.restartBackOff ?? { initialMs: 10_000, maximumMs: 300_000 },
      history: [],
      onError: (error) => errors.push(error),
    };
    const capacity = {
      cpu: '64',
      memory: '512Gi',
      'ephemeral-storage': '1Ti',
      'nvidia.com/gpu': '8',
      pods: '250',
    };
    const now = new Date().toISOString();
    await client.create({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...labels } },
      spec: { taints },
      status: {
        capacity,
        allocatable: capacity,
        addresses: [{ type: 'InternalIP', address: hostIP }],
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'NodeAgent',
            lastHeartbeatTime: now,
            lastTransitionTime: now,
          },
        ],
      },
    });
    return new NodeAgent(name, node, errors);
  }

  /** Ends all processes and stops following the API. The Node stays. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
    await Promise.all([...this.#pods.values()].map((runner) => runner.kill()));
    await this.#node.workspace.stop();
  }

  async #followPods(): Promise<void> {
    const { signal } = this.#stopping;
    const fieldSelector = `spec.nodeName=${this.name}`;
    while (!signal.aborted) {
      try {
        const list = await this.#node.client.get<PodList>(`/api/v1/pods?fieldSelector=${fieldSelector}`);
        const listed = new Set(list.items.map(({ metadata }) => metadata.uid));
        for (const uid of this.#pods.keys()) if (!listed.has(uid)) this.#forget(uid);
        for (const pod of list.items) this.#take(pod);
        const query = { fieldSelector, resourceVersion: list.metadata.resourceVersion };
        await this.#node.client.watch<Pod>('/api/v1/pods', query, signal, ({ type, object }) => {
          if (type === 'ADDED' || type === 'MODIFIED') this.#take(object);
          if (type === 'DELETED') this.#forget(object.metadata.uid);
        });
      } catch (error) {
        if (!signal.aborted) this.#node.onError(error as Error);
      }
      await sleep(200, undefined, { signal }).catch(() => {});
    }
  }

  #take(pod: Pod): void {
    const { uid, deletionTimestamp, deletionGracePeriodSeconds = 30 } = pod.metadata;
    const isOver = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
    let runner = this.#pods.get(uid);
    if (runner === undefined && !isOver) {
      runner = new PodRunner(pod, this.#newAddress(), this.#node);
      this.#pods.set(uid, runner);
    }
    if (deletionTimestamp === undefined) return;
    runner?.terminate(deletionGracePeriodSeconds).catch((error) => this.#node.onError(error));
  }

  // Reached with a running process only when the pod was deleted by force.
  #forget(uid: string): void {
    this.#pods
      .get(uid)
      ?.kill()
      .catch((error) => this.#node.onError(error));
    this.#pods.delete(uid);
  }

  #newAddress() {
    const byte = () => 1 + Math.floor(Math.random() * 254);
    let podIP: string;
    do podIP = `10.${byte()}.${byte()}.${byte()}`;
    while (this.#usedAddresses.has(podIP));
    this.#usedAddresses.add(podIP);
    return { podIP, localIP: localAddress(podIP), hostIP };
  }

  async #renewLease(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const renewTime = new Date().toISOString().replace('Z', '000Z');
      const lease = {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: this.name, namespace: 'kube-node-lease' },
        spec: { holderIdentity: this.name, leaseDurationSeconds: leaseSeconds, renewTime },
      };
      await this.#node.client.apply(lease, { force: true }).catch((error) => {
        if (!signal.aborted || error instanceof ApiError) this.#node.onError(error);
      });
      await sleep(renewEveryMs, undefined, { signal }).catch(() => {});
    }
  }
}

type PodList = { readonly metadata: { readonly resourceVersion: string }; readonly items: readonly Pod[] };

/**
 * The loopback address on which a pod's process listens, given the address that the API reports for it. The API
 * refuses loopback addresses in EndpointSlices, so pods are 10.x.y.z there and 127.x.y.z here. Linux answers on all of
 * 127.0.0.0/8; macOS on 127.0.0.1 alone, where pods must then differ in their ports.
 */
export function localAddress(podIP: string): string {
  return process.platform === 'linux' ? podIP.replace(/^10\./, '127.') : '127.0.0.1';
}
