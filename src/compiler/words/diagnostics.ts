import type { Pointer } from '../../json/pointer.ts';
import type { Code } from './codes.ts';
import { CODES } from './codes.ts';

export type Severity = 'error' | 'warning';

/**
 * One thing wrong, or worth knowing, about one place of the input. A value: where it stands in a file, and how it is
 * shown, is decided at the edge.
 */
export interface Diagnostic {
  /** Stable word, also the reason of a condition in the operator. Its row is in docs/diagnostics.md. */
  readonly code: Code;
  readonly severity: Severity;
  /** Index of the document in the list that was compiled, or -1 when no document is to blame (nothing was given). */
  readonly source: number;
  /** Where in that document. It may name a field that is absent; the nearest ancestor is then shown. */
  readonly pointer: Pointer;
  /** `key` when the name of the field is the fault (an unknown field), `value` otherwise. */
  readonly at: 'key' | 'value';
  /** One sentence: what is wrong, with what was found. */
  readonly message: string;
  /** What would be accepted, when that can be said in a few words. */
  readonly allowed?: string;
  /** How to mend it. */
  readonly hint: string;
}

/** What a stage says of one place; the code's table gives the severity. */
export interface Finding {
  readonly pointer: Pointer;
  readonly message: string;
  readonly hint: string;
  readonly at?: 'key' | 'value';
  readonly allowed?: string;
}

/** Makes the {@link Diagnostic} of a finding in document `source`. */
export function diagnose(code: Code, source: number, finding: Finding): Diagnostic {
  return { code, severity: CODES[code].severity, source, at: 'value', ...finding };
}

/** What is allowed, where the message does not say it already: people need not read it twice. */
export function unsaid({ message, allowed }: Pick<Diagnostic, 'message' | 'allowed'>): string | undefined {
  return allowed === undefined || message.includes(allowed) ? undefined : allowed;
}

/** Document order, then pointer, then code, then text: the same list for the same input, whoever found it first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      a.source - b.source ||
      compare(a.pointer, b.pointer) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
