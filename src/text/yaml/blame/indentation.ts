import { lineEnd, lineStart, type Rule } from './suspect.ts';

/** A line that stands under none of the lines above it. */
export const indentation: Rule = (text, { at }) => {
  const start = lineStart(text, at);
  const indent = /^ */.exec(text.slice(start, lineEnd(text, start)))?.[0].length ?? 0;
  if (start + indent !== at || text[at] === '\t') return [];
  const levels = levelsAbove(text, start);
  const known = [...levels].sort((a, b) => b - a);
  const near = known.toSorted((a, b) => Math.abs(a - indent) - Math.abs(b - indent));
  return near
    .map((level) => ({
      at,
      start,
      end: at,
      instead: ' '.repeat(level),
      message: `The line is indented by ${blanks(indent)}, where the lines above it have ${known.join(', ').replace(/, (\d+)$/, ' or $1')}.`,
      hint: 'Indent it like the line that it belongs beside.',
    }))
    .toReversed();
};

/** The columns in which something stands that is still open where a line begins. */
function levelsAbove(text: string, from: number): ReadonlySet<number> {
  const levels = new Set<number>();
  let least = Number.POSITIVE_INFINITY;
  for (let start = from; start > 0 && least > 0; ) {
    start = lineStart(text, start - 1);
    const [, spaces = '', dashes = '', rest = ''] =
      /^( *)((?:- +)*)(.?)/.exec(text.slice(start, start + 200)) ?? [];
    if (rest === '' || rest === '#' || rest === '\r') continue;
    for (const level of [spaces.length + dashes.length, spaces.length]) {
      if (level >= least) continue;
      levels.add(level);
      least = level;
    }
  }
  return levels;
}

function blanks(count: number): string {
  return count === 1 ? '1 blank' : `${String(count)} blanks`;
}
