import { readFileSync } from 'node:fs';
import type { Json } from '../src/json/json.ts';

/**
 * The JSON Schema keywords (draft-07) that our schemas use. The `x-` keywords are ours: a place has one description,
 * and they say where its readers differ.
 */
export interface Schema {
  readonly $schema?: string;
  /** Name of the TypeScript interface of an object. */
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly default?: Json;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly pattern?: string;
  readonly format?: string;
  /** What else holds of the same value; only `if` and `then`. */
  readonly allOf?: readonly object[];
  readonly 'x-crd'?: CrdFacts;
  /** Rules of the CRD (CEL). The compiler has its own words for what they say. */
  readonly 'x-cel'?: readonly CelRule[];
  /** The CRD keeps the value as it is and looks at its type alone; hev's CRD does the same. */
  readonly 'x-crd-untyped'?: true;
  /** A default that the server fills in and the compiler does not want. */
  readonly 'x-crd-default'?: Json;
  /** The validators look at the type alone: the compiler does not read it. */
  readonly 'x-runtime-untyped'?: true;
  /**
   * Generation of hev's Function that brought the field, and the last one that had it; `layerc` for an extension of
   * ours. Absent: as its parent.
   */
  readonly 'x-since'?: Generation;
  readonly 'x-until'?: Generation;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
}

export type Generation = 'G1' | 'G2' | 'G3' | 'layerc';

export interface CrdFacts {
  readonly group: string;
  readonly version: string;
  readonly kind: Kind;
  readonly plural: string;
  readonly singular: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly printerColumns: readonly { readonly [key: string]: Json }[];
}

export interface CelRule {
  readonly rule: string;
  readonly message: string;
  readonly reason?: string;
  readonly fieldPath?: string;
}

/** The kinds we read, with the file name of each: `schemas/<file>.schema.json`. */
export const FILES = { Function: 'function', InfraRules: 'infra-rules', Index: 'index' } as const;
export type Kind = keyof typeof FILES;
export const KINDS = Object.keys(FILES) as Kind[];

export type Schemas = { readonly [kind in Kind]: Schema };

export function readSchemas(): Schemas {
  const read = (kind: Kind): Schema =>
    JSON.parse(readFileSync(new URL(`../schemas/${FILES[kind]}.schema.json`, import.meta.url), 'utf8'));
  return { Function: read('Function'), InfraRules: read('InfraRules'), Index: read('Index') };
}

/** What is layerc's own and no object of Kubernetes, with the file name of each: layerc.yaml, and the cases of layerc test. */
export const OWN_FILES = {
  Project: 'project',
  FunctionTest: 'function-test',
  ManifestTest: 'manifest-test',
} as const;
export type OwnShape = keyof typeof OWN_FILES;
export const OWN_SHAPES = Object.keys(OWN_FILES) as OwnShape[];

export type OwnSchemas = { readonly [shape in OwnShape]: Schema };

export function readOwnSchemas(): OwnSchemas {
  const read = (shape: OwnShape): Schema =>
    JSON.parse(readFileSync(new URL(`../schemas/${OWN_FILES[shape]}.schema.json`, import.meta.url), 'utf8'));
  return { Project: read('Project'), FunctionTest: read('FunctionTest'), ManifestTest: read('ManifestTest') };
}

/** The type of a value that is not null. Undefined: any JSON. */
export function typeOf(schema: Schema): string | undefined {
  return typeof schema.type === 'string' ? schema.type : schema.type?.find((type) => type !== 'null');
}

/** A number or a text, such as a percentage: an int-or-string of Kubernetes. */
export function isIntOrString({ type }: Schema): boolean {
  return Array.isArray(type) && type.includes('integer') && type.includes('string');
}

/** Null is accepted and means "absent". */
export function isNullable(schema: Schema): boolean {
  return Array.isArray(schema.type) && schema.type.includes('null');
}

/** A copy in which `change` has rewritten every subschema of values, children first. */
export function rewrite(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  return change({
    ...schema,
    ...(properties && { properties: mapValues(properties, (child) => rewrite(child, change)) }),
    ...(items && { items: rewrite(items, change) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: rewrite(additionalProperties, change),
    }),
  });
}

export function mapValues<From, To>(
  object: { readonly [key: string]: From },
  change: (value: From) => To,
): { [key: string]: To } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** `object` without these keys. */
export function without<T extends object, K extends keyof T>(object: T, ...keys: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;
}
