/** Where a cursor is: in the key or in the value of what, and which word is being typed. */
import type { Shape } from '../schema/fields.ts';
import { type Branch, chainOf, lastBefore } from './outline/branch.ts';
import { within } from './outline/objects.ts';
import { documentAt } from './outline/outline.ts';
import { shapeOf } from './place.ts';
import type { Text } from './text.ts';
import type { EditorDocument } from './workspace.ts';

export interface Context {
  /** Nothing where it is not known what the object is. */
  readonly shape: Shape | undefined;
  readonly object: Branch;
  /** Of the mapping whose key, or of the value which is typed. An item of a list may become either. */
  readonly path: readonly (string | number)[];
  readonly role: 'key' | 'value' | 'item';
  /** What stands in the mapping or list already, but for what is typed. */
  readonly beside: readonly Branch[];
  /** What a completion replaces. */
  readonly start: number;
  readonly end: number;
  /** In brackets nothing goes on in a new line. */
  readonly isFlow: boolean;
  /** Whether keys and texts are written in quotes, as JSON wants them. */
  readonly isJson: boolean;
  /** What has to stand before the completion: a blank behind a colon, a dash before an item. */
  readonly lead: string;
}

/** Nothing in comments, blocks of text and what is no place for either. */
export function contextAt(document: EditorDocument, offset: number): Context | undefined {
  const { text } = document;
  const root = documentAt(document.outline, offset);
  const last = lastBefore(root, offset);
  if (last.scalar?.style === 'block' && offset > last.scalar.start && offset <= last.scalar.end)
    return undefined;
  const chain = [root, ...chainOf(last)];
  const flow = chain.findLast(
    ({ flow: bracket, valueStart, end, isClosed }) =>
      bracket !== '' && offset > valueStart && (isClosed ? offset < end : offset <= end),
  );
  if (isComment(text, offset, last)) return undefined;
  const place = flow ? inFlow(flow, offset) : inBlock(text, root, chain, offset);
  if (place === undefined) return undefined;
  const { object, path } = within(place.owner);
  const isJson = root.flow === '{' && text.value[root.children[0]?.start ?? root.valueStart + 1] === '"';
  return {
    ...{ object, role: place.role, beside: place.beside, start: place.start, end: place.end },
    shape: shapeOf(object, document.name),
    path: place.key === undefined ? path : [...path, place.key],
    isFlow: flow !== undefined,
    isJson,
    lead: place.lead ?? '',
  };
}

interface Spot extends Pick<Context, 'role' | 'beside' | 'start' | 'end'> {
  /** The branch that the path leads to, but for a key below it that is not written. */
  readonly owner: Branch;
  readonly key?: number;
  readonly lead?: string;
}

function inFlow(container: Branch, offset: number): Spot | undefined {
  const child = container.children.findLast(({ start, end }) => start <= offset && offset <= end);
  const beside = container.children.filter((one) => one !== child);
  const here = { start: offset, end: offset };
  if (container.flow === '[') {
    if (child === undefined)
      return { owner: container, key: indexAt(container, offset), role: 'item', beside, ...here };
    return { owner: child, role: 'item', beside, ...wordOf(child, offset) };
  }
  if (child === undefined) return { owner: container, role: 'key', beside, ...here };
  if (!child.isComplete || offset <= child.keyEnd)
    return { owner: container, role: 'key', beside, start: child.start, end: child.keyEnd };
  return { owner: child, role: 'value', beside: [], ...wordOf(child, offset), ...leadAfter(child, offset) };
}

function inBlock(text: Text, root: Branch, chain: readonly Branch[], offset: number): Spot | undefined {
  const last = chain.at(-1) as Branch;
  const lineStart = text.lineStart(offset);
  if (last !== root && last.start >= lineStart) return onItsLine(last, offset);
  if (last.scalar?.style === 'quoted' && offset > last.scalar.start && offset < last.scalar.end)
    return undefined;
  if (text.value.slice(lineStart, offset).trim() !== '') return undefined;
  return onABlankLine(chain, offset - lineStart, offset);
}

function onItsLine(last: Branch, offset: number): Spot | undefined {
  const parent = last.parent as Branch;
  const beside = parent.children.filter((one) => one !== last);
  if (typeof last.key === 'number') {
    if (offset <= last.start) return undefined;
    return {
      owner: last,
      role: 'item',
      beside,
      ...wordOf(last, offset),
      lead: offset === last.keyEnd ? ' ' : '',
    };
  }
  if (!last.isComplete || offset <= last.keyEnd)
    return { owner: parent, role: 'key', beside, start: last.start, end: last.keyEnd };
  if (last.flow !== '' || (last.scalar !== undefined && offset > last.scalar.end)) return undefined;
  return { owner: last, role: 'value', beside: [], ...wordOf(last, offset), ...leadAfter(last, offset) };
}

/** What a new line may go on with is decided by its indentation. */
function onABlankLine(chain: readonly Branch[], column: number, offset: number): Spot | undefined {
  const here = { start: offset, end: offset };
  const owner = chain.findLast(
    ({ indent, scalar, flow, isComplete }) =>
      indent < column && scalar === undefined && flow === '' && isComplete,
  );
  if (owner === undefined) return undefined;
  const [first] = owner.children;
  if (typeof first?.key === 'number' && first.indent >= 0) {
    const key = owner.children.length;
    return { owner, key, role: 'item', beside: owner.children, ...here, lead: '- ' };
  }
  return { owner, role: 'key', beside: owner.children, ...here };
}

function wordOf({ scalar }: Branch, offset: number): { start: number; end: number } {
  const isIn = scalar !== undefined && scalar.start <= offset && offset <= scalar.end;
  return isIn ? { start: scalar.start, end: scalar.end } : { start: offset, end: offset };
}

function leadAfter({ valueStart, scalar, keyEnd }: Branch, offset: number): { lead?: string } {
  return scalar === undefined && offset === valueStart && valueStart === keyEnd + 1 ? { lead: ' ' } : {};
}

function indexAt({ children }: Branch, offset: number): number {
  return children.filter(({ start }) => start < offset).length;
}

function isComment(text: Text, offset: number, last: Branch): boolean {
  const { scalar } = last;
  if (scalar?.style === 'quoted' && scalar.start < offset && offset <= scalar.end) return false;
  const from = Math.max(text.lineStart(offset), scalar && scalar.end <= offset ? scalar.end : last.keyEnd);
  return from < offset && /(?:^|\s)#/.test(text.value.slice(Math.max(0, from - 1), offset));
}
