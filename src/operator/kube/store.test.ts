import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber } from '../../json/json.ts';
import type { KubeObject } from './cluster.ts';
import { type ChangeHandler, Store } from './store.ts';

type Told = [key: string, before: unknown, after: unknown];

function storeOf(told: Told[] = [], onFailure?: (error: unknown) => void): Store {
  const onChange: ChangeHandler = (key, before, after) =>
    told.push([key, before?.read().spec ?? null, after?.read().spec ?? null]);
  return new Store({
    reduce: ({ status: _, ...rest }) => rest as unknown as KubeObject,
    indexes: { color: ({ spec }) => (spec as { colors?: string[] }).colors ?? [] },
    onChange: onFailure ? () => expect.unreachable() : onChange,
    ...(onFailure && { onFailure }),
  });
}

type Given = {
  name: string;
  uid?: string;
  version: number;
  colors?: string[];
  status?: unknown;
  owner?: string;
};

function object({ name, uid = `uid-${name}`, version, colors = [], status, owner }: Given): KubeObject {
  const owners =
    owner === undefined ? [] : [{ apiVersion: 'x/v1', kind: 'Function', name: `f-${owner}`, uid: owner }];
  return {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: {
      name,
      namespace: 'n',
      uid,
      resourceVersion: String(version),
      ownerReferences: [
        { apiVersion: 'x/v1', kind: 'Other', name: 'o', uid: 'other' },
        ...owners.map((one) => ({ ...one, controller: true })),
      ],
    },
    spec: { colors },
    status,
  };
}

describe('an answer to a write', () => {
  const versionOf = (store: Store) => store.get('n/a')?.metadata.resourceVersion;

  it('is ahead of the watch, which brings older states for a while', () => {
    const told: Told[] = [];
    const store = storeOf(told);
    store.put(object({ name: 'a', version: 5 }));
    store.putAhead(object({ name: 'a', version: 9, colors: ['red'] }));
    store.put(object({ name: 'a', version: 7 }));
    expect(versionOf(store)).toBe('9');
    store.put(object({ name: 'a', version: 10, colors: ['blue'] }));
    expect([versionOf(store), told.length]).toEqual(['10', 2]);
  });

  it('reads like what the watch brings', () => {
    const [written, brought] = [storeOf(), storeOf()];
    const answer = { ...object({ name: 'a', version: 9, colors: ['red'] }), status: 'busy' };
    written.putAhead(answer);
    brought.put(answer);
    expect(written.get('n/a')).toEqual(brought.get('n/a'));
    expect(written.get('n/a')).toBe(written.get('n/a'));
  });

  it('is passed over where the watch is past it: nothing would bring the later state again', () => {
    const store = storeOf();
    store.put(object({ name: 'a', version: 10 }));
    store.putAhead(object({ name: 'a', version: 9 }));
    expect(versionOf(store)).toBe('10');
    store.putAhead(object({ name: 'a', uid: 'another', version: 8 }));
    expect(versionOf(store)).toBe('8');
  });
});

describe('a write', () => {
  const [old, ours] = [
    object({ name: 'a', version: 5 }),
    object({ name: 'a', version: 9, colors: ['ours'] }),
  ];
  const theirs = (version: number) => object({ name: 'a', version, colors: [`theirs ${version}`] });

  /** What is told of a write that is answered with `answer` after the watch has brought these. */
  async function toldOf(brought: readonly (KubeObject | 'gone')[], answer: KubeObject | null | Error) {
    const told: Told[] = [];
    const store = storeOf(told);
    store.put(old);
    told.length = 0;
    const writing = store.write(ours, async () => {
      for (const one of brought) {
        if (one === 'gone') store.remove('n/a');
        else store.put(one);
      }
      if (answer instanceof Error) throw answer;
      return answer;
    });
    await writing.catch((error) => expect(error).toBe(answer));
    const colors = told.map(([, before, after]) =>
      [before, after].map((spec) => (spec as { colors: string[] } | null)?.colors.join() ?? null),
    );
    // Later ones are told as ever.
    store.put(theirs(99));
    expect(told.length).toBe(colors.length + 1);
    return colors;
  }

  it.each<[string, readonly (KubeObject | 'gone')[], KubeObject | null | Error, unknown]>([
    ['it is brought before the answer', [ours], ours, []],
    ['nothing is brought', [], ours, []],
    ['another change is brought too', [theirs(7), ours], ours, [['', 'ours']]],
    ['another change alone is brought', [theirs(7)], ours, [['', 'ours']]],
    ['a later change is brought too', [ours, theirs(11)], ours, [['', 'theirs 11']]],
    ['it fails', [theirs(7)], new Error('conflict'), [['', 'theirs 7']]],
    ['there is nothing to take in', [ours], null, [['', 'ours']]],
    ['it goes meanwhile', [theirs(7), 'gone'], new Error('conflict'), [['', null]]],
    [
      'it is another one meanwhile',
      ['gone', theirs(11)],
      new Error('conflict'),
      [
        ['', null],
        [null, 'theirs 11'],
      ],
    ],
  ])('is no news by itself: %s', async (_, brought, answer, told) => {
    expect(await toldOf(brought, answer)).toEqual(told);
  });
});

describe('a store', () => {
  it('gives back what is of interest, with the resourceVersion of now', () => {
    const store = storeOf();
    store.put({
      ...object({ name: 'a', version: 7, status: 'busy' }),
      id: new ExactNumber('9223372036854775807'),
    });
    const { status: _, ...expected } = object({ name: 'a', version: 7 });
    expect(store.get('n/a')).toEqual({ ...expected, id: new ExactNumber('9223372036854775807') });
    expect(store.get('n/b')).toBeUndefined();
  });

  it('tells of changes, not of those that are of no interest', () => {
    const told: Told[] = [];
    const store = storeOf(told);
    store.put(object({ name: 'a', version: 1 }));
    store.put(object({ name: 'a', version: 2, status: 'busy' }));
    expect(store.get('n/a')?.metadata.resourceVersion).toBe('2');
    store.put(object({ name: 'a', version: 3, colors: ['red'] }));
    store.remove('n/a');
    store.remove('n/a');
    expect(told).toEqual([
      ['n/a', null, { colors: [] }],
      ['n/a', { colors: [] }, { colors: ['red'] }],
      ['n/a', { colors: ['red'] }, null],
    ]);
  });

  it('takes another uid under the same name for another object', () => {
    const told: Told[] = [];
    const store = storeOf(told);
    store.put(object({ name: 'a', version: 1 }));
    store.put(object({ name: 'a', uid: 'new', version: 2 }));
    expect(told.map(([, before, after]) => [before !== null, after !== null])).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ]);
  });

  it('finds objects by their controller and by an index, and forgets where they were', () => {
    const store = storeOf();
    store.put(object({ name: 'a', version: 1, owner: 'one', colors: ['red', 'blue', 'red'] }));
    store.put(object({ name: 'b', version: 2, owner: 'one', colors: ['red'] }));
    expect(store.ownedBy('one').map(({ key }) => key)).toEqual(['n/a', 'n/b']);
    expect(store.ownedBy('one')[0]?.owner).toEqual({ kind: 'Function', name: 'f-one', uid: 'one' });
    expect(store.ownedBy('other')).toEqual([]);
    expect(store.find('color', 'red').map(({ key }) => key)).toEqual(['n/a', 'n/b']);
    store.put(object({ name: 'a', version: 3, owner: 'two', colors: ['blue'] }));
    expect(store.ownedBy('one').map(({ key }) => key)).toEqual(['n/b']);
    expect(store.find('color', 'red').map(({ key }) => key)).toEqual(['n/b']);
    expect(store.find('color', 'blue').map(({ key }) => key)).toEqual(['n/a']);
  });

  it('survives a handler that throws', () => {
    const failures: unknown[] = [];
    const store = storeOf([], (error) => failures.push(error));
    store.put(object({ name: 'a', version: 1 }));
    expect([[...store.keys()], failures.length]).toEqual([['n/a'], 1]);
  });

  it('has the same indexes as a search from end to end, whatever came in whatever order', () => {
    const given = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      uid: fc.constantFrom('u', 'v'),
      owner: fc.option(fc.constantFrom('one', 'two'), { nil: undefined as never }),
      colors: fc.subarray(['red', 'blue', 'green']),
      isGone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(given), (steps) => {
        const told: Told[] = [];
        const store = storeOf(told);
        const model = new Map<string, KubeObject>();
        for (const [version, { isGone, ...step }] of steps.entries()) {
          const next = object({ ...step, version });
          if (isGone) store.remove(`n/${step.name}`);
          else store.put(next);
          if (isGone) model.delete(`n/${step.name}`);
          else model.set(`n/${step.name}`, next);
        }
        expect([...store.keys()].sort()).toEqual([...model.keys()].sort());
        const keysWhere = (is: (object: KubeObject) => boolean) =>
          [...model]
            .filter(([, one]) => is(one))
            .map(([key]) => key)
            .sort();
        for (const color of ['red', 'blue', 'green']) {
          const expected = keysWhere(({ spec }) => (spec as { colors: string[] }).colors.includes(color));
          expect(
            store
              .find('color', color)
              .map(({ key }) => key)
              .sort(),
          ).toEqual(expected);
        }
        for (const owner of ['one', 'two']) {
          const expected = keysWhere(({ metadata }) => metadata.ownerReferences?.[1]?.uid === owner);
          expect(
            store
              .ownedBy(owner)
              .map(({ key }) => key)
              .sort(),
          ).toEqual(expected);
        }
        // Whoever only listens knows the same.
        const heard = new Map<string, unknown>();
        for (const [key, before, after] of told) {
          expect(heard.get(key) ?? null).toEqual(before);
          if (after === null) heard.delete(key);
          else heard.set(key, after);
        }
        expect([...heard.keys()].sort()).toEqual([...model.keys()].sort());
      }),
    );
  });
});
