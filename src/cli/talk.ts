import type { Compilation, Diagnostic } from '../compiler/index.ts';
import { type PlacedDiagnostic, reportText } from '../text/report.ts';
import type { Loaded } from './load.ts';
import type { Io } from './main.ts';

/** The diagnostics of the text and of the compiler together, each with its place in a file. */
export function placed(input: Loaded, diagnostics: readonly Diagnostic[]): PlacedDiagnostic[] {
  return [...input.diagnostics, ...diagnostics.map((diagnostic) => input.place(diagnostic))];
}

/** Diagnostics and the summary of what was passed over, to standard error. */
export function say(diagnostics: readonly PlacedDiagnostic[], { skipped }: Compilation, io: Io): void {
  io.stderr.write(reportText(diagnostics, useColour(io.stderr, io.env)));
  io.stderr.write(skippedLine(skipped));
}

/** One line for all objects of other kinds, or nothing. */
export function skippedLine(skipped: ReadonlyMap<string, number>): string {
  if (skipped.size === 0) return '';
  const kinds = [...skipped].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const list = kinds.map(([kind, count]) => `${count} ${kind}`).join(', ');
  return `passed over ${total} object${total === 1 ? '' : 's'} of other kinds: ${list}\n`;
}

/** `2 errors, 1 warning`. */
export function counts(diagnostics: readonly PlacedDiagnostic[]): string {
  const errors = errorCount(diagnostics);
  const warnings = diagnostics.length - errors;
  return `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`;
}

export function errorCount(diagnostics: readonly PlacedDiagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}

/** Colour for a terminal only, and not against the user's wish (https://no-color.org). */
export function useColour(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
