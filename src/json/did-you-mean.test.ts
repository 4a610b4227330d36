import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

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

  it('prefers the nearest, then the first', () => {
    expect(didYouMean('foobaz', ['foobarz', 'foobax', 'foobay'])).toBe('foobarz');
    expect(didYouMean('spce', ['space', 'spec'])).toBe('space');
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
