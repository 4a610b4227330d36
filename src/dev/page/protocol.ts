/** What the page of a local run is told, as JSON. Times are milliseconds since 1970. */

export type Stage = 'pending' | 'processing' | 'completed' | 'failed';
export type Counts = Readonly<Record<Stage, number>>;

/** How everything stands; sent whole whenever something in it has changed. */
export interface Overview {
  /** What is wrong with the inputs, while an older state of them runs; empty where nothing is. */
  readonly trouble: string;
  readonly functions: readonly FunctionView[];
}

export interface FunctionView {
  readonly id: string;
  readonly namespaces: readonly string[];
  /** Undefined where only a schedule wakes it and no gateway knows it. */
  readonly queue?: QueueView;
  readonly isPush: boolean;
  readonly isPaused: boolean;
  /** Whether its workers run here. */
  readonly hasWorker: boolean;
  /** How many workers the cluster would have; absent for what is none of the inputs. */
  readonly wanted?: number;
  readonly workers: readonly WorkerView[];
}

export interface QueueView {
  readonly version: string;
  readonly batchSize: number;
  readonly leaseSeconds: number;
  readonly counts: Counts;
  /** Rows of its namespaces that are not in the queue: done before, or not let through by the filter. */
  readonly elsewhere: number;
  /** Another number whenever a row of it has changed. */
  readonly revision: number;
  /** Why the last sweep failed. */
  readonly sweepFailure?: string;
  readonly late?: Late;
}

/** Batches that took longer than their lease. */
export interface Late {
  /** Rows that were given back for it so far. */
  readonly rows: number;
  readonly worker: string;
  readonly at: number;
  /** How long the last one took, once its worker has come with the results. */
  readonly seconds?: number;
}

export interface WorkerView {
  readonly name: string;
  readonly pid?: number;
  readonly port?: number;
  readonly since: number;
  readonly state: 'running' | 'not ready' | 'ending' | 'held';
  /** By how many seconds each of its batches is slowed. */
  readonly slow: number;
  /** What it holds: so many rows, the oldest claim, the first end of a lease. */
  readonly batch?: { readonly rows: number; readonly since: number; readonly until: number };
}

/** Time, pending, processing, completed, failed. */
export type Sample = readonly [number, number, number, number, number];

/** Samples of one Function: all of them, or those that came since. */
export interface SamplesMessage {
  readonly id: string;
  readonly isWhole: boolean;
  readonly samples: readonly Sample[];
}

export interface LogLine {
  readonly at: number;
  /** Empty for what is said of the workers. */
  readonly worker: string;
  readonly text: string;
  readonly isError: boolean;
}

export interface LogMessage {
  readonly id: string;
  /** Lines that were gone before they could be sent. */
  readonly missed: number;
  readonly lines: readonly LogLine[];
}

/** By the name of the event. */
export interface Messages {
  readonly overview: Overview;
  readonly samples: SamplesMessage;
  readonly log: LogMessage;
}

/** A row in the list. */
export interface RowView {
  readonly namespace: string;
  readonly id: string;
  readonly stage: Stage;
  readonly attempts: number;
  readonly error?: string;
  readonly lease?: { readonly worker: string; readonly since: number; readonly until: number };
  /** A pending row is not given out before. */
  readonly notBefore?: number;
}

export interface RowsPage {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly RowView[];
}

/** A value as the text of its JSON. */
export interface Field {
  readonly name: string;
  readonly text: string;
  /** How many characters were left away. */
  readonly cut: number;
}

export interface RowDetail extends RowView {
  readonly version: string;
  readonly input: readonly Field[];
  /** Columns that the Function has written, here or in other rows. */
  readonly output: readonly Field[];
  readonly others: readonly Field[];
  /** What has happened to it, as far back as it is remembered. */
  readonly history: readonly Happening[];
}

export interface Happening {
  readonly at: number;
  readonly what: string;
  readonly worker?: string;
  readonly message?: string;
}
