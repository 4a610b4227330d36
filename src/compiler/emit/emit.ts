import type { JsonObject } from '../../json/json.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { deployment } from './deployment.ts';
import { networkPolicy } from './network-policy.ts';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { scaledObject } from './scaled-object.ts';
import { service } from './service.ts';
import { triggerAuthentication } from './trigger-authentication.ts';

/** A Kubernetes object that layerc made. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: JsonObject };
}

/** All kinds that a Function may have an object of. */
export const OBJECT_KINDS: readonly string[] = [
  'Deployment',
  'Service',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'TriggerAuthentication',
  'ScaledObject',
];

/**
 * The objects of a Function in the order they are applied: KEDA does not watch for a Deployment that comes late. What may
 * be absent is put in field by field, since what follows a spread in a literal takes V8 several times as long.
 */
export function emit(workload: Workload, pod: JsonObject, mark: Mark): Manifest[] {
  const emitted = [
    deployment(workload, pod, mark),
    service(workload, mark),
    networkPolicy(workload, mark),
    podDisruptionBudget(workload, mark),
    triggerAuthentication(workload, mark),
    scaledObject(workload, mark),
  ];
  return emitted.filter((object) => object !== null) as unknown as Manifest[];
}
