import { expect, it } from 'vitest';
import { whereabouts } from './places.ts';

const item = (annotations: { readonly [key: string]: string }) => ({
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'Function',
  metadata: { name: 'tag', namespace: 'shop', annotations },
});

it.each([
  ['a/b.yaml', item({ 'internal.config.kubernetes.io/path': 'a/b.yaml' })],
  ['old.yaml', item({ 'config.kubernetes.io/path': 'old.yaml' })],
  ['base/f.yaml', item({ 'config.kubernetes.io/origin': 'path: base/f.yaml\n' })],
  [
    'f.yaml',
    item({ 'config.kubernetes.io/origin': 'ref: v1\nrepo: https://git.example.com/a\npath: "f.yaml"\n' }),
  ],
  ['Function shop/tag', item({ 'config.kubernetes.io/origin': 'configuredIn: layerc.yaml\n' })],
  ['Function shop/tag', item({})],
  ['InfraRules default', { kind: 'InfraRules', metadata: { name: 'default' } }],
  ['items[7]', { kind: 'InfraRules' }],
  ['items[7]', 'text'],
])('calls an item %s', (words, value) => {
  expect(whereabouts(value, 7)).toBe(words);
});
