import { isObject } from '../../json/json.ts';
import { type KubeObject, nameOf } from '../kube/cluster.ts';
import { conditionOf, workersOf } from '../watch/child-status.ts';
import { appliedAt, changedAt } from '../watch/managers.ts';
import { additions } from './additions.ts';
import { findTemplateDrift } from './drift.ts';
import type { Hands } from './hands.ts';

/**
 * Whether a Deployment has to wait with a new template: it would replace running workers, and not because its author
 * changed the Function, nor because somebody changed the Deployment, but because of the policy, which is that of many.
 */
export function mustWait(
  owner: KubeObject,
  desired: KubeObject,
  live: KubeObject,
  { pace, now, allowedManagers, cache }: Pick<Hands, 'pace' | 'now' | 'allowedManagers' | 'cache'>,
): boolean {
  const fn = nameOf(owner);
  const isPolicys =
    findTemplateDrift(desired, live) !== null &&
    !isOwnChange(owner, live, cache.infraRules('default')) &&
    // Without a ready worker there is none to replace, and what fails already says nothing of the policy.
    workersOf(live).ready > 0 &&
    additions(live, allowedManagers).length === 0;
  if (!isPolicys) {
    if (pace.isPending(fn)) pace.forget(fn);
    return false;
  }
  return !pace.mayRoll(fn, now());
}

/** The operator follows a change of a Function within seconds. */
const OWN_CHANGE_MS = 60_000;

/**
 * Whether the policy made a Deployment roll, as far as that can be told afterwards: workers are there that it replaces, and
 * what we wrote followed a change of InfraRules, or one of the operator, as the author had long been at rest. What authors
 * break by themselves must not stop a change for all.
 */
export function looksLikePolicys(owner: KubeObject, live: KubeObject, rules: KubeObject | null): boolean {
  if (workersOf(live).ready === 0) return false;
  const [author, policy, ours] = [
    changedAt(owner),
    rules === null ? Number.NaN : changedAt(rules),
    appliedAt(live),
  ];
  const isOwn = ours - author < OWN_CHANGE_MS;
  return !isOwn || (author < policy && policy <= ours);
}

/**
 * Whether the author has changed the Function since its objects were last as they should be: it is newer than what its
 * status speaks of, or its status says of this very generation that they are not so yet. Such a status may last, and the
 * policy may have changed meanwhile: then it is the policy's change too, which concerns many.
 */
function isOwnChange(owner: KubeObject, live: KubeObject, rules: KubeObject | null): boolean {
  const { observedGeneration } = isObject(owner.status) ? owner.status : {};
  const { generation = 0 } = owner.metadata;
  if (typeof observedGeneration !== 'number' || observedGeneration < generation) return true;
  const author = changedAt(owner);
  const isPolicyNewer = rules !== null && changedAt(rules) >= author;
  return isUnfinished(owner) && author >= appliedAt(live) && !isPolicyNewer;
}

/** Whether the last look could not do all that it wanted to. */
function isUnfinished(owner: KubeObject): boolean {
  return UNFINISHED.some((type) => conditionOf(owner, type)?.status === 'True');
}

const UNFINISHED = ['Reconciling', 'Stalled'];
