import { quoted } from '../../compiler/index.ts';
import { regex } from '../../gateway/core/filter/patterns.ts';
import { Refusal } from '../../gateway/words/refusal.ts';
import { type Pointer, readable } from '../../json/pointer.ts';
import type {
  FunctionTestExpect,
  FunctionTestExpectedFailure,
} from '../../schema/function-test.generated.ts';
import type { Expected, ExpectedFailure } from '../words/case.ts';
import type { Faults } from './finding.ts';
import { rowsAt } from './rows.ts';
import { refuseStray } from './worker.ts';

export async function readExpected(
  expect: FunctionTestExpect,
  ids: readonly string[],
  folder: string,
  faults: Faults,
): Promise<Expected> {
  const rows = await rowsAt(expect, '/spec/expect', folder, faults);
  for (const { id, pointer, isInline } of rows)
    refuseStray(id, isInline ? `${pointer}/id` : pointer, ids, faults);
  const failures = (expect.failures ?? []).map((one, index) =>
    failureOf(one, `/spec/expect/failures/${index}`, ids, faults),
  );
  const notProcessed = (expect.notProcessed ?? []).map((written, index) => {
    const [id, pointer] = [textOf(written), `/spec/expect/notProcessed/${index}`];
    refuseStray(id, pointer, ids, faults);
    return { id, pointer };
  });
  const failing = new Set(failures.map(({ id }) => id));
  for (const { id, pointer } of notProcessed)
    if (failing.has(id))
      faults.add(
        'UnusableCase',
        pointer,
        `The row ${quoted(id)} cannot both fail and not be processed.`,
        'Remove one of the two.',
      );
  return {
    rows: rows.map(({ id, pointer, row, isInline }) => ({ id, pointer, columns: row, isInline })),
    failures,
    notProcessed,
    exact: expect.exact ?? false,
    tolerance: expect.tolerance ?? 0,
  };
}

function failureOf(
  { id: written, permanent, message, messagePattern }: FunctionTestExpectedFailure,
  pointer: Pointer,
  ids: readonly string[],
  faults: Faults,
): ExpectedFailure {
  const id = textOf(written);
  refuseStray(id, `${pointer}/id`, ids, faults);
  return {
    id,
    pointer,
    permanent,
    message,
    pattern:
      messagePattern === undefined
        ? undefined
        : { text: messagePattern, matches: matcher(messagePattern, `${pointer}/messagePattern`, faults) },
  };
}

function matcher(pattern: string, pointer: Pointer, faults: Faults): (message: string) => boolean {
  try {
    return regex(pattern, readable(pointer));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    faults.add('UnusableCase', pointer, error.message, 'Write it as RE2 has it, without look-around.');
    return () => false;
  }
}

/** A number of 64 bits keeps its digits. */
function textOf(id: unknown): string {
  return typeof id === 'string' ? id : JSON.stringify(id);
}
