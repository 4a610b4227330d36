import { Cron } from 'croner';
import type { Window } from './scaling.ts';

/** Whether a time lies in the window of a cron trigger, as KEDA reckons: its end comes before its next start. */
export function isOpenAt({ start, end }: Window, now: number): boolean {
  const next = (expression: string) =>
    new Cron(expression, { timezone: 'UTC' }).nextRun(new Date(now))?.getTime() ?? Number.POSITIVE_INFINITY;
  return next(end) < next(start);
}
