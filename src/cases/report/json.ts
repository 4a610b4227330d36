import { printable } from '../../text/report/printable.ts';
import type { PlacedVerdict } from './placed.ts';

/** All verdicts as one JSON object, for programs. */
export function reportJson(verdicts: readonly PlacedVerdict[], seconds: number): string {
  const cases = verdicts.map(({ verdict, file, line, column, differences }) => ({
    name: verdict.test.name,
    kind: verdict.test.kind,
    ...(verdict.test.kind === 'FunctionTest' && { function: verdict.test.workload.id }),
    file,
    line,
    column,
    outcome: differences.length === 0 ? 'passed' : 'failed',
    seconds: verdict.seconds,
    differences: differences.map(({ diagnostic, expected, received }) => ({
      code: diagnostic.code,
      file: diagnostic.file,
      line: diagnostic.line,
      column: diagnostic.column,
      pointer: diagnostic.pointer,
      message: diagnostic.message,
      expected,
      received,
    })),
    ...(differences.length > 0 && verdict.log.length > 0 && { log: verdict.log }),
  }));
  const failed = cases.filter(({ outcome }) => outcome === 'failed').length;
  const report = { passed: cases.length - failed, failed, seconds, cases };
  return `${printable(JSON.stringify(report, null, 2), '\n')}\n`;
}
