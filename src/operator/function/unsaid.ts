import type { Said } from '../objects/said.ts';
import type { Verdict } from '../objects/verdict.ts';
import type { SeenGateway } from './status.ts';

/** What a look has led to, before anybody has looked what became of it. */
export interface Unsaid {
  readonly verdict: Verdict;
  readonly warnings: readonly Said[];
  /** Null: not known, as the Function was refused. */
  readonly activeNamespaces: readonly string[] | null;
  readonly gateway: Pick<SeenGateway, 'said'> & { readonly isOurs: boolean };
}
