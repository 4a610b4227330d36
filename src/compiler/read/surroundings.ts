import type { IndexTable } from './index-table.ts';
import type { Policy } from './pool.ts';

/** What a Function is compiled among. */
export interface Surroundings {
  readonly policy: Policy;
  readonly indexes: IndexTable;
  /** How many other Indexes were given that are not valid. */
  readonly passedOver: number;
}
