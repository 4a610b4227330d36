import { unsaid } from '../../compiler/index.ts';
import { printable } from './printable.ts';
import { inOrder, type PlacedDiagnostic, placeText } from './report.ts';
import { writeLines } from './write-lines.ts';

/**
 * Diagnostics as workflow commands of GitHub Actions, which shows them beside the line of the pull request:
 * `::error file=PATH,line=N,col=N,title=CODE::message`.
 */
export function reportWorkflowCommands(diagnostics: readonly PlacedDiagnostic[]): string {
  return inOrder(diagnostics)
    .map((diagnostic) => {
      const { code, severity, file, line, column, message, hint } = diagnostic;
      const allowed = unsaid(diagnostic);
      const place = line > 0 ? `,line=${line},col=${column}` : '';
      const lines = [
        message,
        ...(allowed === undefined ? [] : [`allowed: ${allowed}`]),
        ...(diagnostic.related ?? []).map((one) => `see: ${placeText(one)} ${one.message}`),
        `hint: ${hint}`,
        ...writeLines(diagnostic),
      ];
      const text = lines.map(data).join('%0A');
      return `::${severity} file=${property(file)}${place},title=${code}::${text}\n`;
    })
    .join('');
}

/** Escaped as the toolkit of GitHub Actions does it, and what else could drive a terminal made harmless. */
function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

/** A property ends at a comma or at two colons. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
