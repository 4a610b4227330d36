/** Pods that are valid and pods that are slightly broken, one place at a time, over every field that a pod has. */

import { itemType, rowOf, valueType } from '../../src/compiler/kubernetes/pod-types.ts';
import { WORDS } from '../../src/compiler/pod/field-words.ts';
import { ExactNumber, type Json, type JsonObject } from '../../src/json/json.ts';
import { candidates } from './pod-candidates.ts';
import { BESIDE_MEMBER, DEFAULT_MEMBER, NEEDS, VOLUMES } from './pod-catalog.ts';

/** A podSpec and what is special about it, such as `containers[].ports[] {hostPort: 0}`. */
export type PodVariant = { readonly id: string; readonly podSpec: JsonObject };

/** A place where an object of some type stands: the fields that lead to it from the pod. */
type Place = { readonly type: string; readonly steps: readonly Step[] };
type Step = { readonly of: string; readonly field: string };

const CONTEXT: JsonObject = {
  volumes: VOLUMES,
  resourceClaims: [{ name: 'claim', resourceClaimName: 'claim' }],
};

/** Every single change, in a fixed order. */
export function* singleChanges(): Generator<PodVariant> {
  for (const place of places()) {
    for (const [field, of] of Object.entries(rowOf(place.type)?.fields ?? {})) {
      if (place.type === 'PodSpec' && field === 'ephemeralContainers') continue;
      for (const value of candidates(place.type, field, of, typical(place.type, field, of)))
        yield variant(place, { [field]: value });
    }
    for (const field of Object.keys(NEEDS[place.type] ?? {})) yield variant(place, { [field]: undefined });
    yield variant(place, { typo: 1 });
  }
}

/** Every two fields of one object, set to values that are fine by themselves. */
export function* pairs(): Generator<PodVariant> {
  for (const place of places()) {
    const fields = Object.entries(rowOf(place.type)?.fields ?? {});
    for (const [index, [one, of]] of fields.entries()) {
      for (const [other, otherOf] of fields.slice(index + 1)) {
        yield variant(place, {
          [one]: typical(place.type, one, of),
          [other]: typical(place.type, other, otherOf),
        });
      }
    }
  }
}

/** Several changes of one object at once. `random` gives numbers from 0 to 1. */
export function* combinations(random: () => number): Generator<PodVariant> {
  const all = [...places()];
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  for (;;) {
    const place = pick(all);
    const fields = Object.entries(rowOf(place.type)?.fields ?? {});
    const changes: { [field: string]: Json } = {};
    for (let count = 2 + Math.floor(random() * 3); count > 0; count--) {
      const [field, of] = pick(fields);
      const usual = random() < 0.5;
      changes[field] = usual
        ? typical(place.type, field, of)
        : pick(candidates(place.type, field, of, typical(place.type, field, of)));
    }
    yield variant(place, changes);
  }
}

/** Each way in which one type holds another; each place is the nearest to the pod. */
export function* places(): Generator<Place> {
  const seen = new Set<string>();
  const queue: Place[] = [{ type: 'PodSpec', steps: [] }];
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    yield place;
    if (seen.has(place.type)) continue;
    seen.add(place.type);
    for (const [field, of] of Object.entries(rowOf(place.type)?.fields ?? {})) {
      const type = itemType(of) ?? of;
      if (rowOf(type) === undefined || field === 'ephemeralContainers') continue;
      queue.push({ type, steps: [...place.steps, { of: place.type, field }] });
    }
  }
}

/** The same change in the container that layerc makes, which has fields of its own; null where it is elsewhere. */
export function inWorker(variant: PodVariant): PodVariant | null {
  if (!variant.id.startsWith('containers[]')) return null;
  const containers = (variant.podSpec.containers as JsonObject[]).map((container) =>
    container.name === 'side' ? { ...container, name: 'udf' } : container,
  );
  return { ...variant, id: `udf: ${variant.id}`, podSpec: { ...variant.podSpec, containers } };
}

function variant(
  { type, steps }: Place,
  changes: { readonly [field: string]: Json | undefined },
): PodVariant {
  let value: Json = instance(type, changes);
  for (const { of, field } of steps.toReversed()) {
    const isList = rowOf(of)?.fields[field]?.startsWith('[]');
    const context = of === 'PodSpec' && field === 'volumes' ? VOLUMES : [];
    value = instance(of, { [field]: isList ? [...context, value] : value });
  }
  const path = steps.map(({ of, field }) => field + (itemType(rowOf(of)?.fields[field]) ? '[]' : ''));
  const shown = Object.entries(changes).map(([field, change]) => `${field}: ${print(change)}`);
  return {
    id: `${path.join('.')} {${shown.join(', ')}}`,
    podSpec: { ...CONTEXT, ...(value as JsonObject) },
  };
}

/** An object with these fields and, as far as they leave it open, what else it has to have. */
function instance(type: string, changes: { readonly [field: string]: Json | undefined }): JsonObject {
  const beside = BESIDE_MEMBER[type];
  const hasMember = beside === undefined || Object.keys(changes).some((field) => !beside.includes(field));
  const whole = { ...NEEDS[type], ...(hasMember ? {} : DEFAULT_MEMBER[type]), ...changes };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** A value that is fine by itself. */
function typical(type: string, field: string, of: string): Json {
  const known = NEEDS[type]?.[field] ?? DEFAULT_MEMBER[type]?.[field];
  if (known !== undefined) return known;
  const items = itemType(of);
  if (items !== undefined) return [typical(type, field, items)];
  const values = valueType(of);
  if (values !== undefined) return values === 'quantity' ? { cpu: '1' } : { a: 'b' };
  if (rowOf(of) !== undefined) return instance(of, {});
  const word = WORDS[type]?.[field]?.find((one) => one !== '');
  if (word !== undefined) return word;
  return { boolean: true, quantity: '1', time: '2026-01-31T12:00:00Z', string: 'a', object: {} }[of] ?? 1;
}

function print(value: Json | undefined): string {
  const text =
    JSON.stringify(value, (_, item) => (item instanceof ExactNumber ? item.text : item)) ?? 'absent';
  return text.length > 90 ? `${text.slice(0, 87)}...` : text;
}
