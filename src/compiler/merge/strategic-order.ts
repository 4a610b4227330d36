import { isArray, type Json } from '../../json/json.ts';
import { plain } from '../words/origin.ts';
import { shown } from '../words/phrases.ts';
import { below, carryLiteral, carryNew, PATCH, type Place, type Problem, report } from './strategic-carry.ts';
import { arrange, itemIdentity, own, positions, sharedKind } from './strategic-items.ts';
import { type MergeObjects, mergeList } from './strategic-list.ts';

/** One `$setElementOrder/<list>` and what it is about. */
export interface OrderDirective {
  readonly order: Json;
  /** The list before the patch, and in the patch; undefined where absent. */
  readonly before: Json | undefined;
  readonly patch: Json | undefined;
  /** The merge key; '' for leaves. */
  readonly key: string;
  /** Whether the patch merges into the list; else it replaces it. */
  readonly merges: boolean;
  /** The place of the list in the patch. */
  readonly list: Place;
}

const KEYS_IN_ORDER = 'Write the list of all keys, in the order that they are to have.';

/**
 * A list in the order that `$setElementOrder` gives, merged with the patch first. Undefined where there is no such
 * list, before and in the patch, and where something was wrong.
 */
export function orderedList(
  { order, before, patch, key, merges, list }: OrderDirective,
  place: Place,
  mergeObjects: MergeObjects,
): readonly Json[] | undefined {
  const wrong = (problem: Problem) => {
    report(place, problem);
    return undefined;
  };
  if (!isArray(order))
    return wrong({ found: `is ${shown(plain(order))}, but must be a list`, hint: KEYS_IN_ORDER });
  if ((before !== undefined && !isArray(before)) || (patch !== undefined && !isArray(patch))) {
    return wrong({ found: 'orders a field that is no list', hint: 'Remove this directive.' });
  }
  const stray = order.findIndex((item) => itemIdentity(item, key) === undefined);
  if (stray >= 0) {
    report(below(place, stray), {
      found: key === '' ? 'is no plain value' : `has no ${key}, the merge key of the list`,
      hint: key === '' ? 'Write plain values.' : `Write each item as an object with its ${key} alone.`,
    });
    return undefined;
  }
  const unordered = firstUnordered(patch ?? [], order, key);
  if (unordered >= 0) {
    report(below(list, unordered), {
      found: `is not in ${place.trail?.key}, or stands there before an item that it follows here`,
      hint: 'Name every item of the patch in the element order, in the same sequence.',
    });
    return undefined;
  }
  if (before === undefined && patch === undefined) return undefined;
  const kind = sharedKind(before ?? [], patch ?? []);
  const keyed = (before ?? []).every((item) => itemIdentity(item, key) !== undefined);
  if (kind === undefined || !keyed || (kind === 'object') !== (key !== '')) {
    return wrong({
      found: 'orders a list that is empty, or whose items are not of one type with a merge key',
      hint: 'Remove this directive: only keyed lists and lists of plain values have an element order.',
    });
  }
  const merged = mergeOrdered(before, patch, key, merges, list, mergeObjects);
  return arrange(merged.items, key, positions(order, key), positions(merged.live, key));
}

function mergeOrdered(
  before: readonly Json[] | undefined,
  patch: readonly Json[] | undefined,
  key: string,
  merges: boolean,
  list: Place,
  mergeObjects: MergeObjects,
) {
  if (patch === undefined) return { items: before ?? [], live: before ?? [] };
  if (before === undefined) return { items: (carryNew(patch, list) ?? []) as readonly Json[], live: [] };
  if (!merges) return { items: carryLiteral(patch, list), live: before };
  return mergeList(before, patch, key, list, mergeObjects);
}

/** The first item of the patch that the order does not name after the one before it; -1 when all are. */
function firstUnordered(patch: readonly Json[], order: readonly Json[], key: string): number {
  let next = 0;
  return patch.findIndex((item) => {
    if (own(item, PATCH) !== undefined) return false;
    const id = itemIdentity(item, key);
    while (next < order.length && itemIdentity(order[next] as Json, key) !== id) next++;
    return next++ >= order.length;
  });
}
