import { ExactNumber, isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';

/** Places where a map has a null as a value; nulls in lists are safe with every client. */
export function nullMapValues(value: Json | undefined, pointer: Pointer): Pointer[] {
  if (isArray(value)) return value.flatMap((item, index) => nullMapValues(item, child(pointer, index)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    item === null ? [child(pointer, key)] : nullMapValues(item, child(pointer, key)),
  );
}

/** Places of whole numbers that a double cannot hold: client-side kubectl apply rounds them on its second run. */
export function largeIntegers(value: Json | undefined, pointer: Pointer): Pointer[] {
  if (isArray(value)) return value.flatMap((item, index) => largeIntegers(item, child(pointer, index)));
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, item]) => largeIntegers(item, child(pointer, key)));
  }
  return value instanceof ExactNumber && /^-?\d+$/.test(value.text) ? [pointer] : [];
}

/**
 * Conditions `[attribute, operator, value]` on the marker attribute whose value, or list of values, leaves out the
 * version that the Function itself writes. A null tests for "never processed" and is fine.
 */
export function staleVersions(
  filter: Json,
  attribute: string,
  own: string,
  pointer: Pointer = '/spec/filter',
): { pointer: Pointer; tested: string }[] {
  if (isObject(filter)) {
    return Object.entries(filter).flatMap(([key, item]) =>
      staleVersions(item, attribute, own, child(pointer, key)),
    );
  }
  if (!isArray(filter)) return [];
  if (filter.length === 3 && filter[0] === attribute && typeof filter[1] === 'string') {
    const tested = isArray(filter[2]) ? filter[2] : [filter[2]];
    const versions = tested.filter((value) => typeof value === 'string');
    if (versions.length === 0 || versions.includes(own)) return [];
    return [{ pointer: child(pointer, 2), tested: versions.join(', ') }];
  }
  return filter.flatMap((item, index) => staleVersions(item, attribute, own, child(pointer, index)));
}
