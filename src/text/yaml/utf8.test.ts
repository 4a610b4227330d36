import { expect, it } from 'vitest';
import { decodeUtf8 } from './utf8.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

it('decodes, byte order mark and all', () => {
  expect(decodeUtf8(bytes([0xef, 0xbb, 0xbf], 'é😀\r\n'))).toBe('\ufeffé😀\r\n');
  expect(decodeUtf8(bytes())).toBe('');
});

it('decodes what is long, wherever its lines end', () => {
  const lines = `${'é'.repeat(99)}\n😀\n`.repeat(20_000);
  const text = `\ufeff${lines}\n\n${'ü'.repeat(2_000_000)}\n${lines}a`;
  expect(decodeUtf8(bytes(text)) === text).toBe(true);
  expect(decodeUtf8(bytes(lines, [0xff], lines))).toMatchObject({
    line: 40_001,
    message: 'The byte 0xff is not UTF-8; in Windows-1252 it is ÿ.',
  });
});

it.each([
  ['a stray byte', bytes('a\né: ', [0xff]), 2, 4, 'The byte 0xff is not UTF-8; in Windows-1252 it is ÿ.'],
  ['a lone continuation', bytes('😀', [0x80]), 1, 2, 'The byte 0x80 is not UTF-8; in Windows-1252 it is €.'],
  ['a cut sequence', bytes('ab\n', [0xe2, 0x82]), 2, 1, 'The byte 0xe2'],
  ['an overlong form', bytes('a', [0xc0, 0xaf]), 1, 2, 'The byte 0xc0'],
  ['an overlong form of three', bytes([0xe0, 0x80, 0x80]), 1, 1, 'The byte 0xe0'],
  ['half a surrogate pair', bytes('ab', [0xed, 0xa0, 0x80]), 1, 3, 'The byte 0xed'],
  ['a point beyond Unicode', bytes([0xf4, 0x90, 0x80, 0x80]), 1, 1, 'The byte 0xf4'],
  ['a byte that is nothing anywhere', bytes('a', [0x81]), 1, 2, 'The byte 0x81 is not UTF-8.'],
  ['Latin-1', bytes('caf', [0xe9], '\n'), 1, 4, 'The byte 0xe9 is not UTF-8; in Windows-1252 it is é.'],
  [
    'quotes of Windows',
    bytes('a: ', [0x93], 'b', [0x94]),
    1,
    4,
    'The byte 0x93 is not UTF-8; in Windows-1252 it is “.',
  ],
  ['UTF-16', bytes([0xff, 0xfe, 0x61, 0x00]), 1, 1, 'The file is UTF-16.'],
  ['UTF-16, the other way round', bytes([0xfe, 0xff, 0x00, 0x61]), 1, 1, 'The file is UTF-16.'],
  [
    'UTF-16 without a mark',
    Buffer.from('a: é', 'utf16le'),
    1,
    1,
    'The file is UTF-16, without a byte order mark.',
  ],
  ['UTF-32', bytes([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 1, 1, 'The file is UTF-32.'],
  ['gzip', bytes([0x1f, 0x8b, 8, 0]), 1, 1, 'The file is compressed (gzip).'],
  ['ZIP', bytes('PK', [3, 4]), 1, 1, 'The file is an archive (ZIP).'],
])('finds %s', (_, content, line, column, message) => {
  expect(decodeUtf8(content)).toMatchObject({
    code: 'NotUtf8',
    line,
    column,
    message: expect.stringContaining(message),
  });
});
