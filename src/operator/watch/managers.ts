import type { FieldSet, KubeObject, ManagedFields } from '../kube/cluster.ts';

/** Applies everything but the number of replicas. */
export const MANAGER = 'layer-operator';
/** Applies the number of replicas and nothing else: docs/decisions/a-second-field-manager-for-replicas.md. */
export const REPLICAS_MANAGER = 'layer-operator-replicas';

/** The fields that we applied, or an empty set. */
export function ownFields({ metadata }: KubeObject): FieldSet {
  return metadata.managedFields?.find(isOwn)?.fieldsV1 ?? {};
}

/** Whether an apply of ours without replicas would take them away: we own them, and nobody else does. */
export function ownsReplicasAlone({ metadata }: KubeObject): boolean {
  const owners = metadata.managedFields?.filter(holdsReplicas) ?? [];
  return owners.length > 0 && owners.every(isOwn);
}

/** When we applied an object last, in milliseconds since 1970. */
export function appliedAt({ metadata }: KubeObject): number {
  return timeOf(metadata.managedFields?.find(isOwn));
}

/** When somebody last wrote an object, but for its status. */
export function changedAt({ metadata }: KubeObject): number {
  return timeOf(lastChange(metadata.managedFields ?? [])[0]);
}

/** That write alone, without its fields: what the cache keeps of the managedFields of a Function. */
export function lastChange(all: readonly ManagedFields[]): ManagedFields[] {
  const [last] = all
    .filter(({ subresource, time }) => subresource === undefined && time !== undefined)
    .sort((a, b) => timeOf(b) - timeOf(a));
  return last === undefined ? [] : [{ ...last, fieldsV1: {} }];
}

function timeOf(entry: ManagedFields | undefined): number {
  return Date.parse(entry?.time ?? '');
}

/** What a field set has of the spec of a pod template. */
export function podFields(fields: FieldSet): FieldSet | undefined {
  return fields['f:spec']?.['f:template']?.['f:spec'];
}

/** What the cache keeps of managedFields: the fields of ours, and who else owns the number of replicas or a part of the pods. */
export function reduceManagedFields(all: readonly ManagedFields[]): ManagedFields[] {
  return all.flatMap((entry) => {
    const { manager, operation, subresource, time, fieldsV1 } = entry;
    if (isOwn(entry)) return [{ manager, operation, ...(time !== undefined && { time }), fieldsV1 }];
    const pod = podFields(fieldsV1);
    const spec = {
      ...(holdsReplicas(entry) && { 'f:replicas': {} }),
      ...(pod !== undefined && { 'f:template': { 'f:spec': pod } }),
    };
    if (Object.keys(spec).length === 0) return [];
    const held = { manager, operation, fieldsV1: { 'f:spec': spec } };
    return [subresource === undefined ? held : { ...held, subresource }];
  });
}

function isOwn({ manager, operation, subresource }: ManagedFields): boolean {
  return manager === MANAGER && operation === 'Apply' && subresource === undefined;
}

function holdsReplicas({ fieldsV1 }: ManagedFields): boolean {
  return fieldsV1['f:spec']?.['f:replicas'] !== undefined;
}
