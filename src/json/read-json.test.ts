import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber } from './json.ts';
import { readJson } from './read-json.ts';

describe('readJson', () => {
  it.each(['9223372036854775807', '1.10', '1e400', '-0', '0.0', '12345678901234567890.5', '1E2'])(
    'gives %s back as it was written',
    (number) => {
      expect(readJson(`{"a":[${number}]}`)).toEqual({ a: [new ExactNumber(number)] });
      expect(JSON.stringify(readJson(`{"a":[${number}]}`))).toBe(`{"a":[${number}]}`);
    },
  );

  it('reads what JSON.parse reads, and keeps a key that would be a prototype', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(JSON.stringify(readJson(text)))).toEqual(JSON.parse(text));
      }),
    );
    expect(Object.keys(readJson('{"__proto__":{"a":1}}') as object)).toEqual(['__proto__']);
    expect(() => readJson('{')).toThrow(SyntaxError);
  });
});
