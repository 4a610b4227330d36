import type { Diagnostic } from '../compiler/index.ts';

type Graded = Pick<Diagnostic, 'code' | 'severity'>;

/** Whether a warning is an error to whoever asked for these codes. */
export function isRaised({ code, severity }: Graded, codes: readonly string[]): boolean {
  return severity === 'warning' && codes.includes(code);
}

export function raised<T extends Graded>(diagnostic: T, codes: readonly string[]): T {
  return isRaised(diagnostic, codes) ? { ...diagnostic, severity: 'error' } : diagnostic;
}
