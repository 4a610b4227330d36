import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { environmentOf, type Given } from './environment.ts';
import type { Running } from './local-process.ts';
import { masking } from './masked.ts';
import { isReady } from './probe.ts';
import { Scaler } from './scaling.ts';
import { isOpenAt } from './windows.ts';
import type { Workload } from './workload.ts';

export interface SupervisorSettings {
  readonly workload: Workload;
  /** How it is run; undefined where nobody runs it here. */
  readonly launch: Launch | undefined;
  readonly given: Given;
  readonly gatewayUrl: string;
  readonly token: string;
  readonly speed: number;
  /** A schedule's window is open from the start. */
  readonly isNow: boolean;
  readonly say: (text: string) => void;
  readonly line: (worker: string, text: string, isError: boolean) => void;
}

/** What a worker is started with, in whatever way. */
export interface Start {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly line: (text: string, isError: boolean) => void;
}

export interface Launch {
  readonly start: (start: Start) => Running;
  /** What exit codes say that come before the worker has run at all. */
  readonly unstartable: { readonly [outcome: string | number]: string };
}

interface Worker {
  readonly name: string;
  readonly process: Running;
  readonly port: number | undefined;
  readonly since: number;
  /** How many seconds each of its batches is held back, and until when the one that it has claimed is. */
  slow: number;
  heldUntil: number;
  isReady: boolean;
  isStopping: boolean;
  /** By a person, who wants to see what happens then. */
  isKilled: boolean;
}

/** A worker as others see it. */
export type Standing = Pick<Worker, 'name' | 'port' | 'since' | 'isReady' | 'isStopping'> & {
  readonly pid: number | undefined;
  /** Where it is called, for push. */
  readonly url: string | undefined;
  readonly isHeld: boolean;
  readonly slow: number;
};

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** Whoever has run so long begins anew with the pauses. */
const SOUND_MS = 60_000;
const LAST_LINES = 20;

/** The workers of one Function: as many as there should be, started again when they end. */
export class Supervisor {
  readonly settings: SupervisorSettings;
  readonly scaler: Scaler;
  readonly #workers = new Map<string, Worker>();
  readonly #stopping = new Set<Promise<void>>();
  /** Ends in a row without a sound run. */
  failures = 0;
  /** Why the command cannot be run at all, where the shell says so. */
  cannotStart: string | undefined;
  lastLines: string[] = [];
  wanted = 0;
  #notBefore = 0;
  #starting = 0;

  constructor(settings: SupervisorSettings) {
    this.settings = settings;
    this.scaler = new Scaler(settings.workload.scaling);
  }

  get running(): number {
    return [...this.#workers.values()].filter(({ isStopping }) => !isStopping).length;
  }

  get standing(): readonly Standing[] {
    return [...this.#workers.values()].map(
      ({ name, port, since, isReady, isStopping, process, slow, heldUntil }) => ({
        ...{ name, port, since, isReady, isStopping },
        ...{ pid: process.pid, url: port === undefined ? undefined : urlOf(port) },
        ...{ isHeld: Date.now() < heldUntil, slow },
      }),
    );
  }

  /** The worker that claims under a name: its own, or for push where it listens. */
  nameOf(claimant: string): string | undefined {
    return this.#claiming(claimant)?.name;
  }

  /** A worker has claimed a batch, and gets it when it is no longer held back. */
  claimed(claimant: string, now: number): void {
    const worker = this.#claiming(claimant);
    if (worker !== undefined && worker.heldUntil <= now) worker.heldUntil = now + worker.slow * 1000;
  }

  isHeldBack(claimant: string, now: number): boolean {
    return (this.#claiming(claimant)?.heldUntil ?? 0) > now;
  }

  /** From now on each batch of a worker takes so much longer. False where it is not there. */
  slow(name: string, seconds: number): boolean {
    const worker = this.#workers.get(name);
    if (worker === undefined) return false;
    worker.slow = seconds;
    if (seconds === 0) worker.heldUntil = 0;
    return true;
  }

  /** Ends a worker at once, as a node that is gone would. False where it is not there. */
  killOne(name: string): boolean {
    const worker = this.#workers.get(name);
    if (worker === undefined) return false;
    worker.isKilled = true;
    worker.process.kill('SIGKILL');
    return true;
  }

  /** Where its push workers listen that are ready. */
  get urls(): readonly string[] {
    return [...this.#workers.values()]
      .filter((worker) => worker.isReady && !worker.isStopping)
      .map(({ port }) => urlOf(port as number));
  }

  /** Starts and stops workers until there are as many as there should be. */
  look(pending: number, isPaused: boolean, now: number): void {
    const { speed, isNow, launch } = this.settings;
    const isOpen = isNow ? () => true : (window: Parameters<typeof isOpenAt>[0]) => isOpenAt(window, now);
    this.wanted = isPaused ? 0 : this.scaler.wanted(pending, isOpen, now, speed);
    if (launch === undefined) return;
    const alive = [...this.#workers.values()].filter(({ isStopping }) => !isStopping);
    for (let count = alive.length + this.#starting; count < this.wanted && now >= this.#notBefore; count++)
      void this.#start(now);
    // The youngest go first, as with a ReplicaSet.
    for (const worker of alive.slice(this.wanted)) this.#stop(worker);
    for (const worker of alive) void this.#probe(worker);
  }

  /** Ends all workers, each with its grace period. */
  async stop(): Promise<void> {
    for (const worker of this.#workers.values()) this.#stop(worker);
    await Promise.all(this.#stopping);
  }

  /** Ends all workers at once. */
  kill(): void {
    for (const { process } of this.#workers.values()) process.kill('SIGKILL');
  }

  #claiming(claimant: string): Worker | undefined {
    const known = this.#workers.get(claimant);
    if (known !== undefined) return known;
    return [...this.#workers.values()].find(({ port }) => port !== undefined && urlOf(port) === claimant);
  }

  async #start(now: number): Promise<void> {
    const { workload, launch, given, gatewayUrl, token, line, say } = this.settings;
    if (launch === undefined) return;
    this.#starting++;
    const port = workload.port === undefined ? undefined : await freePort();
    const uid = randomUUID();
    const name = `${workload.base}-${uid.slice(0, 5)}`;
    const { env } = environmentOf(workload.pod, { name, uid, gatewayUrl, token, port }, given);
    const mask = masking([token, ...given.secrets.values()]);
    const process = launch.start({
      name,
      env,
      line: (said, isError) => {
        const text = mask(said);
        this.lastLines = [...this.lastLines.slice(1 - LAST_LINES), text];
        line(name, text, isError);
      },
    });
    this.#starting--;
    const worker: Worker = {
      ...{ name, process, port, since: now, slow: 0, heldUntil: 0 },
      ...{ isReady: false, isStopping: false, isKilled: false },
    };
    this.#workers.set(name, worker);
    say(`worker ${name} started${port === undefined ? '' : ` on port ${port}`}`);
    void process.ended.then((outcome) => this.#ended(worker, outcome));
  }

  #ended(worker: Worker, outcome: number | string): void {
    this.#workers.delete(worker.name);
    if (worker.isStopping) {
      this.settings.say(`worker ${worker.name} ended`);
      return;
    }
    const now = Date.now();
    if (worker.isKilled) {
      this.#notBefore = now + FIRST_PAUSE_MS;
      this.settings.say(`worker ${worker.name} was killed; another one starts in ${FIRST_PAUSE_MS / 1000} s`);
      return;
    }
    this.failures = now - worker.since > SOUND_MS ? 1 : this.failures + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS) / this.settings.speed;
    this.#notBefore = now + pause;
    const how = typeof outcome === 'number' ? `exit ${outcome}` : outcome;
    this.cannotStart = this.settings.launch?.unstartable[outcome];
    const why = this.cannotStart === undefined ? how : `${how}: ${this.cannotStart}`;
    this.settings.say(
      `worker ${worker.name} ended by itself (${why}); another one starts in ${pause / 1000} s`,
    );
  }

  #stop(worker: Worker): void {
    if (worker.isStopping) return;
    worker.isStopping = true;
    worker.heldUntil = 0;
    const stopped = worker.process.stop();
    this.#stopping.add(stopped);
    void stopped.finally(() => this.#stopping.delete(stopped));
  }

  async #probe(worker: Worker): Promise<void> {
    const { workload, say } = this.settings;
    if (worker.port === undefined) return;
    const is = await isReady(workload.pod.container, worker.port);
    if (is !== worker.isReady) say(`worker ${worker.name} is ${is ? '' : 'not '}ready`);
    worker.isReady = is;
  }
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
