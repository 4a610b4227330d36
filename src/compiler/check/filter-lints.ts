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
