/** What is there after the run of a case. */
import type { JsonObject } from '../../json/json.ts';

export interface ObservedItem {
  readonly stage: 'pending' | 'processing' | 'completed' | 'failed';
  readonly attempts: number;
  readonly error: string | undefined;
}

export interface Observed {
  /** By their ids, without the gateway's own columns. */
  readonly rows: ReadonlyMap<string, JsonObject>;
  /** Of the rows that were found to be processed. */
  readonly items: ReadonlyMap<string, ObservedItem>;
  readonly maxAttempts: number;
  /** Why the run was ended before all rows were done. */
  readonly trouble: string | undefined;
  readonly log: readonly string[];
}
