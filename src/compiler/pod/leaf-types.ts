import { ExactNumber, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import { shown } from '../words/phrases.ts';

/** What is wrong with a value, without its name: "is 8080, but must be a string". */
export interface Fault {
  readonly found: string;
  readonly allowed?: string;
  readonly hint: string;
  readonly write?: JsonObject;
  readonly instead?: Json;
  readonly at?: 'key';
}

/** The text of a number as it is written; undefined for anything else. */
export function numberText(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return value instanceof ExactNumber ? value.text : undefined;
}

interface Leaf {
  readonly name: string;
  readonly accepts: (value: Json) => boolean;
}

const LEAVES: { readonly [type: string]: Leaf } = {
  string: { name: 'a string', accepts: (value) => typeof value === 'string' },
  boolean: { name: 'true or false', accepts: (value) => typeof value === 'boolean' },
  int32: { name: 'a whole number of 32 bits', accepts: (value) => isInteger(value, 32) },
  int64: { name: 'a whole number of 64 bits', accepts: (value) => isInteger(value, 64) },
  'int-or-string': {
    name: 'a whole number or a string',
    accepts: (value) => typeof value === 'string' || isInteger(value, 32),
  },
  quantity: { name: 'a quantity such as 500m, 2 or 1Gi', accepts: isQuantity },
  time: {
    name: 'a time such as 2026-01-31T12:00:00Z',
    accepts: (value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value),
  },
  object: { name: 'a mapping', accepts: isObject },
};

/** What is wrong with a value of a leaf type of pod-types.ts, if anything. */
export function leafFault(value: Json, type: string): Fault | undefined {
  const leaf = LEAVES[type];
  return leaf === undefined || leaf.accepts(value) ? undefined : typeFault(value, leaf.name, type);
}

export function typeFault(value: Json, wanted: string, type = ''): Fault {
  return {
    found: `is ${shown(value)}, but must be ${wanted}`,
    allowed: wanted,
    ...(slip(value, type) ?? { hint: `Write ${wanted}.` }),
  };
}

function slip(value: Json, type: string): Pick<Fault, 'hint' | 'instead'> | undefined {
  if (value === null) return { hint: 'Remove the field, or give it a value.' };
  const text = numberText(value) ?? (typeof value === 'boolean' ? String(value) : undefined);
  if (type === 'string' && text !== undefined) return { hint: `Write "${text}" in quotes.`, instead: text };
  if (type === 'quantity' && typeof value === 'string') return bytes(value);
  const unquoted = typeof value === 'string' && /^(-?\d{1,19}|true|false)$/.test(value);
  const plain = unquoted ? (JSON.parse(value) as Json) : undefined;
  return plain !== undefined && LEAVES[type]?.accepts(plain)
    ? { hint: `Write ${value} without quotes.`, instead: plain }
    : undefined;
}

/** `1GB` and `512 mb`, as people write amounts of memory. */
function bytes(text: string): Pick<Fault, 'hint'> | undefined {
  const [, amount, prefix = ''] = /^\s*(\d{1,12}(?:\.\d{1,3})?)\s*([kmgtpe])i?b?\s*$/i.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const letter = prefix.toUpperCase();
  const decimal = letter === 'K' ? 'k' : letter;
  return { hint: `Write ${amount}${letter}i, in powers of 1024, or ${amount}${decimal}, in powers of 1000.` };
}

function isInteger(value: Json, bits: 32 | 64): boolean {
  const text = numberText(value);
  if (text === undefined || !/^-?\d{1,19}$/.test(text)) return false;
  const integer = BigInt(text);
  return BigInt.asIntN(bits, integer) === integer;
}

function isQuantity(value: Json): boolean {
  const text = typeof value === 'string' ? value : numberText(value);
  return text !== undefined && parseQuantity(text) !== null;
}
