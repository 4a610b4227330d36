/** What happens to each Function between two states, in the words of `layerc diff`. */
import { compareSides } from '../diff/compare.ts';
import { EFFECTS } from '../diff/effect.ts';
import { changeLines, reportText } from '../diff/report-text.ts';
import { totalsOf } from '../diff/totals.ts';
import type { Workspace } from '../editor/workspace.ts';
import type { Difference } from './protocol.ts';

/** `after` is the state as it is now. Of the state before, warnings are past: `before` raises none. */
export function differenceOf(before: Workspace, after: Workspace): Difference {
  if ([before, after].some(isUnreadable))
    return trouble('what cannot be read cannot be compared; nothing was compared');
  const changes = compareSides(sideOf(before), sideOf(after));
  const place = (one: Parameters<typeof after.analysis.loaded.place>[0]) => after.analysis.loaded.place(one);
  return {
    text: [...reportText(changes, totalsOf(changes), place)].join(''),
    functions: changes.map((change) => ({
      id: `${change.namespace}/${change.name}`,
      effects: change.effects.map((effect) => EFFECTS[effect].verb),
      lines: changeLines(change, place),
    })),
    trouble: null,
  };
}

export function trouble(sentence: string): Difference {
  return { text: '', functions: [], trouble: sentence };
}

function sideOf({ analysis: { compilation }, terms: { settings } }: Workspace) {
  return { compilation, settings, made: new Map() };
}

function isUnreadable({ analysis: { loaded } }: Workspace): boolean {
  return loaded.diagnostics.some(({ severity }) => severity === 'error');
}
