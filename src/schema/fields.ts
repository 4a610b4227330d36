import type { FieldNode } from './field-node.ts';
import { FIELDS } from './fields.generated.ts';

/** Whatever has a schema: the objects of Kubernetes that are ours, layerc.yaml, and the cases of layerc test. */
export type Shape = keyof typeof FIELDS;

/** The cases of layerc test. */
export type CaseKind = 'FunctionTest' | 'ManifestTest';

/** The objects of Kubernetes that are ours. */
export type Kind = Exclude<Shape, 'Project' | CaseKind>;

/** What the schema says of a place, or undefined where it says nothing. `path` is the unescaped keys of a pointer. */
export function fieldAt(kind: Shape, path: readonly string[]): FieldNode | undefined {
  let node: FieldNode | undefined = FIELDS[kind];
  for (const key of path) {
    node = ownField(node?.fields, key) ?? node?.items ?? node?.values;
  }
  return node;
}

/** The names that an object at this place may have: what `additionalProperties` errors do not say. */
export function allowedNames(kind: Shape, path: readonly string[]): string[] {
  return Object.keys(fieldAt(kind, path)?.fields ?? {});
}

function ownField(fields: FieldNode['fields'], key: string): FieldNode | undefined {
  return fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
}
