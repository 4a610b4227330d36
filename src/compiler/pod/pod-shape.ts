import { SINCE } from '../kubernetes/field-versions.generated.ts';
import type { Grammar } from '../kubernetes/grammar.ts';
import { itemType, rowOf, uniqueBy, valueType } from '../kubernetes/pod-types.ts';
import type { TypeRow } from '../kubernetes/type-row.ts';
import type { Constraint } from './constraint.ts';
import { constraintsOf } from './constraints.ts';
import { BOUNDS, GRAMMARS } from './field-values.ts';
import { NEEDED, WORDS } from './field-words.ts';

/** Everything that is known of a type, brought together once: looking it up for each value took half of the time. */
export interface Shape {
  readonly type: string;
  /** The type of the items of a list. */
  readonly items: string | undefined;
  /** The type of the values of a map. */
  readonly values: string | undefined;
  /** The fields of an object. */
  readonly fields: Fields | undefined;
  readonly required: readonly string[];
  /** The required fields for which an empty list is as good as none. */
  readonly filled: ReadonlySet<string>;
  readonly constraints: readonly Constraint[];
}

export interface FieldShape {
  readonly type: string;
  /** Neither list nor map nor an object of the table. */
  readonly leaf: boolean;
  readonly words: readonly string[] | undefined;
  readonly bounds: readonly [number, number] | undefined;
  readonly grammar: Grammar | undefined;
  readonly unique: readonly string[] | undefined;
  /** The minor version of Kubernetes that brought it; 0 for one that is old. */
  readonly since: number;
}

/** The fields of an object of the table; what is known of one is brought together when it is first met, as few are. */
export class Fields {
  readonly #object: string;
  readonly #row: TypeRow;
  readonly #known = new Map<string, FieldShape>();

  constructor(object: string, row: TypeRow) {
    this.#object = object;
    this.#row = row;
  }

  get(field: string): FieldShape | undefined {
    const known = this.#known.get(field);
    if (known !== undefined) return known;
    const type = Object.hasOwn(this.#row.fields, field) ? this.#row.fields[field] : undefined;
    if (type === undefined) return undefined;
    const shape = fieldShape(this.#object, field, type);
    this.#known.set(field, shape);
    return shape;
  }

  *all(): Generator<[name: string, field: FieldShape]> {
    for (const name of Object.keys(this.#row.fields)) yield [name, this.get(name) as FieldShape];
  }
}

const SHAPES = new Map<string, Shape>();

/** The shape of a type of pod-types.ts. */
export function shapeOf(type: string): Shape {
  const known = SHAPES.get(type);
  if (known !== undefined) return known;
  const row = rowOf(type);
  const needed = NEEDED[type] ?? [];
  const shape: Shape = {
    type,
    items: itemType(type),
    values: valueType(type),
    fields: row && new Fields(type, row),
    required: [...new Set([...(row?.required ?? []), ...needed])],
    filled: new Set(needed),
    constraints: constraintsOf(type),
  };
  SHAPES.set(type, shape);
  return shape;
}

/** The minor version of Kubernetes that brought a field; 0 for one that is old. */
export function fieldSince(type: string, field: string): number {
  return shapeOf(type).fields?.get(field)?.since ?? 0;
}

function fieldShape(object: string, field: string, type: string): FieldShape {
  return {
    type,
    leaf: itemType(type) === undefined && valueType(type) === undefined && rowOf(type) === undefined,
    words: WORDS[object]?.[field],
    bounds: BOUNDS[object]?.[field],
    grammar: GRAMMARS[object]?.[field],
    unique: uniqueBy(object, field),
    since: SINCE[object]?.[field] ?? 0,
  };
}
