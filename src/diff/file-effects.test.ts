import { expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { fileEffectWords } from './file-effects.ts';

const deployment = (image: string, replicas?: number): JsonObject => ({
  kind: 'Deployment',
  spec: {
    ...(replicas !== undefined && { replicas }),
    template: { spec: { containers: [{ name: 'udf', image }] } },
  },
});
const scaled = (max: number): JsonObject => ({ kind: 'ScaledObject', spec: { maxReplicaCount: max } });

it.each<[string, JsonObject[] | null, JsonObject[] | null]>([
  ['1 rolls', [deployment('a'), scaled(1)], [deployment('b'), scaled(2)]],
  ['1 rolls', [deployment('a', 2)], [deployment('b', 2)]],
  ['1 changes while no worker runs', [deployment('a', 0)], [deployment('b', 0)]],
  ['1 changes workers or devices', [deployment('a'), scaled(1)], [deployment('a'), scaled(2)]],
  ['1 changes workers or devices', [deployment('a', 2)], [deployment('a', 3)]],
  ['1 loses objects', [deployment('a'), scaled(1)], [deployment('a', 1)]],
  ['1 gains objects', [deployment('a')], [deployment('a'), scaled(1)]],
  ['1 is new', null, [deployment('a')]],
  ['1 is gone', [deployment('a')], null],
])('%s', (words, before, after) => {
  expect(fileEffectWords([{ before, after }], 2)).toBe(`1 of 3 Functions changes: ${words}`);
});

it('counts each Function once, by the worst of it', () => {
  const roll = { before: [deployment('a')], after: [deployment('b')] };
  const gone = { before: [deployment('a')], after: null };
  expect(fileEffectWords([roll, gone, roll], 1)).toBe('3 of 4 Functions change: 1 is gone, 2 roll');
  // A first line alone.
  expect(fileEffectWords([{ before: [deployment('a')], after: [deployment('a')] }], 0)).toBe(
    'none of 1 Function change',
  );
});
