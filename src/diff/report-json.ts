import type { Json, JsonObject } from '../json/json.ts';
import { printable } from '../text/report/printable.ts';
import type { PlacedDiagnostic } from '../text/report/report.ts';
import { jsonText } from '../text/yaml/print.ts';
import type { Devices } from './devices.ts';
import type { BlamedChange, FunctionChange, State } from './function-change.ts';
import type { Place } from './report-text.ts';
import type { AllTotals, Totals } from './totals.ts';

/** For programs: every Function to which something happens, every field, and the totals. */
export function* reportJson(
  changes: readonly FunctionChange[],
  totals: AllTotals,
  place: Place,
): Generator<string> {
  yield '{\n"functions": [';
  let separator = '\n';
  for (const change of changes) {
    if (change.effects.length === 0) continue;
    yield separator + text(functionRow(change, place));
    separator = ',\n';
  }
  const groups = (of: ReadonlyMap<string, Totals>) =>
    Object.fromEntries([...of].map(([name, one]) => [name, totalsRow(one)]));
  yield `\n],\n"total": ${text(totalsRow(totals.all))},\n"pools": ${text(groups(totals.pools))},\n"namespaces": ${text(groups(totals.namespaces))}\n}\n`;
}

/** Printed raw it would still reach a terminal. */
function text(value: Json): string {
  return printable(jsonText(value).trimEnd(), '\n');
}

function functionRow(change: FunctionChange, place: Place): JsonObject {
  const { namespace, name, effects, before, after, lost, gained, fields, refused } = change;
  return {
    namespace,
    name,
    effects,
    before: before && stateRow(before),
    after: after && stateRow(after),
    lost,
    gained,
    fields: fields.map(fieldRow),
    errors: (refused?.errors ?? []).map((error) => errorRow(place(error))),
  };
}

function stateRow({ pool, min, max, devices }: State): JsonObject {
  return { pool, min, max, devices: devicesRow(devices) };
}

function fieldRow({ kind, path, before, after, causes }: BlamedChange): JsonObject {
  return {
    kind,
    path,
    ...(before && { before: before.value }),
    ...(after && { after: after.value }),
    causes: causes.map((cause): JsonObject => ({ ...cause })),
  };
}

function errorRow({
  code,
  file,
  line,
  column,
  pointer,
  message,
  allowed,
  hint,
}: PlacedDiagnostic): JsonObject {
  return { code, file, line, column, pointer, message, ...(allowed !== undefined && { allowed }), hint };
}

function totalsRow({ functions, effects, workers, devices }: Totals): JsonObject {
  return {
    functions,
    effects: Object.fromEntries(effects),
    workers: { before: workers[0], after: workers[1] },
    devices: { before: devicesRow(devices[0]), after: devicesRow(devices[1]) },
  };
}

function devicesRow(devices: Devices): JsonObject {
  return Object.fromEntries(devices);
}
