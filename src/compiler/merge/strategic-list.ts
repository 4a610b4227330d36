import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { Marked, plain } from '../words/origin.ts';
import { shown } from '../words/phrases.ts';
import { below, carryLiteral, PATCH, type Place, report, reportDirective } from './strategic-carry.ts';
import { arrange, identity, itemIdentity, own, positions, sharedKind } from './strategic-items.ts';

export type MergeObjects = (before: JsonObject, patch: JsonObject, place: Place) => JsonObject;

/** A merged list in order, and what stood where in the live list when kubectl was done with it. */
export interface MergedList {
  readonly items: readonly Json[];
  readonly live: readonly Json[];
}

/** Merges a list by the merge key of its items, or, where the key is '', as a set of leaves. */
export function mergeList(
  before: readonly Json[],
  patch: readonly Json[],
  key: string,
  place: Place,
  mergeObjects: MergeObjects,
): MergedList {
  if (before.length === 0 && patch.length === 0) return { items: before, live: before };
  const kind = sharedKind(before, patch);
  if (kind === undefined || (kind === 'object') !== (key !== '')) {
    reportKinds(patch, key, place);
    return { items: before, live: before };
  }
  if (key === '') return mergeLeaves(before, patch);
  const items: { item: JsonObject; place: Place }[] = [];
  const times = new Map<string, number>();
  const deleted = new Set<string>();
  let replace = false;
  (patch as readonly JsonObject[]).forEach((item, index) => {
    const here = below(place, index);
    const directive = own(item, PATCH);
    const id = itemIdentity(item, key);
    const word = plain(directive);
    if (word === 'replace') replace = true;
    else if (id === undefined) reportKey(item, key, here);
    else if (directive === undefined) {
      const count = (times.get(id) ?? 0) + 1;
      times.set(id, count);
      if (count <= MOST_OF_ONE_KEY) items.push({ item, place: here });
      else if (count === MOST_OF_ONE_KEY + 1) reportRepeated(item, key, here);
    } else if (word === 'delete') deleted.add(id);
    else reportDirective(directive, here);
  });
  if (replace) {
    const list = items.map(({ item, place }) => carryLiteral(item, place));
    return { items: arrange(list, key, new Map(), positions(list, key)), live: list };
  }
  const kept =
    deleted.size === 0 ? before : before.filter((item) => !deleted.has(itemIdentity(item, key) ?? ''));
  if (kept.some((item) => itemIdentity(item, key) === undefined)) {
    report(place, {
      found: `meets items of the pod that have no ${key}, the merge key of this list`,
      hint: 'Replace the whole list with an item that is $patch: replace.',
    });
  }
  const live = [...kept];
  const places = positions(kept, key);
  const found = new Map(places);
  for (const { item, place } of items) {
    const id = itemIdentity(item, key) as string;
    const index = found.get(id);
    if (index === undefined) {
      found.set(id, live.length);
      live.push(carryLiteral(item, place));
    } else
      live[index] = withKeyOf(
        live[index] as JsonObject,
        key,
        mergeObjects(live[index] as JsonObject, item, place),
      );
  }
  const wanted = positions(
    items.map(({ item }) => item),
    key,
  );
  // Go appends into the array that the deletions left behind, so the new items count as live as far as it reaches.
  return { items: arrange(live, key, wanted, places), live: live.slice(0, before.length) };
}

/** Items of a patch that are merged into one item: each merge copies what the ones before it have made. */
const MOST_OF_ONE_KEY = 20;

function reportRepeated(item: JsonObject, key: string, place: Place): void {
  report(below(place, key), {
    found: `is ${shown(plain(own(item, key)))}, as it is in ${MOST_OF_ONE_KEY} earlier items of this list`,
    allowed: `${MOST_OF_ONE_KEY} items of one ${key}`,
    hint: 'Write them as one item: they are merged into one anyway.',
  });
}

/** The merge key says which item is meant and changes nothing: its origin stays that of the item. */
function withKeyOf(before: JsonObject, key: string, merged: JsonObject): JsonObject {
  const known = own(before, key) as Json | Marked;
  const now = own(merged, key) as Json | Marked;
  if (!(known instanceof Marked && now instanceof Marked)) return merged;
  return { ...merged, [key]: new Marked(now.value, known.origin) as never };
}

function mergeLeaves(before: readonly Json[], patch: readonly Json[]): MergedList {
  const all = [...before, ...patch];
  const first = positions(all, '');
  const items = all.filter((item, index) => first.get(identity(item) as string) === index);
  return { items: arrange(items, '', positions(patch, ''), positions(before, '')), live: before };
}

/** The list without the leaves that a `$deleteFromPrimitiveList` names. */
export function deleteLeaves(before: readonly Json[], names: readonly Json[], place: Place): readonly Json[] {
  if (before.length === 0 && names.length === 0) return before;
  const kind = sharedKind(before, names);
  if (kind === undefined || kind === 'object') {
    report(place, {
      found: 'deletes from a list whose items are not plain values of one type',
      hint: 'To delete an item of a keyed list, give the item its merge key and $patch: delete.',
    });
    return before;
  }
  const deleted = new Set(names.map(identity));
  return before.filter((item) => !deleted.has(identity(item)));
}

function reportKinds(patch: readonly Json[], key: string, place: Place): void {
  const stray = patch.findIndex((item) => (key === '' ? isObject(item) : !isObject(item)));
  if (stray < 0) {
    report(place, { found: 'has items of several types', hint: 'Write all items as values of one type.' });
    return;
  }
  const allowed = key === '' ? 'a plain value' : `a mapping with the merge key ${key}`;
  report(below(place, stray), {
    found: `is ${shown(plain(patch[stray]))}, but must be ${allowed}`,
    allowed,
    hint: pair(patch[stray], key) ?? `Write every item of the list as ${allowed}.`,
  });
}

/** `NAME=value`, as a shell and Docker take variables. */
function pair(item: Json | undefined, key: string): string | undefined {
  const [, name, value] = (typeof item === 'string' && /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(item)) || [];
  if (key !== 'name' || name === undefined || value === undefined) return undefined;
  return `Write {name: ${name}, value: ${shown(value)}}.`;
}

function reportKey(item: JsonObject, key: string, place: Place): void {
  const present = own(item, key) !== undefined;
  report(present ? below(place, key) : place, {
    found: present
      ? `is ${shown(plain(own(item, key)))}, but the merge key of a list must be a plain value`
      : `has no ${key}, the merge key of its list`,
    hint: `Give the item its ${key}: it says which item of the pod is meant.`,
  });
}
