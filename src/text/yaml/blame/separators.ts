/** What stands between two documents. */
import { brief, type Rule, type Suspect, suspects, type Words } from './suspect.ts';

/** Lines with nothing but comments, and then the first line of an object. */
const OBJECT = String.raw`(?=(?:[^\S\n]*(?:#.*)?\n)*(?:apiVersion|kind|metadata) *:)`;

/** A line that was meant to be `---`: too few dashes, indented, or other signs. */
export const misspeltSeparators: Rule = (text) =>
  suspects(
    text,
    new RegExp(String.raw`^( *(?:-{1,2}|[\u2010-\u2015]+|(?:[-*_=~] ?){2,}))[^\S\n]*\n${OBJECT}`, 'dgm'),
    ([, found = '']) => ({ instead: '---', ...misspelt(found) }),
  );

/** What there is to say of a line that is not quite `---`. */
export function misspelt(line: string): Words {
  return {
    message: `"${brief(line)}" is no separator of documents: that is three hyphens at the beginning of a line.`,
    hint: 'Write --- alone on the line.',
  };
}

/** What there is to say of `--- a: 1`, which kubectl drops. */
export const TEXT_BEHIND = {
  message: 'Only a comment may follow --- on its line.',
  hint: 'Begin the document on the next line.',
} as const;

/** What there is to say where a second object begins in the document of the first. */
export const JOINED = {
  message: 'A second object begins here, in the document of the first.',
  hint: 'Write --- on a line of its own between the two.',
} as const;

/** An object that begins where another has not ended: two files put together, perhaps without a line break. */
export const joined: Rule = (text) => [
  ...suspects(text, /[^\s#]((?=apiVersion: *["']?[\w.]+(?:\/\w+)?["']? *\r?$))/dgm, () => ({
    instead: '\n---\n',
    ...JOINED,
  })),
  ...again(suspects(text, /^((?=apiVersion *:))/dgm, () => ({ instead: '---\n', ...JOINED }))),
  ...again(suspects(text, /^((?=kind *:))/dgm, () => ({ instead: '---\n', ...JOINED }))),
];

/** All but the first. */
function again(found: readonly Suspect[]): Suspect[] {
  return found.slice(1);
}
