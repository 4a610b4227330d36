/** The part of one look that is about the gateway. */
import type { KubeObject } from '../kube/cluster.ts';
import type { Cache } from '../watch/cache.ts';
import type { Depths } from './depths.ts';
import { hasUdf } from './past.ts';
import type { Registrar } from './registrar.ts';
import type { Said } from './registration.ts';

/** What a look has of it. */
export interface Registry {
  readonly registrar: Registrar;
  readonly depths: Depths;
  /** Whether a deleted Function takes its UDF with it. */
  readonly cleansUp: boolean;
}

/** The older Function of the same name, which has the id: `shop/tag`; null: there is none. */
export function olderNamesake(
  fn: KubeObject,
  cache: Pick<Cache, 'namespacesOf' | 'functionOf'>,
): string | null {
  const { name, namespace = '' } = fn.metadata;
  const others = cache
    .namespacesOf(name)
    .filter((one) => one !== namespace)
    .flatMap((one) => cache.functionOf(one, name) ?? []);
  const [oldest] = others
    .filter((one) => ageOf(one) < ageOf(fn))
    .sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1));
  return oldest === undefined ? null : `${oldest.metadata.namespace}/${name}`;
}

/** Those of one second by their uids, so that both see the same. */
function ageOf({ metadata: { creationTimestamp = '', uid = '' } }: KubeObject): string {
  return `${creationTimestamp} ${uid}`;
}

/** The condition where the gateway was not asked, and that it is ours, if it was. */
export function unasked(
  fn: KubeObject,
  why: string,
): { readonly said: Said | null; readonly isOurs: boolean } {
  const isOurs = hasUdf(fn);
  if (!isOurs) return { said: null, isOurs };
  const message = `${why} The gateway keeps what it was told before.`;
  return { said: { status: 'Unknown', reason: 'NotAsked', message }, isOurs };
}
