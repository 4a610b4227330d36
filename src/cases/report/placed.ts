import { counted } from '../../compiler/index.ts';
import type { PlacedDiagnostic } from '../../text/report/report.ts';
import type { Verdict } from '../words/case.ts';

/** A verdict with the places of what it has to say. */
export interface PlacedVerdict {
  readonly verdict: Verdict;
  /** Where the case stands. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly differences: readonly PlacedDifference[];
}

export interface PlacedDifference {
  readonly diagnostic: PlacedDiagnostic;
  readonly expected?: string;
  readonly received?: string;
}

/** In one sentence or two, for whoever shows no lines below. */
export function sentence({ diagnostic, expected, received }: PlacedDifference): string {
  const { message } = diagnostic;
  return expected === undefined ? message : `${message} Expected ${expected}, received ${received}.`;
}

/** How many cases came to which end. */
export function tally(verdicts: readonly PlacedVerdict[]): {
  readonly [outcome in Verdict['outcome']]: number;
} {
  const count = (wanted: Verdict['outcome']) =>
    verdicts.filter(({ verdict: { outcome } }) => outcome === wanted).length;
  return { passed: count('passed'), failed: count('failed'), unusable: count('unusable') };
}

/** What a case is about, in a few words. */
export function about({ test }: Verdict): string {
  if (!('workload' in test || 'functions' in test)) return 'not run';
  if (test.kind === 'FunctionTest') return `${test.workload.id}, ${counted(test.rows.size, 'row')}`;
  return counted(test.functions.length, 'Function');
}
