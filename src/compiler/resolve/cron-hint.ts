import { fill } from '../words/wording.ts';
import { CRON_WORDS } from './cron-words.ts';

export interface CronProblem {
  /** The end of a sentence about the expression. */
  readonly problem: string;
  /** What to write instead, where it can be said. */
  readonly hint?: string;
}

/** Words for whole expressions, which KEDA's cron does not know. */
export const MACROS: { readonly [word: string]: string } = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/** What to write for a schedule that is no cron expression of five fields; undefined where it cannot be told. */
export function cronHint(words: readonly string[], accepts: (cron: string) => boolean): string | undefined {
  for (const { cron, says } of meanings(words)) if (accepts(cron)) return `Write "${cron}"${says}.`;
  return undefined;
}

interface Meaning {
  readonly cron: string;
  /** Behind the expression. */
  readonly says: string;
}

function* meanings(words: readonly string[]): Generator<Meaning> {
  const [first = ''] = words;
  const text = words.join(' ').toLowerCase();
  yield* inWords(text);
  if (words.length > 5) {
    // Quartz has seconds first and a year last.
    yield {
      cron: words.slice(1, 6).join(' '),
      says: ': a schedule has no seconds, and begins with the minute',
    };
    yield { cron: words.slice(0, 5).join(' '), says: ': a schedule has no year' };
  } else {
    const [, minutes] = /^\*\/(\d+)$/.exec(first) ?? [];
    const says =
      words.length === 1 && minutes !== undefined
        ? ` for ${every(Number(minutes), 'minute')}`
        : ', with all five fields';
    yield { cron: [...words, '*', '*', '*', '*', '*'].slice(0, 5).join(' '), says };
  }
}

function* inWords(text: string): Generator<Meaning> {
  const [, macro] = /^(hourly|daily|midnight|weekly|monthly|yearly|annually)$/.exec(text) ?? [];
  if (macro !== undefined) yield { cron: `@${macro}`, says: '' };
  const [, count = '1', unit] =
    /^(?:every\s*)?(\d+)?\s*(m|min|mins|minutes?|h|hours?|hrs?)$/.exec(text) ?? [];
  if (unit?.startsWith('m') && Number(count) < 60)
    yield { cron: `*/${Number(count)} * * * *`, says: ` for ${every(Number(count), 'minute')}` };
  if (unit?.startsWith('h') && Number(count) < 24)
    yield {
      cron: count === '1' ? '0 * * * *' : `0 */${Number(count)} * * *`,
      says: ` for ${every(Number(count), 'hour')}`,
    };
  yield* byDay(text);
  const [, hour, minute] = /^(?:at )?(\d\d?):(\d\d)(?::\d\d)?$/.exec(text) ?? [];
  // 24:00 is the end of a day, and so the beginning of the next.
  const begins = hour === '24' && minute === '00' ? 0 : Number(hour);
  if (hour !== undefined)
    yield { cron: `${Number(minute)} ${begins} * * *`, says: ' for that time of every day, in UTC' };
}

const BY_DAY =
  /^(?:every )?(day|daily|night|nightly|(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*)(?: at)? (\d\d?)(?::(\d\d))? ?(am|pm)?$/;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** `every day at 2am`, `daily at 14:30`, `monday 9`. Without an hour nobody knows which one is meant. */
function* byDay(text: string): Generator<Meaning> {
  const [, word, hour, minute = '0', half] = BY_DAY.exec(text) ?? [];
  if (word === undefined) return;
  const day = DAYS.indexOf(word.slice(0, 3));
  const at = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  const of = day < 0 ? 'every day' : `every ${word}`;
  yield {
    cron: `${Number(minute)} ${at} * * ${day < 0 ? '*' : day}`,
    says: ` for that time of ${of}, in UTC`,
  };
}

function every(count: number, unit: 'minute' | 'hour'): string {
  if (unit === 'minute' && count === 15) return 'every quarter of an hour';
  if (unit === 'minute' && count === 30) return 'every half of an hour';
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

/** A word with @ in front that stands for no expression. */
export function unknownMacro(
  [word = '', ...rest]: readonly string[],
  accepts: (cron: string) => boolean,
): CronProblem {
  if (word.toLowerCase() !== '@every') {
    const problem = fill(CRON_WORDS.unknownWord.problem, { text: JSON.stringify(word) });
    return { problem, hint: `Write one of ${Object.keys(MACROS).join(', ')}.` };
  }
  return {
    problem: fill(CRON_WORDS.moment.problem, {}),
    hint:
      cronHint(['every', ...rest], accepts) ??
      'Write the times: "*/15 * * * *" for every quarter of an hour, "0 */6 * * *" for every six hours.',
  };
}
