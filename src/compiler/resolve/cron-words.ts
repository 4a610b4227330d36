import { type Wording, wording } from '../words/wording.ts';

export interface CronWords {
  /** The end of a sentence about the expression. */
  readonly problem: Wording<string>;
  /** What to write instead. Where it is absent, an example is shown, or a guess at what was meant. */
  readonly hint?: string;
}

/** What is wrong with a schedule whose fields cannot be read: the words of the compiler and of the policies. */
export const CRON_WORDS = {
  timeZone: {
    problem: wording`names the time zone ${'text'}, but a schedule of hev is in UTC`,
    hint: 'Leave the time zone out and write the hours of UTC.',
  },
  moment: { problem: wording`counts from a moment that nobody knows (@every)` },
  unknownWord: { problem: wording`begins with ${'text'}, which is no word for a schedule` },
  count: { problem: wording`has ${'count'}, not five` },
  unreadable: { problem: wording`has the ${'field'} ${'text'}, which cron cannot read` },
  outside: { problem: wording`has the ${'field'} ${'text'}, outside ${'low'}-${'high'}` },
  reversed: {
    problem: wording`has the ${'field'} ${'text'}, in which ${'part'} ends before it begins`,
    hint: 'Write both parts of such a range, with a comma between: 5-6,0-1.',
  },
  step: { problem: wording`has the ${'field'} ${'text'}, with a step that cron cannot read` },
} as const satisfies { readonly [name: string]: CronWords };
