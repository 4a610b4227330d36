import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Trail } from '../../json/trail.ts';
import { reshaped } from '../words/reshape.ts';
import { type Fault, typeFault } from './leaf-types.ts';
import { wantedType } from './wanted-types.ts';

/** The fault of a value that is no list, or no mapping, with what to write in its place. */
export function wrongForm(
  value: Json,
  wanted: 'a list' | 'a mapping',
  type: string,
  owner: string,
  trail: Trail | null,
): Fault {
  const fault = typeFault(value, wanted);
  const name = lastName(trail);
  if (value === null || name === undefined) return fault;
  const made = reshaped(value, wantedType(type, owner, name));
  if (made === undefined) return fault;
  const write: JsonObject = { [name]: trail?.key === name ? made : [made] };
  if (isArray(value) && value.length === 1 && isObject(value[0])) {
    return { ...fault, hint: `Remove the dash: ${name} is one mapping, not a list of them.`, write };
  }
  return {
    ...fault,
    hint: wanted === 'a list' ? 'Write a list, with "- " before each of its items.' : fault.hint,
    write,
  };
}

/** Of an item, the name of its list. */
function lastName(trail: Trail | null): string | undefined {
  for (let here = trail; here !== null; here = here.above) if (typeof here.key === 'string') return here.key;
  return undefined;
}
