import { isArray, isObject, type Json } from './json.ts';
import { child, type Pointer } from './pointer.ts';

/**
 * Levels that a value may be nested. What is deeper is refused where it comes in, from a file as from a cluster: every
 * recursion over a value, ours and those of others, ends within them.
 */
export const MAX_DEPTH = 64;

/**
 * The first place that is more than so many levels below the value, or null. It looks no deeper itself, whatever the
 * value.
 */
export function tooDeepAt(value: Json, levels: number = MAX_DEPTH): Pointer | null {
  // Most values are texts and numbers, and all of a file are looked at.
  if (typeof value !== 'object') return null;
  if (isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const found = levels <= 0 ? '' : tooDeepAt(value[index] as Json, levels - 1);
      if (found !== null) return child('', index) + found;
    }
  } else if (isObject(value)) {
    for (const key in value) {
      const found = levels <= 0 ? '' : tooDeepAt(value[key] as Json, levels - 1);
      if (found !== null) return child('', key) + found;
    }
  }
  return null;
}
