import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber } from '../../json/json.ts';
import { decodeJson } from './decode.ts';

const LONG = '9223372036854775807';

describe('a text with an integer that a double would round', () => {
  it('may be nested however deep', () => {
    const levels = 100_000;
    const deep = `${'{"a":'.repeat(levels)}[${LONG}]${'}'.repeat(levels)}`;
    let value = decodeJson(`{"deep":${deep},"id":${LONG}}`) as Record<string, unknown>;
    expect(value.id).toEqual(new ExactNumber(LONG));
    value = value.deep as Record<string, unknown>;
    for (let level = 1; level < levels; level++) value = value.a as Record<string, unknown>;
    expect(value.a).toEqual([new ExactNumber(LONG)]);
  });

  it.each([
    ['keys of every kind', `{"__proto__":${LONG},"constructor":${LONG},"":${LONG},"1":${LONG}}`],
    ['strings that look like numbers', `["${LONG}",${LONG},"\\"${LONG}","-${LONG}\\\\",${LONG}]`],
    ['numbers that are none', `[${LONG}.5,${LONG}e3,-${LONG},0.${LONG},1e${'0'.repeat(20)}1]`],
    ['a string like what stands in for a number', `["\\u0000integer:${LONG}","integer:",${LONG}]`],
  ])('has all else as JSON has it: %s', (_, text) => {
    const plain = (_key: string, value: unknown) =>
      value instanceof ExactNumber ? Number(value.text) : value;
    const value = decodeJson(text);
    expect(JSON.parse(JSON.stringify(value), plain)).toEqual(JSON.parse(text));
    expect(JSON.stringify(value).match(/\d+/g)).toEqual(expect.arrayContaining([LONG]));
  });

  it('is read as any other', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const [first] = decodeJson(`[${text},${LONG}]`) as [unknown];
        expect(JSON.stringify(first)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });
});
