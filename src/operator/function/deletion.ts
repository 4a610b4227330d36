import type { KubeObject } from '../kube/cluster.ts';
import { type Verdict, waiting } from '../objects/verdict.ts';
import { clean, hasFinalizer, PATIENCE_MS, release } from '../registry/cleanup.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What is to be said of a Function that is being deleted. The garbage collector removes what it owned; what it had at the
 * gateway is removed here, where somebody asked for that. Somebody else's finalizer may keep it for a while.
 */
export async function deletion(fn: KubeObject, around: Surroundings, signal: AbortSignal): Promise<Verdict> {
  const { registry, report, now, lookAgain } = around;
  if (hasFinalizer(fn)) {
    // Whoever was told to clean up no more only lets it go.
    const cleaning =
      registry?.cleansUp === true
        ? await clean(fn, registry.registrar, now(), signal)
        : ({ kind: 'done' } as const);
    if (cleaning.kind === 'waits') {
      lookAgain(fn, cleaning.againMs);
      return waiting(
        'Deleting',
        `${DELETING} It waits for the gateway, for ten minutes at most: ${cleaning.why}`,
        'never',
      );
    }
    if (cleaning.kind === 'given up')
      report.leftAtGateway(
        fn,
        `What it had at the gateway is left there: that could not be removed within ${PATIENCE_MS / 60_000} minutes. ${cleaning.why}`,
      );
    report.writing('Releasing', fn, 'nothing of it is left to clean up');
    await release(fn, around, signal);
  }
  return waiting('Deleting', DELETING, 'never');
}

const DELETING = 'The Function is being deleted, and its objects go with it.';
