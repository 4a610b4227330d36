import { CODES, type Code, type Diagnostic, type Related, unsaid } from '../../compiler/index.ts';
import { displayed, printable, printableLine } from './printable.ts';
import { writeLines } from './write-lines.ts';

/** A place in a file. */
export interface TextPlace {
  readonly file: string;
  /** From 1; 0 when the whole file is meant. */
  readonly line: number;
  /** From 1, in code points. */
  readonly column: number;
  /** The same from 0 and in UTF-16 units: where it is in the text of the line. */
  readonly index: number;
  /** The text of the line, or nothing when there is none to show. */
  readonly sourceLine: string;
}

/** A diagnostic with its place in a file, and the other places that have a part in it. */
export interface PlacedDiagnostic extends Omit<Diagnostic, 'source' | 'at' | 'related'>, TextPlace {
  readonly related?: readonly PlacedRelated[];
}

export interface PlacedRelated extends Pick<Related, 'pointer' | 'message'>, TextPlace {}

/** `file:line:column`, or the file alone where the whole of it is meant. */
export function placeText({ file, line, column }: TextPlace): string {
  return file + (line > 0 ? `:${line}:${column}` : '');
}

/** What there is to say of a whole file. */
export function fileDiagnostic(code: Code, file: string, message: string): PlacedDiagnostic {
  const { severity, cure } = CODES[code];
  const place = { line: 0, column: 0, index: 0, sourceLine: '' };
  return { code, severity, pointer: '', message, hint: cure, file, ...place };
}

type Style = (text: string) => string;

const plain: Style = (text) => text;
const ansi =
  (code: string): Style =>
  (text) =>
    `\u001b[${code}m${text}\u001b[0m`;
const STYLES = {
  error: ansi('1;31'),
  warning: ansi('1;33'),
  place: ansi('1'),
  gutter: ansi('2'),
  caret: ansi('1;32'),
};

/**
 * Diagnostics as people read them, in order of place: `file:line:column error Code: message`, the line of the source
 * with a caret, then what is allowed, other places, how to mend it
 * and what to write. Nothing that came from the input can drive the terminal.
 */
export function reportText(diagnostics: readonly PlacedDiagnostic[], colour: boolean): string {
  const style = (name: keyof typeof STYLES): Style => (colour ? STYLES[name] : plain);
  let text = '';
  for (const diagnostic of inOrder(diagnostics)) {
    const { severity, code, message, hint, ...place } = diagnostic;
    const where = printableLine(placeText(place));
    text += `${style('place')(where)} ${style(severity)(`${severity} ${code}`)}: ${printable(message)}\n`;
    if (place.line > 0 && place.sourceLine !== '') {
      const number = String(place.line);
      const { line, caret } = displayed(place.sourceLine, place.index);
      text += `${style('gutter')(`  ${number} | `)}${line}\n`;
      text += `${style('gutter')(`  ${' '.repeat(number.length)} | `)}${' '.repeat(caret)}${style('caret')('^')}\n`;
    }
    const allowed = unsaid(diagnostic);
    if (allowed !== undefined) text += `  allowed: ${printable(allowed)}\n`;
    for (const other of diagnostic.related ?? []) {
      text += `  see: ${printableLine(`${placeText(other)} ${other.message}`)}\n`;
    }
    text += `  hint: ${printable(hint)}\n`;
    const lines = writeLines(diagnostic);
    if (lines.length > 0) text += `  write:\n${lines.map((line) => `    ${printable(line)}\n`).join('')}`;
  }
  return text;
}

/** Diagnostics as one JSON array, in the same order, for programs. */
export function reportJson(diagnostics: readonly PlacedDiagnostic[]): string {
  const rows = inOrder(diagnostics).map(
    ({ code, severity, file, line, column, pointer, message, allowed, hint, write, related, more }) => ({
      code,
      severity,
      file,
      line,
      column,
      pointer,
      message,
      allowed,
      hint,
      write,
      related: related?.map((one) => ({
        file: one.file,
        line: one.line,
        column: one.column,
        pointer: one.pointer,
        message: one.message,
      })),
      more,
    }),
  );
  // Printed raw it would still reach a terminal: JSON itself escapes no more than the first 32 characters.
  return `${printable(JSON.stringify(rows, null, 2), '\n')}\n`;
}

/** By place, then code and text: the order in which diagnostics are shown. */
export function inOrder(diagnostics: readonly PlacedDiagnostic[]): PlacedDiagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
