/**
 * Every diagnostic code: severity, cause and cure. docs/diagnostics.md is generated from this table; the operator uses
 * the same words as condition reasons. A code, once released, keeps its meaning.
 */
export interface CodeRow {
  readonly severity: 'error' | 'warning';
  /** One sentence for the documentation: when this is reported. */
  readonly cause: string;
  /** One sentence: how to mend it. */
  readonly cure: string;
}

export const CODES = {
  SyntaxError: {
    severity: 'error',
    cause: 'The text is not YAML, or not JSON, as kubectl reads it.',
    cure: 'Mend the text at the place shown.',
  },
} as const satisfies Record<string, CodeRow>;

export type Code = keyof typeof CODES;
