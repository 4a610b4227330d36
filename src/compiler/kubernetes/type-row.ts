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
