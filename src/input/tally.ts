/** What was read and compiled, counted. */
import type { Compilation } from '../compiler/index.ts';
import { printable } from '../text/report/printable.ts';
import type { Loaded } from './loaded.ts';

/** How many errors there are, and `2 errors, 1 warning` for a summary. */
export function tally(
  input: Loaded,
  { diagnostics }: Compilation,
): { errors: number; warnings: number; text: string } {
  const counts = { error: 0, warning: 0 };
  for (const list of [input.diagnostics, diagnostics])
    for (const { severity, more = 0 } of list) counts[severity] += 1 + more;
  const { error: errors, warning: warnings } = counts;
  return {
    errors,
    warnings,
    text: `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`,
  };
}

/** One line for all objects of other kinds, or nothing. */
export function skippedLine({ skipped }: Pick<Compilation, 'skipped'>): string {
  if (skipped.size === 0) return '';
  const kinds = [...skipped].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  const list = kinds.map(([kind, count]) => `${count} ${printable(kind)}`).join(', ');
  return `passed over ${total} object${total === 1 ? '' : 's'} of other kinds: ${list}\n`;
}
