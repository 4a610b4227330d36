import { equalsSigns, noBlankAfterColon, noBlankAfterDash, noBlankAfterDashAbove } from './blanks.ts';
import { comments, missingCommas, unclosedBrackets } from './brackets.ts';
import { fences, markup } from './foreign.ts';
import { indentation } from './indentation.ts';
import { byteOrderMarks, oddBlanks, oddDashes, oddQuotes, oddSigns } from './odd-characters.ts';
import { quotesOverCommas, textBehind, unclosedQuotes } from './quotes.ts';
import { joined, misspeltSeparators } from './separators.ts';
import { lineEnd, lineStart, type Rule, type Stop, type Suspect, type Words } from './suspect.ts';
import { templates } from './templates.ts';

/** What nobody writes on purpose stands before what may be meant as it is. */
const RULES: readonly Rule[] = [
  markup,
  fences,
  templates,
  byteOrderMarks,
  oddBlanks,
  oddDashes,
  oddSigns,
  oddQuotes,
  misspeltSeparators,
  joined,
  noBlankAfterDash,
  noBlankAfterDashAbove,
  noBlankAfterColon,
  equalsSigns,
  comments,
  unclosedQuotes,
  quotesOverCommas,
  textBehind,
  unclosedBrackets,
  missingCommas,
  indentation,
];

/** Suspects of one rule that are tried one by one, those next to the stop first. */
const SINGLES = 6;

/** How far above the stop they are looked for, and how far below it a rule may see. */
const ABOVE = 64 * 1024;
const BELOW = 2048;

/**
 * A parser stops where it can read no further, which is often behind the place that is to blame. So what may be wrong is
 * mended in the text, kind by kind, and the text read again: a place is to blame if the reader then gets further.
 * `rest` gives how much of a text is left where a reader of it stops, 0 when it stops nowhere, and nothing when no more
 * texts shall be tried.
 */
export function blame(
  text: string,
  stop: Stop,
  rest: (text: string) => number | undefined,
): ({ readonly at: number } & Words) | undefined {
  const left = text.length - stop.at;
  const end = lineEnd(text, stop.at);
  const from = Math.max(0, end - ABOVE);
  const window = text.slice(from, end + BELOW);
  const near: Stop = {
    at: stop.at - from,
    opening: stop.opening === undefined || stop.opening < from ? undefined : stop.opening - from,
  };
  for (const rule of RULES) {
    const found = rule(window, near).filter(({ start }) => start <= end - from);
    const tries = found
      .slice(-SINGLES)
      .reverse()
      .map((suspect) => [suspect]);
    if (found.length > 1) tries.push(found);
    for (const suspects of tries) {
      const after = rest(text.slice(0, from) + without(text.slice(from), suspects));
      if (after === undefined) return undefined;
      if (after >= left) continue;
      // Of several in one line, such as a pair of quotes, the first.
      const last = (suspects.at(-1) as Suspect).at;
      const first = suspects.find((suspect) => suspect.at >= lineStart(window, last)) as Suspect;
      return { at: from + first.at, message: first.message, hint: first.hint };
    }
  }
  return undefined;
}

function without(text: string, suspects: readonly Suspect[]): string {
  let mended = '';
  let kept = 0;
  for (const { start, end, instead } of suspects) {
    mended += text.slice(kept, start) + instead;
    kept = end;
  }
  return mended + text.slice(kept);
}
