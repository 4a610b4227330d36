/** The objects of a document and the fields that they have, as a tree. */
import { type Branch, extentOf } from './outline/branch.ts';
import { objectsOf, textAt } from './outline/objects.ts';
import type { Range, Text } from './text.ts';
import type { Workspace } from './workspace.ts';

export interface Outlined {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'object' | 'mapping' | 'list' | 'value';
  readonly range: Range;
  /** The name itself, within the range. */
  readonly selection: Range;
  readonly children: readonly Outlined[];
}

/** Nobody finds his way in more. */
const MOST_SYMBOLS = 2_000;
const MOST_LEVELS = 4;

export function symbolsOf(workspace: Workspace, name: string): Outlined[] {
  const document = workspace.document(name);
  if (document === undefined) return [];
  const left = { count: MOST_SYMBOLS };
  return objectsOf(document.outline).flatMap((object) => {
    const kind = textAt(object, 'kind');
    if (kind === undefined || left.count-- <= 0) return [];
    const { text } = document;
    const found = textAt(object, 'metadata', 'name') ?? '';
    const first = object.children[0] ?? object;
    const range = text.range(first.start, Math.max(first.end, extentOf(object.children.at(-1) ?? object)));
    const selection = text.range(first.start, first.end);
    const children = below(object, text, 1, left);
    return [{ name: found || kind, detail: kind, kind: 'object' as const, range, selection, children }];
  });
}

function below(branch: Branch, text: Text, level: number, left: { count: number }): Outlined[] {
  if (level > MOST_LEVELS) return [];
  return branch.children.flatMap((child) => {
    if (left.count-- <= 0) return [];
    const { key, start, keyEnd, scalar } = child;
    const name = typeof key === 'number' ? (textAt(child, 'name') ?? scalar?.value ?? String(key)) : key;
    return [
      {
        name: shortened(name) || '""',
        detail: typeof key === 'number' ? '' : shortened(scalar?.value ?? ''),
        kind: kindOf(child),
        range: text.range(start, Math.max(keyEnd, extentOf(child))),
        selection: text.range(start, keyEnd),
        children: below(child, text, level + 1, left),
      },
    ];
  });
}

function kindOf({ children, flow }: Branch): Outlined['kind'] {
  if (typeof children[0]?.key === 'number' || flow === '[') return 'list';
  return children.length > 0 || flow === '{' ? 'mapping' : 'value';
}

function shortened(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
