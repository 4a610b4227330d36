import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { said } from './warnings.test-support.ts';

const ENV = [{ name: 'MODEL', value: 'small' }];
const LIMITS = { limits: { memory: '1Gi' } };
/** The worker's image is registry.example.com/tag:1, and the Function is called tag-products. */
const OTHER = { name: 'other', image: 'registry.example.com/other:1' };
const found = (...containers: JsonObject[]) => said({ containers });

describe('a container that was probably meant to be the worker is asked about', () => {
  it.each<[string, JsonObject[], number]>([
    ['the image of the worker', [{ ...OTHER, image: 'registry.example.com/tag:1' }], 0],
    ['with another tag', [{ ...OTHER, image: 'registry.example.com/tag:2' }], 0],
    ['by its digest', [{ ...OTHER, image: `registry.example.com/tag@sha256:${'0'.repeat(64)}` }], 0],
    ['from another registry, with a port', [{ ...OTHER, image: 'localhost:5000/team/tag' }], 0],
    ['variables', [{ ...OTHER, env: ENV }], 0],
    ['variables of a ConfigMap', [{ ...OTHER, envFrom: [{ configMapRef: { name: 'settings' } }] }], 0],
    ['variables and resources', [{ ...OTHER, env: ENV, resources: LIMITS }], 0],
    ['the name of the Function', [{ ...OTHER, name: 'tag-products' }], 0],
    ['almost the name of the worker', [{ ...OTHER, name: 'uds' }], 0],
    [
      'its image, though udf is known',
      [
        { name: 'udf', env: ENV },
        { ...OTHER, image: 'tag' },
      ],
      1,
    ],
    ['variables, where udf is named alone', [{ name: 'udf' }, { ...OTHER, env: ENV }], 1],
  ])('%s', (_, containers, index) => {
    expect(found(...containers)).toEqual([`SecondContainer /containers/${index}/name`]);
  });

  it.each<[string, JsonObject[]]>([
    ['the worker', [{ name: 'udf', env: ENV }]],
    ['a side car that has nothing of a worker', [OTHER]],
    ['one with resources alone', [{ ...OTHER, resources: LIMITS }]],
    ['one with no variables', [{ ...OTHER, env: [] }]],
    [
      'one with variables, where udf has its own',
      [
        { name: 'udf', env: ENV },
        { ...OTHER, env: ENV },
      ],
    ],
    ['an image that ends alike', [{ ...OTHER, image: 'registry.example.com/retag:1' }]],
    ['what is deleted', [{ name: 'tag-products', $patch: 'delete' }]],
  ])('but not: %s', (_, containers) => {
    expect(found(...containers)).toEqual([]);
  });

  it('but not a side car that says so', () => {
    const sideCar = { ...OTHER, image: 'registry.example.com/tag:1', restartPolicy: 'Always', env: ENV };
    expect(said({ initContainers: [sideCar] })).toEqual([]);
  });
});
