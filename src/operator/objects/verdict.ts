import type { Again } from '../kube/again.ts';
import { ApiError, ConnectionError } from '../kube/cluster.ts';
import { NotLeader } from '../kube/fence.ts';
import { linesOf, type Said } from './said.ts';

/**
 * What one look at a Function found, and when to look again. `applied`: the cluster has what the compiler made.
 * `waiting`: it will, once something else has happened; nobody needs to do anything. `failed`: it cannot, and the reason
 * says who must act.
 */
export type Verdict =
  | { readonly kind: 'applied'; readonly again: Again; readonly isHeld?: true }
  | {
      readonly kind: 'waiting' | 'failed';
      readonly again: Again;
      readonly reason: string;
      readonly message: string;
    };

export const APPLIED: Verdict = { kind: 'applied', again: 'never' };
/** All but a new template of the pods, which waits for its turn. */
export const HELD: Verdict = { kind: 'applied', again: 'never', isHeld: true };

export function waiting(reason: string, message: string, again: Again = 'soon'): Verdict {
  return { kind: 'waiting', reason, message, again };
}

export function failed(reason: string, message: string, again: Again): Verdict {
  return { kind: 'failed', reason, message, again };
}

/** The compiler refused it: its first error is the reason, all of them the message. */
export function refused(errors: readonly Said[]): Verdict {
  const code = errors[0]?.code ?? 'InternalError';
  return failed(code, linesOf(errors), OURS_TO_MEND.includes(code) ? 'seldom' : 'never');
}

/** The Function is not to blame, and may be fine with the next version, or when there is less to do. */
const OURS_TO_MEND = ['InternalError', 'TooSlow'];

/**
 * What an error in the middle of a look means for the Function; null when it says nothing of it: the server was not
 * reached, not in time, or somebody was quicker.
 */
export function verdictOn(error: unknown, signal: AbortSignal): Verdict | null {
  if (signal.aborted || error instanceof ConnectionError || error instanceof NotLeader) return null;
  if (!(error instanceof ApiError)) return failed('InternalError', faultText(error), 'seldom');
  if (error.status.code === 409) return null;
  if (error.isRefusal) return failed('ApplyRefused', error.status.message, 'seldom');
  if (error.status.code === 403) return forbidden(error.message);
  return waiting('ApplyFailed', error.message, 'failure');
}

/** The server has one number for what four people have to mend. */
const FORBIDDEN: readonly { readonly says: RegExp; readonly reason: string; readonly who: string }[] = [
  {
    says: / cannot \w+ resource |cannot set blockOwnerDeletion/,
    reason: 'Forbidden',
    who: 'The operator lacks this right: apply the roles of layerc manifests.',
  },
  {
    says: /exceeded quota/,
    reason: 'QuotaExceeded',
    who: 'Ask whoever owns the namespace for a larger quota, or make room.',
  },
  {
    says: /because it is being terminated/,
    reason: 'NamespaceTerminating',
    who: 'The namespace is being deleted, and the Function goes with it.',
  },
];

function forbidden(message: string): Verdict {
  const { reason, who } = FORBIDDEN.find(({ says }) => says.test(message)) ?? {
    reason: 'AdmissionDenied',
    who: 'A policy of the cluster forbids it: change the Function, or ask whoever owns the policy.',
  };
  return reason === 'Forbidden'
    ? waiting(reason, `${message} ${who}`, 'failure')
    : failed(reason, `${message} ${who}`, 'failure');
}

/** For whoever reads the status of the one object that an error of ours concerns. */
export function faultText(error: unknown): string {
  return `layerc fails on this object, which is a fault of layerc: ${(error as Error).message || String(error)}`;
}
