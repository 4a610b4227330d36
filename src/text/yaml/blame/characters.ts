import type { Words } from './suspect.ts';

/** Characters that look like those of YAML, or like nothing, and are text for it. */

const NAMES: { readonly [character: string]: string } = {
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u1680': 'Ogham space mark',
  '\u180e': 'Mongolian vowel separator',
  '\u2000': 'en quad',
  '\u2001': 'em quad',
  '\u2002': 'en space',
  '\u2003': 'em space',
  '\u2004': 'three-per-em space',
  '\u2005': 'four-per-em space',
  '\u2006': 'six-per-em space',
  '\u2007': 'figure space',
  '\u2008': 'punctuation space',
  '\u2009': 'thin space',
  '\u200a': 'hair space',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202f': 'narrow no-break space',
  '\u205f': 'medium mathematical space',
  '\u2060': 'word joiner',
  '\u3000': 'ideographic space',
  '\ufeff': 'byte order mark',
};

/** Blanks that are none for YAML, as part of a class of a regular expression. */
export const WIDE = '\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000';
/** Characters without any width. */
export const UNSEEN = '\u00ad\u180e\u200b-\u200f\u2060\ufeff';
/** Dashes and bullets that a word processor makes of a hyphen. */
export const DASHES = '\u2010-\u2015\u2212\u2022\u00b7\u25aa\u25cf\u2043\ufe58\ufe63\uff0d';

/** Quotation marks, and the quote of YAML that each was. */
export const QUOTES: ReadonlyMap<string, string> = new Map([
  ...Array.from('\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02', (character) => [character, '"'] as const),
  ...Array.from('\u2018\u2019\u201a\u201b\u2039\u203a\uff07', (character) => [character, "'"] as const),
]);

/** Signs of YAML in other widths. */
export const SIGNS: ReadonlyMap<string, string> = new Map(
  [
    ':\uff1a\ufe55',
    ',\uff0c\u3001',
    '[\uff3b\u3010',
    ']\uff3d\u3011',
    '{\uff5b',
    '}\uff5d',
    '#\uff03',
  ].flatMap(([sign, ...others]) => others.map((other) => [other, sign as string] as const)),
);

export const QUOTE_CLASS = [...QUOTES.keys()].join('');
export const SIGN_CLASS = [...SIGNS.keys()].join('');

/** What all of this needs to be looked for at all. */
export const ODD = new RegExp(`[${WIDE}${UNSEEN}${DASHES}${QUOTE_CLASS}${SIGN_CLASS}]`);

/** What there is to say of a character that stands where one of YAML's was meant. */
export function wordsFor(character: string): Words {
  const shown = `${character} (${codePoint(character)})`;
  const quote = QUOTES.get(character);
  if (quote !== undefined) {
    return {
      message: `The quotation mark ${shown} is text for YAML, it quotes nothing.`,
      hint: `Write ${quote} or ${quote === '"' ? "'" : '"'}, the quotes of the keyboard, at both ends.`,
    };
  }
  const sign = SIGNS.get(character);
  if (sign !== undefined) {
    return {
      message: `The character ${shown} is text for YAML, it is no ${JSON.stringify(sign)}.`,
      hint: `Write "${sign}"${sign === ':' || sign === ',' ? ' and a blank' : ''}.`,
    };
  }
  const name = NAMES[character];
  if (name === undefined) {
    return {
      message: `The character ${shown} is text for YAML, it begins no item of a list.`,
      hint: 'Write a hyphen (-) and a blank.',
    };
  }
  const named = `${/^[aeiou]/i.test(name) ? 'An' : 'A'} ${name} (${codePoint(character)})`;
  return new RegExp(`[${UNSEEN}]`).test(character)
    ? { message: `${named}, which nobody sees, stands here and is text for YAML.`, hint: 'Remove it.' }
    : {
        message: `${named} stands here, which is text for YAML and no blank.`,
        hint: 'Write ordinary spaces.',
      };
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}
