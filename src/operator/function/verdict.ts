import type { Diagnostic } from '../../compiler/index.ts';

/**
 * What one look at a Function found. `applied`: the cluster has what the compiler made. `waiting`: it will, once
 * something else has happened; nobody needs to do anything. `failed`: it cannot, and the reason says who must act;
 * `stalled` when only another spec, or another object, can mend it.
 */
export type Verdict =
  | { readonly kind: 'applied' }
  | { readonly kind: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly kind: 'failed'; readonly stalled: boolean; readonly reason: string; readonly message: string };

export const APPLIED: Verdict = { kind: 'applied' };

export function waiting(reason: string, message: string): Verdict {
  return { kind: 'waiting', reason, message };
}

/** The compiler refused it: its first error is the reason, all of them the message. */
export function refused(errors: readonly Diagnostic[]): Verdict {
  const [first] = errors;
  return {
    kind: 'failed',
    stalled: true,
    reason: first?.code ?? 'Refused',
    message: diagnosticsText(errors),
  };
}

/** Diagnostics in the words of the command line; instead of a file they name the object if it is another one. */
export function diagnosticsText(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ source, pointer, message, allowed, hint }) => {
      const place = `${source === 0 ? '' : 'InfraRules/default '}${pointer}`;
      return `${place}: ${message}${allowed === undefined ? '' : ` Allowed: ${allowed}.`} ${hint}`;
    })
    .join('\n');
}
