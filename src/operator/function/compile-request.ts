import type { Settings } from '../../compiler/index.ts';

/** What the thread that compiles is asked. */
export interface CompileRequest {
  /** As JSON. */
  readonly sources: string;
  readonly settings: Settings;
  readonly stockPools: boolean;
}
