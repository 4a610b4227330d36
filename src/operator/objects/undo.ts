import type { KubeObject } from '../kube/cluster.ts';
import { MANAGER } from '../watch/managers.ts';
import { DEPLOYMENTS } from '../watch/resources.ts';
import { additions, withoutAdditions } from './additions.ts';
import { CONTESTED } from './contests.ts';
import type { Hands } from './hands.ts';
import { failed, type Verdict } from './verdict.ts';

/** More of them are counted. */
const NAMED = 5;

/** Takes out of the pods of a Function what others have put into them. Gives a verdict if they do so again and again. */
export async function undoAdditions(
  owner: KubeObject,
  seen: KubeObject,
  { cluster, cache, contests, report, allowedManagers, now }: Hands,
  signal: AbortSignal,
): Promise<Verdict | null> {
  if (additions(seen, allowedManagers).length === 0) return null;
  const { name, namespace } = seen.metadata;
  // The cache has no times of managers, and only a part of what they own.
  const live = await cluster.get(DEPLOYMENTS, name, namespace, signal);
  if (live === null || live.metadata.uid !== seen.metadata.uid) return null;
  const found = additions(live, allowedManagers);
  if (found.length === 0) return null;
  const places = found.map(({ place, manager }) => `${place} by ${manager}`);
  const rest = places.length > NAMED ? ` and ${places.length - NAMED} more` : '';
  const what = `${places.slice(0, NAMED).join(', ')}${rest}`;
  if (!contests.mayWrite(live.metadata.uid as string, what, null, now()))
    return failed(
      'Contested',
      `The pods of Deployment ${name} get the same additions back ${CONTESTED}: ${what}. ${MANAGER} takes them out no more often than that: decide for one of the two, or allow the field manager (ALLOW_MANAGERS).`,
      'later',
    );
  report.writing('Undoing additions to the pods of', live, what);
  const patch = withoutAdditions(live, found, allowedManagers);
  const target = { name, ...(namespace !== undefined && { namespace }) };
  const answer = await cache.write(DEPLOYMENTS, live, async () => {
    const patched = await cluster.patch(DEPLOYMENTS, target, patch, MANAGER, signal);
    // A rehearsal has no answer.
    return patched.spec === undefined ? null : patched;
  });
  if (answer === null) return null;
  contests.wrote(live.metadata.uid as string, what, null, now());
  report.undone(
    owner,
    `The pods of Deployment ${name} had additions that are not the Function's: ${what}. They are undone.`,
  );
  return null;
}
