import { MAX_DEPTH } from './depth.ts';
import { ExactNumber, isArray, type Json } from './json.ts';

/**
 * Whether a value is as nearly all of them are: nested no more than so many levels, without a null in a mapping, and
 * every number a double. One look that says so spares one for each of these.
 */
export function isPlain(value: Json, levels: number = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (isArray(value)) {
    if (levels <= 0) return value.length === 0;
    for (let index = 0; index < value.length; index++) {
      const item = value[index] as Json;
      if (typeof item === 'object' && !isPlain(item, levels - 1)) return false;
    }
    return true;
  }
  if (value instanceof ExactNumber) return false;
  for (const key in value) {
    const item = value[key] as Json;
    if (levels <= 0 || item === null) return false;
    if (typeof item === 'object' && !isPlain(item, levels - 1)) return false;
  }
  return true;
}
