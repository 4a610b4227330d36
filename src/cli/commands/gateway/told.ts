/** One line for each Function, or one list of JSON for programs. */
import type { JsonObject } from '../../../json/json.ts';
import { printableLine } from '../../../text/report/printable.ts';
import type { Io } from '../../streams/io.ts';
import { writeProduct } from '../../streams/output.ts';

/** What is told of one Function; `lines` are for people. */
export interface Told {
  readonly name: string;
  readonly lines: readonly string[];
  readonly fields: JsonObject;
}

export async function tell(
  all: readonly Told[],
  output: 'text' | 'json',
  key: string,
  io: Io,
): Promise<void> {
  if (output === 'json') {
    const rows = all.map(({ name, fields }) => ({ name, ...fields }));
    return writeProduct([`${JSON.stringify({ [key]: rows }, null, 2)}\n`], io);
  }
  await writeProduct(
    all.flatMap(({ name, lines }) => lines.map((line) => `${printableLine(`${name}: ${line}`)}\n`)),
    io,
  );
}
