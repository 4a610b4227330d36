import type { Cluster } from './kube/cluster.ts';
import type { Report } from './objects/report.ts';
import type { Cache } from './watch/cache.ts';

/** How the operator goes about its work: for real, or to show what it would do. */
export interface Mode {
  /** Where it writes. */
  readonly cluster: Cluster;
  readonly report: Report;
  /** Whether what is not at rest is looked at again when somebody waits for the end (`--once`). */
  readonly isPatient: boolean;
  /** Tells what is still to be told. */
  flush(): Promise<void>;
  /** When everything has been looked at: whether it is as it should be. */
  isFine(cache: Cache): boolean;
}
