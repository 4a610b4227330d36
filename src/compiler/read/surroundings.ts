import type { IndexView } from './index-view.ts';
import type { Policy } from './pool.ts';

/** What a Function is compiled among. */
export interface Surroundings {
  readonly policy: Policy;
  readonly indexes: readonly IndexView[];
}
