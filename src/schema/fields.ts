import type { Json } from '../json/json.ts';
import { FIELDS } from './fields.generated.ts';

/** The kinds that have a schema. */
export type Kind = keyof typeof FIELDS;

/** One place of a schema: schemas/*.schema.json, as far as messages and defaults need it. */
export interface FieldNode {
  /** JSON type, or `any`. */
  readonly type: string;
  readonly default?: Json;
  /** The fields of an object. */
  readonly fields?: { readonly [name: string]: FieldNode };
  /** What a list is made of. */
  readonly items?: FieldNode;
  /** What the values of a map are. */
  readonly values?: FieldNode;
}

/** What the schema says of a place, or undefined where it says nothing. `path` is the unescaped keys of a pointer. */
export function fieldAt(kind: Kind, path: readonly string[]): FieldNode | undefined {
  let node: FieldNode | undefined = FIELDS[kind];
  for (const key of path) {
    node = ownField(node?.fields, key) ?? node?.items ?? node?.values;
  }
  return node;
}

/** The names that an object at this place may have: what `additionalProperties` errors do not say. */
export function allowedNames(kind: Kind, path: readonly string[]): string[] {
  return Object.keys(fieldAt(kind, path)?.fields ?? {});
}

function ownField(fields: FieldNode['fields'], key: string): FieldNode | undefined {
  return fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
}
