import { FUNCTION_LABEL, GROUP, isOfGroup, MANAGED_BY, MANAGED_BY_LABEL } from '../../compiler/index.ts';
import type { KubeObject, OwnerReference } from '../kube/cluster.ts';

/** On a Function: its objects may be taken over from whoever made them, if nobody controls them. */
export const ADOPT_ANNOTATION = `${GROUP}/adopt`;

/**
 * What may be done with an object that has the name of one of ours. `ours`: it is controlled by this Function.
 * `adoptable`: nobody controls it, and it says itself that it is this Function's, or the Function asks for it. `stale`: it
 * belongs to a deleted Function of the same name, or is being deleted; the garbage collector takes it. `foreign`: hands
 * off.
 */
export type Standing = 'ours' | 'adoptable' | 'stale' | 'foreign';

export function standing(live: KubeObject, owner: KubeObject): Standing {
  const controller = controllerOf(live);
  if (controller?.uid === owner.metadata.uid)
    return live.metadata.deletionTimestamp === undefined ? 'ours' : 'stale';
  if (controller !== undefined) return isTwin(controller, owner) ? 'stale' : 'foreign';
  if (!isMarked(live, owner) && owner.metadata.annotations?.[ADOPT_ANNOTATION] !== 'true') return 'foreign';
  return live.metadata.deletionTimestamp === undefined ? 'adoptable' : 'stale';
}

/** The one owner that manages an object. */
export function controllerOf({ metadata }: KubeObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

/** The object with its Function as its controller: deleting the Function deletes it. */
export function ownedBy(object: KubeObject, owner: KubeObject): KubeObject {
  const { apiVersion, kind, metadata } = owner;
  const reference: OwnerReference = {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid as string,
    controller: true,
    blockOwnerDeletion: true,
  };
  return { ...object, metadata: { ...object.metadata, ownerReferences: [reference] } };
}

/** For people: who holds an object that we wanted. */
export function describeHolder(live: KubeObject): string {
  const controller = controllerOf(live);
  return controller === undefined ? 'no controller' : `${controller.kind} ${controller.name}`;
}

function isTwin({ kind, name, apiVersion }: OwnerReference, owner: KubeObject): boolean {
  return kind === owner.kind && name === owner.metadata.name && isOfGroup(apiVersion);
}

function isMarked({ metadata }: KubeObject, owner: KubeObject): boolean {
  const { labels = {} } = metadata;
  return labels[MANAGED_BY_LABEL] === MANAGED_BY && labels[FUNCTION_LABEL] === owner.metadata.name;
}
