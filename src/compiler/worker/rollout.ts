/**
 * How the Deployment replaces its pods, decided from the pod that a podSpec has made. Where a pod more than there are may
 * find no place beside the others, a rolling update that starts one first waits for ever.
 */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { isExtendedResource } from '../kubernetes/extended-resource.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import { numberText } from '../pod/leaf-types.ts';
import type { LabelSelector } from '../read/function.ts';
import { matcher } from '../read/index-table.ts';
import type { Pool } from '../read/pool.ts';
import type { Workload } from '../resolve/workload.ts';
import { unmarked } from '../words/origin.ts';
import { metadataOfPod } from './metadata.ts';
import { below, containersOf, objectsIn, type Placed } from './read-pod.ts';

/** A Deployment's strategy, and why. */
export interface Rollout {
  readonly rule: 'RollsWithoutSurge' | 'PushRollsWithoutGap' | 'PullRollsByQuarter';
  readonly maxSurge: 0 | '25%';
  readonly maxUnavailable: 0 | 1 | '25%';
  /** The leaves of the pod for which a node may have no second place. */
  readonly scarce: readonly Pointer[];
}

/** From the pod as it will run, whoever asked for what is in it. */
export function rolloutOf(workload: Workload, pod: JsonObject): Rollout {
  const { pool, push } = workload;
  const scarce = scarceLeaves(workload, pod);
  if (scarce.length > 0 || pool.kind === 'gpu') {
    return { rule: 'RollsWithoutSurge', maxSurge: 0, maxUnavailable: 1, scarce };
  }
  return push === null
    ? { rule: 'PullRollsByQuarter', maxSurge: '25%', maxUnavailable: '25%', scarce }
    : { rule: 'PushRollsWithoutGap', maxSurge: '25%', maxUnavailable: 0, scarce };
}

/** Of pods that are what layerc and the fields of a pool make them. */
const OF_POOLS = new WeakMap<Pool, readonly Pointer[]>();

/** A pod that nobody has patched asks for what its pool asks for: one look does for all of them. */
function scarceLeaves(workload: Workload, pod: JsonObject): readonly Pointer[] {
  const { pool, podSpec } = workload;
  const isPlain = podSpec === null && pool.template === null;
  const known = isPlain ? OF_POOLS.get(pool) : undefined;
  if (known !== undefined) return known;
  const containers = containersOf(pod);
  const scarce = [
    ...devices(containers),
    ...claims(pod),
    ...hostPorts(pod, containers),
    ...rivals(pod, workload),
  ];
  if (isPlain) OF_POOLS.set(pool, scarce);
  return scarce;
}

/** Extended resources, such as nvidia.com/gpu; none of them is none. */
function devices(containers: readonly Placed[]): Pointer[] {
  const found: Pointer[] = [];
  for (const { object, at } of containers) {
    for (const field of ['limits', 'requests']) {
      const amounts = below(object, 'resources', field);
      if (!isObject(amounts)) continue;
      for (const name in amounts) {
        if (isExtendedResource(name) && !isZero(amounts[name] as Json))
          found.push(child(`${at}/resources/${field}`, name));
      }
    }
  }
  return found;
}

function isZero(amount: Json): boolean {
  const written = typeof amount === 'string' ? amount : numberText(amount);
  return written !== undefined && parseQuantity(written) === 0n;
}

/** Devices by dynamic resource allocation: a pod that names a claim needs it, whichever container uses it. */
function claims(pod: JsonObject): Pointer[] {
  return objectsIn(pod, 'resourceClaims').map(({ at }) => `${at}/name`);
}

/** A port of the node is taken once; on the host's network every port is one. */
function hostPorts(pod: JsonObject, containers: readonly Placed[]): Pointer[] {
  const ports = containers.flatMap(({ object, at }) => objectsIn(object, 'ports', at));
  if (below(pod, 'hostNetwork') === true) {
    return ports.length === 0 ? [] : ['/hostNetwork', ...ports.map(({ at }) => `${at}/containerPort`)];
  }
  return ports
    .filter(({ object }) => (below(object, 'hostPort') ?? 0) !== 0)
    .map(({ at }) => `${at}/hostPort`);
}

/** Anti-affinity that keeps the pods of this Function from each other, those of its next template included. */
function rivals(pod: JsonObject, workload: Workload): Pointer[] {
  const anti = below(pod, 'affinity', 'podAntiAffinity');
  if (!isObject(anti)) return [];
  const { labels } = metadataOfPod(workload, unmarked);
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  return objectsIn(anti, required, '/affinity/podAntiAffinity')
    .filter(({ object: { labelSelector, namespaces, matchLabelKeys, mismatchLabelKeys } }) => {
      if (!isObject(labelSelector) || !matcher(labelSelector as LabelSelector)(labels)) return false;
      if (isArray(namespaces) && namespaces.length > 0 && !namespaces.includes(workload.namespace))
        return false;
      // The pods of one template against those of the other, or against other Functions: no rivals of each other.
      const byTemplate = isArray(matchLabelKeys) && matchLabelKeys.includes('pod-template-hash');
      return !byTemplate && !(isArray(mismatchLabelKeys) && mismatchLabelKeys.length > 0);
    })
    .map(({ at }) => `${at}/topologyKey`);
}
