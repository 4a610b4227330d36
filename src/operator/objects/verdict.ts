import { type Diagnostic, unsaid } from '../../compiler/index.ts';
import type { Again } from '../kube/again.ts';
import { ApiError } from '../kube/cluster.ts';

/**
 * What one look at a Function found, and when to look again. `applied`: the cluster has what the compiler made.
 * `waiting`: it will, once something else has happened; nobody needs to do anything. `failed`: it cannot, and the reason
 * says who must act.
 */
export type Verdict =
  | { readonly kind: 'applied'; readonly again: Again }
  | {
      readonly kind: 'waiting' | 'failed';
      readonly again: Again;
      readonly reason: string;
      readonly message: string;
    };

export const APPLIED: Verdict = { kind: 'applied', again: 'never' };

export function waiting(reason: string, message: string, again: Again = 'soon'): Verdict {
  return { kind: 'waiting', reason, message, again };
}

export function failed(reason: string, message: string, again: Again): Verdict {
  return { kind: 'failed', reason, message, again };
}

/** The compiler refused it: its first error is the reason, all of them the message. */
export function refused(errors: readonly Diagnostic[]): Verdict {
  const [first] = errors;
  return failed(first?.code ?? 'Refused', diagnosticsText(errors), 'never');
}

/**
 * What an answer of the API server means for the Function that was written for; null when it says nothing of it: it was
 * not seen yet, not seen in time, or somebody was quicker.
 */
export function verdictOn(error: unknown): Verdict | null {
  if (!(error instanceof ApiError) || error.status.code === 409) return null;
  if (error.isRefusal) return failed('ApplyRefused', error.status.message, 'seldom');
  return waiting(error.status.code === 403 ? 'Forbidden' : 'ApplyFailed', error.message, 'failure');
}

/** Diagnostics in the words of the command line; instead of a file they name the object if it is another one. */
export function diagnosticsText(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map((diagnostic) => {
      const { source, pointer, message, hint, related = [] } = diagnostic;
      const others = related.map((one) => ` ${one.message}`).join('');
      const allowed = unsaid(diagnostic);
      const place = `${source === 0 ? '' : 'InfraRules/default '}${pointer}`;
      return `${place}: ${message}${allowed === undefined ? '' : ` Allowed: ${allowed}.`}${others} ${hint}`;
    })
    .join('\n');
}
