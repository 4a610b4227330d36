/** The objects of Kubernetes in an outline: documents, and the items of a List. */
import { type Branch, childOf } from './branch.ts';

export function objectsOf(roots: readonly Branch[]): Branch[] {
  return roots.flatMap((root) => {
    const items = isList(root) ? childOf(root, 'items') : undefined;
    return items?.children ?? [root];
  });
}

/** The object that a branch is in or is, and the way to it from there. */
export function within(branch: Branch): { readonly object: Branch; readonly path: (string | number)[] } {
  const path: (string | number)[] = [];
  let at = branch;
  while (at.parent !== undefined && !isItemOfList(at)) {
    path.push(at.key);
    at = at.parent;
  }
  return { object: at, path: path.reverse() };
}

function isItemOfList({ key, parent }: Branch): boolean {
  const list = parent?.parent;
  return typeof key === 'number' && parent?.key === 'items' && list?.parent === undefined && isList(list);
}

function isList(root: Branch | undefined): boolean {
  return root !== undefined && (textAt(root, 'kind')?.endsWith('List') ?? false);
}

/** The text of a scalar at the end of a path. */
export function textAt(from: Branch | undefined, ...path: (string | number)[]): string | undefined {
  return path.reduce(childOf, from)?.scalar?.value;
}

/** The scalar entries of a mapping. */
export function textsOf(mapping: Branch | undefined): [string, string][] {
  return (mapping?.children ?? []).flatMap(({ key, scalar }) =>
    typeof key === 'string' && scalar !== undefined ? [[key, scalar.value]] : [],
  );
}
