import type { FunctionStatus, ManagedObject } from '../../schema/function.generated.ts';
import { timeText } from '../kube/clock.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { linesOf, type Said } from '../objects/said.ts';
import { isRolledOut, workersOf } from '../watch/child-status.ts';
import { CHILDREN, FUNCTIONS } from '../watch/resources.ts';
import type { Observed } from './observe.ts';
import { conditionIn, functionStatus, modeOf, OWN_CONDITIONS, readStatus } from './status.ts';
import type { Surroundings } from './surroundings.ts';
import { tellChange } from './tell-change.ts';
import type { Unsaid } from './unsaid.ts';
import { isSaid, writeStatus } from './write-status.ts';

/** What a look has led to. */
export interface Found extends Unsaid {
  readonly observed: Observed;
}

/** A look that was not written is not repeated at once where another operator writes something else each time. */
const CONTESTED_MS = 15_000;

/** Writes the status if it says something new, and tells the log and the events. False: the Function has changed meanwhile. */
export async function reportStatus(
  fn: KubeObject,
  status: FunctionStatus,
  { verdict, observed }: Pick<Found, 'verdict' | 'observed'>,
  around: Surroundings,
  signal: AbortSignal,
): Promise<boolean> {
  const { contests, report, now, lookAgain } = around;
  const own = { ...status };
  if (isSaid(own, fn.status, OWN_CONDITIONS, around.dropped[FUNCTIONS.kind])) return true;
  const place = [fn.metadata.uid as string, 'status', withoutTimes(status)] as const;
  if (!contests.mayWrite(...place, now())) {
    lookAgain(fn, CONTESTED_MS);
    return true;
  }
  if (!(await writeStatus(FUNCTIONS, fn, own, OWN_CONDITIONS, around, signal))) return false;
  contests.wrote(...place, now());
  around.registry?.depths.said(fn.metadata.uid as string, now());
  const before = readStatus(fn.status);
  tellChange(fn, before, status, 'Ready', verdict.kind !== 'waiting', report);
  tellChange(fn, before, status, 'Autoscaling', observed.notScaled !== null, report);
  return true;
}

/** What there is to say of a Function. */
export function statusOf(
  fn: KubeObject,
  { verdict, observed, warnings, activeNamespaces, gateway }: Found,
  { cache, now, registry }: Surroundings,
): FunctionStatus {
  const before = readStatus(fn.status);
  const { name, uid = '' } = fn.metadata;
  const depth = before?.queueDepth ?? null;
  const seen = {
    ...observed,
    generation: fn.metadata.generation ?? 0,
    verdict,
    mode: modeOf(fn),
    hasKeda: cache.hasKeda,
    warnings: warned(warnings),
    managedObjects: managedObjects(observed.children),
    activeNamespaces,
    gateway: {
      said: gateway.said,
      udf: gateway.isOurs ? name : null,
      queueDepth:
        registry === null || !gateway.isOurs ? depth : registry.depths.toSay(uid, name, depth, now()),
    },
  };
  return functionStatus(seen, before, timeText(now()));
}

/** For the metrics. */
export function noteReady(
  { metadata: { name, namespace = '' } }: KubeObject,
  { deployment, notScaled }: Observed,
  status: FunctionStatus,
  { ready }: Surroundings,
): void {
  const said = conditionIn(status, 'Ready');
  ready.note(namespace, name, {
    ready: said?.status ?? '',
    reason: said?.reason ?? '',
    notScaled: notScaled?.reason ?? null,
    workers: workersOf(deployment),
    isRolling: deployment !== null && !isRolledOut(deployment),
  });
}

function withoutTimes({ conditions, ...others }: FunctionStatus): object {
  return { ...others, conditions: conditions?.map((one) => ({ ...one, lastTransitionTime: null })) };
}

function warned(warnings: readonly Said[]): { reason: string; message: string } | null {
  const [first] = warnings;
  return first === undefined ? null : { reason: first.code, message: linesOf(warnings) };
}

/** In the order in which they are applied. */
function managedObjects(children: readonly KubeObject[]): ManagedObject[] {
  return CHILDREN.flatMap(({ kind }) =>
    children
      .filter((child) => child.kind === kind)
      .map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name })),
  );
}
