import type { JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { inner, type Located, objects } from '../pod/constraint.ts';

/**
 * One control of the Pod Security Standards, in the latest version that Kubernetes 1.36 enforces
 * (k8s.io/pod-security-admission/policy). A control of `baseline` holds at `restricted` too. Values of a wrong type are
 * seen by no control: pod-check.ts refuses them.
 */
export interface Control {
  /** The word by which an API server names the control where it refuses a pod. */
  readonly name: string;
  /** A control of restricted: the one of baseline in whose place it stands. */
  readonly replaces?: string;
  readonly allowed: string;
  /** What the author can do, as the start of a sentence. */
  readonly hint: string;
  readonly check: (pod: JsonObject, annotations: JsonObject) => readonly Violation[];
}

export interface Violation {
  /** Where, from the pod spec. */
  readonly at: Pointer;
  /** What was found, beginning with a verb; the field is the subject of the sentence: "is true". */
  readonly found: string;
}

/** Init containers and containers. Ephemeral ones have no place in a Deployment. */
export const containers = ofEachOnce((pod) => [
  ...objects(pod, 'initContainers'),
  ...objects(pod, 'containers'),
]);

/** The securityContext of each container that has one. */
export const containerContexts = ofEachOnce((pod) => containers(pod).flatMap(contextOf));

/** The securityContext of the pod and of each container, where they are. */
export const contexts = ofEachOnce((pod) => [
  ...contextOf({ object: pod, at: '' }),
  ...containerContexts(pod),
]);

/** What a dozen controls ask of one pod is looked for once. A map of all pods would cost more than they do. */
function ofEachOnce(find: (pod: JsonObject) => readonly Located[]): (pod: JsonObject) => readonly Located[] {
  let last: JsonObject | undefined;
  let found: readonly Located[] = [];
  return (pod) => {
    if (pod !== last) {
      found = find(pod);
      last = pod;
    }
    return found;
  };
}

function contextOf({ object, at }: Located): readonly Located[] {
  const context = inner(object, 'securityContext');
  return context === undefined ? [] : [{ object: context, at: `${at}/securityContext` }];
}

/** Whether the processes of the pod are in a user namespace, where root is not the root of the node. */
export function hasOwnUsers(pod: JsonObject): boolean {
  return pod.hostUsers === false;
}
