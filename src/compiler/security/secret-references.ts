import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { pointerOf, type Trail } from '../../json/trail.ts';
import { itemType, rowOf, valueType } from '../kubernetes/pod-types.ts';
import { shapeOf } from '../pod/pod-shape.ts';

/** The types that name a Secret, with the field that has the name. A LocalObjectReference in a pod is always to one. */
export const SECRET_TYPES: { readonly [type: string]: string } = {
  AzureFileVolumeSource: 'secretName',
  LocalObjectReference: 'name',
  SecretEnvSource: 'name',
  SecretKeySelector: 'name',
  SecretProjection: 'name',
  SecretVolumeSource: 'secretName',
};

export interface SecretReference {
  readonly name: string;
  /** Of the name, from the pod spec. */
  readonly pointer: Pointer;
}

/** Every place at which a pod names a Secret: found by the types of its fields, so that none is forgotten. */
export function secretReferences(pod: JsonObject): readonly SecretReference[] {
  const found: SecretReference[] = [];
  const visit = (value: Json, type: string, trail: Trail | null): void => {
    const { items, values, fields } = shapeOf(type);
    if (isArray(value) && items !== undefined) {
      for (let key = 0; key < value.length; key++) {
        const item = value[key] as Json;
        if (typeof item === 'object') visit(item, items, { above: trail, key });
      }
    }
    if (!isObject(value)) return;
    const nameField = SECRET_TYPES[type];
    const name = nameField !== undefined && Object.hasOwn(value, nameField) ? value[nameField] : undefined;
    if (nameField !== undefined && typeof name === 'string' && name !== '') {
      found.push({ name, pointer: pointerOf({ above: trail, key: nameField }) });
    }
    for (const key in value) {
      const item = value[key] as Json;
      if (typeof item !== 'object') continue;
      const field = fields?.get(key);
      const inside = values ?? (field?.leaf ? undefined : field?.type);
      if (inside !== undefined) visit(item, inside, { above: trail, key });
    }
  };
  visit(pod, 'PodSpec', null);
  return found;
}

/** The fields that name a Secret, from the pod spec; `*` is an item of a list. */
export function secretFields(): readonly (readonly string[])[] {
  const visit = (type: string, path: readonly string[]): readonly (readonly string[])[] => {
    const item = itemType(type) ?? valueType(type);
    if (item !== undefined) return visit(item, [...path, '*']);
    const name = SECRET_TYPES[type];
    if (name !== undefined) return [[...path, name]];
    return Object.entries(rowOf(type)?.fields ?? {}).flatMap(([field, below]) =>
      hasFields(below) ? visit(below, [...path, field]) : [],
    );
  };
  return visit('PodSpec', []);
}

/** Leaves have no row, and no Secret. */
function hasFields(type: string): boolean {
  return rowOf(itemType(type) ?? valueType(type) ?? type) !== undefined;
}
