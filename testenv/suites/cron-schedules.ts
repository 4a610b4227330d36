/** A schedule, and whether the window that it opens with a lease of 120 s is open at the moment asked about. */
export type Schedule = { readonly cron: string; readonly isOpen: boolean };

const MONTHS = ['JAN', 'feb', 'Mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'DEC'];
const DAYS = ['SUN', 'mon', 'Tue', 'wed', 'thu', 'fri', 'sat'];
const everyHour = Array.from({ length: 24 }, (_, hour) => hour).join(',');

/** Ways to write the minute of `start`, and ways to just miss it. */
export function schedulesAround(start: Date): Schedule[] {
  const minute = start.getUTCMinutes();
  const hour = start.getUTCHours();
  const day = start.getUTCDate();
  const month = start.getUTCMonth();
  const weekday = start.getUTCDay();
  const later = (hour + 2) % 24;
  const otherDay = day === 1 ? 9 : day - 1;
  const otherMonth = MONTHS[(month + 5) % 12];
  const otherWeekday = DAYS[(weekday + 3) % 7];
  const anyDay = [
    `${minute} * * * *`,
    `${minute} ${hour} * * *`,
    `0${minute} 0-23 */1 * ?`,
    `${minute} ${everyHour} * 1-12 0-6`,
    `${minute} ${Math.min(hour, later)},${Math.max(hour, later)} * * *`,
    `${minute} ${hour % 5}/5 ? * *`,
    `${minute},${(minute + 20) % 60} ${hour} * * *`,
    `${minute % 15}/15 * * * *`,
    `${minute} ${hour} * * 0-7`,
  ];
  const oneDay = [
    `${minute} ${hour} ${day} * *`,
    `${minute} ${hour} * ${MONTHS[month]} *`,
    `${minute} ${hour} * * ${DAYS[weekday]}`,
    `${minute} ${hour} ${day} ${month + 1} ${otherWeekday}`,
    `${minute} ${hour} ${otherDay} * ${weekday}`,
  ];
  // A window that crosses midnight has an end that cron cannot name for some of these days; layerc refuses them.
  const crossesMidnight = hour === 23 && minute >= 55;
  const closed = [
    `${minute} ${later} * * *`,
    `${(minute + 20) % 60} ${hour} * * *`,
    `${minute} ${later} * * ${DAYS[weekday]}`,
    `${minute} 12 ${otherDay} ${otherMonth} *`,
    `${minute} 12 * * ${otherWeekday}`,
    `${(minute + 20) % 60},${(minute + 40) % 60} * * * *`,
  ];
  return [
    ...[...anyDay, ...(crossesMidnight ? [] : oneDay)].map((cron) => ({ cron, isOpen: true })),
    ...closed.map((cron) => ({ cron, isOpen: false })),
  ];
}

/** Schedules that are hard to read, or whose windows cross an hour or a day, with a lease in seconds. */
export const trickySchedules: readonly (readonly [cron: string, leaseSeconds: number])[] = [
  ['0 * * * *', 3300],
  ['59 * * * *', 120],
  ['55 * * * *', 600],
  ['50 */11 * * MON', 1800],
  ['50 23 * * *', 1800],
  ['59 23 * * 6', 120],
  ['55 23 ? * SAT,sun', 600],
  ['50 23 1,15 * *', 1800],
  ['58 23 1-27/2 * *', 120],
  ['50 22,23 * * 1-5', 1800],
  ['30 0,23 1 * 0-6/2', 3300],
  ['59 0-23/1 * * 1', 120],
  ['0 0 29 2 *', 120],
  ['0 0 29 FEB ?', 120],
  ['0 0 31 1,3 *', 120],
  ['05 007 * * *', 120],
  ['0 5/6 * * *', 120],
  ['0 */24 * * *', 120],
  ['0 23/1 * * *', 120],
  ['0 ?/2 ? ? ?', 120],
  ['0 0,0,12 * JAN-dec sUn-SAT', 120],
  ['0 1-1 */31 * */7', 120],
  ['0,30 * * * *', 120],
  ['*/15 * * * *', 120],
  ['* 9 * * *', 120],
  ['0-59/4 22,23 * * 5-7', 1800],
  ['20,58 23 * * 7', 120],
  ['@hourly', 120],
  ['@Midnight', 120],
  ['@weekly', 3300],
  ['@yearly', 120],
  ['\t0  12 \t * * 1-5 ', 120],
  [`5 ${everyHour} 1,2,3,4,5,6,7,8,9,10,11,12,13 1,2,3,4,5,6 0,1,2,3,4`, 3000],
];

/** Expressions that layerc refuses because cron itself cannot read them. */
export const unreadableSchedules = [
  '0 24 * * *',
  '0 * 0 * *',
  '0 * * 13 *',
  '0 * * * 8',
  '60 * * * *',
  '0 5-2 * * *',
  '0 0 * * fri-sun',
  '0-60 0 * * *',
  '0 */99999999999999999999 * * *',
  '0 */0 * * *',
  '0 x * * *',
  '0 * * *',
  '@every 1h',
  '@reboot',
];
