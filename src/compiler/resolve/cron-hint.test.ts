import { describe, expect, it } from 'vitest';
import { parseCron } from './cron.ts';
import type { CronProblem } from './cron-hint.ts';

describe('the hint of a schedule', () => {
  it.each([
    ['*/15', 'Write "*/15 * * * *" for every quarter of an hour.'],
    ['*/30', 'Write "*/30 * * * *" for every half of an hour.'],
    ['*/5', 'Write "*/5 * * * *" for every 5 minutes.'],
    ['15', 'Write "15 * * * *", with all five fields.'],
    ['0 2', 'Write "0 2 * * *", with all five fields.'],
    ['0 2 * *', 'Write "0 2 * * *", with all five fields.'],
    ['every 15 minutes', 'Write "*/15 * * * *" for every quarter of an hour.'],
    ['15m', 'Write "*/15 * * * *" for every quarter of an hour.'],
    ['@every 15m', 'Write "*/15 * * * *" for every quarter of an hour.'],
    ['@every 6h', 'Write "0 */6 * * *" for every 6 hours.'],
    ['every hour', 'Write "0 * * * *" for every hour.'],
    ['hourly', 'Write "@hourly".'],
    ['02:30', 'Write "30 2 * * *" for that time of every day, in UTC.'],
    ['24:00', 'Write "0 0 * * *" for that time of every day, in UTC.'],
    ['every day at 2am', 'Write "0 2 * * *" for that time of every day, in UTC.'],
    ['daily at 12:30 am', 'Write "30 0 * * *" for that time of every day, in UTC.'],
    ['every monday at 9pm', 'Write "0 21 * * 1" for that time of every monday, in UTC.'],
    ['0 30 2 * * *', 'Write "30 2 * * *": a schedule has no seconds, and begins with the minute.'],
    ['0 30 2 * * ? 2027', 'Write "30 2 * * ?": a schedule has no seconds, and begins with the minute.'],
    ['30 2 * * * 2027', 'Write "30 2 * * *": a schedule has no year.'],
  ])('%j', (cron, hint) => {
    expect(parseCron(cron)).toMatchObject({ hint });
  });

  it.each(['nightly', 'every monday', 'every day at 25', '99 99', '@every 90s', '@every 90m', '90m', '48h'])(
    'of %j says nothing it does not know',
    (cron) => {
      const found = parseCron(cron) as CronProblem;
      expect(found.problem).not.toBe('');
      expect(found.hint ?? '').not.toMatch(/^Write "/);
    },
  );
});
