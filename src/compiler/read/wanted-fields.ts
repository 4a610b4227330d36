import type { Json } from '../../json/json.ts';
import type { FieldNode } from '../../schema/field-node.ts';
import { inCapitals, type Want } from '../words/reshape.ts';

/** What a place of a schema wants, for an example of it. */
export function wantedAt(node: FieldNode, name = ''): Want {
  const { type, words, fields, items, values, required = [] } = node;
  if (items !== undefined) return { form: 'list', of: () => wantedAt(items, singular(name)) };
  if (fields !== undefined) {
    const wanted = Object.entries(fields).map(([field, inner]) => ({
      name: field,
      required: required.includes(field),
      want: wantedAt(inner, field),
    }));
    return { form: 'mapping', fields: () => wanted };
  }
  if (values !== undefined) return { form: 'map', of: () => wantedAt(values) };
  if (type === 'object') return { form: 'map' };
  if (type === 'array') return { form: 'list', of: () => ({ form: 'map' }) };
  return {
    form: 'leaf',
    accepts: (value) => isOfType(value, type) && (words === undefined || words.includes(value)),
    sample: words?.[0] ?? node.default ?? standIn(type, name),
  };
}

function isOfType(value: Json, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return type === 'any' || typeof value === type;
}

function standIn(type: string, name: string): Json {
  if (type === 'integer') return 1;
  return type === 'boolean' ? true : inCapitals(name);
}

function singular(name: string): string {
  return name.replace(/s$/, '');
}
