/** What can happen to a Function, worst first, in the words that `layerc diff` and `layerc operator --dry-run` share. */
import type { FieldChange } from './field-change.ts';

interface EffectRow {
  /** Behind the name of a Function. */
  readonly verb: string;
  /** Behind a number: one, and any other. */
  readonly counted: readonly [string, string];
}

export const EFFECTS = {
  refused: {
    verb: 'becomes refused, its objects stay as they are',
    counted: ['becomes refused', 'become refused'],
  },
  removed: { verb: 'is gone, its objects are removed', counted: ['is gone', 'are gone'] },
  rolls: { verb: 'rolls its workers', counted: ['rolls', 'roll'] },
  loses: { verb: 'loses objects', counted: ['loses objects', 'lose objects'] },
  scales: {
    verb: 'changes its workers or devices',
    counted: ['changes workers or devices', 'change workers or devices'],
  },
  gains: { verb: 'gains objects', counted: ['gains objects', 'gain objects'] },
  changes: { verb: 'changes in place', counted: ['changes in place', 'change in place'] },
  template: {
    verb: 'changes its pod template while no worker runs',
    counted: ['changes while no worker runs', 'change while no worker runs'],
  },
  metadata: { verb: 'changes only metadata', counted: ['changes only metadata', 'change only metadata'] },
  valid: { verb: 'becomes valid', counted: ['becomes valid', 'become valid'] },
  added: { verb: 'is new', counted: ['is new', 'are new'] },
  staysRefused: { verb: 'stays refused', counted: ['stays refused', 'stay refused'] },
} as const satisfies Record<string, EffectRow>;

export type Effect = keyof typeof EFFECTS;

const ORDER = Object.keys(EFFECTS) as Effect[];

/** Each once, worst first. That metadata changes is worth a word only where nothing else does. */
export function inOrder(effects: Iterable<Effect>): Effect[] {
  const found = new Set(effects);
  const ordered = ORDER.filter((effect) => found.has(effect));
  return ordered.length > 1 ? ordered.filter((effect) => effect !== 'metadata') : ordered;
}

/** How bad: the smaller the worse. */
export function rank(effect: Effect | undefined): number {
  return effect === undefined ? ORDER.length : ORDER.indexOf(effect);
}

/** What a changed field does to the workers. `runs`: whether there are workers before and after. */
export function effectOf({ kind, before, after }: FieldChange, runs: boolean): Effect {
  const pointer = after?.pointer ?? before?.pointer ?? '';
  if (kind === 'Deployment' && isBelow(pointer, '/spec/template')) return runs ? 'rolls' : 'template';
  if (pointer === '/spec/replicas' || /^\/spec\/(?:min|max)ReplicaCount$/.test(pointer)) return 'scales';
  return isBelow(pointer, '/metadata') ? 'metadata' : 'changes';
}

function isBelow(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

/** `rolls its workers, changes in place`. */
export function effectWords(effects: readonly Effect[]): string {
  return effects.map((effect) => EFFECTS[effect].verb).join('; ');
}
