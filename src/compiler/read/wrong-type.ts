/** A value of the wrong type, or none at all: what was found, what is allowed, and what to write in its place. */
import { ExactNumber, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, readable, segments } from '../../json/pointer.ts';
import type { FieldNode } from '../../schema/field-node.ts';
import { fieldAt, type Shape } from '../../schema/fields.ts';
import type { Finding } from '../words/diagnostics.ts';
import { listed, shown } from '../words/phrases.ts';
import { reshaped } from '../words/reshape.ts';
import { wantedAt } from './wanted-fields.ts';

const NAMES: { readonly [type: string]: string } = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'null',
};

/** `types` are those that the field may have. */
export function wrongType(
  kind: Shape,
  types: readonly string[],
  pointer: Pointer,
  found: Json | undefined,
): Finding {
  const real = types.length > 1 ? types.filter((one) => one !== 'null') : types;
  const allowed =
    real.join() === 'integer,string'
      ? 'a whole number or a percentage'
      : real.map((one) => NAMES[one] ?? one).join(' or ');
  const place = pointer === '' ? 'The object' : readable(pointer);
  const [type = ''] = real;
  return {
    pointer,
    message: `${place} is ${shown(found)}, but must be ${allowed}.`,
    allowed,
    ...(mend(kind, type, pointer, found) ?? { hint: `Write ${allowed}.` }),
  };
}

/** A field that is absent and must be there. */
export function missingField(kind: Shape, parent: Pointer, field: string): Finding {
  const pointer = child(parent, field);
  const write = example(kind, pointer, undefined);
  const isLeaf = write === undefined || !isNested(Object.values(write)[0]);
  return {
    pointer,
    message: `${parent === '' ? 'The object' : readable(parent)} needs ${field}, which is absent.`,
    hint: `Add ${readable(pointer)}.`,
    ...(!isLeaf && { write }),
  };
}

type Mend = Pick<Finding, 'hint' | 'write' | 'instead'>;

function mend(kind: Shape, type: string, pointer: Pointer, found: Json | undefined): Mend | undefined {
  if (type === 'object') return mapping(kind, pointer, found);
  if (type === 'array') {
    const write = example(kind, pointer, found);
    return write && { hint: 'Write a list, with "- " before each of its items.', write };
  }
  return leaf(type, pointer, found);
}

function mapping(kind: Shape, pointer: Pointer, found: Json | undefined): Mend | undefined {
  const write = example(kind, pointer, found);
  if (write === undefined) return undefined;
  const [only, ...others] = isArray(found) ? found : [];
  const [made] = Object.values(write);
  const isItem =
    isObject(only) && isObject(made) && Object.keys(made).every((key) => Object.hasOwn(only, key));
  if (others.length === 0 && isItem) {
    return { hint: `Remove the dash: ${lastName(pointer)} is one mapping, not a list of them.`, write };
  }
  const [value] = Object.values(write);
  const inside = isArray(value) ? value[0] : value;
  const names = isObject(inside) ? Object.keys(inside) : [];
  const isFree = names.length === 0 || fieldAt(kind, segments(pointer))?.fields === undefined;
  return { hint: isFree ? 'Write a mapping.' : `Write a mapping with ${listed(names, 'and')} in it.`, write };
}

/** The commonest slips: a number or a switch in quotes, text that YAML read as something else, a unit, a list of one. */
function leaf(type: string, pointer: Pointer, found: Json | undefined): Mend | undefined {
  if (type === 'string') return text(pointer, found);
  if (isArray(found) && found.length === 1 && !isNested(found[0])) {
    return { hint: `Write ${plain(found[0] as Json)} alone, without brackets or dash.` };
  }
  if (typeof found !== 'string') return undefined;
  if (type === 'boolean') {
    const meant = /^(?:true|yes|on|y|1)$/i.test(found)
      ? true
      : /^(?:false|no|off|n|0)$/i.test(found)
        ? false
        : undefined;
    return meant === undefined ? undefined : { hint: `Write ${meant}, without quotes.`, instead: meant };
  }
  if (/^-?\d+$/.test(found))
    return { hint: `Write ${found} without quotes.`, instead: new ExactNumber(found) };
  const [, count, unit] = /^(\d{1,9})\s*(s|sec|seconds?|m|min|minutes?|h|hours?)$/i.exec(found) ?? [];
  if (count === undefined || unit === undefined || !/Seconds$/.test(pointer)) return undefined;
  const seconds = Number(count) * (UNITS[unit.charAt(0).toLowerCase()] ?? 1);
  return { hint: `Write ${seconds}, the number of seconds alone.`, instead: seconds };
}

const UNITS: { readonly [unit: string]: number } = { s: 1, m: 60, h: 3600 };

function text(pointer: Pointer, found: Json | undefined): Mend | undefined {
  const one = isArray(found) && found.length === 1 ? found[0] : found;
  if (typeof one === 'string') return { hint: `Write ${plain(one)} alone, without brackets or dash.` };
  if (typeof one === 'number' || typeof one === 'boolean' || one instanceof ExactNumber) {
    const what = typeof one === 'boolean' ? 'true or false' : 'a number';
    const hint = `Write it in quotes, ${JSON.stringify(plain(one))}, because YAML reads the plain form as ${what}.`;
    return isArray(found) ? { hint } : { hint, instead: plain(one) };
  }
  if (!isObject(found)) return undefined;
  const { repository, name = repository, tag } = found;
  const isImage = pointer.endsWith('/image') && typeof name === 'string';
  if (!isImage) return undefined;
  const image = `${plain(name)}${tag === undefined || isNested(tag) ? '' : `:${plain(tag)}`}`;
  return { hint: `Write it as one text: ${image}.` };
}

function plain(value: Json): string {
  return value instanceof ExactNumber ? value.text : String(value);
}

function isNested(value: Json | undefined): boolean {
  return isObject(value) || isArray(value);
}

/** The field with a value of the right shape; of an item, the list with it. */
function example(kind: Shape, pointer: Pointer, found: Json | undefined): JsonObject | undefined {
  const path = segments(pointer);
  const node = fieldAt(kind, path);
  const name = lastName(pointer);
  if (node === undefined || name === '') return undefined;
  const value = reshaped(found, wantedAt(node as FieldNode, name));
  if (value === undefined) return undefined;
  return { [name]: path.at(-1) === name ? value : [value] };
}

/** The last name on the way to a place: of an item, that of its list. */
function lastName(pointer: Pointer): string {
  return segments(pointer).findLast((key) => !/^\d+$/.test(key)) ?? '';
}
