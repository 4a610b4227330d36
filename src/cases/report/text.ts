/** Verdicts as people read them: a line for each case, and below it what is not as expected. */
import { displayed, printable, printableLine } from '../../text/report/printable.ts';
import { placeText } from '../../text/report/report.ts';
import { about, type PlacedDifference, type PlacedVerdict } from './placed.ts';

type Style = (text: string) => string;

const STYLES = { good: '32', bad: '1;31', removed: '31', added: '32', place: '1', quiet: '2' } as const;

function styles(colour: boolean): { readonly [name in keyof typeof STYLES]: Style } {
  const style = (code: string): Style =>
    colour ? (text) => `\u001b[${code}m${text}\u001b[0m` : (text) => text;
  const entries = Object.entries(STYLES).map(([name, code]) => [name, style(code)]);
  return Object.fromEntries(entries) as { readonly [name in keyof typeof STYLES]: Style };
}

/** `width` is that of the longest name. */
export function verdictText(placed: PlacedVerdict, width: number, colour: boolean): string {
  const { verdict, differences } = placed;
  const { good, bad, quiet } = styles(colour);
  const name = printable(verdict.test.name).padEnd(width);
  const word = verdict.outcome === 'passed' ? good('ok  ') : bad('FAIL');
  const head = `${word}  ${name}  ${about(verdict)}  ${quiet(timeText(verdict.seconds))}\n`;
  const body = differences.map((one) => differenceText(one, colour)).join('');
  const said = differences.length > 0 && verdict.log.length > 0 ? logText(verdict.log) : '';
  return head + body + said;
}

export function timeText(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

function differenceText({ diagnostic, expected, received }: PlacedDifference, colour: boolean): string {
  const { removed, added, place, quiet } = styles(colour);
  const { code, message, line, sourceLine, index } = diagnostic;
  let text = `  ${place(printableLine(placeText(diagnostic)))} ${code}: ${printable(message)}\n`;
  if (line > 0 && sourceLine !== '') {
    const shown = displayed(sourceLine, index);
    text += `${quiet(`    ${line} | `)}${shown.line}\n`;
    text += `${quiet(`    ${' '.repeat(String(line).length)} | `)}${' '.repeat(shown.caret)}^\n`;
  }
  if (expected !== undefined) text += `    ${removed(`- expected ${printable(expected)}`)}\n`;
  if (received !== undefined) text += `    ${added(`+ received ${printable(received)}`)}\n`;
  for (const other of diagnostic.related ?? [])
    text += `    see: ${printableLine(`${placeText(other)} ${other.message}`)}\n`;
  return text;
}

function logText(log: readonly string[]): string {
  return `  what was said last:\n${log.map((line) => `    ${printable(line)}\n`).join('')}`;
}
