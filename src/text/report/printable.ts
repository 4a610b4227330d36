/**
 * What could drive a terminal or reorder what it shows: C0, DEL and C1 controls, line separators, bidirectional
 * controls (CVE-2021-42574), the byte order mark, and half characters. And what looks like a blank, or like nothing.
 */
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b\u200e\u200f\u2028-\u202f\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/gu;

/** Most texts; a look at this takes a small part of the time. */
const PLAIN = /^[ !"$-~]*$/;

/** What a runner takes for a command of its own wherever it stands in a line: `##[error]`, `##vso[`, `##teamcity[`. */
const INLINE_COMMAND = /#(?=#[A-Za-z]{0,16}\[)/g;

/** Text from the input made harmless: every character that is not shown as one is written as `\uXXXX`. */
export function printable(text: string, except = ''): string {
  if (PLAIN.test(text)) return text;
  const shown = text.replace(UNPRINTABLE, (character) =>
    character === except ? character : escaped(character),
  );
  return shown.includes('##') ? shown.replace(INLINE_COMMAND, escaped) : shown;
}

/** The same for what begins a line: there `::` begins a command of GitHub Actions, blanks before it or not. */
export function printableLine(text: string, except = ''): string {
  return printable(text, except).replace(/^(\s*):(?=:)/, (_, blanks: string) => blanks + escaped(':'));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const TAB = '    ';
const MAX_WIDTH = 100;

/**
 * A line of source as it is shown, and how many columns of a terminal stand before the character at `index`. A line that
 * is too long keeps the part around that character.
 */
export function displayed(sourceLine: string, index: number): { line: string; caret: number } {
  const position = Math.min(index, sourceLine.length);
  const before = cells(sourceLine, Math.max(0, position - MAX_WIDTH), position);
  const after = cells(sourceLine, position, position + MAX_WIDTH);
  const width = (list: readonly Cell[]): number => list.reduce((sum, cell) => sum + cell.width, 0);
  let cut = position > MAX_WIDTH;
  while (width(before) > MAX_WIDTH - Math.min(width(after), MAX_WIDTH / 2)) {
    before.shift();
    cut = true;
  }
  let shortened = position + MAX_WIDTH < sourceLine.length;
  while (width(before) + width(after) > MAX_WIDTH) {
    after.pop();
    shortened = true;
  }
  const text = [...before, ...after].map((cell) => cell.text).join('');
  return {
    line: `${cut ? '…' : ''}${shortened ? `${text}…` : text.trimEnd()}`,
    caret: width(before) + (cut ? 1 : 0),
  };
}

interface Cell {
  readonly text: string;
  readonly width: number;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Read by V8 when it is asked for: it takes the tables of Unicode. */
function isCombining(character: string): boolean {
  return /[\p{Mn}\p{Me}\u200b-\u200d]/u.test(character);
}

function cells(line: string, from: number, to: number): Cell[] {
  const commands = new Set([...line.slice(0, to + 20).matchAll(INLINE_COMMAND)].map(({ index }) => index));
  let at = from;
  return Array.from(line.slice(from, to), (character) => {
    const shown = commands.has(at) ? escaped(character) : printable(character);
    at += character.length;
    if (shown === character && PLAIN.test(character)) return { text: character, width: 1 };
    if (character === '\t') return { text: TAB, width: TAB.length };
    if (shown !== character) return { text: shown, width: shown.length };
    return { text: character, width: isCombining(character) ? 0 : WIDE.test(character) ? 2 : 1 };
  });
}
