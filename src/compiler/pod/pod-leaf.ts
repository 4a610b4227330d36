import { ExactNumber, isArray, isObject, type Json } from '../../json/json.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import type { Finding } from '../words/diagnostics.ts';

type Fault = Omit<Finding, 'pointer'>;

/** A value in a message: a leaf as it is written, shortened; of anything else only what it is. */
export function shown(value: Json): string {
  if (isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  const text = value instanceof ExactNumber ? value.text : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
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
  quantity: { name: 'a quantity, such as 500m, 2 or 1Gi', accepts: isQuantity },
  time: {
    name: 'a time, such as 2026-01-31T12:00:00Z',
    accepts: (value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value),
  },
  object: { name: 'an object', accepts: isObject },
};

/** What is wrong with a value of a leaf type of pod-types.ts, if anything. */
export function leafFault(value: Json, type: string, field: string): Fault | undefined {
  const leaf = LEAVES[type];
  return leaf === undefined || leaf.accepts(value) ? undefined : typeFault(value, leaf.name, field, type);
}

export function typeFault(value: Json, wanted: string, field: string, type = ''): Fault {
  return {
    message: `${field} is ${shown(value)}, not ${wanted}.`,
    allowed: wanted,
    hint: slip(value, type) ?? `Write ${wanted}.`,
  };
}

function slip(value: Json, type: string): string | undefined {
  if (value === null) return 'Remove the field, or give it a value.';
  const text = numberText(value) ?? (typeof value === 'boolean' ? String(value) : undefined);
  if (type === 'string' && text !== undefined) return `Quote it: "${text}".`;
  const unquoted = typeof value === 'string' && /^(-?\d{1,19}|true|false)$/.test(value);
  return unquoted && LEAVES[type]?.accepts(JSON.parse(value) as Json)
    ? `Remove the quotes: ${value}.`
    : undefined;
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
