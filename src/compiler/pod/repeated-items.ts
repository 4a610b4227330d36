import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { pathOf, valueAt } from '../../json/path.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { fieldType, itemType, mergeKey, rowOf, uniqueBy, valueType } from '../kubernetes/pod-types.ts';
import { itemIdentity } from '../merge/strategic-items.ts';
import { listed, shown } from '../words/phrases.ts';

/** An item of a list of a podSpec that repeats an earlier one. */
export interface RepeatedItem {
  readonly pointer: Pointer;
  readonly first: Pointer;
  readonly message: string;
}

/**
 * Items of one name, or of what else identifies them, in the lists of a podSpec. They are looked for before the merge,
 * because a merge blends them in silence, as kubectl does too. `pod` is the pod that the podSpec is merged into.
 */
export function repeatedItems(podSpec: JsonObject, pod: JsonObject): RepeatedItem[] {
  const found: RepeatedItem[] = [];
  visit(podSpec, pod, 'PodSpec', '', (pointer, first, keys) => {
    const item = valueAt(podSpec, pointer);
    const written = keys.filter((key) => valueAt(item, child('', key)) !== undefined);
    const same = written.map((key) => `the ${key} ${shown(valueAt(item, child('', key)))}`);
    const what = same.length === 0 ? `the value ${shown(item)}` : listed(same, 'and');
    const message = `${pathOf(podSpec, pointer)} repeats ${what} of an earlier item, but no two items of this list may have one.`;
    found.push({ pointer, first, message });
  });
  return found;
}

type Report = (pointer: Pointer, first: Pointer, keys: readonly string[]) => void;

function visit(value: Json, before: Json | undefined, type: string, at: Pointer, report: Report): void {
  const values = valueType(type);
  if (!isObject(value) || (rowOf(type) === undefined && values === undefined)) return;
  for (const [field, item] of Object.entries(value)) {
    const of = values ?? fieldType(type, field);
    // Directives of the patch are no fields.
    if (of === undefined || field.startsWith('$')) continue;
    const inPod = isObject(before) && Object.hasOwn(before, field) ? before[field] : undefined;
    const pointer = child(at, field);
    if (!isArray(item)) visit(item, inPod, of, pointer, report);
    else visitList(item, isArray(inPod) ? inPod : [], { type, field, of }, pointer, report);
  }
}

function visitList(
  items: readonly Json[],
  before: readonly Json[],
  { type, field, of }: { readonly type: string; readonly field: string; readonly of: string },
  at: Pointer,
  report: Report,
): void {
  const key = mergeKey(type, field);
  const keys = keysOf(key, uniqueBy(type, field), before.length > 0);
  const defaults = rowOf(itemType(of))?.defaults ?? {};
  const seen = new Map<string, number>();
  const known = key ? firsts(before, key) : undefined;
  for (const [index, item] of items.entries()) {
    const id = keys && identityOf(item, keys, defaults);
    const first = id === undefined ? undefined : seen.get(id);
    if (first !== undefined) report(child(at, index), child(at, first), keys ?? []);
    else if (id !== undefined) seen.set(id, index);
    const live = key ? known?.get(itemIdentity(item, key)) : undefined;
    visit(item, live, itemType(of) ?? '', child(at, index), report);
  }
}

/** The first item of each identity; none at all is one of them. */
function firsts(items: readonly Json[], key: string): Map<string | undefined, Json> {
  const found = new Map<string | undefined, Json>();
  for (const item of items) {
    const id = itemIdentity(item, key);
    if (!found.has(id)) found.set(id, item);
  }
  return found;
}

/** A list that the pod has already is merged by its merge key alone, so that two protocols of one port would blend. */
function keysOf(
  key: string | undefined,
  unique: readonly string[] | undefined,
  isMerged: boolean,
): readonly string[] | undefined {
  if (unique === undefined) return key ? [key] : undefined;
  return isMerged && key ? [key] : unique;
}

/** Undefined for what identifies nothing: a fault that others report, or an item with a directive. */
function identityOf(
  item: Json,
  keys: readonly string[],
  defaults: { readonly [field: string]: string },
): string | undefined {
  if (keys.length === 0) return itemIdentity(item, '');
  if (!isObject(item) || Object.keys(item).some((field) => field.startsWith('$'))) return undefined;
  const parts = keys.map((key) => itemIdentity(item, key) ?? (defaults[key] && `string ${defaults[key]}`));
  return parts.includes(undefined) ? undefined : parts.join('\n');
}
