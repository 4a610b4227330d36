/** `dim` beside `kind: embedding`: how wide the vectors are nobody here knows, so a word in capitals stands for it. */
import { type Branch, childOf } from '../outline/branch.ts';
import type { EditorDocument } from '../workspace.ts';
import type { Fix } from './fix.ts';

const WIDTH = 'WIDTH';

export function widthAdded({ text }: EditorDocument, kind: Branch): Fix | undefined {
  const output = kind.parent;
  if (output === undefined || kind.scalar === undefined || childOf(output, 'dim') !== undefined)
    return undefined;
  const isFlow = output.flow !== '';
  const quote = text.value[kind.start] === '"' ? '"' : '';
  const entry = `${quote}dim${quote}: ${quote}${WIDTH}${quote}`;
  const at = isFlow ? kind.scalar.end : text.lineEnd(kind.scalar.end);
  const newText = isFlow ? `, ${entry}` : `\n${' '.repeat(kind.indent)}${entry}`;
  return {
    title: `Add dim, with the width in place of ${WIDTH}`,
    edits: [{ range: text.range(at, at), newText }],
  };
}
