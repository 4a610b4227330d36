import { MAX_DEPTH, tooDeepAt } from '../../json/depth.ts';
import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { KubeObject, ObjectMeta } from '../kube/cluster.ts';
import { Unusable } from '../kube/store.ts';
import { childStatus } from './child-status.ts';
import { lastChange, reduceManagedFields } from './managers.ts';

/**
 * What the cache keeps of the objects: enough to decide, nothing that changes while nothing happens. KEDA touches a busy
 * ScaledObject at every poll and the node controllers touch a Deployment with every pod; an event after which this is
 * the same wakes nobody.
 */
export function reduceChild({ apiVersion, kind, metadata, status, ...rest }: KubeObject): KubeObject {
  const managedFields = reduceManagedFields(metadata.managedFields ?? []);
  const reduced = { apiVersion, kind, metadata: { ...identity(metadata), managedFields }, ...rest };
  const seen = childStatus(kind, status);
  return bounded(seen === null ? reduced : { ...reduced, status: seen });
}

/** The Function, InfraRules or Index itself: all that somebody wrote, and the status that we wrote. */
export function reduceSource({ apiVersion, kind, metadata, ...rest }: KubeObject): KubeObject {
  const { creationTimestamp } = metadata;
  const managedFields = lastChange(metadata.managedFields ?? []);
  const kept = {
    ...identity(metadata),
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    ...(managedFields.length > 0 && { managedFields }),
  };
  return bounded({ apiVersion, kind, metadata: kept, ...rest });
}

/** Nested deeper than any code that recurses over it can bear. */
export class TooDeep extends Unusable {
  /** The first place that is too deep. */
  readonly pointer: Pointer;

  constructor(pointer: Pointer, part: KubeObject) {
    super('too deep', part);
    this.pointer = pointer;
  }
}

/** The object, if it is not too deep; else a {@link TooDeep} with that part of it that is not. */
function bounded(object: KubeObject): KubeObject {
  const pointer = tooDeepAt(object as unknown as Json);
  if (pointer === null) return object;
  const { apiVersion, kind, metadata } = object;
  const others = Object.entries(object).filter(
    ([, value]) => tooDeepAt(value as Json, MAX_DEPTH - 1) === null,
  );
  throw new TooDeep(pointer, { apiVersion, kind, metadata, ...Object.fromEntries(others) });
}

/** Annotations that the machinery writes for itself, and copies of what is there anyway. */
const NOISE = /^(deployment\.kubernetes\.io\/|kubectl\.kubernetes\.io\/last-applied-configuration$)/;

function identity(metadata: ObjectMeta): ObjectMeta {
  const { name, namespace, uid, generation, deletionTimestamp, labels, ownerReferences, finalizers } =
    metadata;
  const kept = Object.entries(metadata.annotations ?? {}).filter(([key]) => !NOISE.test(key));
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(uid !== undefined && { uid }),
    ...(generation !== undefined && { generation }),
    ...(deletionTimestamp !== undefined && { deletionTimestamp }),
    ...(labels !== undefined && { labels }),
    ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
    ...(ownerReferences !== undefined && { ownerReferences }),
    ...(finalizers !== undefined && { finalizers }),
  };
}
