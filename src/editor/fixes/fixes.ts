/** The edits that mend what a diagnostic speaks of, where its hint is one. */

import { diagnosticsOf, type EditorDiagnostic } from '../diagnostics.ts';
import { type Branch, lastBefore } from '../outline/branch.ts';
import { documentAt } from '../outline/outline.ts';
import type { Range } from '../text.ts';
import type { EditorDocument, Workspace } from '../workspace.ts';
import type { Fix } from './fix.ts';
import { moved } from './moved.ts';
import { replaced } from './replaced.ts';
import { widthAdded } from './width-added.ts';

/** One of them, and what it mends. */
export interface DiagnosticFix extends Fix {
  readonly diagnostic: EditorDiagnostic;
}

/** For what is wrong in a range of a document. */
export function fixesIn(workspace: Workspace, name: string, range: Range): DiagnosticFix[] {
  const document = workspace.document(name);
  if (document === undefined) return [];
  const [from, to] = [document.text.offsetAt(range.start), document.text.offsetAt(range.end)];
  return diagnosticsOf(workspace, name).flatMap((diagnostic) => {
    const start = document.text.offsetAt(diagnostic.range.start);
    const end = document.text.offsetAt(diagnostic.range.end);
    if (end < from || start > to) return [];
    const branch = lastBefore(documentAt(document.outline, start), start);
    const made = fixOf(diagnostic, document, branch, start);
    return made === undefined ? [] : [{ ...made, diagnostic }];
  });
}

function fixOf(
  { finding }: EditorDiagnostic,
  document: EditorDocument,
  branch: Branch,
  start: number,
): Fix | undefined {
  if (finding.instead !== undefined) return replaced(finding.instead, document, branch, start);
  if (finding.code === 'EmbeddingWithoutDim') return widthAdded(document, branch);
  return finding.code === 'UnknownField' && finding.write !== undefined
    ? moved(finding.write, document, branch)
    : undefined;
}
