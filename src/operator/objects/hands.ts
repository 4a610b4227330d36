import type { Cluster } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';
import type { KnownDifferences } from './known-differences.ts';
import type { NameHolders } from './name-holders.ts';
import type { Report } from './report.ts';

/** What making the cluster equal to the compiler's objects takes. */
export interface Hands {
  readonly cluster: Cluster;
  readonly cache: Cache;
  readonly holders: Pick<NameHolders, 'holder' | 'forget'>;
  readonly differences: KnownDifferences;
  readonly report: Pick<Report, 'writing'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
