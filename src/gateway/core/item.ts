/** A row on its way through a Function. */

export const STAGES = ['pending', 'processing', 'completed', 'failed'] as const;
export type Stage = (typeof STAGES)[number];

/** One thing that happened to a row, and by whose hand. */
export interface Entry {
  readonly at: number;
  readonly what: 'enqueued' | 'claimed' | 'completed' | 'failed' | 'lease expired' | 'refused' | 'reset';
  readonly namespace: string;
  readonly id: string;
  readonly worker?: string;
  readonly message?: string;
}

/** A row in the queue of one Function; times in milliseconds. */
export interface Item {
  readonly namespace: string;
  readonly id: string;
  stage: Stage;
  /** How often it was given back: failed, or its lease lost. */
  attempts: number;
  /** The version that was asked for when it was enqueued, and, once claimed, the one that it is processed for. */
  version: string;
  /** A pending row is not given out before. */
  notBefore: number;
  lease: Lease | undefined;
  /** What was said when it was given back last. */
  error: string | undefined;
}

export interface Lease {
  readonly worker: string;
  readonly ms: number;
  readonly until: number;
  readonly since: number;
}

/** Who is told of every change, in the order in which they happen. */
export interface QueueListener {
  /** The item as it is now; it is the queue's own, to be looked at before the call ends. */
  changed(item: Item): void;
  happened(entry: Entry): void;
}
