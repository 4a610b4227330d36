import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber, type Json } from '../../json/json.ts';
import { departures } from './differences.ts';

const of = (expected: Json | undefined, received: Json | undefined, tolerance = 0) =>
  [...departures(expected, received, tolerance)].map(({ pointer }) => pointer);

describe('departures', () => {
  it('are the innermost places', () => {
    expect(of({ a: [1, { b: 2 }], c: 3 }, { a: [1, { b: 4 }], c: 3 })).toEqual(['/a/1/b']);
    expect(of([1, 2], [1])).toEqual(['']);
    expect(of({ a: 1 }, { a: 1, b: 2 })).toEqual(['/b']);
  });

  it('count null as absent, and no type as another', () => {
    expect(of(null, undefined)).toEqual([]);
    expect(of('1', 1)).toEqual(['']);
    expect(of(false, null)).toEqual(['']);
  });

  it('compare numbers by all their digits, or as far as the tolerance goes', () => {
    const [big, next] = ['9223372036854775807', '9223372036854775806'].map((text) => new ExactNumber(text));
    expect(of(big, next)).toEqual(['']);
    expect(of(new ExactNumber('1.10'), 1.1)).toEqual([]);
    expect(of([0.1, 0.2], [0.11, 0.2], 0.02)).toEqual([]);
    expect(of([0.1, 0.2], [0.13, 0.2], 0.02)).toEqual(['/0']);
  });

  it('are none between a value and itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(of(value as Json, structuredClone(value) as Json)).toEqual([]);
      }),
    );
  });
});
