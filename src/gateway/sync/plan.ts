/** All steps from what is seen to what is wanted, if nobody else comes between: for whoever wants to know before. */
import { after, type Decision, decide, type Past, type Step } from './decide.ts';
import type { Seen, SeenUdf } from './seen.ts';
import type { Wish } from './wish.ts';

export interface Plan {
  readonly steps: readonly Step[];
  readonly end: Exclude<Decision, { kind: 'step' }>;
}

export function plan(wish: Wish, from: Seen, before: Past): Plan {
  const steps: Step[] = [];
  let [seen, past] = [from, before];
  for (;;) {
    const decision = decide(wish, seen, past);
    if (decision.kind !== 'step') return { steps, end: decision };
    const { step } = decision;
    if (step.kind !== 'intend' && step.kind !== 'ask-candidate') steps.push(step);
    seen = expected(step, wish, seen);
    past = after(step, past);
  }
}

/** What the gateway then has, as far as is public. */
function expected(step: Step, wish: Wish, seen: Seen): Seen {
  if (step.kind === 'intend') return seen;
  const now: SeenUdf = seen ?? {
    spec: wish.spec,
    paused: wish.paused,
    isUnswept: true,
    wasChanged: false,
    counts: {},
    pending: 0,
  };
  if (step.kind === 'change') return { ...now, spec: step.body.spec as SeenUdf['spec'], isUnswept: true };
  if (step.kind === 'discover') return { ...now, isUnswept: false };
  if (step.kind === 'pause' || step.kind === 'resume') return { ...now, paused: step.kind === 'pause' };
  if (step.kind === 'ask-candidate') return { ...now, hasCandidate: false };
  return now;
}
