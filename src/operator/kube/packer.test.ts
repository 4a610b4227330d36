import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Packer } from './packer.ts';

const FIRST = JSON.stringify(
  Array.from({ length: 60 }, (_, i) => ({ name: `NAME_${i}`, value: `${i * i * 7919}`, 'f:ü': {} })),
);

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

  it('gives back every text that differs a little from the first', () => {
    const edit = fc.record({ at: fc.nat(4_000), without: fc.nat(40), put: fc.string({ unit: 'grapheme' }) });
    const edited = (edits: readonly { at: number; without: number; put: string }[]) =>
      edits.reduce((text, { at, without, put }) => text.slice(0, at) + put + text.slice(at + without), FIRST);
    fc.assert(
      fc.property(fc.array(fc.array(edit, { maxLength: 30 }).map(edited), { maxLength: 5 }), (texts) => {
        const packer = new Packer();
        packer.pack(FIRST);
        const packed = texts.map((one) => packer.pack(one));
        // An edit may have parted the two halves of a character, which no text of the server has.
        expect(packed.map((one) => packer.unpack(one))).toEqual(texts.map((one) => one.toWellFormed()));
      }),
    );
  });

  it.each([
    ['one character', 'a'.repeat(60_000), 'a'.repeat(59_999)],
    ['pieces that begin alike', 'abcdef'.repeat(5_000), 'abcdefg'.repeat(8_000)],
    ['nothing in common', 'a'.repeat(30_000), 'b'.repeat(60_000)],
  ])('takes no long time for texts of %s', (_, first, second) => {
    const packer = new Packer();
    packer.pack(first);
    const begun = performance.now();
    expect(packer.unpack(packer.pack(second))).toBe(second);
    expect(performance.now() - begun).toBeLessThan(1_000);
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
