import type { Json } from '../json/json.ts';

/** One place of a schema: schemas/*.schema.json, as far as messages and defaults need it. */
export interface FieldNode {
  /** JSON type, or `any`. */
  readonly type: string;
  readonly default?: Json;
  /** The words that a text may be. */
  readonly words?: readonly Json[];
  /** The fields of an object that must be there. */
  readonly required?: readonly string[];
  /** The fields of an object. */
  readonly fields?: { readonly [name: string]: FieldNode };
  /** What a list is made of. */
  readonly items?: FieldNode;
  /** What the values of a map are. */
  readonly values?: FieldNode;
}
