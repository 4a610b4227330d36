/** How many rows wait for each Function, asked for all of them at once. */
import { isSuccess, look, readSeen } from '../../gateway/sync/index.ts';
import type { Gateway } from './registrar.ts';

/** The gateway's metrics have so many names of UDFs at most, and the others together. */
const NAMES = 50;
const REST = 'other';
/** A status is not written more often than that for nothing but the depth. */
const SAY_MS = 60_000;
/** One request more for so many Functions of which the metrics do not tell. */
const PER_REQUEST = 100;

export class Depths {
  readonly #depths = new Map<string, number>();
  readonly #said = new Map<string, number>();
  #turn = 0;

  /** Null: not known. */
  of(id: string): number | null {
    return this.#depths.get(id) ?? null;
  }

  /** One request, and one more for each hundred Functions that it does not tell of. */
  async ask(ids: readonly string[], gateway: Gateway, signal: AbortSignal): Promise<void> {
    const text = await gateway.text('/metrics', signal);
    const found = text === null ? null : depthsIn(text);
    const isWhole = found !== null && found.size < NAMES && !found.has(REST);
    const untold: string[] = [];
    for (const id of ids) {
      const depth = found?.get(id) ?? (isWhole ? 0 : undefined);
      if (depth === undefined) untold.push(id);
      else this.#depths.set(id, depth);
    }
    const requests = Math.ceil(untold.length / PER_REQUEST);
    for (let request = 0; request < requests; request++) {
      const id = untold[this.#turn++ % untold.length] as string;
      const answer = await gateway.send(look(id), signal);
      const pending = isSuccess(answer) ? readSeen(answer.body)?.pending : undefined;
      if (pending != null) this.#depths.set(id, pending);
    }
  }

  /** What a status is to say that says `before` now: the same, if another number was written a moment ago. */
  toSay(uid: string, id: string, before: number | null, now: number): number | null {
    const depth = this.of(id);
    if (depth === null || depth === before) return before;
    const last = this.#said.get(uid);
    return last !== undefined && now - last < SAY_MS ? before : depth;
  }

  /** Such a status was written. */
  said(uid: string, now: number): void {
    this.#said.set(uid, now);
  }

  forget(uid: string): void {
    this.#said.delete(uid);
  }
}

const ROW = /^layer_udf_queue_depth\{(?:[^}]*,)?udf="((?:[^"\\]|\\.)*)"[^}]*\} (\d+(?:\.\d+)?(?:e\+?\d+)?)/gm;

/** By id, from a text of Prometheus. */
export function depthsIn(text: string): ReadonlyMap<string, number> {
  return new Map([...text.matchAll(ROW)].map(([, id = '', depth]) => [id, Math.round(Number(depth))]));
}
