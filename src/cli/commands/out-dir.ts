/** `layerc render --out-dir`: the objects as files, or how the files differ from them. */
import { join } from 'node:path';
import type { Compilation } from '../../compiler/index.ts';
import { type Change, type Inspection, inspect } from '../../directory/inspect.ts';
import { layout } from '../../directory/layout.ts';
import { update } from '../../directory/update.ts';
import { unifiedDiff } from '../../text/report/diff.ts';
import { printable } from '../../text/report/printable.ts';
import { fileDiagnostic, type PlacedDiagnostic } from '../../text/report/report.ts';
import type { Loaded } from '../input/load.ts';

/** What became of a folder. */
export interface Outcome {
  readonly changes: readonly Change[];
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** One line for a person. */
  readonly summary: string;
}

/** Makes the folder hold the files of a compilation without errors, and nothing of ours besides. */
export async function writeFolder(folder: string, input: Loaded, compilation: Compilation): Promise<Outcome> {
  return outcome(folder, await update(folder, filesOf(input, compilation)), ['written', 'removed']);
}

/** Only looks at the folder. */
export function checkFolder(folder: string, input: Loaded, compilation: Compilation): Outcome {
  return outcome(folder, inspect(folder, filesOf(input, compilation)()), ['to write', 'to remove']);
}

function filesOf(input: Loaded, { functions }: Compilation) {
  return () => layout(functions, ({ document }) => input.nameOf(document));
}

function outcome(
  folder: string,
  { changes, obstacles, unchanged }: Pick<Inspection, 'changes' | 'obstacles' | 'unchanged'>,
  [written, removed]: readonly [string, string],
): Outcome {
  const orphans = changes.filter(({ state }) => state === 'orphan').length;
  const counts = [
    `${changes.length - orphans} ${written}`,
    `${orphans} ${removed}`,
    `${unchanged} unchanged`,
  ];
  return {
    changes,
    diagnostics: obstacles.map(({ code, path, message }) =>
      fileDiagnostic(code, join(folder, path), `The path ${message}.`),
    ),
    summary: `${printable(folder)}: ${counts.join(', ')}\n`,
  };
}

/** Each change as a unified diff. For a terminal it is coloured, and what could drive the terminal is escaped. */
export function* diffs(changes: readonly Change[], colour: boolean, harmless: boolean): Generator<string> {
  for (const change of changes) {
    const text = diffOf(change);
    if (!harmless) yield text;
    else yield text.replace(/[^\n]+/g, (line) => styled(printable(line, '\t'), colour));
  }
}

/** The changes as data. */
export function changesJson(changes: readonly Change[]): string {
  const rows = changes.map((change) => ({ path: change.path, state: change.state, diff: diffOf(change) }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function diffOf({ path, before, after }: Change): string {
  const text = before && textOf(before);
  if (text === undefined)
    return `Binary files a/${path} and ${after === null ? '/dev/null' : `b/${path}`} differ\n`;
  return unifiedDiff(path, text, after);
}

/** Nothing for what is no text. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const COLOURS: { readonly [sign: string]: string } = { '-': '31', '+': '32', '@': '36' };

function styled(line: string, colour: boolean): string {
  const code = /^(---|\+\+\+) /.test(line) ? '1' : COLOURS[line[0] as string];
  return colour && code !== undefined ? `\u001b[${code}m${line}\u001b[0m` : line;
}
