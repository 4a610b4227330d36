import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, didYouMeanSorted } from './did-you-mean.ts';

const FIELDS = ['image', 'imagePullPolicy', 'httpGet', 'env', 'envFrom', 'replicas', 'tty'];

describe('didYouMean', () => {
  it.each([
    ['imagee', 'image'],
    ['iamge', 'image'],
    ['htpGet', 'httpGet'],
    ['httpget', 'httpGet'],
    ['HTTPGET', 'httpGet'],
    ['replica', 'replicas'],
    ['imagePulPolicy', 'imagePullPolicy'],
    ['evn', 'env'],
    ['ttyy', 'tty'],
    ['e', undefined],
    ['banana', undefined],
    ['', undefined],
    ['image', undefined],
  ])('takes %j for %j', (word, meant) => {
    expect(didYouMean(word, FIELDS)).toBe(meant);
  });

  it.each([
    ['gpu', 'cpu'],
    ['GPU', 'cpu'],
    ['gpu-large', 'cpu-large'],
    ['l4', 't4'],
    ['gpu-a100', 'gpu-h100'],
    ['pool1', 'pool2'],
  ])('does not take %j for a slip of %j', (word, other) => {
    expect(didYouMean(word, [other])).toBeUndefined();
  });

  it.each([
    ['pgu', 'gpu'],
    ['gp', 'gpu'],
    ['gpuu', 'gpu'],
    ['gpx', 'gpu'],
    ['gpu_large', 'gpu-large'],
    ['gpu-lage', 'gpu-large'],
    ['gpu-10a', 'gpu-a10'],
  ])('takes %j for a slip of %j', (word, other) => {
    expect(didYouMean(word, [other])).toBe(other);
  });

  it('prefers the nearest, then the first', () => {
    expect(didYouMean('foobaz', ['foobarz', 'foobax', 'foobay'])).toBe('foobarz');
    expect(didYouMean('spce', ['space', 'spec'])).toBe('space');
  });

  it('finds what a look at the whole table of edits finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 14 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 6 }), (typed, known) => {
        const others = known.filter((one) => one !== typed).map((one) => ({ one, edits: edits(typed, one) }));
        const [nearest] = others.sort((a, b) => a.edits - b.edits);
        const most = Math.max(1, Math.floor(typed.length / 3));
        expect(didYouMean(typed, known)).toBe(nearest && nearest.edits <= most ? nearest.one : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('looks at the neighbours alone where there are thousands', () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `pool-${String(at).padStart(5, '0')}`);
    expect(didYouMeanSorted('pool-01230x', names)).toBe('pool-01230');
    expect(didYouMeanSorted('gpux', [...names, 'gpu'].sort())).toBe('gpu');
    expect(didYouMeanSorted('zzz', names)).toBeUndefined();
  });

  it('is quick for any word', () => {
    expect(didYouMean('x'.repeat(5_000_000), FIELDS)).toBeUndefined();
  });

  it('finds the word again after one edit', () => {
    const edit = fc.tuple(fc.constantFrom(...FIELDS), fc.nat(), fc.constantFrom('drop', 'double', 'swap'));
    fc.assert(
      fc.property(edit, ([word, at, kind]) => {
        const i = at % (word.length - 1);
        const letters = [...word];
        if (kind === 'drop') letters.splice(i, 1);
        if (kind === 'double') letters.splice(i, 0, letters[i] as string);
        if (kind === 'swap') letters.splice(i, 2, letters[i + 1] as string, letters[i] as string);
        const typed = letters.join('');
        expect(FIELDS).toContain(FIELDS.includes(typed) ? typed : didYouMean(typed, FIELDS));
      }),
    );
  });
});

/** Optimal string alignment distance, by its definition. */
function edits(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) => [row]);
  const at = (row: number, column: number) => table[row]?.[column] as number;
  for (let column = 0; column <= b.length; column++) (table[0] as number[])[column] = column;
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const ways = [
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1),
      ];
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        ways.push(at(row - 2, column - 2) + 1);
      (table[row] as number[])[column] = Math.min(...ways);
    }
  }
  return at(a.length, b.length);
}
