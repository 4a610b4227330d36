/** Where the next line begins: deeper behind a key that has no value yet, where the grammar alone would stay. */
import { indentService, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

const UNIT = 2;

export const indents = indentService.of(({ state, simulatedBreak }, at) => {
  const line = state.doc.lineAt(at);
  const before = line.text.slice(0, at - line.from).trimEnd();
  // Undefined leaves it to the grammar, which stays beside a value, and knows the texts of many lines.
  if (simulatedBreak !== at || !before.endsWith(':') || isInText(state, at)) return undefined;
  const key = columnOf(before);
  const next = nextText(state, line.number);
  const below = next === undefined ? 0 : columnOf(next, false);
  // Beside what the key holds already.
  return below > key ? below : key + UNIT;
});

/** Of the first word, behind the dashes of a list unless these count. */
function columnOf(text: string, isBehindDashes = true): number {
  return (isBehindDashes ? /^(?:- +| )*/ : /^ */).exec(text)?.[0].length ?? 0;
}

function nextText({ doc }: EditorState, number: number): string | undefined {
  for (let next = number + 1; next <= Math.min(doc.lines, number + MOST_EMPTY); next++) {
    const { text } = doc.line(next);
    if (text.trim() !== '') return text;
  }
  return undefined;
}

/** Empty lines that are looked past. */
const MOST_EMPTY = 20;

const TEXTS: ReadonlySet<string> = new Set([
  ...['BlockLiteral', 'BlockLiteralContent', 'QuotedLiteral', 'Comment', 'FlowMapping', 'FlowSequence'],
]);

function isInText(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); ; ) {
    if (TEXTS.has(node.name) && (node.from < at || node.name === 'Comment')) return true;
    if (node.parent === null) return false;
    node = node.parent;
  }
}
