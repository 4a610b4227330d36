/** Goes step by step until the gateway has what a Function wants, or something stands in the way. */
import {
  type Answer,
  after,
  afterConflict,
  type Decision,
  decide,
  isAbsent,
  isSuccess,
  look,
  type Past,
  type Request,
  readSeen,
  requestOf,
  requestText,
  type SeenUdf,
  type Step,
  type Trouble,
  troubleOf,
  type Wish,
} from '../sync/index.ts';

export interface Sender {
  send(request: Request, signal: AbortSignal): Promise<Answer>;
}

export interface Hooks {
  /** Keeps what is about to be sent; false: that cannot be, and nothing is sent. */
  readonly intend: (fingerprints: readonly string[]) => Promise<boolean>;
  /** A step was taken, and did what it should. */
  readonly did: (step: Step, answer: Answer) => void;
}

export type Outcome =
  | (Extract<Decision, { kind: 'settled' | 'taken' }> & { readonly seen: SeenUdf; readonly past: Past })
  | { readonly kind: 'trouble'; readonly trouble: Trouble; readonly past: Past }
  /** Nothing is known: the Function has changed meanwhile, or somebody else changes the gateway all the time. */
  | { readonly kind: 'unsettled'; readonly past: Past };

/** More than any way through the table has, even when somebody else comes between. */
const MOST_STEPS = 16;

export async function bringInStep(
  sender: Sender,
  wish: Wish,
  before: Past,
  hooks: Hooks,
  signal: AbortSignal,
): Promise<Outcome> {
  let past = before;
  let hasCandidate: boolean | undefined;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const request = look(wish.id);
    const answer = await sender.send(request, signal);
    const found = isAbsent(answer) ? null : isSuccess(answer) ? readSeen(answer.body) : undefined;
    if (found === undefined)
      return { kind: 'trouble', trouble: troubleOf(requestText(request), answer), past };
    const seen = found && { ...found, hasCandidate };
    const decision = decide(wish, seen, past);
    if (decision.kind !== 'step') return { ...decision, seen: seen as SeenUdf, past };
    const { step } = decision;
    if (step.kind === 'intend') {
      if (!(await hooks.intend(step.intended))) return { kind: 'unsettled', past };
      past = after(step, past);
      continue;
    }
    const taken = await take(sender, wish.id, step, signal);
    if (taken.kind === 'trouble') return { ...taken, past };
    if (step.kind === 'ask-candidate') hasCandidate = taken.kind === 'done';
    else if (taken.kind === 'done') {
      past = after(step, past);
      hooks.did(step, taken.answer);
    } else if (taken.kind === 'conflict') past = afterConflict(past);
  }
  return { kind: 'unsettled', past };
}

type Taken =
  | { readonly kind: 'done'; readonly answer: Answer }
  /** Somebody has the id. */
  | { readonly kind: 'conflict' }
  /** It is not there, or no longer. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

async function take(sender: Sender, id: string, step: Step, signal: AbortSignal): Promise<Taken> {
  const request = requestOf(id, step) as Request;
  const answer = await sender.send(request, signal);
  if (isSuccess(answer)) return { kind: 'done', answer };
  if (step.kind === 'register' && answer.status === 409) return { kind: 'conflict' };
  if (step.kind !== 'register' && isAbsent(answer)) return { kind: 'absent' };
  return { kind: 'trouble', trouble: troubleOf(requestText(request), answer) };
}
