/** What came of a run, beside what its case expects. */
import { type Code, diagnose, grouped, quoted } from '../../compiler/index.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Difference, ExpectedFailure, RowCase } from '../words/case.ts';
import type { Observed } from '../words/observed.ts';
import { compareRows } from './compare-rows.ts';
import { type Told, valueText } from './told.ts';

/** So many differences of one case are shown; nobody reads on. */
const MOST = 20;

export function compareRun(test: RowCase, observed: Observed): readonly Difference[] {
  const told = [...troubles(observed), ...outcomes(test, observed), ...compareRows(test, observed)];
  const shown = told.slice(0, MOST).map((one) => difference(test.source, one));
  const left = told.length - shown.length;
  if (left === 0) return shown;
  const message = `There are ${grouped(left)} more differences in this case.`;
  return [...shown, difference(test.source, { code: 'UnexpectedRow', pointer: '/spec/expect', message })];
}

function difference(source: number, { code, pointer, message, expected, received }: Told): Difference {
  const hint = HINTS[code] ?? '';
  const values = expected === undefined && received === undefined ? undefined : { expected, received };
  const diagnostic = diagnose(code, source, { pointer, message, hint });
  return {
    diagnostic,
    ...(values && { expected: valueText(values.expected), received: valueText(values.received) }),
  };
}

const HINTS: { readonly [code in Code]?: string } = {
  UnexpectedRow: 'Mend the worker or the Function; or the case, if this is as it should be.',
  UnexpectedOutcome: 'Mend the worker or the Function; or the case, if this is as it should be.',
  CaseNotFinished: 'Look at what the worker said; --timeout or timeoutSeconds gives it more time.',
};

function troubles({ trouble }: Observed): Told[] {
  return trouble === undefined
    ? []
    : [{ code: 'CaseNotFinished', pointer: '/spec/worker', message: trouble }];
}

/** Of each row whether it was to be done, to fail, or to be left alone. */
function outcomes(test: RowCase, { items, maxAttempts }: Observed): Told[] {
  const { failures, notProcessed, rows } = test.expected;
  const expected = new Map(failures.map((one) => [one.id, one]));
  const places = new Map(rows.map(({ id, pointer }) => [id, pointer]));
  const told: Told[] = [];
  const tell = (pointer: Pointer, message: string): void => {
    told.push({ code: 'UnexpectedOutcome', pointer, message });
  };
  for (const [id, { stage, attempts, error }] of items) {
    if (stage !== 'failed' || expected.has(id)) continue;
    const tries = attempts === 1 ? 'at its first try' : `after ${attempts} tries`;
    tell(
      places.get(id) ?? '/spec/expect',
      `The row ${quoted(id)} failed ${tries} ${error ? `with the message ${quoted(error)}` : 'without a message'}, which is not expected.`,
    );
  }
  for (const { id, pointer } of notProcessed)
    if (items.has(id))
      tell(pointer, `The row ${quoted(id)} was given to a worker, since the filter lets it pass.`);
  for (const one of failures) {
    const item = items.get(one.id);
    if (item?.stage === 'failed') told.push(...wrongFailure(one, item, maxAttempts));
    else if (item === undefined)
      tell(one.pointer, `The row ${quoted(one.id)} was to fail, but no worker was given it.`);
    else if (item.stage === 'completed')
      tell(one.pointer, `The row ${quoted(one.id)} was to fail, but is done.`);
  }
  return told;
}

function wrongFailure(
  { id, pointer, permanent, message, pattern }: ExpectedFailure,
  { attempts, error = '' }: { readonly attempts: number; readonly error: string | undefined },
  maxAttempts: number,
): Told[] {
  const row = `The row ${quoted(id)} failed`;
  const told: Told[] = [];
  const said = (place: Pointer, expected: string): void => {
    told.push({
      code: 'UnexpectedOutcome',
      pointer: place,
      message: `${row}, but with another message.`,
      expected,
      received: error,
    });
  };
  // Where there is but one try nobody can tell.
  const wasPermanent = maxAttempts <= 1 ? permanent : attempts < maxAttempts;
  if (permanent !== undefined && wasPermanent !== permanent)
    told.push({
      code: 'UnexpectedOutcome',
      pointer: `${pointer}/permanent`,
      message: permanent
        ? `${row} only when all ${maxAttempts} tries were used up, where it was to fail for good at once.`
        : `${row} for good after ${attempts} of ${maxAttempts} tries, where all were to be used up.`,
    });
  if (message !== undefined && !error.includes(message)) said(`${pointer}/message`, message);
  if (pattern !== undefined && !pattern.matches(error)) said(`${pointer}/messagePattern`, pattern.text);
  return told;
}
