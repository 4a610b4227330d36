import { type KubeObject, nameOf } from '../kube/cluster.ts';
import { isRolledOut } from '../watch/child-status.ts';
import { childResource, isKedas, SCALED_OBJECTS } from '../watch/resources.ts';
import type { Hands } from './hands.ts';
import { failed, type Verdict, waiting } from './verdict.ts';

/** KEDA's finalizer has taken long enough to say so. */
const FINALIZER_PATIENCE_MS = 60_000;

/** Deletes what this Function controls and no longer wants; gives what of it is still there. */
export async function prune(
  owner: KubeObject,
  desired: readonly KubeObject[],
  deployment: () => KubeObject | null,
  { cluster, cache, report }: Hands,
  signal: AbortSignal,
): Promise<readonly KubeObject[]> {
  const wanted = new Set(desired.map(nameOf));
  const extra = cache.childrenOf(owner.metadata.uid as string).filter((live) => !wanted.has(nameOf(live)));
  for (const live of extra) {
    const { name, namespace = '', uid = '', resourceVersion, deletionTimestamp } = live.metadata;
    if (deletionTimestamp !== undefined || !mayGo(live, extra, deployment())) continue;
    report.writing('Deleting', live, 'it is no longer wanted');
    const preconditions = resourceVersion === undefined ? { uid } : { uid, resourceVersion };
    await cluster.delete(childResource(live), { name, namespace }, preconditions, signal);
  }
  return extra;
}

/** Whether nothing needs it any more. */
function mayGo({ kind }: KubeObject, extra: readonly KubeObject[], deployment: KubeObject | null): boolean {
  // Workers of the old template are called through the one, and no others may call them because of the other.
  if (kind === 'Service' || kind === 'NetworkPolicy') return deployment === null || isRolledOut(deployment);
  // KEDA reads it until the ScaledObject is gone.
  if (kind === 'TriggerAuthentication') return extra.every((other) => other.kind !== SCALED_OBJECTS.kind);
  return true;
}

/** What it means that these are still there. */
export function removing(left: readonly KubeObject[], { now }: Hands): Verdict {
  const stuck = left.filter(
    (object) =>
      isKedas(object) && now() - Date.parse(object.metadata.deletionTimestamp ?? '') > FINALIZER_PATIENCE_MS,
  );
  if (stuck.length > 0)
    return failed(
      'KedaFinalizerPending',
      `KEDA does not remove its finalizer from what is being deleted: ${kindsAndNames(stuck)}. Is KEDA running? The number of workers stays until then.`,
      'later',
    );
  return waiting('RemovingObjects', `No longer wanted, and not gone yet: ${kindsAndNames(left)}.`);
}

function kindsAndNames(objects: readonly KubeObject[]): string {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
}
