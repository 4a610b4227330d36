import { POD_TYPES } from './kubernetes.generated.ts';

/**
 * One object type of Kubernetes. A field's type is a leaf (`string`, `boolean`, `int32`, `int64`, `quantity`,
 * `int-or-string`, `time`), `object` for one that nobody looks into, or the name of another row; `[]` before it makes
 * a list, `{}` a map with string keys.
 */
export interface TypeRow {
  readonly fields: { readonly [field: string]: string };
  readonly required?: readonly string[];
  /** Lists that a strategic merge patch merges: the merge key of their items, or '' for a list of leaves. */
  readonly merge?: { readonly [field: string]: string };
  /** Lists whose items must differ, by these fields of an item; a list without fields holds leaves that differ. */
  readonly unique?: { readonly [field: string]: readonly string[] };
  readonly defaults?: { readonly [field: string]: string };
}

/** The row of a type; undefined for leaves, lists and maps. */
export function rowOf(type: string | undefined): TypeRow | undefined {
  return own(POD_TYPES, type ?? '');
}

/** The type of a field, or undefined where the type has no such field or is no object. */
export function fieldType(type: string | undefined, field: string): string | undefined {
  return own(rowOf(type)?.fields, field);
}

/** The merge key of a list that a strategic merge patch merges ('' for leaves); undefined for one it replaces. */
export function mergeKey(type: string | undefined, field: string): string | undefined {
  return own(rowOf(type)?.merge, field);
}

/** The fields by which the items of a list must differ, if they must. */
export function uniqueBy(type: string | undefined, field: string): readonly string[] | undefined {
  return own(rowOf(type)?.unique, field);
}

/** What the items of a list type are; undefined when the type is no list. */
export function itemType(type: string | undefined): string | undefined {
  return type?.startsWith('[]') ? type.slice(2) : undefined;
}

/** What the values of a map type are; undefined when the type is no map. */
export function valueType(type: string | undefined): string | undefined {
  return type?.startsWith('{}') ? type.slice(2) : undefined;
}

function own<T>(table: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
