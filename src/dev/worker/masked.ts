/** A shorter value is a part of ordinary words. */
const SHORTEST = 6;

/** What stands for a secret. */
export const MASK = '***';

/** Takes secret values out of what a worker says: a pipeline's log is public. Of a value of several lines each is one. */
export function masking(secrets: Iterable<string>): (text: string) => string {
  const parts = [...secrets].flatMap((value) => value.split(/\r?\n/)).map((part) => part.trim());
  const long = [...new Set(parts)].filter((part) => part.length >= SHORTEST);
  if (long.length === 0) return (text) => text;
  // A value may begin with another.
  long.sort((a, b) => b.length - a.length);
  const any = new RegExp(long.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  return (text) => text.replace(any, MASK);
}
