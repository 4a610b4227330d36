/** Times that do not go together, or that nobody can have meant. */
import { type Pointer, readable } from '../../json/pointer.ts';
import { cronOf, type FunctionView, hasQueue, hasSchedule } from '../read/function.ts';
import { LONGEST_WINDOW_MINUTES, parseCron, shortestAwake } from '../resolve/cron.ts';
import type { Finding } from '../words/diagnostics.ts';
import { counted, grouped } from '../words/phrases.ts';

/** A schedule alone that lets its worker sleep while a call or a lease may still be under way. */
export function shortWindows({ source, given, spec }: FunctionView): Finding[] {
  const { replicas, mode, warmWindowSeconds } = spec.scaling;
  if (!hasSchedule(spec) || hasQueue(spec) || mode !== 'autoscale' || replicas.min > 0) return [];
  const schedule = parseCron(cronOf(spec));
  if ('problem' in schedule) return [];
  const { timeoutSeconds } = spec.worker;
  const { leaseSeconds } = spec.schedule;
  const minutes = shortestAwake(schedule, leaseSeconds);
  const seconds = minutes * 60 + (warmWindowSeconds ?? 0);
  const isTimeout = timeoutSeconds > seconds;
  if (!isTimeout && leaseSeconds <= seconds) return [];
  const needed = Math.max(timeoutSeconds, leaseSeconds);
  const what = isTimeout ? 'spec.worker.timeoutSeconds' : 'spec.schedule.leaseSeconds';
  const warm = (warmWindowSeconds ?? 0) > 0 ? `, and the ${warmWindowSeconds} s of warmWindowSeconds,` : '';
  const cron = (given.schedule as { cron?: unknown } | undefined)?.cron;
  return [
    {
      pointer: isTimeout ? '/spec/worker/timeoutSeconds' : '/spec/schedule/leaseSeconds',
      message: `${what} is ${isTimeout ? timeoutSeconds : leaseSeconds} (${duration(needed)}), longer than the ${counted(minutes, 'minute')}${warm} for which the schedule keeps a worker awake.`,
      hint: hintFor(needed, seconds - minutes * 60),
      ...(typeof cron === 'string' && {
        related: [
          {
            source,
            pointer: '/spec/schedule/cron',
            message: `The schedule is ${JSON.stringify(cron)}, in UTC.`,
          },
        ],
      }),
    },
  ];
}

/** The lease makes a window longer up to the minutes of an hour; beyond these only the warm window does. */
function hintFor(needed: number, warm: number): string {
  const lease = needed + 1;
  if (lease - warm <= (LONGEST_WINDOW_MINUTES - 1) * 60) {
    return `Set schedule.leaseSeconds to ${lease - warm} or more: the window lasts leaseSeconds / 60 + 1 minutes, from 5 to ${LONGEST_WINDOW_MINUTES}.`;
  }
  return `Set scaling.warmWindowSeconds to ${needed}, which keeps the worker for so long after the window; a window itself is at most ${LONGEST_WINDOW_MINUTES} minutes.`;
}

const SECONDS: readonly [Pointer, (spec: FunctionView['spec']) => number | undefined][] = [
  ['/spec/worker/timeoutSeconds', ({ worker }) => worker.timeoutSeconds],
  ['/spec/schedule/leaseSeconds', ({ schedule }) => schedule.leaseSeconds],
  ['/spec/schedule/discoveryIntervalSeconds', ({ schedule }) => schedule.discoveryIntervalSeconds],
  ['/spec/retry/initialBackoffSeconds', ({ retry }) => retry.initialBackoffSeconds],
  ['/spec/retry/maxBackoffSeconds', ({ retry }) => retry.maxBackoffSeconds],
  ['/spec/scaling/warmWindowSeconds', ({ scaling }) => scaling.warmWindowSeconds],
];

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Fewer thousands may well be seconds: a call of 4,000 s is little more than an hour. */
const LEAST_MILLISECONDS = 5000;

/** Seconds that look like milliseconds: whole thousands that make no whole hours. Other than that, more than a day. */
export function oddSeconds({ spec }: FunctionView): Finding[] {
  const findings: Finding[] = [];
  for (const { 0: pointer, 1: of } of SECONDS) {
    const seconds = of(spec) ?? 0;
    const isMilliseconds =
      seconds >= LEAST_MILLISECONDS && seconds % 1000 === 0 && (seconds % HOUR !== 0 || seconds > DAY);
    if (!isMilliseconds && seconds <= DAY) continue;
    findings.push({
      pointer,
      message: `${readable(pointer)} is ${seconds}, which is ${duration(seconds)}.`,
      hint: isMilliseconds
        ? `Write ${seconds / 1000} if ${grouped(seconds)} milliseconds are meant; else leave it.`
        : 'Write seconds; leave it if so long a time is meant.',
    });
  }
  return findings;
}

/** `2 hours`, `8 hours and 20 minutes`, `40 seconds`: the two largest parts. */
function duration(seconds: number): string {
  const parts = [
    counted(Math.floor(seconds / DAY), 'day'),
    counted(Math.floor((seconds % DAY) / HOUR), 'hour'),
    counted(Math.floor((seconds % HOUR) / 60), 'minute'),
    counted(seconds % 60, 'second'),
  ].filter((part) => !part.startsWith('0 '));
  return parts.slice(0, 2).join(' and ');
}
