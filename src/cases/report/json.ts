import { printable } from '../../text/report/printable.ts';
import { type PlacedVerdict, tally } from './placed.ts';

/** All verdicts as one JSON object, for programs. */
export function reportJson(verdicts: readonly PlacedVerdict[], seconds: number): string {
  const cases = verdicts.map(({ verdict, file, line, column, differences }) => ({
    name: verdict.test.name,
    kind: verdict.test.kind,
    ...('workload' in verdict.test && { function: verdict.test.workload.id }),
    file,
    line,
    column,
    outcome: verdict.outcome,
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
  const report = { ...tally(verdicts), seconds, cases };
  return `${printable(JSON.stringify(report, null, 2), '\n')}\n`;
}
