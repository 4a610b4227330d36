import type { Part } from './control-plane/parts.ts';

/** What a suite lacks. */
export type MissingPart = Extract<Part, { reason: string }>;

/** Whether a part is not here. */
export function isMissing(part: Part): part is MissingPart {
  return 'reason' in part;
}

/** The names of missing parts, those with one reason together. */
export function describeMissing(missing: readonly MissingPart[]): string {
  const names = Map.groupBy(missing, ({ reason }) => reason);
  return [...names]
    .map(([reason, parts]) => `${reason}: ${parts.map(({ name }) => name).join(', ')}`)
    .join('; ');
}
