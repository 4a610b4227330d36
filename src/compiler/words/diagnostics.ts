import type { Json, JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Code } from './codes.ts';
import { CODES } from './codes.ts';
import { grouped } from './phrases.ts';

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
  /** What may be written in place of it, where a hint has no room: the field with its value. */
  readonly write?: JsonObject;
  /** The key or value to write in place of the one that stands there, where that is all there is to do. */
  readonly instead?: Json;
  /** How many others like it, in the same object, are left out: the last one that is there says so. */
  readonly more?: number;
  /** Other places that have a part in it: where the value is written that this one conflicts with. */
  readonly related?: readonly Related[];
}

/** Another place of the input, and what stands there. */
export interface Related {
  readonly source: number;
  readonly pointer: Pointer;
  /** One sentence. */
  readonly message: string;
}

/** Of one code in one object; beyond it nobody reads on, and whoever sends ten thousand is to cost us no more. */
export const MOST_OF_ONE_CODE = 20;

/** What a stage says of one place; the code's table gives the severity. */
export interface Finding {
  readonly pointer: Pointer;
  readonly message: string;
  readonly hint: string;
  readonly at?: 'key' | 'value';
  readonly allowed?: string;
  readonly write?: JsonObject;
  readonly instead?: Json;
  readonly related?: readonly Related[];
}

/** Makes the {@link Diagnostic} of a finding in document `source`. */
export function diagnose(code: Code, source: number, finding: Finding): Diagnostic {
  return { code, severity: CODES[code].severity, source, at: 'value', ...finding };
}

/** What is allowed, where the message does not say it already: people need not read it twice. */
export function unsaid({ message, allowed }: Pick<Diagnostic, 'message' | 'allowed'>): string | undefined {
  return allowed === undefined || message.includes(allowed) ? undefined : allowed;
}

/** A finding that says how many others like it are left out. */
export function andMore<T extends { readonly message: string }>(
  last: T,
  more: number,
): T & { readonly more?: number } {
  if (more === 0) return last;
  return { ...last, message: `${last.message.replace(/\.$/, '')}, and ${grouped(more)} more like it.`, more };
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
