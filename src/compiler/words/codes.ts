/**
 * Every diagnostic code: severity, cause and cure. docs/diagnostics.md is generated from this table; the operator uses
 * the same words as condition reasons. A code, once released, keeps its meaning.
 */
import type { CodeRow } from './code-row.ts';
import { LINT_CODES } from './lint-codes.ts';
import { OBJECT_CODES } from './object-codes.ts';
import { TEXT_CODES } from './text-codes.ts';

export const CODES = {
  ...TEXT_CODES,
  ...OBJECT_CODES,
  ...LINT_CODES,
} as const satisfies Record<string, CodeRow>;

export type Code = keyof typeof CODES;
