import { describe, expect, test } from 'vitest';
import { crd } from './crds.ts';
import { KINDS, readSchemas, type Schema, without } from './schema.ts';
import type { Structural } from './structural.ts';

const SCHEMAS = readSchemas();

function rootOf(schema: Schema): Structural {
  return crd(schema).spec.versions[0]?.schema.openAPIV3Schema as Structural;
}

function* nodes(schema: Structural, path: string): Generator<[string, Structural]> {
  yield [path, schema];
  for (const [name, child] of Object.entries(schema.properties ?? {})) yield* nodes(child, `${path}.${name}`);
  if (schema.items) yield* nodes(schema.items, `${path}[]`);
  if (schema.additionalProperties) yield* nodes(schema.additionalProperties, `${path}{}`);
}

/** https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema */
describe.each(KINDS)('the CRD of %s', (kind) => {
  const all = [...nodes(rootOf(SCHEMAS[kind]), '')];

  test('is structural', () => {
    for (const [path, node] of all) {
      const preserved = node['x-kubernetes-preserve-unknown-fields'] === true;
      const isEither = node['x-kubernetes-int-or-string'] === true;
      expect(
        node.type !== undefined || preserved || isEither,
        `${path} has a type, or more than one, or is preserved`,
      ).toBe(true);
      expect(node.properties && node.additionalProperties, `${path} is an object or a map`).toBeUndefined();
      expect(node.type === 'array', `${path} has items if it is a list`).toBe(node.items !== undefined);
      for (const name of node.required ?? []) expect(node.properties, path).toHaveProperty([name]);
    }
  });

  test('has a default only where one is not required', () => {
    for (const [path, node] of all) {
      for (const name of node.required ?? []) {
        expect(node.properties?.[name]?.default, `${path}.${name}`).toBeUndefined();
      }
    }
  });

  test('has a place for every rule, and bounds for the lists a rule looks at', () => {
    for (const [path, node] of all) {
      for (const { rule, fieldPath } of node['x-kubernetes-validations'] ?? []) {
        const place = fieldPath
          ?.split('.')
          .slice(1)
          .reduce<Structural | undefined>((at, name) => at?.properties?.[name], node);
        if (fieldPath) expect(place, `${path} ${fieldPath}`).toBeDefined();
        for (const [, name] of rule.matchAll(/self\.(\w+)\.(?:all|exists)\(/g)) {
          expect(node.properties?.[name as string]?.maxItems, `${path}.${name}`).toBeDefined();
        }
      }
    }
  });
});

test('untyped for the server, typed for us', () => {
  const spec = rootOf(SCHEMAS.Function).properties?.spec?.properties;
  expect(spec?.filter).toEqual({
    description: expect.any(String),
    'x-kubernetes-preserve-unknown-fields': true,
  });
  for (const node of [spec?.indexSelector, spec?.worker?.properties?.podSpec]) {
    expect(without(node as Structural, 'description')).toEqual({
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    });
  }
});

test('a Function that nobody has looked at says so', () => {
  const status = rootOf(SCHEMAS.Function).properties?.status;
  expect(status).toMatchObject({ nullable: true, default: { observedGeneration: -1 } });
  expect(status?.properties?.conditions).toMatchObject({
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['type'],
  });
});

test('metadata and conditions are the same in every schema, but for the name', () => {
  const [first, ...others] = KINDS.map((kind) => {
    const metadata = SCHEMAS[kind].properties?.metadata ?? {};
    return { ...metadata, properties: without(metadata.properties ?? {}, 'name') };
  });
  for (const metadata of others) expect(metadata).toEqual(first);
  const conditions = (kind: 'Function' | 'InfraRules') =>
    SCHEMAS[kind].properties?.status?.properties?.conditions;
  expect(conditions('InfraRules')).toEqual(conditions('Function'));
});

test('every field of a spec has a description', () => {
  for (const kind of KINDS) {
    const spec = rootOf(SCHEMAS[kind]).properties?.spec as Structural;
    for (const [path, node] of nodes(spec, kind)) {
      if (/\[\]$|\{\}$/.test(path)) continue;
      expect(node.description, path).toMatch(/\.$/);
    }
  }
});
