import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { suiteNeeding } from '../testenv/suite.ts';
import { findModules } from './go-module.test-support.ts';
import { DOCUMENT, generate, MODULE } from './kubernetes-types.ts';

const committed = join(import.meta.dirname, '../src/compiler/kubernetes/pod-types.generated.ts');

suiteNeeding('pod-types.generated.ts', [findModules([MODULE])], (modules) => {
  it('is what the document gives', () => {
    expect(generate(readFileSync(join(modules, MODULE, DOCUMENT), 'utf8'))).toBe(
      readFileSync(committed, 'utf8'),
    );
  });
});

const spec = (properties: object, others: object = {}) =>
  JSON.stringify({ components: { schemas: { 'io.k8s.api.core.v1.PodSpec': { properties }, ...others } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('generate', () => {
  it('writes fields in order, with what is known of each', () => {
    const schema = spec(
      {
        size: { allOf: [ref('io.k8s.apimachinery.pkg.api.resource.Quantity')], default: {} },
        items: {
          type: 'array',
          items: { allOf: [ref('a.Item')] },
          'x-kubernetes-patch-strategy': 'merge,retainKeys',
          'x-kubernetes-patch-merge-key': 'id',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['id'],
        },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
      {
        'a.Item': {
          properties: { id: { type: 'integer', format: 'int32' }, p: { type: 'string', default: 'TCP' } },
          required: ['id'],
        },
      },
    );
    expect(generate(schema)).toContain(`export const POD_TYPES: { readonly [type: string]: TypeRow } = {
  Item: {
    fields: {
      id: 'int32',
      p: 'string',
    },
    required: ['id'],
    defaults: { p: 'TCP' },
  },
  PodSpec: {
    fields: {
      items: '[]Item',
      labels: '{}string',
      size: 'quantity',
    },
    merge: { items: 'id' },
    unique: { items: ['id'] },
  },
};
`);
  });

  it.each([
    ['a type', { x: { type: 'number' } }],
    ['a format', { x: { type: 'string', format: 'byte' } }],
    ['a patch strategy', { x: { type: 'string', 'x-kubernetes-patch-strategy': 'replace' } }],
    ['an object without properties', { x: ref('a.Item') }],
  ])('stops at %s that it does not know', (_, properties) => {
    expect(() => generate(spec(properties, { 'a.Item': {} }))).toThrow();
  });
});
