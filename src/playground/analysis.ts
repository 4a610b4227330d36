/** All that there is to say of a state. */
import { CODES } from '../compiler/index.ts';
import { diagnosticsOf } from '../editor/diagnostics.ts';
import type { Workspace } from '../editor/workspace.ts';
import { skippedLine, tally } from '../input/tally.ts';
import { inOrder, type PlacedDiagnostic } from '../text/report/report.ts';
import { MOST_CHARACTERS } from './check-state.ts';
import type { Output } from './output.ts';
import { drawnPicture } from './picture.ts';
import { placeAt, spanOf } from './places.ts';
import type { Analysis, DiagnosticRow, RefusedRow, Totals } from './protocol.ts';

/** Of a state whose settings cannot be used nothing else is known. */
export function unusable(badSettings: Analysis['badSettings']): Analysis {
  return {
    ...{ output: '', cut: null, leaves: [], objects: [], functions: [], refused: [], diagnostics: [] },
    badSettings,
    picture: { groups: [], pools: [], indexes: [], edges: [] },
    totals: { functions: 0, refused: 0, objects: 0, errors: 0, warnings: 0, words: '' },
    isDone: null,
  };
}

/** Of documents that are too long to be looked at. */
export function tooMuch(): Analysis {
  const cut = `The documents hold more than ${MOST_CHARACTERS} characters, which this page does not look at. layerc render reads files of any size.`;
  return { ...unusable([]), cut };
}

export function analysisOf(workspace: Workspace, output: Output): Analysis {
  const { text, cut, leaves, objects, functions } = output;
  const refused = refusedRows(workspace);
  const diagnostics = diagnosticRows(workspace);
  const totals = totalsOf(workspace, refused.length, output.objects.length);
  return {
    ...{ output: text, cut, leaves, objects, functions, refused, diagnostics, totals },
    badSettings: [],
    picture: drawnPicture(workspace, output),
    isDone: null,
  };
}

/** In the order in which the command line shows them. */
function diagnosticRows(workspace: Workspace): DiagnosticRow[] {
  const rows = new Map<PlacedDiagnostic, DiagnosticRow>();
  for (const document of workspace.names) {
    const text = workspace.document(document)?.text;
    if (text === undefined) continue;
    for (const one of diagnosticsOf(workspace, document)) {
      const { code, severity, message, finding, range } = one;
      const { hint, line, column } = finding;
      const { cause } = CODES[code];
      const related = one.related.slice(1).flatMap((other) => {
        const place = placeAt(other, workspace);
        return place === null ? [] : [{ ...place, message: other.message }];
      });
      const span = spanOf(range, text);
      rows.set(finding, { document, ...span, code, severity, message, hint, cause, line, column, related });
    }
  }
  return inOrder([...rows.keys()]).map((finding) => rows.get(finding) as DiagnosticRow);
}

function refusedRows({ analysis: { loaded, compilation } }: Workspace): RefusedRow[] {
  return compilation.refused().flatMap(({ namespace, name, errors }) => {
    const [first] = errors;
    const document = first && loaded.sourceOf(first.source);
    if (!document) return [];
    return [{ namespace, name, document, errors: errors.map(({ code, message }) => ({ code, message })) }];
  });
}

function totalsOf(
  { analysis: { loaded, compilation } }: Workspace,
  refused: number,
  objects: number,
): Totals {
  const functions = compilation.functions.length;
  const { errors, warnings, text } = tally(loaded, compilation);
  const said = `${skippedLine(compilation)}${functions} valid, ${text}`.replaceAll('\n', '; ');
  return { functions, refused, objects, errors, warnings, words: said };
}
