/** Blanks that YAML wants behind a sign, and a sign that it does not know. */
import { brief, type Rule, suspects, type Words } from './suspect.ts';

/** A key at the beginning of a line, or of an item in brackets. */
const KEY = String.raw`(?:^|[{,]) *(?:- +)*((?:[\w.$/-]+|"[\w.$/-]+"|'[\w.$/-]+')`;

/** `image:x`; an address has slashes there. */
export const noBlankAfterColon: Rule = (text) =>
  suspects(text, new RegExp(String.raw`${KEY} *:)(?=[^\s:/])`, 'dgm'), ([, key = '']) => ({
    instead: `${key} `,
    ...noBlankAfterColonOf(key),
  }));

/** What there is to say of a key, given with its colon. */
export function noBlankAfterColonOf(written: string): Words {
  const key = brief(written.replace(/ *:$/, ''));
  return {
    message: `No blank stands behind the colon of ${key}, so it is no key.`,
    hint: `Write ${key}: and a blank.`,
  };
}

/** `-name: x`. Lines below it may stand under the name, or where the name would be behind a blank. */
export const noBlankAfterDash: Rule = (text) =>
  suspects(text, DASH, () => ({ instead: '- ', ...NO_BLANK_AFTER_DASH }));

export const noBlankAfterDashAbove: Rule = (text) =>
  suspects(text, DASH, ({ index, indices }) => ({
    instead: `-\n${' '.repeat((indices?.[1]?.[1] ?? index) - index)}`,
    ...NO_BLANK_AFTER_DASH,
  }));

const DASH = /^ *(-)(?=["'\w{[])/dgm;

export const NO_BLANK_AFTER_DASH = {
  message: 'No blank stands behind the dash, so it begins no item of a list.',
  hint: 'Write "- " before the item.',
} as const;

/** `image = x`. */
export const equalsSigns: Rule = (text) =>
  suspects(text, new RegExp(`${KEY}) *=(?=[^=~])`, 'dgm'), ([, key = '']) => ({
    instead: `${key}: `,
    message: `An equals sign stands behind ${brief(key)}, where YAML has a colon.`,
    hint: `Write ${brief(key)}: and a blank.`,
  })).map((suspect) => ({ ...suspect, end: text.indexOf('=', suspect.end) + 1 }));
