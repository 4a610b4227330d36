/** Where a value departs from the one that is expected: the innermost places. */
import { compare } from '../../gateway/core/filter/compare.ts';
import { ExactNumber, isArray, isObject, type Json } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';

export interface Departure {
  /** Below the value. */
  readonly pointer: Pointer;
  readonly expected: Json | undefined;
  readonly received: Json | undefined;
}

/** A null is expected where a value is absent, as the filters have it. */
export function* departures(
  expected: Json | undefined,
  received: Json | undefined,
  tolerance: number,
  pointer: Pointer = '',
): Generator<Departure> {
  if (isArray(expected) && isArray(received) && expected.length === received.length) {
    for (const [index, item] of expected.entries())
      yield* departures(item, received[index], tolerance, child(pointer, index));
  } else if (isObject(expected) && isObject(received)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(received)]))
      yield* departures(own(expected, key), own(received, key), tolerance, child(pointer, key));
  } else if (!isSame(expected ?? null, received ?? null, tolerance)) yield { pointer, expected, received };
}

function own(object: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isSame(expected: Json, received: Json, tolerance: number): boolean {
  if (expected === received || compare(expected, received) === 0) return true;
  if (tolerance === 0 || !isNumber(expected) || !isNumber(received)) return false;
  return Math.abs(numberOf(expected) - numberOf(received)) <= tolerance;
}

function isNumber(value: Json): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

function numberOf(value: number | ExactNumber): number {
  return typeof value === 'number' ? value : Number(value.text);
}
