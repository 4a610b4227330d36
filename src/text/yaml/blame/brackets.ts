/** Lists and mappings in brackets, and JSON. */
import { lineEnd, type Rule, suspects } from './suspect.ts';

export const unclosedBrackets: Rule = (text, { at, opening }) => {
  if (opening === undefined) return [];
  const lineOfOpening = lineEnd(text, opening);
  if (at <= lineOfOpening) return [];
  const open = text[opening] as string;
  const close = open === '[' ? ']' : '}';
  const line = text.slice(opening, lineOfOpening).replace(/(?:^| )#.*$/, '');
  const end = opening + line.trimEnd().length;
  return [
    {
      at: opening,
      start: end,
      end,
      instead: close,
      message: `The "${open}" that stands here is not closed.`,
      hint: `Write "${close}" behind the last item.`,
    },
  ];
};

export const missingCommas: Rule = (text, { at, opening }) => {
  if (opening === undefined) return [];
  if (text[at] === ';') {
    const words = { message: 'A semicolon stands where a comma divides.', hint: 'Write a comma.' };
    return [{ at, start: at, end: at + 1, instead: ',', ...words }];
  }
  const words = { message: 'A comma is missing before this.', hint: 'Write it, or quote what is one text.' };
  // Where the reader stops at a colon, the words before it have become one key.
  const start =
    text[at] === ':' ? at - (/\S*\s*$/.exec(text.slice(Math.max(0, at - 200), at))?.[0].length ?? 0) : at;
  return [{ at: start, start, end: start, instead: ', ', ...words }];
};

/** Comments of other languages. */
export const comments: Rule = (text) =>
  suspects(text, /(?<![^\s,[{])(?:\/\/.*|\/\*[\s\S]{0,2000}?\*\/)/g, ([found]) => ({
    instead: found.replace(/[^\n]/g, ' '),
    message: `${found.startsWith('//') ? '//' : '/*'} begins no comment here: JSON has none, and those of YAML begin with #.`,
    hint: 'Remove the comment; in YAML, write # before each of its lines.',
  }));
