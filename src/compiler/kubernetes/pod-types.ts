import { POD_TYPES } from './pod-types.generated.ts';
import type { TypeRow } from './type-row.ts';

const ROWS = new Map<string, TypeRow | null>();

/** The row of a type; undefined for leaves, lists and maps. */
export function rowOf(type = ''): TypeRow | undefined {
  let row = ROWS.get(type);
  if (row === undefined) {
    // In the bundle a row is read when it is first asked for.
    row = own(POD_TYPES, type) ?? null;
    ROWS.set(type, row);
  }
  return row ?? undefined;
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
