import { counted, quoted } from '../../compiler/index.ts';
import { isArray, type Json, type JsonObject } from '../../json/json.ts';
import { child, readable } from '../../json/pointer.ts';
import type { ExpectedRow, RowCase } from '../words/case.ts';
import type { Observed } from '../words/observed.ts';
import { departures } from './differences.ts';
import type { Told } from './told.ts';

/** Of one column so many places are shown. */
const PLACES = 3;

/** The columns of the rows that are expected to be done. Of one that has failed that has been said. */
export function compareRows(test: RowCase, observed: Observed): Told[] {
  const { rows, exact } = test.expected;
  const told: Told[] = [];
  for (const row of rows) {
    const received = observed.rows.get(row.id);
    const stage = observed.items.get(row.id)?.stage ?? 'completed';
    // It has been said that it has failed, or that it is left.
    if (stage !== 'completed' || received === undefined) continue;
    told.push(...columnsOf(row, received, test, observed));
  }
  if (!exact) return told;
  const named = new Set(rows.map(({ id }) => id));
  for (const id of observed.rows.keys()) {
    if (named.has(id)) continue;
    const message = `The row ${quoted(id)} is there, but not among the rows that are expected.`;
    told.push({ code: 'UnexpectedRow', pointer: '/spec/expect/exact', message });
  }
  return told;
}

function* columnsOf(
  { id, pointer, columns, isInline }: ExpectedRow,
  received: JsonObject,
  { expected: { exact, tolerance } }: RowCase,
  { items }: Observed,
): Generator<Told> {
  const names = exact ? new Set([...Object.keys(columns), ...Object.keys(received)]) : Object.keys(columns);
  for (const name of names) {
    // The id of an inline row may be written as a number, and that of a file as a text.
    if (name === 'id') continue;
    const [wanted, has] = [own(columns, name), own(received, name)];
    const found = [...departures(wanted, has, tolerance, child('', name))];
    const why = items.has(id) ? '' : ', since the filter keeps it out and no worker was given it';
    for (const one of found.slice(0, PLACES)) {
      const left = found.length - PLACES;
      const more = left > 0 && one === found[PLACES - 1] ? `, and ${counted(left, 'more place')}` : '';
      const length =
        isArray(one.expected) && isArray(one.received)
          ? `, which has ${counted(one.received.length, 'item')} in place of ${one.expected.length}`
          : '';
      const isKnown = isInline && Object.hasOwn(columns, name);
      yield {
        code: 'UnexpectedRow',
        pointer: isKnown ? pointer + one.pointer : pointer,
        message: `The row ${quoted(id)} is not as expected in ${readable(one.pointer)}${length}${more}${why}.`,
        expected: one.expected,
        received: one.received,
      };
    }
  }
}

function own(row: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}
