import { expect, it } from 'vitest';
import { changeWords } from './object-words.ts';

const object = (spec: object, labels = {}, more = {}) => ({
  kind: 'Deployment',
  metadata: { name: 'x', labels, ...more },
  spec,
});
const live = (spec: object, labels = {}) => object(spec, labels, { uid: 'u', managedFields: [] });
const template = (image: string) => ({ template: { spec: { containers: [{ name: 'udf', image }] } } });

it.each([
  [live(template('a')), object(template('a')), null],
  [live({ ...template('a'), revisionHistoryLimit: 10 }), object(template('a')), null],
  [
    live({ ...template('a'), replicas: 2 }, { l: '1' }),
    object(template('b'), { l: '2' }),
    'rolls its workers: deployment.metadata.labels.l: "1" -> "2", deployment.spec.template.spec.containers[udf].image: a -> b',
  ],
  [
    live({ ...template('a'), replicas: 0 }),
    object(template('b')),
    'changes its pod template while no worker runs: deployment.spec.template.spec.containers[udf].image: a -> b',
  ],
  [
    live({ a: 1, b: 1, c: 1, d: 1 }),
    object({ a: 2, b: 2, c: 2, d: 2 }),
    'changes in place: deployment.spec.a: 1 -> 2, deployment.spec.b: 1 -> 2, deployment.spec.c: 1 -> 2, and 1 more',
  ],
])('case %#', (there, wanted, words) => {
  expect(changeWords(there, wanted)).toBe(words);
});
