/** What a status keeps of the registration: a process that begins knows no more of what was done before. */
import { fingerprint, NOTHING_DONE, type Past, type SeenUdf, type Wish } from '../../gateway/sync/index.ts';
import { isObject } from '../../json/json.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { ADOPT_ANNOTATION } from '../objects/adoption.ts';
import { conditionOf, itemsOf } from '../watch/child-status.ts';

export const REGISTERED = 'Registered';

/** The reason while a registration is about to be sent. */
export const REGISTERING = 'Registering';

/**
 * The row of `status.managedObjects` that says that the UDF is ours. It stands there, as hev's own
 * CustomResourceDefinition keeps these rows and drops every field that it does not know.
 */
export function udfRow(id: string): { apiVersion: string; kind: string; name: string } {
  return { apiVersion: 'gateway/v2', kind: 'UDF', name: id };
}

/** Whether a status says that the UDF is ours. */
export function hasUdf({ metadata, status }: KubeObject): boolean {
  return itemsOf(isObject(status) ? status.managedObjects : undefined).some(
    (row) => isObject(row) && row.kind === 'UDF' && row.name === metadata.name,
  );
}

/** The fingerprint of what was about to be sent. */
function intendedOf(fn: KubeObject): string | null {
  const { reason, message = '' } = conditionOf(fn, REGISTERED) ?? {};
  const [, intended = null] = (reason === REGISTERING && /\(([0-9a-f]{16})\)/.exec(message)) || [];
  return intended;
}

/** Whether a UDF of this id is that of the Function; a candidate of another one never is. */
export function isOurs(fn: KubeObject, { spec }: SeenUdf): boolean {
  const isShadow = isObject(spec.candidate) && typeof spec.candidate.of === 'string';
  return !isShadow && (hasUdf(fn) || intendedOf(fn) === fingerprint(spec));
}

export function pastOf(fn: KubeObject, wish: Wish): Past {
  const { status } = conditionOf(fn, REGISTERED) ?? {};
  const { observedGeneration, activeNamespaces } = isObject(fn.status) ? fn.status : {};
  const isNoted = hasUdf(fn);
  return {
    ...NOTHING_DONE,
    // Whoever asks for that says that it is theirs.
    isOurs: isNoted || fn.metadata.annotations?.[ADOPT_ANNOTATION] === 'true',
    intended: intendedOf(fn),
    isSettled:
      isNoted &&
      status === 'True' &&
      observedGeneration === fn.metadata.generation &&
      JSON.stringify(activeNamespaces) === JSON.stringify(wish.spec.target_namespaces),
  };
}

/** What is noted before a registration is sent. */
export function registeringText(fingerprint: string): string {
  return `The gateway is being told of it (${fingerprint}).`;
}
