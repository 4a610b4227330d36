import type { Json } from '../src/json/json.ts';
import { type CelRule, isIntOrString, isNullable, mapValues, type Schema, typeOf } from './schema.ts';

/** A schema as a CustomResourceDefinition has it: OpenAPI v3, structural. */
export interface Structural {
  description?: string;
  type?: string;
  format?: string;
  nullable?: true;
  default?: Json;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  maxProperties?: number;
  pattern?: string;
  required?: readonly string[];
  properties?: { [name: string]: Structural };
  additionalProperties?: Structural;
  items?: Structural;
  'x-kubernetes-preserve-unknown-fields'?: true;
  'x-kubernetes-int-or-string'?: true;
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: readonly string[];
  'x-kubernetes-validations'?: readonly CelRule[];
}

const COPIED = [
  'description',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'maxItems',
  'maxProperties',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
] as const satisfies readonly (keyof Schema & keyof Structural)[];

const INT32 = 2147483647;

/**
 * A structural schema is closed by pruning, so `additionalProperties: false` has no place in it, and null is `nullable`:
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function structural(schema: Schema): Structural {
  const isEither = isIntOrString(schema);
  const type = isEither ? undefined : typeOf(schema);
  const result: Structural = type === undefined ? {} : { type };
  if (isEither) result['x-kubernetes-int-or-string'] = true;
  if (isNullable(schema)) result.nullable = true;
  if (type === 'integer') result.format = (schema.maximum ?? Infinity) <= INT32 ? 'int32' : 'int64';
  for (const key of COPIED) if (schema[key] !== undefined) Object.assign(result, { [key]: schema[key] });
  const filled = schema.default ?? schema['x-crd-default'];
  if (filled !== undefined) result.default = filled;
  if (schema['x-cel']) result['x-kubernetes-validations'] = schema['x-cel'];
  if (schema['x-crd-untyped'] || schema.additionalProperties === true) {
    result['x-kubernetes-preserve-unknown-fields'] = true;
  }
  return schema['x-crd-untyped'] ? result : { ...result, ...inside(schema) };
}

function inside(schema: Schema): Structural {
  const { required, properties, items, additionalProperties } = schema;
  return {
    ...(required && { required }),
    ...(properties && { properties: mapValues(properties, structural) }),
    ...(items && { items: structural(items) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: structural(additionalProperties),
    }),
  };
}
