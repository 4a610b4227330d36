import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CronWindow, cronWindows, parseCron, windowMinutes } from './cron.ts';

describe('windowMinutes', () => {
  it.each([
    [1, 5],
    [120, 5],
    [240, 5],
    [300, 6],
    [1800, 31],
    [3300, 55],
    [90_000, 55],
  ])('a lease of %i s is a window of %i minutes', (lease, minutes) => {
    expect(windowMinutes(lease)).toBe(minutes);
  });
});

describe('cronWindows', () => {
  it.each<[string, number, CronWindow[]]>([
    ['0 * * * *', 120, [{ start: '0 * * * *', end: '5 * * * *' }]],
    ['55 * * * *', 600, [{ start: '55 * * * *', end: '6 * * * *' }]],
    ['50 2 * * *', 1800, [{ start: '50 2 * * *', end: '21 3 * * *' }]],
    ['50 23 * * *', 1800, [{ start: '50 23 * * *', end: '21 0 * * *' }]],
    ['50 23 * * 6', 1800, [{ start: '50 23 * * 6', end: '21 0 * * 0' }]],
    ['50 23 1,15 * *', 1800, [{ start: '50 23 1,15 * *', end: '21 0 2,16 * *' }]],
    ['50 */11 * * MON', 1800, [{ start: '50 */11 * * MON', end: '21 1,12,23 * * MON' }]],
    [
      '50 22,23 * * 1-5',
      1800,
      [
        { start: '50 22 * * 1-5', end: '21 23 * * 1-5' },
        { start: '50 23 * * 1-5', end: '21 0 * * 2,3,4,5,6' },
      ],
    ],
    ['0,30 * * * *', 120, [{ start: '0,30 * * * *', end: '5,35 * * * *' }]],
    ['*/15 8-18 * * *', 120, [{ start: '0,15,30,45 8-18 * * *', end: '5,20,35,50 8-18 * * *' }]],
    ['0,4,20 9 * * 1', 120, [{ start: '0,20 9 * * 1', end: '9,25 9 * * 1' }]],
    [
      '20,58 23 * * 6',
      120,
      [
        { start: '20 23 * * 6', end: '25 23 * * 6' },
        { start: '58 23 * * 6', end: '3 0 * * 0' },
      ],
    ],
    [
      '* 9 * * *',
      120,
      [
        { start: '0 9 * * *', end: '59 9 * * *' },
        { start: '55 9 * * *', end: '4 10 * * *' },
      ],
    ],
    ['@hourly', 120, [{ start: '0 * * * *', end: '5 * * * *' }]],
    ['@Daily', 120, [{ start: '0 0 * * *', end: '5 0 * * *' }]],
    ['@midnight', 120, [{ start: '0 0 * * *', end: '5 0 * * *' }]],
    ['@weekly', 120, [{ start: '0 0 * * 0', end: '5 0 * * 0' }]],
    ['@monthly', 120, [{ start: '0 0 1 * *', end: '5 0 1 * *' }]],
    ['@annually', 120, [{ start: '0 0 1 1 *', end: '5 0 1 1 *' }]],
    ['0 2 * * 7', 120, [{ start: '0 2 * * 0', end: '5 2 * * 0' }]],
    ['0 2 * * 5-7', 120, [{ start: '0 2 * * 0,5,6', end: '5 2 * * 0,5,6' }]],
    ['0 2 * * 2-7/3', 120, [{ start: '0 2 * * 2,5', end: '5 2 * * 2,5' }]],
    ['0 2 * * */7', 120, [{ start: '0 2 * * */7', end: '5 2 * * */7' }]],
    ['58 23 * * 7', 120, [{ start: '58 23 * * 0', end: '3 0 * * 1' }]],
    ['0 2 * jAn-MAR Mon-fri', 120, [{ start: '0 2 * jAn-MAR Mon-fri', end: '5 2 * jAn-MAR Mon-fri' }]],
  ])('%s with a lease of %i s', (cron, lease, windows) => {
    expect(windowsOf(cron, lease)).toEqual(windows);
  });

  it.each([
    ['58 23 31 * *', 'on the next day'],
    ['58 23 * 6 *', 'on the next day'],
    ['58 23 * 6 1', 'on the next day'],
    ['*/5 * * * *', 'without a break'],
    ['* * * * *', 'without a break'],
    ['0 * * *', '4 fields'],
    ['0 0 2 * * *', '6 fields'],
    ['@every 1h', 'nobody knows'],
    ['@reboot', 'no word for a schedule'],
    ['@daily *', 'no word for a schedule'],
    ['TZ=Europe/Berlin 0 2 * * *', 'time zone'],
    ['CRON_TZ=Asia/Tokyo 0 2 * * *', 'time zone'],
    ['0 24 * * *', 'hour'],
    ['0 * 0 * *', 'day of month'],
    ['0 * * 13 *', 'month'],
    ['0 * * * 8', 'day of week'],
    ['0 5-2 * * *', 'hour'],
    ['0 2 * * fri-sun', 'ends before it begins'],
    ['0 22-2 * * *', 'ends before it begins'],
    ['50-70 2 * * *', 'outside 0-59'],
    ['0 99999999999999999999 * * *', 'outside 0-23'],
    ['0 */99999999999999999999 * * *', 'step'],
    ['0 */0 * * *', 'step'],
    ['0 0 31 2,4 *', 'none of its months'],
    ['0 x * * *', 'hour'],
    ['0 0 L * *', 'day of month'],
    ['0 0 * * 1#2', 'day of week'],
    ['60 * * * *', 'minute'],
  ])('%s is refused: %s', (cron, reason) => {
    const schedule = parseCron(cron);
    const result = 'problem' in schedule ? schedule : cronWindows(schedule, 120);
    expect(result).toMatchObject({ problem: expect.stringContaining(reason) });
  });

  it('is awake for exactly the window, by the rule that KEDA applies', () => {
    fc.assert(
      fc.property(
        anyCron,
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 0, max: 2 * 366 * 24 * 60 }),
        (cron, lease, at) => {
          const schedule = parseCron(cron);
          if ('problem' in schedule) return;
          const windows = cronWindows(schedule, lease);
          if ('problem' in windows) return;
          const started = minutesAgo(cron, at, windowMinutes(lease));
          expect(windows.some((window) => awake(window, at))).toBe(started);
        },
      ),
      { numRuns: 300, seed: 20261122 },
    );
  });
});

const anyCron = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 0, max: 59 }).map(String),
      fc
        .uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 2, maxLength: 6 })
        .map((all) => all.join(',')),
      fc.constantFrom('*/15', '*/20', '0-10', '40-59', '*', '*/7', '3/13'),
    ),
    fc.oneof(fc.constant('*'), fc.constantFrom('23', '0', '22,23', '*/6', '1-3', '20-23')),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('*') },
      { weight: 1, arbitrary: fc.constantFrom('1', '15,27', '*/2', '28') },
    ),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('*') },
      { weight: 1, arbitrary: fc.constantFrom('1', 'FEB-apr', '*/3') },
    ),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('*') },
      { weight: 1, arbitrary: fc.constantFrom('1-5', 'sun', '6', '0-6', '?', '7', '5-7') },
    ),
  )
  .map((fields) => fields.join(' '));

function windowsOf(cron: string, lease: number) {
  const schedule = parseCron(cron);
  return 'problem' in schedule ? schedule : cronWindows(schedule, lease);
}

/** KEDA: active while the next end comes before the next start. */
function awake({ start, end }: CronWindow, at: number): boolean {
  return next(end, at) <= next(start, at);
}

function minutesAgo(cron: string, at: number, length: number): boolean {
  for (let minute = at; minute > at - length; minute--) if (fires(cron, minute)) return true;
  return false;
}

function next(cron: string, after: number): number {
  // Eight years and a bit: the longest wait is for 29 February across a century.
  for (let minute = after + 1; minute < after + 60 * 24 * 366 * 9; ) {
    if (fires(cron, minute)) return minute;
    // Only the minutes of the minute field can fire.
    const wanted = (cron.split(' ')[0] as string).split(',').map(Number);
    minute += Math.min(...wanted.map((one) => (one - ((minute + 1) % 60) + 60) % 60)) + 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** An independent reading of robfig/cron's matching, minute by minute from 2027-01-01 UTC. */
function fires(cron: string, minute: number): boolean {
  const date = new Date(Date.UTC(2027, 0, 1) + minute * 60_000);
  const [min, hour, day, month, weekday] = cron.split(' ') as [string, string, string, string, string];
  const days = matches(day, date.getUTCDate(), 1, 31);
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
  const weekdays = [date.getUTCDay(), date.getUTCDay() + 7].some((one) => matches(weekday, one, 0, 6, names));
  const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
  const star = (text: string) => text === '*' || text === '?';
  return (
    matches(min, date.getUTCMinutes(), 0, 59) &&
    matches(hour, date.getUTCHours(), 0, 23) &&
    matches(month, date.getUTCMonth() + 1, 1, 12, months) &&
    (star(day) || star(weekday) ? days && weekdays : days || weekdays)
  );
}

function matches(field: string, value: number, low: number, high: number, names: string[] = []): boolean {
  return field.split(',').some((part) => {
    const [range = '', step] = part.split('/');
    const ends = range
      .split('-')
      .map((text) =>
        names.includes(text.toLowerCase()) ? names.indexOf(text.toLowerCase()) + low : Number(text),
      );
    const [from, to] =
      range === '*' || range === '?'
        ? [low, high]
        : [ends[0] as number, ends[1] ?? (step ? high : (ends[0] as number))];
    return value >= from && value <= to && (value - from) % Number(step ?? 1) === 0;
  });
}
