/** What is to be done so that the gateway has what a Function wants: one step, or none. */
import { isObject, type JsonObject } from '../../json/json.ts';
import { type Difference, differences, fingerprint, isDropped } from './differences.ts';
import type { Seen, SeenUdf } from './seen.ts';
import type { Wish } from './wish.ts';

/** What was done before. A process that begins knows of it what stands in the status of the Function. */
export interface Past {
  /** The UDF of this id was seen to be ours. */
  readonly isOurs: boolean;
  /** Fingerprints of registrations that were about to be sent: each may have arrived, or still arrive. Oldest first. */
  readonly intended: readonly string[];
  /** This very wish was seen to be fulfilled. */
  readonly isSettled: boolean;
  /** This very wish was sent since then: whatever differs is what the gateway makes of it. */
  readonly isSent: boolean;
  /** The version was changed and no rows were looked for yet; null: nobody knows. */
  readonly owesDiscovery: boolean | null;
}

export const NOTHING_DONE: Past = {
  isOurs: false,
  intended: [],
  isSettled: false,
  isSent: false,
  owesDiscovery: null,
};

/** Of a Function that is changed again and again while nothing can be registered. */
const MOST_INTENDED = 8;

export type Step =
  /** To be kept where the next process finds it, before anything is sent. */
  | { readonly kind: 'intend'; readonly intended: readonly string[] }
  | { readonly kind: 'register'; readonly body: JsonObject }
  | {
      readonly kind: 'change';
      readonly body: JsonObject;
      readonly because: readonly Difference[];
      readonly isVersion: boolean;
    }
  | { readonly kind: 'discover' | 'pause' | 'resume' | 'ask-candidate' };

export type Decision =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'settled'; readonly reason: SettledReason; readonly differences: readonly Difference[] }
  | { readonly kind: 'taken'; readonly by: string };

/**
 * `Registered`: it is as wanted. `GatewayTooOld`: but for fields that this gateway drops. `GatewayDiffers`: the gateway
 * makes something else of what it is sent. `PromotedInGateway`: a candidate was promoted there, which is not undone.
 */
export type SettledReason = 'Registered' | 'GatewayTooOld' | 'GatewayDiffers' | 'PromotedInGateway';

/** The one table: seen, wanted and done before to the next step. */
export function decide(wish: Wish, seen: Seen, past: Past): Decision {
  if (seen === null) {
    const own = fingerprint(wish.spec);
    const body = { id: wish.id, spec: wish.spec, paused: wish.paused };
    const isIntended = past.intended.includes(own) && !past.isOurs;
    const others = past.intended.filter((one) => one !== own);
    const intended = [...others, own].slice(-MOST_INTENDED);
    return step(isIntended ? { kind: 'register', body } : { kind: 'intend', intended });
  }
  const shadowOf = isObject(seen.spec.candidate) ? seen.spec.candidate.of : undefined;
  if (typeof shadowOf === 'string') return { kind: 'taken', by: `the candidate of ${shadowOf}` };
  const found = differences(wish.spec, seen.spec);
  const real = found.filter((one) => !isDropped(one));
  const isOurs = past.isOurs || past.intended.includes(fingerprint(seen.spec));
  if (!isOurs && real.length > 0)
    return { kind: 'taken', by: `a registration that differs in ${fieldsOf(real)}` };
  if (wish.paused && !seen.paused) return step({ kind: 'pause' });
  const end = ending(seen, found, real, past);
  if (end === 'change') return step(change(wish, seen, found));
  if (end === 'ask-candidate') return step({ kind: end });
  if (owesDiscovery(seen, past)) return step({ kind: 'discover' });
  if (!wish.paused && seen.paused) return step({ kind: 'resume' });
  return { kind: 'settled', reason: end, differences: found };
}

function ending(
  seen: SeenUdf,
  found: readonly Difference[],
  real: readonly Difference[],
  { isSettled, isSent }: Past,
): SettledReason | 'change' | 'ask-candidate' {
  if (found.length === 0) return 'Registered';
  // What was sent once and did not stay would not stay the next time.
  if (real.length === 0) return isSettled || isSent ? 'GatewayTooOld' : 'change';
  if (isSent) return 'GatewayDiffers';
  if (!isSettled || !real.some(({ field }) => field === 'version')) return 'change';
  if (seen.hasCandidate === undefined) return 'ask-candidate';
  return seen.hasCandidate ? 'change' : 'PromotedInGateway';
}

function change(wish: Wish, { spec }: SeenUdf, because: readonly Difference[]): Step {
  const candidate = spec.candidate ?? null;
  return {
    kind: 'change',
    body: { spec: { ...wish.spec, ...(candidate === null ? {} : { candidate }) } },
    because,
    isVersion: because.some(({ field }) => field === 'version'),
  };
}

/** After a change of the version. A process that died in between left it to be told from the gateway's own times. */
function owesDiscovery(seen: SeenUdf, past: Past): boolean {
  if (past.owesDiscovery !== null) return past.owesDiscovery;
  return past.isOurs && !past.isSettled && seen.wasChanged && seen.isUnswept === true;
}

/** What was done once a step has succeeded. */
export function after(step: Step, past: Past): Past {
  switch (step.kind) {
    case 'intend':
      return { ...NOTHING_DONE, intended: step.intended };
    case 'register':
      return { isOurs: true, intended: [], isSettled: false, isSent: true, owesDiscovery: false };
    case 'change':
      return {
        ...past,
        isOurs: true,
        isSent: true,
        owesDiscovery: past.owesDiscovery === true || step.isVersion,
      };
    case 'discover':
      return { ...past, owesDiscovery: false };
    default:
      return past;
  }
}

/**
 * The answer to a registration was 409: what is there is not ours until it is seen to be. It may be one that we sent
 * before, and that arrived late.
 */
export function afterConflict({ intended }: Past): Past {
  return { ...NOTHING_DONE, intended };
}

export function fieldsOf(found: readonly Difference[]): string {
  return found.map(({ field }) => field).join(', ');
}

function step(step: Step): Decision {
  return { kind: 'step', step };
}
