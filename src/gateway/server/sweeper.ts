/** Sweeps each UDF that is due, so many namespaces at a time, and gives way to requests between two pages. */
import { setImmediate } from 'node:timers/promises';
import { scan } from '../core/discovery.ts';
import type { Gateway } from '../core/gateway.ts';
import type { Udf } from '../core/udf.ts';

export interface SweepSettings {
  readonly gateway: Gateway;
  readonly now: () => number;
  readonly save: () => void;
  /** How many times as fast as the specs say the sweeps come. */
  readonly speed: number;
}

const PAGE_SIZE = 1000;
const LOOK_EVERY_MS = 100;

export class Sweeper {
  readonly #settings: SweepSettings;
  readonly #due = new Map<string, number>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  #stopped = false;

  constructor(settings: SweepSettings) {
    this.#settings = settings;
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Starts the sweeps that are due; a UDF that is new is due at once. */
  look(): void {
    const { gateway, now, speed } = this.#settings;
    for (const id of this.#due.keys()) if (gateway.find(id) === undefined) this.#due.delete(id);
    for (const id of gateway.ids) {
      const { record } = gateway.get(id);
      const { triggers, schedule } = record.spec;
      const due = this.#due.get(id) ?? 0;
      if (!triggers.includes('discovery') || record.paused || due > now() || this.#running.has(id)) continue;
      this.#due.set(id, now() + (schedule.discovery_interval_seconds * 1000) / speed);
      void this.sweep(id).catch(() => undefined);
    }
  }

  /** Sweeps one UDF now; while it is swept already, that sweep. */
  sweep(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (running !== undefined) return running;
    const sweep = this.#sweep(id).finally(() => this.#running.delete(id));
    this.#running.set(id, sweep);
    return sweep;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await Promise.allSettled(this.#running.values());
  }

  async #sweep(id: string): Promise<void> {
    const { gateway, now, save } = this.#settings;
    const udf = gateway.get(id);
    const { target_namespaces, schedule } = udf.record.spec;
    const left = [...target_namespaces];
    const scans = Array.from({ length: Math.max(1, schedule.max_concurrent_scans) }, async () => {
      for (let namespace = left.shift(); namespace !== undefined; namespace = left.shift())
        await this.#scan(udf, namespace);
    });
    await Promise.all(scans);
    if (this.#stopped || gateway.find(id) !== udf) return;
    gateway.swept(udf, now());
    save();
  }

  async #scan(udf: Udf, namespace: string): Promise<void> {
    const { gateway, now, save } = this.#settings;
    for (const { enqueued } of scan(gateway, udf, namespace, PAGE_SIZE, now)) {
      if (enqueued > 0) save();
      await setImmediate();
      if (this.#stopped || gateway.find(udf.record.id) !== udf) return;
    }
  }
}
