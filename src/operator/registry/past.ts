/** What a status keeps of the registration: a process that begins knows no more of what was done before. */
import { fingerprint, NOTHING_DONE, type Past, type SeenUdf, type Wish } from '../../gateway/sync/index.ts';
import { isObject, type JsonObject } from '../../json/json.ts';
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
export function hasUdf(fn: KubeObject): boolean {
  return rowsOf(fn).some(({ kind, name }) => kind === 'UDF' && name === fn.metadata.name);
}

/**
 * The row of a registration that was about to be sent, by its fingerprint. It stays until the UDF is seen to be ours: what
 * was answered with an error, or not at all, may have arrived.
 */
export function sentRow(fingerprint: string): { apiVersion: string; kind: string; name: string } {
  return { apiVersion: 'gateway/v2', kind: SENT, name: fingerprint };
}

export function isSentRow({
  apiVersion,
  kind,
}: {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}): boolean {
  return apiVersion === 'gateway/v2' && kind === SENT;
}

const SENT = 'Registration';

function intendedOf(fn: KubeObject): readonly string[] {
  return rowsOf(fn)
    .filter(isSentRow)
    .map(({ name }) => String(name));
}

function rowsOf({ status }: KubeObject): readonly JsonObject[] {
  return itemsOf(isObject(status) ? status.managedObjects : undefined).filter(isObject) as JsonObject[];
}

/** Whether a UDF of this id is that of the Function; a candidate of another one never is. */
export function isOurs(fn: KubeObject, { spec }: SeenUdf): boolean {
  const isShadow = isObject(spec.candidate) && typeof spec.candidate.of === 'string';
  return !isShadow && (hasUdf(fn) || intendedOf(fn).includes(fingerprint(spec)));
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
