import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { complaints } from '../../sentence.test-support.ts';
import { strategicMerge } from './strategic-merge.ts';

const names = (...list: readonly string[]) => list.map((name) => ({ name }));
const udf = (fields: object) => ({ containers: [{ name: 'udf', ...fields }] });

const POD = {
  containers: [{ name: 'udf', image: 'i', args: ['a'] }],
  nodeSelector: { a: '1' },
  volumes: names('A', 'B'),
  imagePullSecrets: [{}],
  another: { a: 1 },
};

const deep = Array.from({ length: 120 }).reduce((inner) => ({ a: inner }), 'x');

/** A patch, and what is said of it. */
const FAULTS: readonly (readonly [patch: object, message: string])[] = [
  [udf({ $foo: 1 }), 'containers[udf].$foo is no directive of a strategic merge patch.'],
  [
    { containers: [{ name: 'b', $foo: 1 }] },
    'containers[b].$foo is no directive of a strategic merge patch.',
  ],
  [
    { containers: [{ name: 'b', $retainKeys: [] }] },
    'containers[b].$retainKeys stands where nothing is merged, so it would stay in the pod as a field.',
  ],
  [{ another: {} }, 'another cannot be merged, because nothing is known of such a field.'],
  [
    { nodeSelector: { $patch: 'merge' } },
    'nodeSelector.$patch is "merge", but must be one of delete, replace.',
  ],
  [{ $patch: [] }, '$patch is an empty list, but must be one of delete, replace.'],
  [{ $retainKeys: 'x' }, '$retainKeys is "x", but must be a list of names.'],
  [
    udf({ image: 'x', $retainKeys: ['name'] }),
    'containers[udf].image is not among the $retainKeys of its object.',
  ],
  [{ nodeSelector: deep }, 'podSpec is nested more than 100 levels deep, as no field of a pod is.'],
  [{ containers: ['x'] }, 'containers[0] is "x", but must be a mapping with the merge key name.'],
  [{ containers: [{ image: 'x' }] }, 'containers[0] has no name, the merge key of its list.'],
  [
    { containers: [{ name: null }] },
    'containers[0].name is null, but the merge key of a list must be a plain value.',
  ],
  [
    { imagePullSecrets: names('x') },
    'imagePullSecrets meets items of the pod that have no name, the merge key of this list.',
  ],
  [
    { volumes: Array.from({ length: 22 }, () => ({ name: 'A' })) },
    'volumes[20].name is "A", as it is in 20 earlier items of this list.',
  ],
  [{ $deleteFromPrimitiveList: [] }, '$deleteFromPrimitiveList names no list.'],
  [
    { '$deleteFromPrimitiveList/volumes': 'A' },
    '$deleteFromPrimitiveList/volumes is "A", but must be a list.',
  ],
  [
    { '$deleteFromPrimitiveList/volumes': ['A'] },
    '$deleteFromPrimitiveList/volumes deletes from a list whose items are not plain values of one type.',
  ],
  [{ $setElementOrder: [] }, '$setElementOrder names no list.'],
  [{ '$setElementOrder/volumes': 7 }, '$setElementOrder/volumes is 7, but must be a list.'],
  [
    { '$setElementOrder/volumes': [{}] },
    '$setElementOrder/volumes[0] has no name, the merge key of the list.',
  ],
  [udf({ '$setElementOrder/args': [{}] }), 'containers[udf].$setElementOrder/args[0] is no plain value.'],
  [{ '$setElementOrder/volume': [] }, '$setElementOrder/volume orders a field of which nothing is known.'],
  [{ '$setElementOrder/os': [] }, '$setElementOrder/os orders a field that is no list.'],
  [
    { '$setElementOrder/volumes': [], volumes: 7 },
    '$setElementOrder/volumes orders a field that is no list.',
  ],
  [
    { '$setElementOrder/volumes': names('A'), volumes: names('C') },
    'volumes[C] is not in $setElementOrder/volumes, or stands there before an item that it follows here.',
  ],
  [
    { '$setElementOrder/hostAliases': [], hostAliases: [] },
    '$setElementOrder/hostAliases orders a list that is empty, or whose items are not of one type with a merge key.',
  ],
];

describe('a fault of a patch', () => {
  it.each(FAULTS)('%j is told in one whole sentence', (patch, message) => {
    const { problems } = strategicMerge(POD as JsonObject, patch as JsonObject, 'PodSpec');
    expect(problems.map((one) => one.message)).toEqual([message]);
    expect(problems.flatMap((one) => complaints(one.message))).toEqual([]);
  });

  it('shows what to write for NAME=value', () => {
    const patch = { containers: [{ name: 'udf', env: ['A=b "c"'] }] };
    const { problems } = strategicMerge(udf({ env: names('X') }) as JsonObject, patch, 'PodSpec');
    expect(problems).toMatchObject([{ hint: 'Write {name: A, value: "b \\"c\\""}.' }]);
  });

  it('of plain values is told too', () => {
    const meta = { finalizers: ['a'] };
    const told = (finalizers: unknown[]) =>
      strategicMerge(meta, { finalizers } as JsonObject, 'ObjectMeta').problems.map(({ message }) => message);
    expect([told([{}]), told([1])]).toEqual([
      ['finalizers[0] is a mapping, but must be a plain value.'],
      ['finalizers has items of several types.'],
    ]);
  });
});
