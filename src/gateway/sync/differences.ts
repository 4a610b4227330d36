/** How what the gateway has differs from what a Function wants of it, with the gateway's defaults on both sides. */
import { ExactNumber, isArray, isObject, type Json, type JsonObject, sorted } from '../../json/json.ts';
import { equal } from '../core/filter/compare.ts';
import { NUMBERS, OTHERS } from '../core/spec.ts';

export interface Difference {
  /** `worker.batch_size` */
  readonly field: string;
  readonly wanted: Json;
  /** Undefined: the gateway's answer does not have it. */
  readonly seen: Json | undefined;
}

/** Lists without an order. */
const SETS: readonly string[] = ['target_namespaces', 'inputs', 'triggers', 'invalidates'];

/** Not to have these is a wish too: without a filter all rows are meant, without a URL workers ask by themselves. */
const MAY_BE_UNWANTED = { '': ['filter'], worker: ['url'] };

/** Every field that is wanted and is another one there; what the gateway has beside is its own. */
export function differences(wanted: JsonObject, seen: JsonObject): readonly Difference[] {
  const [ours, theirs] = [completed(wanted), completed(seen)];
  const fields = [...new Set([...Object.keys(ours), ...MAY_BE_UNWANTED['']])].sort();
  return fields.flatMap((field) => {
    const [want, have] = [ours[field], theirs[field]];
    if (!(field in NUMBERS)) return different(field, want ?? null, have);
    const unwanted = field === 'worker' ? MAY_BE_UNWANTED.worker : [];
    const keys = [...new Set([...Object.keys(objectOf(want)), ...unwanted])].sort();
    return keys.flatMap((key) =>
      different(`${field}.${key}`, objectOf(want)[key] ?? null, objectOf(have)[key]),
    );
  });
}

/** A field of a later generation, that an older gateway drops without a word. */
export function isDropped({ field, seen }: Difference): boolean {
  return seen === undefined && !FIRST_FIELDS.has(field);
}

const FIRST_FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(OTHERS),
  'filter',
  'worker.image',
  'worker.url',
  'worker.port',
  ...Object.entries(NUMBERS).flatMap(([block, numbers]) =>
    Object.keys(numbers).map((key) => `${block}.${key}`),
  ),
]);

/**
 * A short text that is the same for the same registration, whoever tells of it; with `all` also of fields that a gateway
 * may have beside.
 */
export function fingerprint(spec: JsonObject, all = false): string {
  const { candidate: _, index_selector: __, ...others } = completed(spec);
  const known = Object.entries(others).filter(
    ([field]) => all || field in NUMBERS || FIRST_FIELDS.has(field),
  );
  const text = JSON.stringify(sorted(Object.fromEntries(known)), (key, value) =>
    SETS.includes(key) && isArray(value) ? [...value].sort() : exact(value),
  );
  return hashed(text);
}

/** The same for 1 and 1.0: either may be how a gateway writes the other. */
function exact(value: unknown): unknown {
  return value instanceof ExactNumber && equal(value, Number(value.text)) ? Number(value.text) : value;
}

/** FNV-1a twice, from two beginnings: it tells two registrations of one name apart, and keeps no secret. */
function hashed(text: string): string {
  let [first, second] = [0x811c9dc5, 0x01234567];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x01000193);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** With the defaults of the one table, and without what says nothing. */
function completed(spec: JsonObject): JsonObject {
  const said: JsonObject = { ...OTHERS, ...withoutNulls(spec) };
  const blocks = Object.entries(NUMBERS).map(([block, numbers]) => [
    block,
    { ...numbers, ...withoutNulls(objectOf(said[block])) },
  ]);
  return { ...said, ...Object.fromEntries(blocks) };
}

function different(field: string, wanted: Json, seen: Json | undefined): Difference[] {
  if (isSame(wanted, seen ?? null, SETS.includes(field))) return [];
  return [{ field, wanted, seen }];
}

function isSame(a: Json, b: Json | undefined, isSet = false): boolean {
  if (isArray(a) && isArray(b)) {
    if (a.length !== b.length) return false;
    const [left, right] = isSet ? [[...a].sort(), [...b].sort()] : [a, b];
    return left.every((item, index) => isSame(item, right[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] as Json, b[key]))
    );
  }
  return equal(a, b);
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
