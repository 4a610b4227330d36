import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { pathOf } from '../json/path.ts';
import { child, type Pointer } from '../json/pointer.ts';

/** A field of an object that differs; items of a list with names are compared by name. */
export interface FieldChange {
  /** Kind and path, as `layerc explain` takes it: `deployment.spec.template.spec.containers[udf].image`. */
  readonly path: string;
  readonly kind: string;
  readonly before: Placed | null;
  readonly after: Placed | null;
}

/** A value and where it stands in its object. */
export interface Placed {
  readonly pointer: Pointer;
  readonly value: Json;
}

/** Every field that differs between two objects of one kind; what is there on one side alone is one change. */
export function fieldChanges(before: JsonObject, after: JsonObject): FieldChange[] {
  const kind = String(after.kind);
  return differences(before, after).map((one) => {
    const path =
      one.after === null ? pathOf(before, one.before?.pointer ?? '') : pathOf(after, one.after.pointer);
    return { kind, path: withKind(kind, path), ...one };
  });
}

function withKind(kind: string, path: string): string {
  return `${kind.toLowerCase()}${path.startsWith('[') ? '' : '.'}${path}`;
}

export type Difference = Pick<FieldChange, 'before' | 'after'>;

/** The same of any two values. */
export function differences(before: Json, after: Json): Difference[] {
  const found: Difference[] = [];
  visit({ pointer: '', value: before }, { pointer: '', value: after }, found);
  return found;
}

export function isSame(before: Json, after: Json): boolean {
  if (before === after) return true;
  if (isArray(before)) {
    return (
      isArray(after) &&
      before.length === after.length &&
      before.every((item, at) => isSame(item, after[at] as Json))
    );
  }
  if (isObject(before)) {
    if (!isObject(after)) return false;
    const keys = Object.keys(before);
    return (
      keys.length === Object.keys(after).length &&
      keys.every((key) => Object.hasOwn(after, key) && isSame(before[key] as Json, after[key] as Json))
    );
  }
  return leafText(before) === leafText(after);
}

function leafText(leaf: Json): unknown {
  return leaf instanceof ExactNumber
    ? `number ${leaf.text}`
    : typeof leaf === 'number'
      ? `number ${leaf}`
      : leaf;
}

function visit(before: Placed, after: Placed, found: Difference[]): void {
  const [old, now] = [before.value, after.value];
  if (old === now) return;
  if (isObject(old) && isObject(now)) {
    for (const key of Object.keys(old)) {
      const was = { pointer: child(before.pointer, key), value: old[key] as Json };
      if (Object.hasOwn(now, key))
        visit(was, { pointer: child(after.pointer, key), value: now[key] as Json }, found);
      else found.push({ before: was, after: null });
    }
    for (const key of Object.keys(now)) {
      if (Object.hasOwn(old, key)) continue;
      found.push({ before: null, after: { pointer: child(after.pointer, key), value: now[key] as Json } });
    }
    return;
  }
  const items = isArray(old) && isArray(now) ? pairedItems(before, after) : undefined;
  if (items !== undefined) {
    for (const [was, is] of items) {
      if (was !== null && is !== null) visit(was, is, found);
      else found.push({ before: was, after: is });
    }
  } else if (!isSame(old, now)) found.push({ before, after });
}

type Parts = ReadonlyMap<string, Placed>;

/** The items of two lists that belong to each other; undefined where the lists have to be taken as a whole. */
function pairedItems(
  before: Placed,
  after: Placed,
): readonly (readonly [Placed | null, Placed | null])[] | undefined {
  const [old, now] = [namedItems(before), namedItems(after)];
  // Where no name is on both sides, a name may be what has changed of an item.
  if (old === undefined || now === undefined || ![...old.keys()].some((name) => now.has(name))) {
    const [was, is] = [items(before), items(after)];
    return was.length === is.length ? was.map((item, index) => [item, is[index] as Placed]) : undefined;
  }
  const kept = (some: Parts, others: Parts) => [...some.keys()].filter((name) => others.has(name)).join('\n');
  // Where the order has changed, the list is another one: variables may refer to those before them.
  if (kept(old, now) !== kept(now, old)) return undefined;
  return [...new Set([...old.keys(), ...now.keys()])].map((name) => [
    old.get(name) ?? null,
    now.get(name) ?? null,
  ]);
}

function items({ pointer, value }: Placed): Placed[] {
  return (value as readonly Json[]).map((item, index) => ({ pointer: child(pointer, index), value: item }));
}

/** Undefined where an item has no name, or two have the same. */
export function namedItems({ pointer, value }: Placed): Parts | undefined {
  const list = value as readonly Json[];
  const named = new Map<string, Placed>();
  for (const [index, item] of list.entries()) {
    if (!isObject(item) || typeof item.name !== 'string') return undefined;
    named.set(item.name, { pointer: child(pointer, index), value: item });
  }
  return named.size === list.length ? named : undefined;
}
