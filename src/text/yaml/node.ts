/**
 * The tree of one document, as YAML's own representation graph: nothing is resolved yet, and an alias points at the
 * node it names. Offsets are those of the whole text.
 */
export type Node = ScalarNode | SequenceNode | MappingNode | AliasNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly start: number;
  /** Long form, or nothing. */
  readonly tag: string;
  readonly value: string;
  /** Whether the value is to be resolved: written plain, or tagged with a lone `!`, which makes a merge key of a quoted `<<`. */
  readonly plain: boolean;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly start: number;
  readonly items: Node[];
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly start: number;
  readonly pairs: { readonly key: Node; readonly value: Node }[];
}

export interface AliasNode {
  readonly kind: 'alias';
  readonly start: number;
  readonly name: string;
  readonly target: Node;
}
