import type { Counts, Sample } from './protocol.ts';

const MOST = 480;
const FIRST_INTERVAL_MS = 1000;

/** A queue over time, from its begin: when there are too many samples, every other one goes, and they come half as often. */
export class Samples {
  #samples: Sample[] = [];
  #intervalMs = FIRST_INTERVAL_MS;
  /** Another number whenever samples have gone. */
  generation = 0;

  get all(): readonly Sample[] {
    return this.#samples;
  }

  add(at: number, { pending, processing, completed, failed }: Counts): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && at - last[0] < this.#intervalMs) return;
    this.#samples.push([at, pending, processing, completed, failed]);
    if (this.#samples.length <= MOST) return;
    this.#samples = this.#samples.filter((_, index) => index % 2 === 0);
    this.#intervalMs *= 2;
    this.generation++;
  }
}
