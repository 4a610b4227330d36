/**
 * The schedule trigger as KEDA's cron scaler needs it: a start and an end expression that strictly alternate. KEDA
 * takes the next start and the next end, and is active while the end comes first, so an end too many or too few
 * keeps a worker up, or down, for the rest of the cycle. Expressions are those of robfig/cron, five fields, in UTC.
 */

export interface CronWindow {
  readonly start: string;
  readonly end: string;
}

/** Minutes a worker is kept awake from each start: long enough for one lease, shorter than an hour. */
export function windowMinutes(leaseSeconds: number): number {
  return Math.min(55, Math.max(5, Math.floor(leaseSeconds / 60) + 1));
}

export type CronProblem = { readonly problem: string };

interface Field {
  /** Written `*` or `?`: cron then leaves the day to the other day field. */
  readonly any: boolean;
  readonly values: readonly number[];
}

interface FieldRule {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly FieldRule[] = [
  { name: 'minute', low: 0, high: 59, names: [] },
  { name: 'hour', low: 0, high: 23, names: [] },
  { name: 'day of month', low: 1, high: 31, names: [] },
  { name: 'month', low: 1, high: 12, names: MONTHS },
  { name: 'day of week', low: 0, high: 6, names: DAYS },
];

/** A cron expression that KEDA can read and whose minute is one whole number. */
export interface Schedule {
  readonly texts: readonly [minute: string, hour: string, day: string, month: string, weekday: string];
  readonly minute: number;
  readonly hours: readonly number[];
  readonly day: Field;
  readonly month: Field;
  readonly weekday: Field;
}

/** The expression in parts, or what is wrong with it, as the end of a sentence. */
export function parseCron(cron: string): Schedule | CronProblem {
  // The white space of the CRD's pattern; JavaScript's \s has more.
  const texts = cron.split(/[ \t\n\r\f\v]+/).filter((text) => text !== '');
  if (texts.length !== FIELDS.length) {
    return { problem: `has ${texts.length} field${texts.length === 1 ? '' : 's'}, not five` };
  }
  const fields: Field[] = [];
  for (const [index, rule] of FIELDS.entries()) {
    const field = parseField(texts[index] as string, rule);
    if (typeof field === 'string') return { problem: field };
    fields.push(field);
  }
  const [minute, hour, day, month, weekday] = fields as [Field, Field, Field, Field, Field];
  if (!/^\d+$/.test(texts[0] as string)) {
    return { problem: `has the minute "${texts[0]}", which is not one whole number` };
  }
  if (!happens(day, month, weekday)) return { problem: 'names a day that none of its months has' };
  return {
    texts: texts as [string, string, string, string, string],
    minute: minute.values[0] as number,
    hours: hour.values,
    day,
    month,
    weekday,
  };
}

/** The windows of a schedule, or why cron cannot name their ends. */
export function cronWindows(schedule: Schedule, leaseSeconds: number): CronWindow[] | CronProblem {
  const { minute, hours, day, month, weekday } = schedule;
  const [minuteText, hourText, ...dayTexts] = schedule.texts;
  const days = dayTexts.join(' ');
  const start = `${minuteText} ${hourText} ${days}`;
  const length = windowMinutes(leaseSeconds);
  const end = (minute + length) % 60;
  if (minute + length < 60) return [{ start, end: `${end} ${hourText} ${days}` }];

  // The window runs into the next hour; after 23 h into the next day too, which only the day fields can say.
  const everyDay = day.any && month.values.length === 12 && weekday.any;
  if (everyDay || !hours.includes(23)) return [{ start, end: `${end} ${nextHours(hours)} ${days}` }];
  const nextDays = dayAfter(schedule);
  if (nextDays === null) {
    return {
      problem: `has a window of ${length} minutes from 23:${String(minute).padStart(2, '0')} UTC that ends on the next day, which cron cannot name for these days`,
    };
  }
  const early = hours.filter((hour) => hour !== 23);
  const late = { start: `${minuteText} 23 ${days}`, end: `${end} 0 ${nextDays}` };
  if (early.length === 0) return [late];
  return [{ start: `${minuteText} ${list(early)} ${days}`, end: `${end} ${nextHours(early)} ${days}` }, late];
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

function parseField(text: string, rule: FieldRule): Field | string {
  const values = new Set<number>();
  let any = false;
  for (const part of text.split(',')) {
    const match = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) return `has the ${rule.name} "${text}", which cron cannot read`;
    const [, star, from, to, step] = match;
    const low = star ? rule.low : number(from as string, rule);
    const high =
      star || (to === undefined && step !== undefined) ? rule.high : number(to ?? (from as string), rule);
    const stride = step === undefined ? 1 : Number(step);
    if (
      Number.isNaN(low) ||
      Number.isNaN(high) ||
      low < rule.low ||
      high > rule.high ||
      low > high ||
      stride < 1
    ) {
      return `has the ${rule.name} "${text}", outside ${rule.low}-${rule.high}`;
    }
    if (star && stride === 1) any = true;
    for (let value = low; value <= high; value += stride) values.add(value);
  }
  return { any, values: [...values].sort((a, b) => a - b) };
}

function number(text: string, rule: FieldRule): number {
  const index = rule.names.indexOf(text.toLowerCase());
  if (index >= 0) return index + rule.low;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
