/** Quotes that are not closed, or too early. */
import { brief, lineEnd, lineStart, type Rule, type Suspect, type Words } from './suspect.ts';

/** Lines with a quote that they do not close; of many the last ones. */
const MOST = 8;

export const unclosedQuotes: Rule = (text, { at }) => {
  const found: Suspect[] = [];
  for (let start = lineStart(text, at); found.length < MOST; start = lineStart(text, start - 1)) {
    const line = text.slice(start, lineEnd(text, start));
    const opening = lonelyQuote(line);
    if (opening >= 0) {
      const quote = line[opening] as string;
      // Before what closes a list.
      const end = start + line.replace(/[\s,\]}]+$/, '').length;
      found.unshift({
        at: start + opening,
        start: end,
        end,
        instead: quote,
        ...notClosed(quote),
      });
    }
    if (start === 0) break;
  }
  return found;
};

/** Values in quotes, comments, and a quote that is not closed (the first group). */
const QUOTED = /(?<![^\s[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<![^\s[{,])#.*|(?<![^\s[{,:])(["'])/g;

/** Where the quote stands that the line does not close; -1 for none. */
function lonelyQuote(line: string): number {
  return [...line.matchAll(QUOTED)].find((match) => match[1] !== undefined)?.index ?? -1;
}

/** A quote that is not closed before the comma: `["a, "b"]`. The next one closes it. */
export const quotesOverCommas: Rule = (text, { at, opening }) => {
  if (opening === undefined) return [];
  const start = lineStart(text, at);
  const line = text.slice(start, at);
  const value = [...line.matchAll(QUOTED)].find(
    ({ index, 0: found }) => index + found.length === line.trimEnd().length,
  );
  const comma = value?.[0].indexOf(',') ?? -1;
  if (value === undefined || comma < 0) return [];
  const quote = value[0][0] as string;
  const end = start + value.index + comma;
  return [{ at: start + value.index, start: end, end, instead: quote, ...notClosed(quote) }];
};

function notClosed(quote: string): Words {
  return {
    message: `The quote ${quote} that stands here is not closed where its value ends.`,
    hint: `Write ${quote} at the end of the value.`,
  };
}

/** Text behind what has ended a value: a quote within it, or only a part that is quoted or in brackets. */
export const textBehind: Rule = (text, { at }) => {
  const start = lineStart(text, at);
  const before = /(["'\]}])[^\S\n]*$/.exec(text.slice(start, at));
  if (before === null || /[\]}:,]/.test(text[at] as string)) return [];
  const quote = before[1] as string;
  if (/["']/.test(quote) && !closes(text.slice(start, at), before.index)) return [];
  const end = lineEnd(text, at);
  const place = start + before.index;
  const rest = text.slice(at, end).replace(/ #.*/, '');
  if (/["']/.test(quote) && rest.trimEnd().endsWith(quote)) {
    return [
      {
        at: place,
        start: place,
        end: at + rest.length,
        instead: quote,
        message: `The quote ${quote} ends the value here, and more text follows.`,
        hint: `Write ${quote === '"' ? '\\"' : "''"} for a quote within the value, or quote the whole with ${quote === '"' ? "'" : '"'}.`,
      },
    ];
  }
  return [
    {
      at,
      start: at,
      end: at + rest.length,
      instead: '',
      message: `The text ${brief(rest)} stands behind the ${/["']/.test(quote) ? 'quote' : 'bracket'} that ends the value.`,
      hint: 'Quote all of the value, if it is one text.',
    },
  ];
};

/** Whether the quote at that place ends a value in quotes. */
function closes(line: string, at: number): boolean {
  return [...line.matchAll(QUOTED)].some(
    ({ index, 0: found }) => index < at && index + found.length === at + 1,
  );
}
