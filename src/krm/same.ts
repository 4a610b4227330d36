import { ExactNumber, isArray, isObject, type Json } from '../json/json.ts';

/** Whether two values are one, whatever the order of their keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (isArray(a) && isArray(b)) return a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  return leaf(a) === leaf(b);
}

function leaf(value: Json | undefined): unknown {
  return value instanceof ExactNumber ? Number(value.text) : value;
}
