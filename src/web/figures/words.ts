/** Numbers and texts as people read them. */
import { printable } from '../../text/report/printable.ts';

/** Text of a row, a log or an error: whatever does not show, or would show something else, is spelled out. */
export function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line, '\t'))
    .join('\n');
}

/** 12,345. */
export function amount(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A span of time, as exact as it matters: 0.4 s, 12 s, 3 min, 2 h. */
export function span(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 119.5) return `${Math.round(seconds)} s`;
  if (seconds < 7170) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${amount(value)} ${value === 1 ? one : many}`;
}
