import { describe, expect, it } from 'vitest';
import { ExactNumber, type JsonObject } from '../../json/json.ts';
import { Marked } from '../words/origin.ts';
import { strategicMerge } from './strategic-merge.ts';

const merge = (original: object, patch: object) =>
  strategicMerge(original as JsonObject, patch as JsonObject, 'PodSpec');

/** The merged pod of a patch in which nothing is wrong. */
function merged(original: object, patch: object): JsonObject {
  const { value, problems } = merge(original, patch);
  expect(problems).toEqual([]);
  return value;
}

function pointers(original: object, patch: object): string[] {
  return merge(original, patch).problems.map(({ pointer }) => pointer);
}

const names = (...list: string[]) => list.map((name) => ({ name }));
const udf = (fields: object) => ({ containers: [{ name: 'udf', ...fields }] });

describe('keyed lists', () => {
  it('merge the items of one key and put new ones before those that the patch does not name', () => {
    expect(merged({ volumes: names('A', 'B', 'D') }, { volumes: names('B', 'C') })).toEqual({
      volumes: names('A', 'B', 'C', 'D'),
    });
    expect(merged({ volumes: names('A') }, { volumes: names('B') })).toEqual({ volumes: names('B', 'A') });
  });

  it('keep the first container first', () => {
    const original = { containers: names('worker') };
    expect(merged(original, { containers: names('sidecar') })).toEqual({
      containers: names('worker', 'sidecar'),
    });
    const order = { '$setElementOrder/containers': names('sidecar', 'worker'), containers: names('sidecar') };
    expect(merged(original, order)).toEqual({ containers: names('worker', 'sidecar') });
    const replaced = { containers: [...names('b'), { name: 'worker', image: 'i' }, { $patch: 'replace' }] };
    expect(merged(original, replaced)).toEqual({
      containers: [{ name: 'worker', image: 'i' }, { name: 'b' }],
    });
    expect(merged(original, { containers: [{ $patch: 'replace' }, ...names('b')] })).toEqual({
      containers: names('b'),
    });
  });

  it('know ports by containerPort alone, so the first of two protocols is met', () => {
    const ports = [
      { containerPort: 8080, protocol: 'TCP' },
      { containerPort: 8080, protocol: 'UDP' },
    ];
    expect(merged(udf({ ports }), udf({ ports: [{ containerPort: 8080, name: 'web' }] }))).toEqual(
      udf({ ports: [{ containerPort: 8080, protocol: 'TCP', name: 'web' }, ports[1]] }),
    );
  });

  it('collapse repeated keys of the patch, the last wins', () => {
    const env = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ];
    expect(merged(udf({ env: names('B') }), udf({ env }))).toEqual(
      udf({ env: [{ name: 'A', value: '2' }, { name: 'B' }] }),
    );
  });

  it('do not change for an empty list', () => {
    expect(merged(udf({ env: names('A') }), udf({ env: [] }))).toEqual(udf({ env: names('A') }));
  });

  it('delete an item by its key', () => {
    const patch = { volumes: [{ name: 'A', $patch: 'delete' }] };
    expect(merged({ volumes: names('A', 'B') }, patch)).toEqual({ volumes: names('B') });
    expect(merged({}, patch)).toEqual({ volumes: [] });
  });

  it('are replaced as a whole by one $patch: replace, which counts for no item itself', () => {
    const original = { volumes: names('A', 'B') };
    expect(merged(original, { volumes: [...names('C'), { $patch: 'replace' }] })).toEqual({
      volumes: names('C'),
    });
    expect(merged(original, { volumes: [{ name: 'A', $patch: 'replace', emptyDir: {} }] })).toEqual({
      volumes: [],
    });
  });

  it('refuse an item without its key, at that item', () => {
    expect(pointers(udf({}), { containers: [{ name: 'udf' }, { image: 'i' }] })).toEqual(['/containers/1']);
    expect(pointers(udf({}), { containers: [{ $patch: 'delete' }] })).toEqual(['/containers/0']);
    expect(pointers(udf({}), { containers: [{ name: null }] })).toEqual(['/containers/0/name']);
    expect(pointers(udf({}), { containers: ['udf'] })).toEqual(['/containers/0']);
  });

  it('compare keys by value, exact numbers and marked leaves too', () => {
    const origin = { from: 'rule', rule: 'PushPort' } as const;
    const ports = [{ containerPort: new Marked(8080, origin) }] as never;
    const patch = [{ containerPort: new ExactNumber('8080'), name: 'web' }];
    expect(merged(udf({ ports }), udf({ ports: patch }))).toEqual(
      udf({ ports: [{ containerPort: patch[0]?.containerPort, name: 'web' }] }),
    );
    const directive = { name: new Marked('A', origin), $patch: new Marked('delete', origin) };
    expect(merged({ volumes: names('A') }, { volumes: [directive] })).toEqual({ volumes: [] });
  });
});

describe('other lists', () => {
  it('are replaced', () => {
    const tolerations = [{ key: 'a', operator: 'Exists' }];
    expect(merged({ tolerations: [{ key: 'b' }] }, { tolerations })).toEqual({ tolerations });
    expect(merged(udf({ args: ['a'] }), udf({ args: [] }))).toEqual(udf({ args: [] }));
  });

  it('have no directives in their items', () => {
    const patch = { tolerations: [{ key: 'a', $patch: 'delete' }] };
    expect(pointers({ tolerations: [{ key: 'a' }] }, patch)).toEqual(['/tolerations/0/$patch']);
  });

  it('lose leaves to $deleteFromPrimitiveList', () => {
    const patch = udf({ '$deleteFromPrimitiveList/args': ['b', 'x'] });
    expect(merged(udf({ args: ['a', 'b', 'c'] }), patch)).toEqual(udf({ args: ['a', 'c'] }));
    expect(merged(udf({}), patch)).toEqual(udf({}));
    expect(pointers(udf({ env: names('A') }), udf({ '$deleteFromPrimitiveList/env': ['A'] }))).toEqual([
      '/containers/0/$deleteFromPrimitiveList~1env',
    ]);
  });

  it('of leaves that merge have each leaf once, the new ones first', () => {
    const volume = (metadata: object) => ({
      volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { metadata } } }],
    });
    expect(merged(volume({ finalizers: ['a', 'b'] }), volume({ finalizers: ['c', 'b'] }))).toEqual(
      volume({ finalizers: ['c', 'a', 'b'] }),
    );
  });
});

describe('objects', () => {
  it('merge, and lose what is null', () => {
    expect(merged({ nodeSelector: { a: '1', b: '2' } }, { nodeSelector: { a: null, c: '3' } })).toEqual({
      nodeSelector: { b: '2', c: '3' },
    });
    expect(merged({ nodeSelector: { a: '1' } }, { nodeSelector: null, tolerations: null })).toEqual({});
  });

  it('keep an old source beside a new one, until it is made null or $retainKeys names the fields', () => {
    const original = { volumes: [{ name: 'v', emptyDir: {} }] };
    const secret = { secretName: 's' };
    expect(merged(original, { volumes: [{ name: 'v', secret }] })).toEqual({
      volumes: [{ name: 'v', emptyDir: {}, secret }],
    });
    const mended = { volumes: [{ name: 'v', secret }] };
    expect(merged(original, { volumes: [{ name: 'v', secret, emptyDir: null }] })).toEqual(mended);
    const $retainKeys = ['name', 'secret'];
    expect(merged(original, { volumes: [{ name: 'v', secret, $retainKeys }] })).toEqual(mended);
    expect(pointers(original, { volumes: [{ name: 'v', secret, $retainKeys: ['name'] }] })).toEqual([
      '/volumes/0/secret',
    ]);
  });

  it('are replaced or emptied by $patch', () => {
    const original = { nodeSelector: { a: '1' }, hostNetwork: true };
    expect(merged(original, { nodeSelector: { $patch: 'replace', b: '2' } })).toEqual({
      nodeSelector: { b: '2' },
      hostNetwork: true,
    });
    expect(merged(original, { nodeSelector: { $patch: 'delete' } })).toEqual({
      nodeSelector: {},
      hostNetwork: true,
    });
    expect(merged(original, { $patch: 'replace', os: { name: 'linux' } })).toEqual({ os: { name: 'linux' } });
  });

  it('with $patch are dropped where there was nothing, as kubectl drops them', () => {
    expect(merged({}, { nodeSelector: { $patch: 'replace', a: '1' } })).toEqual({});
  });

  it.each([['merge'], ['Replace'], [null], [{}]])('refuse $patch: %j', ($patch) => {
    expect(pointers({ nodeSelector: { a: '1' } }, { nodeSelector: { $patch } })).toEqual([
      '/nodeSelector/$patch',
    ]);
    expect(pointers({}, { nodeSelector: { $patch } })).toEqual(['/nodeSelector/$patch']);
  });
});

describe('new items', () => {
  it('lose their nulls', () => {
    const patch = { containers: [{ name: 'b', stdin: null, env: [{ name: 'A', value: null }] }] };
    expect(merged(udf({}), patch)).toEqual({ containers: [{ name: 'udf' }, { name: 'b', env: names('A') }] });
  });

  it('have no directives', () => {
    const patch = {
      containers: [{ name: 'b', securityContext: { $patch: 'replace' }, $retainKeys: ['name'] }],
    };
    expect(pointers(udf({}), patch)).toEqual([
      '/containers/0/securityContext/$patch',
      '/containers/0/$retainKeys',
    ]);
  });

  it('pass unknown fields and wrong types on, for the validator to see', () => {
    expect(merged({}, { imagee: 1, nodeSelector: 'x' })).toEqual({ imagee: 1, nodeSelector: 'x' });
  });
});

describe('$setElementOrder', () => {
  it('orders the merged list', () => {
    const patch = { '$setElementOrder/volumes': names('C', 'A'), volumes: names('C') };
    expect(merged({ volumes: names('A', 'B') }, patch)).toEqual({ volumes: names('C', 'A', 'B') });
    const only = { '$setElementOrder/volumes': names('B', 'A') };
    expect(merged({ volumes: names('A', 'B') }, only)).toEqual({ volumes: names('B', 'A') });
    expect(merged({}, only)).toEqual({});
  });

  it('names every item of the patch, in its sequence', () => {
    const volumes = names('C', 'D');
    const original = { volumes: names('A') };
    expect(pointers(original, { '$setElementOrder/volumes': names('A', 'C'), volumes })).toEqual([
      '/volumes/1',
    ]);
    expect(pointers(original, { '$setElementOrder/volumes': names('D', 'C'), volumes })).toEqual([
      '/volumes/1',
    ]);
    expect(pointers(original, { '$setElementOrder/volumes': [], volumes })).toEqual(['/volumes/0']);
  });

  it.each([
    ['no list', { '$setElementOrder/volumes': 'A' }, '/$setElementOrder~1volumes'],
    ['an item without the key', { '$setElementOrder/volumes': [{}] }, '/$setElementOrder~1volumes/0'],
    ['no name of a list', { $setElementOrder: [] }, '/$setElementOrder'],
    ['no field of a pod', { '$setElementOrder/volume': [] }, '/$setElementOrder~1volume'],
    ['no list of a pod', { '$setElementOrder/os': [] }, '/$setElementOrder~1os'],
  ])('refuses %s', (_, patch, pointer) => {
    expect(pointers({ volumes: names('A') }, patch)).toEqual([pointer]);
  });
});

describe('any patch', () => {
  it('may have no other $ key', () => {
    expect(pointers(udf({}), udf({ $Patch: 'delete', $foo: null }))).toEqual([
      '/containers/0/$Patch',
      '/containers/0/$foo',
    ]);
  });

  it('reports all of its problems', () => {
    expect(pointers(udf({}), { containers: [{}, { name: 'udf', $x: 1 }], $retainKeys: 1 })).toEqual([
      '/$retainKeys',
      '/containers/0',
      '/containers/1/$x',
    ]);
  });

  it('is carried over by reference at its leaves', () => {
    const leaf = new Marked('x', { from: 'rule', rule: 'PushPort' }) as never;
    const value = merged({ hostNetwork: true }, { nodeSelector: { a: leaf }, tolerations: [{ key: leaf }] });
    expect((value.nodeSelector as JsonObject).a).toBe(leaf);
    expect(((value.tolerations as JsonObject[])[0] as JsonObject).key).toBe(leaf);
  });

  it('may use the names of Object.prototype', () => {
    const patch = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "nodeSelector": {"__proto__": "x"}}');
    const value = merged({ nodeSelector: { toString: 'y' } }, patch);
    expect(JSON.stringify(value)).toBe(
      '{"nodeSelector":{"toString":"y","__proto__":"x"},"__proto__":{"a":1},"constructor":1}',
    );
  });

  it.each(['nodeSelector', 'containers'])('is refused below a hundred levels of %s', (field) => {
    let deep: unknown = 'x';
    for (let i = 0; i < 100_000; i++) deep = i % 2 ? [deep] : { a: deep };
    expect(merge(udf({}), { [field]: { a: deep } }).problems).toHaveLength(1);
    let objects: unknown = 'x';
    for (let i = 0; i < 100_000; i++) objects = { nodeSelector: objects };
    expect(merge({ nodeSelector: { nodeSelector: {} } }, objects as object).problems).toHaveLength(1);
  });
});
