/** What is said of a run, apart from its product. */
import { Option } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { type Compilation, grouped, MOST_OF_ONE_CODE } from '../../compiler/index.ts';
import type { Loaded } from '../../input/loaded.ts';
import { tally } from '../../input/tally.ts';
import { printable, printableLine } from '../../text/report/printable.ts';
import { fileDiagnostic, type PlacedDiagnostic, reportJson, reportText } from '../../text/report/report.ts';
import { reportSarif } from '../../text/report/sarif.ts';
import { reportWorkflowCommands } from '../../text/report/workflow-commands.ts';
import type { Io } from '../streams/io.ts';

/** For whom diagnostics are written: people, programs, code scanning, or the log of a GitHub workflow. */
const DIAGNOSTICS = ['text', 'json', 'sarif', 'github'] as const;
export type DiagnosticsFormat = (typeof DIAGNOSTICS)[number];

export function diagnosticsFlag(where: string): Option {
  const text = `format of the diagnostics ${where}: for people, programs, code scanning or a GitHub workflow`;
  return new Option('--diagnostics <format>', text).choices(DIAGNOSTICS);
}

/** So many names are listed in a line; the others are counted. */
const LISTED = 5;

/** The diagnostics of the text and of the compiler together, each with its place in a file. */
function placeAll(input: Loaded, { diagnostics }: Compilation): PlacedDiagnostic[] {
  return [...input.diagnostics, ...diagnostics.map((diagnostic) => input.place(diagnostic))];
}

/** A run's diagnostics in one of the formats. Only the text for people leaves any out. */
export function report(
  format: DiagnosticsFormat,
  input: Loaded,
  compilation: Compilation,
  colour: boolean,
): string {
  if (format === 'text') return forPeople(input, compilation, colour);
  return reportPlaced(format, placeAll(input, compilation), colour);
}

/** Diagnostics that have their places already, in one of the formats. */
export function reportPlaced(
  format: DiagnosticsFormat,
  all: readonly PlacedDiagnostic[],
  colour: boolean,
): string {
  if (format === 'text') return reportText(all, colour);
  if (format === 'json') return reportJson(all);
  if (format === 'github') return reportWorkflowCommands(all);
  const { version, homepage } = packageJson;
  return reportSarif(all, { version, docs: `${homepage}/blob/main/docs/diagnostics.md` });
}

/**
 * The text of a run's diagnostics: every error, and of each kind of warning the first ones with a count of the rest. Ten
 * thousand would hide everything else, and take long to place.
 */
function forPeople(input: Loaded, compilation: Compilation, colour: boolean): string {
  const shown = new Map<string, number>();
  const left = new Map<string, number>();
  const first = input.inFileOrder(compilation.diagnostics).filter(({ code, severity, more = 0 }) => {
    const count = (shown.get(code) ?? 0) + 1;
    if (severity === 'error' || count <= MOST_OF_ONE_CODE) {
      shown.set(code, count);
      return true;
    }
    left.set(code, (left.get(code) ?? 0) + 1 + more);
    return false;
  });
  return (
    reportText(placeAll(input, { ...compilation, diagnostics: first }), colour) +
    [...left].map(([code, count]) => `and ${grouped(count)} more warnings ${code}\n`).join('')
  );
}

/** What was passed over or not found among the inputs, as lines of their own, or nothing. */
export function inputLines({
  barren,
  conflicted,
  passedOver,
}: Pick<Loaded, 'barren' | 'conflicted' | 'passedOver'>): string {
  const found = conflicted.map(conflictLine);
  const empty = barren.map((path) => `${printableLine(path)}: no Function, InfraRules or Index in it\n`);
  found.push(...empty);
  if (passedOver.length === 0) return found.join('');
  const more = passedOver.length > LISTED ? ` and ${passedOver.length - LISTED} more` : '';
  const names = passedOver.slice(0, LISTED).map((path) => printable(path));
  return `${found.join('')}passed over for their names: ${names.join(', ')}${more}\n`;
}

/** Of a generated file that a merge has left with a conflict: it is not resolved by hand. */
export function conflictLine(path: string): string {
  return `${printableLine(path)} has a conflict of a merge: layerc render --out-dir writes it anew\n`;
}

/** Whether paths are given. Of standard input alone nobody says that anything is in it: a cluster may have no Function. */
export function namesPaths(filename: readonly string[]): boolean {
  return filename.some((path) => path !== '-');
}

/** An error for each given path that holds nothing of ours, unless there are other errors to mend first. */
export function refuseBarren(input: Loaded, compilation: Compilation): void {
  if (tally(input, compilation).errors > 0) return;
  for (const path of input.barren.splice(0)) {
    const message = 'The path holds no Function, InfraRules or Index.';
    input.diagnostics.push({ ...fileDiagnostic('NothingFound', path, message), line: 1, column: 1 });
  }
}

/** Colour for a terminal only, and not against the user's wish (https://no-color.org). */
export function useColour(stream: Io['stdout'], env: NodeJS.ProcessEnv): boolean {
  return !env.NO_COLOR && env.TERM !== 'dumb' && stream.isTTY === true;
}
