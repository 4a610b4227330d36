/**
 * The schedule trigger as KEDA's cron scaler needs it: a start and an end expression that strictly alternate. KEDA
 * takes the next start and the next end, and is active while the end comes first, so an end too many or too few
 * keeps a worker up, or down, for the rest of the cycle. Expressions are those of robfig/cron, five fields, in UTC.
 */

import { counted } from '../words/phrases.ts';
import { fill } from '../words/wording.ts';
import { type CronProblem, cronHint, MACROS, unknownMacro } from './cron-hint.ts';
import { CRON_WORDS } from './cron-words.ts';

export interface CronWindow {
  readonly start: string;
  readonly end: string;
}

export const LONGEST_WINDOW_MINUTES = 55;

/** Minutes a worker is kept awake from each start: long enough for one lease, shorter than an hour. */
export function windowMinutes(leaseSeconds: number): number {
  return Math.min(LONGEST_WINDOW_MINUTES, Math.max(5, Math.floor(leaseSeconds / 60) + 1));
}

/** Minutes of the shortest time that a schedule keeps a worker awake: starts in a window make it longer. */
export function shortestAwake({ minutes }: Schedule, leaseSeconds: number): number {
  return Math.min(...spansOf(minutes, windowMinutes(leaseSeconds)).map(({ from, to }) => to - from));
}

interface Field {
  /** Written `*` or `?`: cron then leaves the day to the other day field. */
  readonly any: boolean;
  readonly values: readonly number[];
}

export interface FieldRule {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export const CRON_FIELDS: readonly FieldRule[] = [
  { name: 'minute', low: 0, high: 59, names: [] },
  { name: 'hour', low: 0, high: 23, names: [] },
  { name: 'day of month', low: 1, high: 31, names: [] },
  { name: 'month', low: 1, high: 12, names: MONTHS },
  // 7 is Sunday too, as in other crons; KEDA's cron is given 0 for it.
  { name: 'day of week', low: 0, high: 7, names: DAYS },
];

/** A 7 as a day or as an end of a range, not as a step. */
const NAMES_SEVEN = /(?:^|[,-])0*7(?!\d)/;

/** A cron expression, its fields as KEDA's cron reads them. */
export interface Schedule {
  readonly texts: readonly [minute: string, hour: string, day: string, month: string, weekday: string];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly day: Field;
  readonly month: Field;
  readonly weekday: Field;
}

/** The expression in parts, or what is wrong with it, as the end of a sentence. */
export function parseCron(cron: string): Schedule | CronProblem {
  // The white space of the CRD's pattern; JavaScript's \s has more.
  const words = cron.split(/[ \t\n\r\f\v]+/).filter((text) => text !== '');
  const [first = ''] = words;
  if (/^(?:CRON_)?TZ=/i.test(first)) {
    const { problem, hint } = CRON_WORDS.timeZone;
    return { problem: fill(problem, { text: JSON.stringify(first) }), hint };
  }
  const macro = words.length === 1 ? MACROS[first.toLowerCase()] : undefined;
  if (macro === undefined && first.startsWith('@')) return unknownMacro(words, isCron);
  const texts = macro?.split(' ') ?? words;
  if (texts.length !== CRON_FIELDS.length) {
    const hint = cronHint(texts, isCron);
    return {
      problem: fill(CRON_WORDS.count.problem, { count: counted(texts.length, 'field') }),
      ...(hint !== undefined && { hint }),
    };
  }
  const fields: Field[] = [];
  for (const [index, rule] of CRON_FIELDS.entries()) {
    const field = parseField(texts[index] as string, rule);
    if ('problem' in field) return field;
    fields.push(field);
  }
  const [minute, hour, day, month, given] = fields as [Field, Field, Field, Field, Field];
  const weekday = { any: given.any, values: sorted(new Set(given.values.map((value) => value % 7))) };
  if (!happens(day, month, weekday)) return { problem: 'names a day that none of its months has' };
  const [minuteText, hourText, dayText, monthText, weekdayText] = texts as [
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    texts: [
      minuteText,
      hourText,
      dayText,
      monthText,
      !NAMES_SEVEN.test(weekdayText) ? weekdayText : given.any ? '*' : list(weekday.values),
    ],
    minutes: minute.values,
    hours: hour.values,
    day,
    month,
    weekday,
  };
}

function isCron(text: string): boolean {
  return !('problem' in parseCron(text));
}

/** A part of an hour in which a worker is awake, from one minute to another, which may be in the next hour. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The windows of a schedule, or why cron cannot name their ends. Together they are awake when one of them is. */
export function cronWindows(schedule: Schedule, leaseSeconds: number): CronWindow[] | CronProblem {
  const { hours, minutes, day, month, weekday } = schedule;
  const length = windowMinutes(leaseSeconds);
  const everyDay = day.any && month.values.length === 12 && weekday.any;
  if (everyDay && hours.length === 24 && coversHour(minutes, length)) {
    return {
      problem: `keeps a worker awake without a break, since each start is followed by ${length} minutes`,
      hint: 'Write scaling.replicas.min: 1 for a worker that is always there, or fewer starts.',
    };
  }
  const spans = spansOf(minutes, length);
  const windows = groups(spans.filter(({ to }) => to < 60)).map((group) => within(group, schedule));
  for (const span of spans.filter(({ to }) => to >= 60)) {
    const found = acrossHours(span, schedule, everyDay);
    if ('problem' in found) return found;
    windows.push(...found);
  }
  return windows;
}

function coversHour(minutes: readonly number[], length: number): boolean {
  return minutes.every(
    (minute, index) => (minutes[index + 1] ?? (minutes[0] as number) + 60) - minute <= length,
  );
}

/**
 * One span for each run of starts that come before the one before them has ended; less than an hour, so that the next
 * hour's does not begin in it.
 */
function spansOf(minutes: readonly number[], length: number): Span[] {
  const spans: Span[] = [];
  for (const minute of minutes) {
    const last = spans.at(-1);
    const to = minute + length;
    if (last !== undefined && minute <= last.to && to - last.from < 60)
      spans[spans.length - 1] = { ...last, to };
    else spans.push({ from: minute, to });
  }
  return spans;
}

/** Spans that one expression can hold: each begins after the one before has ended. */
function groups(spans: readonly Span[]): Span[][] {
  const found: Span[][] = [];
  for (const span of spans) {
    const group = found.find((one) => (one.at(-1) as Span).to < span.from);
    if (group === undefined) found.push([span]);
    else group.push(span);
  }
  return found;
}

function within(group: readonly Span[], { texts }: Schedule): CronWindow {
  const rest = texts.slice(1).join(' ');
  return { start: `${startOf(group, texts)} ${rest}`, end: `${list(group.map(({ to }) => to))} ${rest}` };
}

/** The minutes as they were written, where there is only one. */
function startOf(group: readonly Span[], [text]: Schedule['texts']): string {
  return /^\d+$/.test(text) ? text : list(group.map(({ from }) => from));
}

/** A span that runs into the next hour; after 23 h into the next day too, which only the day fields can say. */
function acrossHours(span: Span, schedule: Schedule, everyDay: boolean): CronWindow[] | CronProblem {
  const { hours, texts } = schedule;
  const minute = startOf([span], texts);
  const end = span.to % 60;
  const hourText = texts[1];
  const days = texts.slice(2).join(' ');
  if (everyDay || !hours.includes(23)) {
    return [{ start: `${minute} ${hourText} ${days}`, end: `${end} ${nextHours(hours)} ${days}` }];
  }
  const nextDays = dayAfter(schedule);
  if (nextDays === null) {
    return {
      problem: `has a window of ${span.to - span.from} minutes from 23:${String(span.from).padStart(2, '0')} UTC that ends on the next day, which cron cannot name for these days`,
      hint: 'Begin earlier in that hour, or shorten schedule.leaseSeconds.',
    };
  }
  const early = hours.filter((hour) => hour !== 23);
  const late = { start: `${minute} 23 ${days}`, end: `${end} 0 ${nextDays}` };
  if (early.length === 0) return [late];
  return [{ start: `${minute} ${list(early)} ${days}`, end: `${end} ${nextHours(early)} ${days}` }, late];
}

function nextHours(hours: readonly number[]): string {
  return hours.length === 24 ? '*' : list(hours.map((hour) => (hour + 1) % 24));
}

/** The day fields one day later, or null where that depends on the length of a month. */
function dayAfter({ texts, day, month, weekday }: Schedule): string | null {
  const everyMonth = month.values.length === 12;
  if (!day.any && Math.max(...day.values) > 27) return null;
  // A day of the week, or every day, of some months: the day after the last one is in another month.
  if (!everyMonth && (day.any || !weekday.any)) return null;
  const days = day.any ? texts[2] : list(day.values.map((value) => value + 1));
  const weekdays = weekday.any ? '*' : list(weekday.values.map((value) => (value + 1) % 7));
  return `${days} ${texts[3]} ${weekdays}`;
}

/** A day 31 in months that have none, without a day of the week to fall back on, never comes. */
function happens(day: Field, month: Field, weekday: Field): boolean {
  if (day.any || !weekday.any) return true;
  const longest = Math.max(
    ...month.values.map((value) => (value === 2 ? 29 : [4, 6, 9, 11].includes(value) ? 30 : 31)),
  );
  return Math.min(...day.values) <= longest;
}

/** Never `*` for a full set: in a day field the star also decides how the two day fields combine. */
function list(values: readonly number[]): string {
  return [...values].sort((a, b) => a - b).join(',');
}

/** A step that Go cannot hold is refused by robfig/cron. */
const LONGEST_NUMBER = 18;

function parseField(text: string, rule: FieldRule): Field | CronProblem {
  const values = new Set<number>();
  let any = false;
  const field = { field: rule.name, text: JSON.stringify(text) };
  for (const part of text.split(',')) {
    const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) return { problem: fill(CRON_WORDS.unreadable.problem, field) };
    const [, star, from, to, step = '1'] = match;
    // As in robfig/cron: what stands before a step alone runs to the end.
    const last = rule.high === 7 ? 6 : rule.high;
    const low = star ? rule.low : number(from as string, rule);
    const high =
      star || (to === undefined && match[4] !== undefined) ? last : number(to ?? (from as string), rule);
    if (!(low >= rule.low && high <= rule.high))
      return { problem: fill(CRON_WORDS.outside.problem, { ...field, low: rule.low, high: rule.high }) };
    if (low > high) {
      const { problem, hint } = CRON_WORDS.reversed;
      return { problem: fill(problem, { ...field, part }), hint };
    }
    if (Number(step) < 1 || step.replace(/^0+/, '').length > LONGEST_NUMBER) {
      return { problem: fill(CRON_WORDS.step.problem, field) };
    }
    if (star && Number(step) === 1) any = true;
    for (let value = low; value <= high; value += Number(step)) values.add(value);
  }
  return { any, values: sorted(values) };
}

function sorted(values: ReadonlySet<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

function number(text: string, rule: FieldRule): number {
  const index = rule.names.indexOf(text.toLowerCase());
  if (index >= 0) return index + rule.low;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
