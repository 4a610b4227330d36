import { ContainerRunner } from './container.ts';
import type { NodeContext } from './node-context.ts';
import type { Pod, PodAddress, PodCondition } from './pod.ts';

/** Runs the containers of one pod and keeps its status up to date. */
export class PodRunner {
  readonly #pod: Pod;
  readonly #address: PodAddress;
  readonly #node: NodeContext;
  readonly #containers: readonly ContainerRunner[];
  readonly #startTime = new Date().toISOString();
  readonly #ended: Promise<unknown>;
  #conditions: readonly PodCondition[];
  #writing: Promise<void> | undefined;
  #changed = false;
  #terminating = false;

  constructor(pod: Pod, address: PodAddress, node: NodeContext) {
    this.#pod = pod;
    this.#address = address;
    this.#node = node;
    this.#conditions = pod.status?.conditions ?? [];
    const onChange = () => this.#statusChanged();
    this.#containers = pod.spec.containers.map(
      (container) => new ContainerRunner(pod, container, address, node, onChange),
    );
    onChange();
    this.#ended = Promise.all(this.#containers.map((runner) => runner.run()));
    this.#ended.catch((error: Error) => node.onError(error));
  }

  /** Ends the containers as the deletion of the pod asks, then removes the pod from the API. */
  async terminate(graceSeconds: number): Promise<void> {
    if (this.#terminating) return;
    this.#terminating = true;
    await this.#stopContainers(graceSeconds);
    const { uid } = this.#pod.metadata;
    await this.#node.client.request('DELETE', this.#path, {
      body: { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0, preconditions: { uid } },
    });
  }

  /** Ends the containers at once and says nothing to the API. */
  async kill(): Promise<void> {
    this.#terminating = true;
    await this.#stopContainers(0);
  }

  async #stopContainers(graceSeconds: number): Promise<void> {
    await Promise.all(this.#containers.map((runner) => runner.terminate(graceSeconds)));
    await this.#ended;
    await this.#writing;
  }

  get #path(): string {
    const { namespace, name } = this.#pod.metadata;
    return `/api/v1/namespaces/${namespace}/pods/${name}`;
  }

  // One write at a time; changes that come during a write go into the next one together.
  #statusChanged(): void {
    this.#changed = true;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(): Promise<void> {
    while (this.#changed) {
      // Lets all that happens in one turn of the event loop go into one write.
      await new Promise(setImmediate);
      this.#changed = false;
      try {
        const path = `${this.#path}/status`;
        const contentType = 'application/merge-patch+json';
        await this.#node.client.request('PATCH', path, { body: { status: this.#status() }, contentType });
      } catch (error) {
        this.#node.onError(error as Error);
      }
    }
  }

  #status() {
    const phase = this.#phase();
    const isReady = phase === 'Running' && this.#containers.every(({ ready }) => ready);
    const verdicts = {
      PodReadyToStartContainers: true,
      Initialized: true,
      ContainersReady: isReady,
      Ready: isReady,
    };
    for (const [type, holds] of Object.entries(verdicts)) this.#setCondition(type, holds ? 'True' : 'False');
    return {
      phase,
      startTime: this.#startTime,
      podIP: this.#address.podIP,
      podIPs: [{ ip: this.#address.podIP }],
      hostIP: this.#address.hostIP,
      hostIPs: [{ ip: this.#address.hostIP }],
      conditions: this.#conditions,
      containerStatuses: this.#containers.map((runner) => ({
        name: runner.container.name,
        image: runner.container.image,
        imageID: '',
        ready: runner.ready,
        started: runner.started,
        restartCount: runner.restartCount,
        state: runner.state,
        lastState: runner.lastState ?? {},
      })),
    };
  }

  #setCondition(type: string, status: string): void {
    const old = this.#conditions.find((condition) => condition.type === type);
    if (old?.status === status) return;
    const others = this.#conditions.filter((condition) => condition.type !== type);
    this.#conditions = [...others, { type, status, lastTransitionTime: new Date().toISOString() }];
  }

  // A pod between two processes is still running: a ReplicaSet replaces one that is Failed, if only for a moment.
  #phase(): string {
    if (this.#containers.every(({ over }) => over)) {
      const succeeded = this.#containers.every(
        ({ state }) => 'terminated' in state && state.terminated.exitCode === 0,
      );
      return succeeded ? 'Succeeded' : 'Failed';
    }
    const hasRun = this.#containers.some(
      ({ state, lastState }) => lastState !== undefined || !('waiting' in state),
    );
    return hasRun ? 'Running' : 'Pending';
  }
}
