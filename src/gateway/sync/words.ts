/** The words for what is done and what came of it, the same for the operator and the command line. */
import type { Json } from '../../json/json.ts';
import type { Decision, Step } from './decide.ts';
import type { Difference } from './differences.ts';
import type { SeenUdf } from './seen.ts';
import type { Wish } from './wish.ts';

const SHOWN_AT_MOST = 120;

/** `change version from v1 to v2` */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'intend':
      return 'note what is about to be registered';
    case 'register':
      return 'register';
    case 'change':
      return `change ${step.because.map(differenceText).join(', ')}`;
    case 'discover':
      return 'look for rows to run again';
    case 'ask-candidate':
      return 'look for a candidate';
    default:
      return step.kind;
  }
}

function differenceText({ field, wanted, seen }: Difference): string {
  return `${field} from ${shown(seen ?? null)} to ${shown(wanted)}`;
}

function shown(value: Json): string {
  if (value === null) return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= SHOWN_AT_MOST ? text : `${text.slice(0, SHOWN_AT_MOST - 1)}…`;
}

/** What came of it, as a reason and a sentence. */
export function endText(
  wish: Wish,
  end: Exclude<Decision, { kind: 'step' }>,
): { readonly reason: string; readonly message: string } {
  if (end.kind === 'taken')
    return {
      reason: 'UdfIdTaken',
      message: `The gateway has the id ${wish.id} already, for ${end.by}; nothing was changed there. Rename the Function, or take over what is there: with the annotation hevlayer.com/adopt: "true" on it, or with layerc gateway apply.`,
    };
  const { reason, differences } = end;
  const fields = differences.map(({ field }) => field).join(', ');
  const version = shown(wish.spec.version ?? 'v1');
  const message = {
    Registered: `The gateway has it as ${wish.id}, version ${version}${wish.paused ? ', paused' : ''}.`,
    GatewayTooOld: `The gateway has it as ${wish.id}, but drops what it does not know: ${fields}. A newer gateway would keep it.`,
    GatewayDiffers: `The gateway has it as ${wish.id}, but makes something else of ${fields}: ${differences.map(differenceText).join(', ')}.`,
    PromotedInGateway: `A candidate was promoted at the gateway, which differs in ${fields} since; that is not undone until the Function changes. Write it into the Function to keep it.`,
  }[reason];
  return { reason, message };
}

/** Rows that a change of the version runs again, as far as the gateway has counted them; null: none, or nobody knows. */
export function rowsAgain(steps: readonly Step[], seen: SeenUdf | null): number | null {
  if (seen === null || !steps.some((one) => one.kind === 'change' && one.isVersion)) return null;
  const { completed } = seen.counts;
  return completed ?? null;
}
