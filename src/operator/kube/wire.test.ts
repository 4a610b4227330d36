import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactNumber } from '../../json/json.ts';
import { decodeJson } from './decode.ts';
import { apiError, encodeJson, linesOf, readEvent } from './wire.ts';

describe('JSON on the wire', () => {
  it('keeps integers that a double would round, and leaves all else as JSON has it', () => {
    const text =
      '{"a":9223372036854775807,"b":[-9007199254740993],"c":9007199254740991,"d":0.30000000000000004,"e":1e+21}';
    const value = decodeJson(text);
    expect(value).toEqual({
      a: new ExactNumber('9223372036854775807'),
      b: [new ExactNumber('-9007199254740993')],
      c: 9007199254740991,
      d: 0.30000000000000004,
      e: 1e21,
    });
    expect(encodeJson(value)).toBe(text);
  });

  it('reads what it prints', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/.test(JSON.stringify(value)));
        expect(decodeJson(encodeJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('escapes what the YAML reader behind an apply refuses or folds, and leaves the rest raw', () => {
    const text = encodeJson({ '\u0085': '\u007f\u009f\u00a0\u2028\u2029\ufeff\ufffe\uffff🙂漢/' });
    expect(text).toBe('{"\\u0085":"\\u007f\\u009f\u00a0\\u2028\\u2029\\ufeff\\ufffe\\uffff🙂漢/"}');
  });

  it.each([
    ['a lone surrogate', { a: '\ud800' }],
    ['a lone surrogate', { '\udc00': 1 }],
    ['NaN', { a: Number.NaN }],
  ])('refuses %s', (what, value) => {
    expect(() => encodeJson(value)).toThrow(`${what} cannot be sent`);
  });
});

describe('lines of a stream', () => {
  it('come whole, however the bytes are cut, and a cut one not at all', async () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme' }).filter((text) => text.trim() !== '' && !text.includes('\n')),
    );
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.nat(40)), fc.boolean(), async (expected, sizes, isCut) => {
        const bytes = Buffer.from(expected.map((line) => `${line}\n`).join('') + (isCut ? '{"half' : ''));
        const seen: string[] = [];
        for await (const line of linesOf(chunked(bytes, sizes))) seen.push(line);
        expect(seen).toEqual(expected);
      }),
    );
  });
});

async function* chunked(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

describe('answers that are no success', () => {
  it('carry what the server says', () => {
    const causes = [
      { reason: 'FieldManagerConflict', message: 'conflict with "kubectl"', field: '.spec.replicas' },
    ];
    const body = {
      kind: 'Status',
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed',
      details: { causes },
    };
    const error = apiError('patch x', 409, JSON.stringify(body));
    expect(error.message).toBe('patch x: 409 Conflict: Apply failed');
    expect(error.status).toEqual({ code: 409, reason: 'Conflict', message: 'Apply failed', causes });
  });

  it('say when to come again, in the header or in the body', () => {
    const body = JSON.stringify({ kind: 'Status', code: 429, details: { retryAfterSeconds: 3 } });
    expect(apiError('list x', 429, body).status.retryAfter).toBe(3);
    expect(apiError('list x', 429, body, '7').status.retryAfter).toBe(7);
    expect(
      apiError('list x', 503, 'busy', 'Wed, 21 Oct 2026 07:28:00 GMT').status.retryAfter,
    ).toBeUndefined();
  });

  it('may be of a proxy in between', () => {
    const { message } = apiError('list x', 502, '<html>Bad Gateway\n</html>');
    expect(message).toBe('list x: 502 Unknown: <html>Bad Gateway');
    expect(apiError('list x', 500, '').message).toBe('list x: 500 Unknown: no message');
  });

  it('come in a watch too', () => {
    const line =
      '{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}';
    expect(readEvent(line)).toEqual({
      type: 'ERROR',
      status: { code: 410, reason: 'Expired', message: 'too old', causes: [] },
    });
  });
});
