import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWhole, parseQuantity } from './quantity.ts';

describe('parseQuantity', () => {
  it.each([
    ['1', 1_000_000_000n],
    ['500m', 500_000_000n],
    ['1n', 1n],
    ['0.5n', 1n],
    ['-0.5n', -1n],
    ['1k', 1_000_000_000_000n],
    ['1Ki', 1_024_000_000_000n],
    ['1.5Gi', 1_610_612_736_000_000_000n],
    ['1e3', 1_000_000_000_000n],
    ['1E3', 1_000_000_000_000n],
    ['1e-3', 1_000_000n],
    ['1E', 10n ** 27n],
    ['5.', 5_000_000_000n],
    ['.5', 500_000_000n],
    ['+2', 2_000_000_000n],
    [' 2 ', 2_000_000_000n],
    ['100E', (2n ** 63n - 1n) * 10n ** 9n],
    ['1e999999999', (2n ** 63n - 1n) * 10n ** 9n],
    ['1e-999999999', 1n],
    ['0e999999999', 0n],
  ])('reads %j', (text, amount) => {
    expect(parseQuantity(text)).toBe(amount);
  });

  it.each(['', '.', '+', '1 Gi', '1gi', '1K', '1mm', '1e', 'Gi', '0x1', '1,5', 'NaN', '9'.repeat(65)])(
    'does not read %j',
    (text) => {
      expect(parseQuantity(text)).toBeNull();
    },
  );

  it('reads the same again, and whatever text without throwing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+]?\d{0,4}\.?\d{0,4}([numkKMGTPEi]{0,2}|e[-+]?\d{0,9})$/), (text) => {
        expect(parseQuantity(text)).toBe(parseQuantity(text));
      }),
    );
  });
});

describe('isWhole', () => {
  it.each([
    ['1', true],
    ['1000m', true],
    ['1500m', false],
    ['-2', true],
    ['1.0000001', false],
    ['0.9999999', true],
  ])('of %s is %s', (text, whole) => {
    expect(isWhole(parseQuantity(text) as bigint)).toBe(whole);
  });
});
