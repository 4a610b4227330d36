/** `layerc render --out-dir`: the objects as files, or how the files differ from them. */
import { join } from 'node:path';
import type { Compilation } from '../../compiler/index.ts';
import { type FileSides, fileEffectWords } from '../../diff/file-effects.ts';
import { inspect } from '../../directory/inspect.ts';
import type { Change, Inspection } from '../../directory/inspection.ts';
import { functionPath, layout } from '../../directory/layout.ts';
import { isListPath } from '../../directory/lists.ts';
import { Owners } from '../../directory/owners.ts';
import { SourceNames } from '../../directory/source.ts';
import { isMassRemoval, lossOf, update } from '../../directory/update.ts';
import type { Loaded } from '../../input/loaded.ts';
import { isObject, type JsonObject } from '../../json/json.ts';
import { unifiedDiff } from '../../text/report/diff.ts';
import { withoutRepetition } from '../../text/report/equal-hunks.ts';
import { printable, printableLine } from '../../text/report/printable.ts';
import { fileDiagnostic, type PlacedDiagnostic } from '../../text/report/report.ts';
import { hasConflict } from '../../text/yaml/blame/conflicts.ts';
import { readDocuments } from '../../text/yaml/documents.ts';
import { conflictLine } from './talk.ts';

/** What became of a folder. */
export interface Outcome {
  readonly changes: readonly Change[];
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** For a person. */
  readonly summary: string;
}

/** Makes the folder hold the files of a compilation without errors, and none whose Function is gone. */
export async function writeFolder(
  folder: string,
  input: Loaded,
  compilation: Compilation,
  allowMassRemoval: boolean,
): Promise<Outcome> {
  const { files, owners } = wanted(folder, input, compilation);
  const found = await update({ root: folder, files, owners, allowMassRemoval });
  return outcome(folder, found, ['written', 'removed']);
}

/** Only looks at the folder. */
export function checkFolder(folder: string, input: Loaded, compilation: Compilation): Outcome {
  const { files, owners } = wanted(folder, input, compilation);
  const found = inspect(folder, files(), owners);
  const made = outcome(folder, found, ['to write', 'to remove'], effectLine(found.changes, compilation));
  if (!isMassRemoval(found)) return made;
  const warning = `writing it takes --allow-mass-removal: it would lose ${lossOf(found)}`;
  return { ...made, summary: `${made.summary}${printableLine(folder)}: ${warning}\n` };
}

function wanted(folder: string, input: Loaded, { functions }: Compilation) {
  const names = new SourceNames(folder);
  const isBlank = (source: string | null) => input.blank.has(source);
  return {
    files: () => layout(functions, ({ document }) => names.nameOf(input.sourceOf(document))),
    owners: new Owners(folder, { sources: input.given, isBlank }),
  };
}

function outcome(
  folder: string,
  { changes, obstacles, notices, unchanged, others }: Inspection,
  [written, removed]: readonly [string, string],
  effects = '',
): Outcome {
  const orphans = changes.filter(({ state }) => state === 'orphan').length;
  const counts = [
    `${changes.length - orphans} ${written}`,
    `${orphans} ${removed}`,
    `${unchanged} unchanged`,
    ...(others > 0 ? [`${others} of other sources`] : []),
  ];
  return {
    changes,
    diagnostics: [...obstacles, ...notices].map(({ code, path, message }) =>
      fileDiagnostic(code, join(folder, path), `The path ${message}.`),
    ),
    summary: `${conflictsIn(folder, changes)}${effects}${printableLine(folder)}: ${counts.join(', ')}\n`,
  };
}

/**
 * What the differences do to Functions, in the words of `layerc diff`; nothing where they do nothing. Of a file with a
 * conflict nobody knows what is running, and it has a line of its own.
 */
function effectLine(changes: readonly Change[], { functions }: Compilation): string {
  const ofFunctions = changes.filter((one) => !isListPath(one.path) && !isConflicted(one));
  if (ofFunctions.length === 0) return '';
  const changed = ofFunctions.filter(({ after }) => after !== null);
  return `${fileEffectWords(sides(ofFunctions, functions), functions.length - changed.length)}\n`;
}

/** One after the other: the objects of thousands fill much memory. */
function* sides(changes: readonly Change[], functions: Compilation['functions']): Generator<FileSides> {
  const made = new Map(functions.map((fn) => [functionPath(fn), fn]));
  for (const { path, before, after } of changes) {
    yield {
      before: before && objectsIn(textOf(before) ?? ''),
      after: after === null ? null : (made.get(path)?.objects ?? []),
    };
  }
}

function objectsIn(text: string): JsonObject[] {
  return readDocuments(text).documents.flatMap(({ value }) => (isObject(value) ? [value] : []));
}

/** A line for each generated file that a merge has left with a conflict. */
function conflictsIn(folder: string, changes: readonly Change[]): string {
  return changes
    .filter(isConflicted)
    .map(({ path }) => conflictLine(join(folder, path)))
    .join('');
}

function isConflicted({ before }: Change): boolean {
  return before !== null && hasConflict(textOf(before) ?? '');
}

/**
 * Each change as a unified diff, for a terminal coloured; what several files have alike once, unless the `whole` is asked for. The lines are those of the files as long as these are harmless:
 * what could drive a terminal, or would be a command in the log of a pipeline, is escaped. What layerc writes holds
 * nothing of the kind, so it can only be a line that is removed, and then the patch applies nowhere.
 */
export function* diffs(changes: readonly Change[], whole: boolean, colour: boolean): Generator<string> {
  const found = changes.map((change) => ({ path: change.path, text: diffOf(change) }));
  const texts = whole ? found.map(({ text }) => text) : withoutRepetition(found);
  for (const text of texts) {
    // A carriage return before the end of a line moves nothing.
    yield text.replace(/([^\n]+?)(\r?(?:\n|$))/g, (_, line: string, end: string) => {
      return styled(printableLine(line, '\t'), colour) + end;
    });
  }
}

/** The changes as data. */
export function changesJson(changes: readonly Change[]): string {
  const rows = changes.map((change) => ({ path: change.path, state: change.state, diff: diffOf(change) }));
  return `${printable(JSON.stringify(rows, null, 2), '\n')}\n`;
}

function diffOf({ path, before, after }: Change): string {
  const text = before && textOf(before);
  if (text === undefined)
    return `Binary files a/${path} and ${after === null ? '/dev/null' : `b/${path}`} differ\n`;
  return unifiedDiff(path, text, after?.() ?? null);
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
