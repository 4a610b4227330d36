import type { Diagnostic } from '../words/diagnostics.ts';

/** What a stage of the compiler passes on, and what it has to say. */
export interface Stage<T> {
  readonly values: readonly T[];
  readonly diagnostics: readonly Diagnostic[];
}
