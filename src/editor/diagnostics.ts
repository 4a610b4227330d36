/** What is wrong in one document, with the places of an editor. */
import { type Code, type Severity, unsaid } from '../compiler/index.ts';
import type { PlacedDiagnostic, TextPlace } from '../text/report/report.ts';
import type { Range, Text } from './text.ts';
import type { Workspace } from './workspace.ts';

export interface EditorDiagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly range: Range;
  /** A sentence, and what is allowed where it does not say that. */
  readonly message: string;
  /** How to mend it, at the same place; then the other places that have a part in it. */
  readonly related: readonly RelatedPlace[];
  /** As the compiler said it: for whoever mends it. */
  readonly finding: PlacedDiagnostic;
}

export interface RelatedPlace {
  readonly name: string;
  readonly range: Range;
  readonly message: string;
}

/** Those of a document; none for one that is not there. */
export function diagnosticsOf(workspace: Workspace, name: string): EditorDiagnostic[] {
  const document = workspace.document(name);
  const found = workspace.analysis.diagnostics.get(name) ?? [];
  return document === undefined ? [] : found.map((one) => shown(one, workspace, document.text));
}

function shown(finding: PlacedDiagnostic, workspace: Workspace, text: Text): EditorDiagnostic {
  const { code, severity, message, hint, file } = finding;
  const range = rangeOf(finding, text);
  const allowed = unsaid(finding);
  const others = (finding.related ?? []).flatMap((one) => {
    const other = workspace.document(one.file);
    return other ? [{ name: one.file, range: rangeOf(one, other.text), message: one.message }] : [];
  });
  return {
    ...{ code, severity, range, finding },
    message: allowed === undefined ? message : `${message}\nallowed: ${allowed}`,
    related: [{ name: file, range, message: `hint: ${hint}` }, ...others],
  };
}

function rangeOf(place: TextPlace, text: Text): Range {
  const start = place.line === 0 ? 0 : text.offsetOfPlace(place);
  return text.range(start, wordEnd(text, start));
}

/** Where the key or value that begins at an offset ends, on its line. */
export function wordEnd(text: Text, start: number): number {
  const line = text.value.slice(start, Math.min(text.lineEnd(start), start + LONGEST));
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(line)?.[0];
  if (quoted !== undefined) return start + quoted.length;
  const [plain = ''] = /^(?:[^\s:#,[\]{}]|[:,#](?=[^\s,[\]{}])|\s+(?=[^\s#]))*/.exec(line) ?? [];
  return start + (plain.trimEnd().length || Math.min(1, line.length));
}

const LONGEST = 1_000;
