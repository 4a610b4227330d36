/** What a cursor is on: a key or a value, of which object, and where in it. */
import { child, type Pointer } from '../json/pointer.ts';
import type { Shape } from '../schema/fields.ts';
import { type Branch, lastBefore } from './outline/branch.ts';
import { textAt, within } from './outline/objects.ts';
import { documentAt } from './outline/outline.ts';
import { isShape } from './schemas.ts';
import type { EditorDocument } from './workspace.ts';

export interface Pointed {
  readonly branch: Branch;
  readonly object: Branch;
  readonly shape: Shape;
  readonly path: readonly (string | number)[];
  readonly pointer: Pointer;
  /** What is under the cursor, the key or the value. */
  readonly start: number;
  readonly end: number;
  readonly isKey: boolean;
}

/** Nothing between them, and in objects that are none of ours. */
export function pointedAt(document: EditorDocument, offset: number): Pointed | undefined {
  const branch = lastBefore(documentAt(document.outline, offset), offset);
  const { object, path } = within(branch);
  const shape = shapeOf(object, document.name);
  if (shape === undefined || path.length === 0) return undefined;
  const pointer = path.reduce<Pointer>(child, '');
  const found = { branch, object, shape, path, pointer };
  const { start, keyEnd, key, scalar } = branch;
  if (typeof key === 'string' && offset <= keyEnd) return { ...found, start, end: keyEnd, isKey: true };
  if (scalar === undefined || offset < scalar.start || offset > scalar.end) return undefined;
  return { ...found, start: scalar.start, end: scalar.end, isKey: false };
}

/** What an object is by its kind; layerc.yaml is known by its name. */
export function shapeOf(object: Branch, document: string): Shape | undefined {
  const kind = textAt(object, 'kind');
  if (kind === undefined) return /(?:^|[\\/])layerc\.yaml$/.test(document) ? 'Project' : undefined;
  return isShape(kind) && kind !== 'Project' ? kind : undefined;
}
