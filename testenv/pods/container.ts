import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProcess } from '../process.ts';
import { EnvError, expand, resolveEnv } from './env.ts';
import type { NodeContext } from './node-context.ts';
import type { Container, Pod, PodAddress } from './pod.ts';
import { type HandlerContext, repeatProbe, runHandler } from './probes.ts';

type Terminated = {
  readonly exitCode: number;
  readonly reason: string;
  readonly startedAt: string;
  readonly finishedAt: string;
};

/** The state of a container, in the words of its status. */
export type ContainerState =
  | { readonly waiting: { readonly reason: string; readonly message?: string } }
  | { readonly running: { readonly startedAt: string } }
  | { readonly terminated: Terminated };

const configRetryMs = 1_000;
// The kubelet grants this much after a preStop hook that has used up the grace period.
const leastGraceMs = 2_000;
const restoredAfterMs = 600_000;

/** Runs one container of a pod as local processes, one after the other. */
export class ContainerRunner {
  readonly container: Container;
  state: ContainerState = { waiting: { reason: 'ContainerCreating' } };
  lastState: ContainerState | undefined;
  restartCount = 0;
  started = false;
  ready = false;
  /** Whether its last process has ended and none will follow. */
  over = false;
  readonly #pod: Pod;
  readonly #address: PodAddress;
  readonly #node: NodeContext;
  readonly #onChange: () => void;
  readonly #stopping = new AbortController();
  #process: TestProcess | undefined;
  #handlers: HandlerContext | undefined;

  constructor(pod: Pod, container: Container, address: PodAddress, node: NodeContext, onChange: () => void) {
    this.#pod = pod;
    this.container = container;
    this.#address = address;
    this.#node = node;
    this.#onChange = onChange;
  }

  /** Runs the container until it has ended for good. */
  async run(): Promise<void> {
    const { signal } = this.#stopping;
    let backOffMs = 0;
    while (!signal.aborted) {
      const begin = Date.now();
      const ended = await this.#runOnce();
      if (ended === undefined) {
        await pause(configRetryMs, signal);
        continue;
      }
      this.over = signal.aborted || !this.#restarts(ended.exitCode);
      this.#set({ terminated: ended });
      if (this.over) return;
      const { initialMs, maximumMs } = this.#node.restartBackOff;
      if (Date.now() - begin > restoredAfterMs) backOffMs = 0;
      this.lastState = { terminated: ended };
      if (backOffMs > 0) this.#set({ waiting: { reason: 'CrashLoopBackOff' } });
      await pause(backOffMs, signal);
      if (signal.aborted) {
        this.over = true;
        this.#set({ terminated: ended });
        return;
      }
      backOffMs = Math.min(backOffMs === 0 ? initialMs : backOffMs * 2, maximumMs);
      this.restartCount++;
    }
  }

  /** Ends the container as a deletion does: preStop hook, SIGTERM, and SIGKILL when the grace period is over. */
  async terminate(graceSeconds: number): Promise<void> {
    this.#stopping.abort();
    await this.#end(graceSeconds);
  }

  get #name(): string {
    return `${this.#pod.metadata.namespace}_${this.#pod.metadata.name}_${this.container.name}`;
  }

  #set(state: ContainerState): void {
    this.state = state;
    if (!('running' in state)) this.started = this.ready = false;
    this.#onChange();
  }

  #restarts(exitCode: number): boolean {
    const { restartPolicy = 'Always' } = this.#pod.spec;
    return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exitCode !== 0);
  }

  async #runOnce(): Promise<Terminated | undefined> {
    const started = await this.#launch();
    if (started === undefined) return undefined;
    const startedAt = new Date().toISOString();
    this.#set({ running: { startedAt } });
    const probing = new AbortController();
    this.#probe(probing.signal).catch((error: Error) => this.#node.onError(error));
    const outcome = await started.ended;
    probing.abort();
    this.#process = undefined;
    const exitCode =
      typeof outcome === 'number' ? outcome : 128 + constants.signals[outcome as NodeJS.Signals];
    this.#record('exited', exitCode);
    const reason = exitCode === 0 ? 'Completed' : 'Error';
    return { exitCode, reason, startedAt, finishedAt: new Date().toISOString() };
  }

  async #launch(): Promise<TestProcess | undefined> {
    const { container } = this;
    const image = this.#node.images[container.image];
    if (image === undefined) {
      this.#set({ waiting: { reason: 'ErrImagePull', message: `no local command for ${container.image}` } });
      return undefined;
    }
    try {
      const { podIP, localIP } = this.#address;
      const imageEnv = Object.entries(image.env ?? {}).map(([name, text]) => [
        name,
        expand(text, { POD_IP: podIP, LOCAL_IP: localIP }),
      ]);
      const podEnv = await resolveEnv(this.#node.client, this.#pod, this.#address, container);
      const env = { ...Object.fromEntries(imageEnv), ...podEnv };
      const given = (container.command ?? []).map((text) => expand(text, env));
      const args = (container.args ?? (given.length > 0 ? [] : image.args) ?? []).map((text) =>
        expand(text, env),
      );
      const [program = '', ...rest] = [...(given.length > 0 ? given : image.command), ...args];
      if (this.#stopping.signal.aborted) return undefined;
      this.#process = await this.#node.workspace.start({ name: this.#name, program, args: rest, env });
      this.#handlers = { container, localIP, env, folder: this.#node.workspace.folder };
      this.#record('started');
      return this.#process;
    } catch (error) {
      const reason = error instanceof EnvError ? 'CreateContainerConfigError' : 'RunContainerError';
      this.#set({ waiting: { reason, message: (error as Error).message } });
      return undefined;
    }
  }

  async #probe(signal: AbortSignal): Promise<void> {
    const { startupProbe, readinessProbe, livenessProbe } = this.container;
    const context = this.#handlers as HandlerContext;
    const restart = () => {
      if (!this.#stopping.signal.aborted) void this.#end(this.#pod.spec.terminationGracePeriodSeconds ?? 30);
    };
    if (startupProbe) {
      const succeeded = await firstVerdict(startupProbe, context, signal);
      if (signal.aborted) return;
      if (!succeeded) return restart();
    }
    this.started = true;
    this.ready = readinessProbe === undefined;
    this.#onChange();
    await Promise.all([
      readinessProbe &&
        repeatProbe(readinessProbe, context, signal, (healthy) => {
          if (healthy === this.ready) return;
          this.ready = healthy;
          this.#onChange();
        }),
      livenessProbe && repeatProbe(livenessProbe, context, signal, (healthy) => healthy || restart()),
    ]);
  }

  async #end(graceSeconds: number): Promise<void> {
    const ending = this.#process;
    if (ending === undefined) return;
    const deadline = Date.now() + graceSeconds * 1000;
    if (graceSeconds > 0) {
      await Promise.race([ending.ended, this.#preStop(graceSeconds * 1000)]);
      ending.signal('SIGTERM');
      this.#record('SIGTERM');
      await Promise.race([
        ending.ended,
        sleep(Math.max(deadline - Date.now(), leastGraceMs), undefined, { ref: false }),
      ]);
    }
    if (ending.outcome === undefined) {
      this.#record('SIGKILL');
      await ending.stop();
    }
  }

  async #preStop(graceMs: number): Promise<void> {
    const hook = this.container.lifecycle?.preStop;
    if (hook === undefined || this.#handlers === undefined) return;
    if (hook.sleep) await sleep(Math.min(hook.sleep.seconds * 1000, graceMs), undefined, { ref: false });
    else await runHandler(hook, this.#handlers, graceMs);
  }

  #record(what: 'started' | 'exited' | 'SIGTERM' | 'SIGKILL', exitCode?: number): void {
    const { namespace, name } = this.#pod.metadata;
    this.#node.history.push({
      at: Date.now(),
      namespace,
      pod: name,
      container: this.container.name,
      what,
      ...(exitCode === undefined ? {} : { exitCode }),
    });
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}

async function firstVerdict(
  probe: NonNullable<Container['startupProbe']>,
  context: HandlerContext,
  signal: AbortSignal,
): Promise<boolean> {
  const decided = new AbortController();
  let verdict = false;
  await repeatProbe(probe, context, AbortSignal.any([signal, decided.signal]), (healthy) => {
    verdict = healthy;
    decided.abort();
  });
  return verdict;
}
