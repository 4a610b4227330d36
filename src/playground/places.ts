/** Places of the compiler as offsets in the documents of a state. */
import type { Input } from '../compiler/index.ts';
import type { Location } from '../editor/definition.ts';
import { wordEnd } from '../editor/diagnostics.ts';
import type { Range, Text } from '../editor/text.ts';
import type { Workspace } from '../editor/workspace.ts';
import type { Place, Span } from './protocol.ts';

/** Where an input is written: the key or value that begins there. */
export function placeOf({ written }: Pick<Input, 'written'>, workspace: Workspace): Place | null {
  if (written === null) return null;
  const where = workspace.analysis.loaded.where(written.document, written.pointer);
  const text = workspace.document(where.file)?.text;
  if (text === undefined) return null;
  const from = text.offsetOfPlace(where);
  return { document: where.file, from, to: wordEnd(text, from) };
}

export function placeAt({ name, range }: Location, workspace: Workspace): Place | null {
  const text = workspace.document(name)?.text;
  return text === undefined ? null : { document: name, ...spanOf(range, text) };
}

export function spanOf({ start, end }: Range, text: Text): Span {
  return { from: text.offsetAt(start), to: text.offsetAt(end) };
}
