/** The walk over the types against ajv, which knows nothing of our walk. */
import { Ajv, type ErrorObject } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, segments } from '../../json/pointer.ts';
import { POD_TYPES } from '../kubernetes/pod-types.generated.ts';
import { fieldType, itemType, rowOf, valueType } from '../kubernetes/pod-types.ts';
import { patch, pod } from '../merge/strategic-merge.test.arbitrary.ts';
import { SAMPLE } from './pod-check.test.sample.ts';
import { checkPod } from './pod-check.ts';

const LEAVES: { readonly [type: string]: object } = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  int32: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: { type: 'integer', minimum: -(2 ** 53), maximum: 2 ** 53 },
  'int-or-string': {
    anyOf: [{ type: 'string' }, { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }],
  },
  quantity: {
    anyOf: [
      { type: 'number' },
      {
        type: 'string',
        pattern: '^\\s*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?\\s*$',
      },
    ],
  },
  time: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[-+][0-9:]{5})$' },
  object: { type: 'object' },
};

function schemaOf(type: string): object {
  const items = itemType(type);
  const values = valueType(type);
  if (items !== undefined) return { type: 'array', items: schemaOf(items) };
  if (values !== undefined) return { type: 'object', additionalProperties: schemaOf(values) };
  return LEAVES[type] ?? { $ref: `#/definitions/${type}` };
}

const definitions = Object.fromEntries(
  Object.entries(POD_TYPES).map(([type, { fields, required = [] }]) => [
    type,
    {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(Object.entries(fields).map(([field, of]) => [field, schemaOf(of)])),
      required,
    },
  ]),
);
const validate = new Ajv({ allErrors: true, strict: false }).compile({
  definitions,
  $ref: '#/definitions/PodSpec',
});

/** Where ajv finds a type wrong, a field unknown or a field missing. */
function placesOfAjv(value: JsonObject): string[] {
  if (validate(value)) return [];
  const place = ({ instancePath, params }: ErrorObject) =>
    [params.additionalProperty, params.missingProperty]
      .filter((name) => name !== undefined)
      .reduce<string>((path, name) => child(path, name), instancePath);
  return [...new Set((validate.errors ?? []).map(place))].sort();
}

const TYPE_NAMES = new Set([
  'a list',
  'a mapping',
  'a string',
  'true or false',
  'a whole number of 32 bits',
  'a whole number of 64 bits',
  'a whole number or a string',
  'a quantity such as 500m, 2 or 1Gi',
  'a time such as 2026-01-31T12:00:00Z',
]);

/** The type of what a pointer leads to. */
function typeAt(pointer: string): string | undefined {
  return segments(pointer).reduce<string | undefined>(
    (type, key) => itemType(type) ?? valueType(type) ?? fieldType(type, key),
    'PodSpec',
  );
}

/** Where checkPod finds one of these: the same places, told by what the messages say. */
function placesOfOurs(value: JsonObject): string[] {
  const places = checkPod(value).filter(({ message, pointer, allowed = '' }) => {
    const [, field] = / needs (\w+), which is absent\.$/.exec(message) ?? [];
    if (field !== undefined)
      return rowOf(typeAt(pointer.slice(0, -field.length - 1)))?.required?.includes(field);
    return / has no field "/.test(message) || TYPE_NAMES.has(allowed);
  });
  return [...new Set(places.map(({ pointer }) => pointer))].sort();
}

const scraps = fc.oneof(
  { depthSize: 'small' },
  fc.constantFrom<Json>(null, true, 0, -1, 1.5, 8080, 2 ** 31, 1e300, '', 'x', '1Gi', 'name', [], {}),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

/** The value with one place, found by a path of fractions, replaced or given another field. */
function spoil(value: Json, path: readonly number[], scrap: Json, name: string): Json {
  const [step, ...rest] = path;
  if (step === undefined) return isObject(value) && name !== '' ? { ...value, [name]: scrap } : scrap;
  if (isArray(value) && value.length > 0) {
    const at = Math.floor(step * value.length);
    return value.with(at, spoil(value[at] as Json, rest, scrap, name));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    const key = Object.keys(value)[Math.floor(step * Object.keys(value).length)] as string;
    return { ...value, [key]: spoil(value[key] as Json, rest, scrap, name) };
  }
  return scrap;
}

const fractions = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 1,
  maxLength: 8,
});
const names = fc.constantFrom(
  '',
  '',
  'imagee',
  'image',
  'name',
  'command',
  'emptyDir',
  'value',
  'constructor',
);
const spoilt = fc
  .tuple(fc.constantFrom(SAMPLE), fractions, scraps, names)
  .map((parts) => spoil(...parts) as JsonObject);

describe('checkPod', () => {
  it('finds wrong types, unknown and missing fields exactly where ajv does', () => {
    expect(placesOfAjv(SAMPLE)).toEqual([]);
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: spoilt }, pod, patch), (value) => {
        expect(placesOfOurs(value)).toEqual(placesOfAjv(value));
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(spoilt, patch, fc.jsonValue() as fc.Arbitrary<Json>), (value) => {
        checkPod(value as JsonObject);
      }),
      { numRuns: 1000 },
    );
  });
});
