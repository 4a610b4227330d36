import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Packer } from './stored.ts';

describe('a packer', () => {
  it('gives back every text, and the same for the same', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.integer({ min: 0, max: 200_000 }).map((length) => '{"a":"ü"},'.repeat(length / 10)),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        const packer = new Packer();
        const packed = texts.map((one) => packer.pack(one));
        expect(packed.map((one) => packer.unpack(one))).toEqual(texts);
        expect(texts.map((one) => packer.pack(one))).toEqual(packed);
        expect(new Set(packed).size).toBe(new Set(texts).size);
      }),
    );
  });

  it('needs little room for texts that are alike', () => {
    const packer = new Packer();
    const text = (n: number) =>
      JSON.stringify(
        Array.from({ length: 100 }, (_, i) => ({ name: `NAME_${i}`, value: `${i * i * 7919}` })),
      ) + n;
    packer.pack(text(0));
    expect(packer.pack(text(1)).length).toBeLessThan(text(1).length / 20);
  });
});
