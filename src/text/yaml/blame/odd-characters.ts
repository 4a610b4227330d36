import { DASHES, QUOTE_CLASS, QUOTES, SIGN_CLASS, SIGNS, UNSEEN, WIDE, wordsFor } from './characters.ts';
import { type Rule, suspects } from './suspect.ts';

/** A byte order mark that begins a line: the first of a file that was put behind another. */
export const byteOrderMarks: Rule = (text) =>
  suspects(text, /^\ufeff(?:---[^\S\n]*(?:\r?\n|$))?/gm, () => ({
    instead: '---\n',
    ...BYTE_ORDER_MARK_WITHIN,
  }));

export const BYTE_ORDER_MARK_WITHIN = {
  message: 'A byte order mark (U+FEFF) stands in the middle of the file, as where two files were joined.',
  hint: 'Remove it, and write --- on a line of its own between the two documents.',
} as const;

export const oddBlanks: Rule = (text) =>
  suspects(text, new RegExp(`[${WIDE}${UNSEEN}]+`, 'g'), ([found]) => ({
    instead: found.replaceAll(new RegExp(`[${UNSEEN}]`, 'g'), '').replaceAll(/./g, ' '),
    ...wordsFor(found[0] as string),
  }));

export const oddQuotes: Rule = (text) =>
  suspects(text, new RegExp(`[${QUOTE_CLASS}]`, 'g'), ([found]) => ({
    instead: QUOTES.get(found) as string,
    ...wordsFor(found),
  }));

export const oddDashes: Rule = (text) =>
  suspects(text, new RegExp(`^ *(?:- +)*([${DASHES}])(?= )`, 'dgm'), ([, found = '']) => ({
    instead: '-',
    ...wordsFor(found),
  }));

export const oddSigns: Rule = (text) =>
  suspects(text, new RegExp(`[${SIGN_CLASS}]`, 'g'), ([found]) => {
    const sign = SIGNS.get(found) as string;
    return { instead: sign === ':' || sign === ',' ? `${sign} ` : sign, ...wordsFor(found) };
  });
