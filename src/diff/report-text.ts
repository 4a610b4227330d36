import type { Diagnostic } from '../compiler/index.ts';
import { grouped } from '../compiler/index.ts';
import { printable, printableLine } from '../text/report/printable.ts';
import { type PlacedDiagnostic, placeText } from '../text/report/report.ts';
import { effectWords } from './effect.ts';
import type { BlamedChange, FunctionChange } from './function-change.ts';
import type { AllTotals, Totals } from './totals.ts';
import { capacityWords, causeWords, factWords, fieldWords, totalWords } from './words.ts';

/** Where in a file a diagnostic stands. */
export type Place = (diagnostic: Diagnostic) => PlacedDiagnostic;

/** Fields and diagnostics of one Function; whoever wants all of them takes JSON. */
const MOST = 20;
/** Names before a count. */
const NAMED = 5;

/** For people: worst first, those to which the same happens together, the totals last. */
export function* reportText(
  changes: readonly FunctionChange[],
  totals: AllTotals,
  place: Place,
): Generator<string> {
  const changing = changes.filter(({ effects }) => effects.length > 0);
  for (const alike of Map.groupBy(changing, (change) => whatHappens(change, place)).entries()) {
    const [what, members] = alike;
    yield `${names(members)} ${what}`;
  }
  if (changing.length > 0) yield '\n';
  for (const [pool, one] of totals.pools) yield totalLine(`pool ${printable(pool)}`, one);
  for (const [namespace, one] of totals.namespaces) yield totalLine(`namespace ${printable(namespace)}`, one);
  yield totalLine('all', totals.all);
}

function names(members: readonly FunctionChange[]): string {
  const shown = members.slice(0, NAMED).map(({ namespace, name }) => printableLine(`${namespace}/${name}`));
  const more = members.length - shown.length;
  return (
    shown.join(', ') +
    (more > 0 ? ` and ${grouped(more)} more Functions` : '') +
    (members.length > 1 ? ': each' : '')
  );
}

function whatHappens(change: FunctionChange, place: Place): string {
  return [effectWords(change.effects), ...changeLines(change, place)].join('\n  ').concat('\n');
}

/** What it gains and loses, its fields and whose change they are, why it is refused. */
export function changeLines(change: FunctionChange, place: Place): string[] {
  const { fields, refused } = change;
  return [
    ...factWords(change),
    ...fields.slice(0, MOST).map(fieldLine),
    ...(fields.length > MOST ? [`and ${grouped(fields.length - MOST)} more fields`] : []),
    ...(refused?.errors ?? []).slice(0, MOST).map((error) => {
      const placed = place(error);
      return `${printableLine(placeText(placed))} ${placed.code}: ${printable(placed.message)}`;
    }),
  ];
}

function fieldLine(change: BlamedChange): string {
  return `${fieldWords(change)}  (${causeWords(change.causes)})`;
}

function totalLine(what: string, totals: Totals): string {
  return `${[`${what}: ${totalWords(totals)}`, ...capacityWords(totals)].join('; ')}\n`;
}
