import { expect, it } from 'vitest';
import { decodeUtf8 } from './utf8.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

it('decodes, byte order mark and all', () => {
  expect(decodeUtf8(bytes([0xef, 0xbb, 0xbf], 'é😀\r\n'))).toBe('\ufeffé😀\r\n');
  expect(decodeUtf8(bytes())).toBe('');
});

it.each([
  ['a stray byte', bytes('a\né: ', [0xff]), 2, 4],
  ['a lone continuation', bytes('😀', [0x80]), 1, 2],
  ['a cut sequence', bytes('ab\n', [0xe2, 0x82]), 2, 1],
  ['an overlong form', bytes('a', [0xc0, 0xaf]), 1, 2],
  ['an overlong form of three', bytes([0xe0, 0x80, 0x80]), 1, 1],
  ['half a surrogate pair', bytes('ab', [0xed, 0xa0, 0x80]), 1, 3],
  ['a point beyond Unicode', bytes([0xf4, 0x90, 0x80, 0x80]), 1, 1],
  ['Latin-1', bytes('caf', [0xe9], '\n'), 1, 4],
  ['UTF-16', bytes([0xff, 0xfe, 0x61, 0x00]), 1, 1],
])('finds %s', (_, content, line, column) => {
  expect(decodeUtf8(content)).toMatchObject({ code: 'NotUtf8', line, column });
});
