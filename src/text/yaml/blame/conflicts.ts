import type { Words } from './suspect.ts';

const BEGIN = /^<{7}(?: ([^\r\n]*))?\r?$/gm;
const END = /^>{7}(?: ([^\r\n]*))?\r?$/m;

/** Whether a text has a conflict of a merge that nobody has resolved. */
export function hasConflict(text: string): boolean {
  // The first look costs a part of the second.
  return text.includes('<<<<<<<') && /^<{7}(?: |\r?$)/m.test(text) && END.test(text);
}

/** Where a text has conflicts of a merge that nobody has resolved, and what to say of each. */
export function conflicts(text: string): ({ readonly at: number } & Words)[] {
  if (!END.test(text)) return [];
  return Array.from(text.matchAll(BEGIN), ({ index, 1: side = '' }) => ({
    at: index,
    message: `A merge conflict begins here${side === '' ? '' : ` (${side})`}, which nobody has resolved.`,
    hint: 'Keep one of the two sides, or what is right of both, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.',
  }));
}
