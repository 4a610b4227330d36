import { CODES, type Code, unsaid } from '../../compiler/index.ts';
import { printable } from './printable.ts';
import { inOrder, type PlacedDiagnostic, type TextPlace } from './report.ts';
import { writeLines } from './write-lines.ts';

/** Who reports. */
export interface Tool {
  readonly version: string;
  /** Address of the page that has a row for each code. */
  readonly docs: string;
}

/** In characters. A line that is longer would only fill the log. */
const LONGEST_SNIPPET = 1_000;

/**
 * Diagnostics as a SARIF 2.1.0 log of one run: what code scanning services and editors read. Files are named by relative
 * URIs where the paths given were relative, columns count UTF-16 units, and each rule leads to its row in the
 * documentation.
 */
export function reportSarif(diagnostics: readonly PlacedDiagnostic[], { version, docs }: Tool): string {
  const sorted = inOrder(diagnostics);
  const codes = [...new Set(sorted.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'layerc',
            version,
            informationUri: docs,
            rules: codes.map((code) => rule(code, docs)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: sorted.map((diagnostic) => result(diagnostic, codes.indexOf(diagnostic.code))),
      },
    ],
  };
  return `${printable(JSON.stringify(log, null, 2), '\n')}\n`;
}

function rule(code: Code, docs: string) {
  const { severity, cause, cure } = CODES[code];
  return {
    id: code,
    name: code,
    shortDescription: { text: cause },
    help: { text: cure },
    helpUri: `${docs}#${code}`,
    defaultConfiguration: { level: severity },
  };
}

function result(diagnostic: PlacedDiagnostic, ruleIndex: number) {
  const { code, severity, message, hint, pointer, more } = diagnostic;
  const allowed = unsaid(diagnostic);
  const lines = [
    message,
    ...(allowed === undefined ? [] : [`Allowed: ${allowed}`]),
    hint,
    ...writeLines(diagnostic),
  ];
  const logicalLocations = pointer === '' ? {} : { logicalLocations: [{ fullyQualifiedName: pointer }] };
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: lines.join('\n') },
    locations: [{ physicalLocation: physicalLocation(diagnostic), ...logicalLocations }],
    ...(diagnostic.related && {
      relatedLocations: diagnostic.related.map((one, index) => ({
        id: index + 1,
        physicalLocation: physicalLocation(one),
        message: { text: one.message },
      })),
    }),
    ...(more !== undefined && { properties: { more } }),
  };
}

function physicalLocation({ file, line, column, index, sourceLine }: TextPlace) {
  const artifactLocation = { uri: uriOf(file) };
  if (line === 0) return { artifactLocation };
  const startColumn = sourceLine === '' ? column : index + 1;
  const snippet =
    sourceLine === '' || sourceLine.length > LONGEST_SNIPPET ? {} : { snippet: { text: sourceLine } };
  return { artifactLocation, region: { startLine: line, startColumn, ...snippet } };
}

/** A path as a URI: relative as it is, or a `file:` one. */
function uriOf(path: string): string {
  const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
