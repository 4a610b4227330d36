import type { Cluster } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';
import type { KnownDifferences } from './known-differences.ts';
import type { NameHolders } from './name-holders.ts';
import type { Report } from './report.ts';

/** What is needed to make the cluster equal to the objects of the compiler. */
export interface Hands {
  readonly cluster: Cluster;
  readonly cache: Cache;
  readonly holders: Pick<NameHolders, 'holder' | 'forget'>;
  readonly differences: KnownDifferences;
  readonly report: Pick<Report, 'writing'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
