import type { Stage } from '../../dev/page/protocol.ts';

/** The stages of a row in the order in which it goes through them, as they are called. */
export const STAGES: readonly (readonly [Stage, string])[] = [
  ['pending', 'pending'],
  ['processing', 'in flight'],
  ['completed', 'done'],
  ['failed', 'failed'],
];

export const STAGE_NAMES = Object.fromEntries(STAGES) as Readonly<Record<Stage, string>>;
