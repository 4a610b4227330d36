import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../kube/cluster.ts';
import { Contests, lastWriter } from './contests.ts';

describe('contests', () => {
  const five = [0, 1_000, 2_000, 3_000, 4_000];

  it('let a place be written five times a minute, as long as the same is wanted', () => {
    const contests = new Contests();
    for (const at of five) {
      expect(contests.mayWrite('u', '/spec', { a: 1 }, at)).toBe(true);
      contests.wrote('u', '/spec', { a: 1 }, at);
    }
    expect(contests.mayWrite('u', '/spec', { a: 1 }, 5_000)).toBe(false);
    expect(contests.mayWrite('u', '/spec', { a: 1 }, 59_999)).toBe(false);
    expect(contests.mayWrite('u', '/spec', { a: 1 }, 60_000)).toBe(true);
    contests.wrote('u', '/spec', { a: 1 }, 60_000);
    expect(contests.mayWrite('u', '/spec', { a: 1 }, 60_500)).toBe(false);
  });

  it('are not tries that the server refuses', () => {
    const contests = new Contests();
    for (const at of [...five, 5_000, 6_000]) expect(contests.mayWrite('u', '/spec', 1, at)).toBe(true);
    expect(contests.contestOf('u', 6_000)).toBeNull();
  });

  it('name the place, and whoever was seen to change it, also when nothing is left to write', () => {
    const contests = new Contests();
    expect(contests.isRepeated('u', '/spec', 1, 0)).toBe(false);
    for (const at of five) contests.wrote('u', '/spec', 1, at, at === 0 ? null : 'kubectl');
    expect(contests.isRepeated('u', '/spec', 1, 5_000)).toBe(true);
    expect(contests.isRepeated('u', '/spec', 2, 5_000)).toBe(false);
    expect(contests.contestOf('u', 5_000)).toMatchObject({ place: '/spec', by: 'kubectl' });
    expect(contests.contestOf('v', 5_000)).toBeNull();
    expect(contests.contestOf('u', 61_000)).toBeNull();
  });

  it('know places, objects and wishes apart', () => {
    const contests = new Contests();
    for (const at of five) contests.wrote('u', '/spec', { a: 1 }, at);
    expect(contests.mayWrite('u', '/metadata', { a: 1 }, 5_000)).toBe(true);
    expect(contests.mayWrite('v', '/spec', { a: 1 }, 5_000)).toBe(true);
    expect(contests.mayWrite('u', '/spec', { a: 2 }, 5_000)).toBe(true);
  });
});

describe('whoever wrote last', () => {
  const live = (...managedFields: object[]) =>
    ({ metadata: { name: 'a', managedFields } }) as unknown as KubeObject;

  it.each([
    ['somebody', [live()]],
    ['somebody', [null]],
    ['kubectl', [live({ manager: 'layer-operator', time: '1' }, { manager: 'kubectl', time: '2' })]],
    [
      'layer-operator from elsewhere (a second operator?)',
      [live({ manager: 'kubectl', time: '1' }, { manager: 'layer-operator', time: '2' })],
    ],
    [
      'kubectl',
      [
        live(
          { manager: 'kubectl', time: '1' },
          { manager: 'kube-controller-manager', time: '2' },
          { manager: 'keda', time: '3', subresource: 'scale' },
        ),
      ],
    ],
  ])('is %s', (name, [object]) => {
    expect(lastWriter(object as KubeObject | null)).toBe(name);
  });
});
