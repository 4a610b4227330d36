import type { Cluster } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';
import type { Contests } from './contests.ts';
import type { KnownDifferences } from './known-differences.ts';
import type { NameHolders } from './name-holders.ts';
import type { Pace } from './pace.ts';
import type { Report } from './report.ts';

/** What is needed to make the cluster equal to the objects of the compiler. */
export interface Hands {
  readonly cluster: Cluster;
  readonly cache: Cache;
  readonly holders: Pick<NameHolders, 'holder' | 'forget'>;
  readonly differences: KnownDifferences;
  readonly contests: Contests;
  readonly pace: Pace;
  /** Field managers whose additions to the pods stay. */
  readonly allowedManagers: readonly string[];
  readonly report: Pick<Report, 'writing' | 'undone'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
