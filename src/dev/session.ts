/** A local run: the gateway, what is registered, and the workers of each Function. */
import { createHash } from 'node:crypto';
import { unknownAttributes } from '../gateway/core/discovery.ts';
import { Gateway, type GatewayListener } from '../gateway/core/gateway.ts';
import type { Entry } from '../gateway/core/item.ts';
import type { Tokens } from '../gateway/server/access.ts';
import { together } from '../gateway/server/listeners.ts';
import { Pusher } from '../gateway/server/push.ts';
import { GatewayServer } from '../gateway/server/server.ts';
import { Sweeper } from '../gateway/server/sweeper.ts';
import { Refusal, type Scope } from '../gateway/words/refusal.ts';
import type { Row } from './display.ts';
import { sentenceOf } from './heard.ts';
import { launchOf } from './launch.ts';
import { Chronicle } from './page/chronicle.ts';
import { Page } from './page/page.ts';
import type { RowFile } from './rows/files.ts';
import { State } from './state.ts';
import { CannotRun, type DevOptions } from './words/options.ts';
import type { Given } from './worker/environment.ts';
import { Supervisor } from './worker/supervisor.ts';
import type { Workload } from './worker/workload.ts';

export interface SessionSettings {
  readonly options: DevOptions;
  readonly token: string;
  readonly given: Given;
  readonly say: (text: string) => void;
}

const LOOK_EVERY_MS = 100;
/** Workers that end so often in a row will not do it. */
const HOPELESS = 5;

export class Session {
  readonly gateway: Gateway;
  readonly page: Page;
  readonly #chronicle: Chronicle;
  readonly #tokens: Tokens;
  readonly #settings: SessionSettings;
  readonly #state: State | undefined;
  readonly #supervisors = new Map<string, Supervisor>();
  #server!: GatewayServer;
  #pusher!: Pusher;
  #sweeper!: Sweeper;
  #timer: NodeJS.Timeout | undefined;

  private constructor(settings: SessionSettings) {
    const { options } = settings;
    this.#settings = settings;
    this.#state = options.state === undefined ? undefined : new State(options.state);
    const nameOf = (udf: string, claimant: string) => this.#supervisors.get(udf)?.nameOf(claimant);
    this.#chronicle = new Chronicle(nameOf, Date.now);
    const own: Partial<GatewayListener> = { happened: (udf, entry) => this.#heard(udf, entry) };
    const listeners = [...(this.#state === undefined ? [] : [this.#state]), this.#chronicle, own];
    this.gateway = new Gateway(options.store, together(listeners), options.speed);
    this.#state?.load(this.gateway);
    const subject = {
      ...{ gateway: this.gateway, supervisors: this.#supervisors, chronicle: this.#chronicle },
      ...{ now: Date.now, save: () => this.save() },
    };
    this.#tokens = new Map([
      ...options.scopes.map(({ name, value }) => [value, name as Scope] as const),
      [settings.token, 'admin' as const],
    ]);
    this.page = new Page(subject, this.#tokens);
  }

  static async start(settings: SessionSettings): Promise<Session> {
    const session = new Session(settings);
    await session.#start();
    return session;
  }

  get url(): string {
    return this.#server.url;
  }

  async #start(): Promise<void> {
    const { options, token } = this.#settings;
    const hold = (udf: string, worker: string) =>
      this.#supervisors.get(udf)?.isHeldBack(worker, Date.now()) ?? false;
    const common = { gateway: this.gateway, now: Date.now, save: () => this.save(), hold };
    try {
      this.#server = await GatewayServer.start({
        ...common,
        tokens: this.#tokens,
        port: options.port,
        metricsUrl: options.prometheus,
        other: (request, response, url) => this.page.answer(request, response, url),
      });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = code === 'EADDRINUSE' ? 'somebody listens there already; --port 0 takes a free one' : code;
      throw new CannotRun(`port ${options.port}: ${why}`);
    }
    this.#pusher = new Pusher({
      ...common,
      token,
      resolve: async (_, udf) => this.#supervisors.get(udf)?.urls ?? [],
    });
    this.#sweeper = new Sweeper({ ...common, speed: options.speed });
  }

  save(): void {
    this.#state?.save();
  }

  /** Brings rows into the store, once: a run that goes on where another one was ended has them already. */
  import({ namespace, file, content, rows }: RowFile): void {
    const digest = createHash('sha256').update(content).digest('hex');
    if (this.#state?.hasImported(namespace, digest)) {
      this.#settings.say(`${file}: its rows are in ${this.#settings.options.state} already`);
      return;
    }
    for (const row of rows) this.gateway.rows.put(namespace, row);
    this.#state?.importing(namespace, digest);
    this.save();
    if (rows.length === 0) this.#settings.say(`warning: ${file} has no rows for ${namespace}`);
    else this.#settings.say(`${file}: ${rows.length} row${rows.length === 1 ? '' : 's'} for ${namespace}`);
  }

  /** Registers what is there now, and forgets what is gone; workers whose pod has changed start anew. */
  async register(workloads: readonly Workload[]): Promise<void> {
    const { options, given, token, say } = this.#settings;
    const ids = new Set(workloads.map(({ id }) => id));
    for (const [id, supervisor] of this.#supervisors) {
      if (ids.has(id)) continue;
      this.#supervisors.delete(id);
      if (this.gateway.find(id) !== undefined) this.gateway.remove(id);
      say(`${id} is gone`);
      await supervisor.stop();
    }
    for (const workload of workloads) {
      const { id, registration } = workload;
      if (registration !== undefined) this.#put(id, registration);
      const known = this.#supervisors.get(id);
      if (known?.settings.workload.fingerprint === workload.fingerprint) {
        known.scaler.scaling = workload.scaling;
        continue;
      }
      await known?.stop();
      this.#supervisors.set(
        id,
        new Supervisor({
          workload,
          launch: launchOf(options, workload),
          given,
          gatewayUrl: this.url,
          token,
          speed: options.speed,
          isNow: options.now,
          say: (text) => {
            this.#chronicle.log(id, '', text, false);
            say(`${id}: ${text}`);
          },
          line: (worker, text, isError) => {
            this.#chronicle.log(id, worker, text, isError);
            say(`${worker} | ${text}`);
          },
        }),
      );
    }
    this.save();
  }

  #put(id: string, registration: NonNullable<Workload['registration']>): void {
    const { say } = this.#settings;
    const now = Date.now();
    try {
      const before = this.gateway.find(id)?.record.spec.version;
      const udf = this.gateway.put(id, registration.spec, now);
      this.gateway.setPaused(id, registration.paused === true, now);
      const { version } = udf.record.spec;
      if (before !== undefined && before !== version) say(`${id}: version ${version} in place of ${before}`);
      // Whoever has changed it does not want to wait for the next sweep.
      if (before !== undefined) void this.#sweeper.sweep(id).catch(() => undefined);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new CannotRun(`${id}: the gateway refuses it: ${error.message}`, 1);
    }
    for (const name of unknownAttributes(this.gateway, this.gateway.get(id)))
      say(
        `${id}: its filter names ${JSON.stringify(name)}, which no row has; turbopuffer refuses such a query`,
      );
  }

  /** From now on there are as many workers as there should be. */
  run(): void {
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#sweeper.look();
  }

  #look(): void {
    const now = Date.now();
    for (const [id, supervisor] of this.#supervisors) {
      const udf = this.gateway.find(id);
      const pending = udf?.queue.counts(now).pending ?? 0;
      supervisor.look(pending, udf?.record.paused ?? supervisor.settings.workload.isPaused, now);
    }
    this.save();
  }

  /** How each Function stands. */
  get rows(): readonly Row[] {
    const now = Date.now();
    const none = { pending: 0, processing: 0, completed: 0, failed: 0 };
    return [...this.#supervisors].map(([id, { settings, running, wanted }]) => {
      const udf = this.gateway.find(id);
      return {
        id,
        counts: udf?.queue.counts(now) ?? none,
        running,
        wanted,
        isPaused: udf?.record.paused ?? settings.workload.isPaused,
        hasWorker: settings.launch !== undefined,
      };
    });
  }

  /** Those that the gateway knows. */
  get ids(): readonly string[] {
    return [...this.#supervisors.keys()].filter((id) => this.gateway.find(id) !== undefined);
  }

  /** Whether every row was looked at and is done or failed; what is paused is not waited for. */
  get isDrained(): boolean {
    const now = Date.now();
    return this.ids.every((id) => {
      const { record, queue } = this.gateway.get(id);
      const { pending, processing } = queue.counts(now);
      const isSwept = record.sweeps > 0 || !record.spec.triggers.includes('discovery');
      return record.paused || (isSwept && pending + processing === 0);
    });
  }

  /** Functions with rows that nothing here will process, each with the reason. */
  get hopeless(): readonly string[] {
    const now = Date.now();
    return this.ids.flatMap((id) => {
      const supervisor = this.#supervisors.get(id);
      const { pending, processing } = this.gateway.get(id).queue.counts(now);
      if (supervisor === undefined || pending + processing === 0) return [];
      if (supervisor.settings.launch === undefined)
        return [`${id}: ${pending} rows wait, and --worker ${id}=COMMAND is not given`];
      const { failures, cannotStart, lastLines } = supervisor;
      // What is not found now will not be found the next time.
      if (failures < HOPELESS && cannotStart === undefined) return [];
      const why = cannotStart === undefined ? `its worker has ended ${failures} times in a row` : cannotStart;
      const lines = lastLines.map((line) => `  ${line}`).join('\n');
      return [`${id}: ${why}; it said last:\n${lines}`];
    });
  }

  /** Starts all workers anew, as after a change of their files. */
  async restartWorkers(): Promise<void> {
    await Promise.all([...this.#supervisors.values()].map((supervisor) => supervisor.stop()));
  }

  /** Ends the workers, each within its grace period, and then the gateway. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.page.close();
    await this.#sweeper.stop();
    await this.restartWorkers();
    await this.#pusher.stop();
    await this.#server.stop();
    this.#state?.close();
  }

  /** Ends the workers at once. */
  kill(): void {
    for (const supervisor of this.#supervisors.values()) supervisor.kill();
  }

  #heard(udf: string, entry: Entry): void {
    const supervisor = this.#supervisors.get(udf);
    if (entry.what === 'claimed') supervisor?.claimed(entry.worker ?? '', entry.at);
    const worker = supervisor?.nameOf(entry.worker ?? '');
    const sentence = sentenceOf(entry, this.gateway.get(udf), worker, this.#chronicle.isByHand);
    if (sentence !== undefined) this.#settings.say(`${udf}: ${sentence}`);
  }
}
