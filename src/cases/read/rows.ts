/** The rows of a case: written in it, or in a file beside it. */
import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { quoted } from '../../compiler/index.ts';
import { readRows } from '../../dev/rows/files.ts';
import { CannotRun } from '../../dev/words/options.ts';
import { idText } from '../../gateway/core/rows.ts';
import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer, readable } from '../../json/pointer.ts';
import type { Faults } from './finding.ts';

export interface PlacedRow {
  readonly id: string;
  readonly row: JsonObject;
  readonly pointer: Pointer;
  readonly isInline: boolean;
}

interface Written {
  readonly rows?: readonly JsonObject[];
  readonly rowsFile?: string;
}

/** The rows at a place of a case. Each has an id, and no two the same. */
export async function rowsAt(
  { rows, rowsFile }: Written,
  at: Pointer,
  folder: string,
  faults: Faults,
): Promise<readonly PlacedRow[]> {
  if (rows !== undefined && rowsFile !== undefined) {
    faults.add(
      'UnusableCase',
      child(at, 'rowsFile'),
      `${readable(at)} has both rows and rowsFile.`,
      'Remove one of them.',
    );
    return [];
  }
  const found =
    rowsFile === undefined ? inline(rows ?? [], at) : await fromFile(rowsFile, at, folder, faults);
  return distinct(found, faults);
}

function inline(rows: readonly JsonObject[], at: Pointer): readonly Omit<PlacedRow, 'id'>[] {
  return rows.map((row, index) => ({ row, pointer: `${at}/rows/${index}`, isInline: true }));
}

async function fromFile(
  name: string,
  at: Pointer,
  folder: string,
  faults: Faults,
): Promise<readonly Omit<PlacedRow, 'id'>[]> {
  const pointer = child(at, 'rowsFile');
  const path = join(folder, name);
  // A pipe in its place may never end.
  const isOther = statSync(path, { throwIfNoEntry: false })?.isFile() === false;
  if (isAbsolute(name) || isOther) {
    const what = isAbsolute(name) ? 'The path is absolute.' : 'The path is no regular file.';
    faults.add('UnusableRows', pointer, what, BESIDE);
    return [];
  }
  try {
    const { rows } = await readRows({ name: '', value: path }, async () => '');
    return rows.map((row) => ({ row, pointer, isInline: false }));
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    for (const line of error.message.split('\n')) {
      const message = `The rows of the file cannot be used, since ${JSON.stringify(line.replace(/\.$/, ''))}.`;
      faults.add('UnusableRows', pointer, message, BESIDE);
    }
    return [];
  }
}

const BESIDE = 'The name is as seen from the file of the case.';

function distinct(rows: readonly Omit<PlacedRow, 'id'>[], faults: Faults): readonly PlacedRow[] {
  const seen = new Set<string>();
  return rows.flatMap((one) => {
    const id = idText(Object.hasOwn(one.row, 'id') ? one.row.id : undefined);
    const where = one.isInline ? readable(one.pointer) : 'A row of the file';
    if (id === undefined) {
      const message = `${where} has no id that is a text or a whole number.`;
      faults.add('UnusableRows', one.pointer, message, 'Add an id, such as id: p1.');
      return [];
    }
    if (seen.has(id))
      faults.add(
        'UnusableRows',
        one.pointer,
        `${where} has the id ${quoted(id)}, which another row has too.`,
        'Give it another id.',
      );
    seen.add(id);
    return [{ ...one, id }];
  });
}
