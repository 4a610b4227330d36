import type { TextProblem } from './problem.ts';

const HINT = 'Save the file as UTF-8.';

/** How files begin that are no text, or text of another encoding, and what to say of them. */
const BEGINNINGS: readonly (readonly [
  bytes: readonly (number | undefined)[],
  message: string,
  hint: string,
])[] = [
  [[0xff, 0xfe, 0, 0], 'The file is UTF-32.', HINT],
  [[0, 0, 0xfe, 0xff], 'The file is UTF-32.', HINT],
  [[0xff, 0xfe], 'The file is UTF-16.', HINT],
  [[0xfe, 0xff], 'The file is UTF-16.', HINT],
  [[undefined, 0, undefined, 0], 'The file is UTF-16, without a byte order mark.', HINT],
  [[0, undefined, 0, undefined], 'The file is UTF-16, without a byte order mark.', HINT],
  [[0x1f, 0x8b], 'The file is compressed (gzip).', 'Unpack it.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'The file is compressed (Zstandard).', 'Unpack it.'],
  [[0x50, 0x4b, 3, 4], 'The file is an archive (ZIP).', 'Unpack it.'],
];

/** Bytes of a file as text. A byte order mark stays, and is no column. */
export function decodeUtf8(bytes: Uint8Array): string | TextProblem {
  const known = BEGINNINGS.find(([beginning]) =>
    beginning.every((byte, index) => isByte(bytes[index], byte)),
  );
  if (known !== undefined)
    return { code: 'NotUtf8', line: 1, column: 1, index: 0, message: known[1], hint: known[2] };
  try {
    return decoded(bytes);
  } catch {
    return problem(bytes);
  }
}

/** A text of a megabyte Node keeps outside of V8's heap, where V8 calls its runtime for single characters. */
const PIECE = 1 << 19;

/** In pieces that end with a line, so that none of them ends within a character. */
function decoded(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lineEnd = bytes.length - start > PIECE ? bytes.indexOf(LF, start + PIECE) : -1;
    const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
    pieces.push(decoder.decode(bytes.subarray(start, end)));
    start = end;
  }
  return pieces.join('');
}

const LF = 0x0a;

function isByte(found: number | undefined, wanted: number | undefined): boolean {
  return wanted === undefined ? found !== undefined && found !== 0 : found === wanted;
}

function problem(bytes: Uint8Array): TextProblem {
  const offset = firstInvalid(bytes);
  const byte = bytes[offset] as number;
  let line = 1;
  let column = 1;
  for (let index = 0; index < offset; index++) {
    const seen = bytes[index] as number;
    if (seen === LF) {
      line++;
      column = 1;
    } else if ((seen & 0xc0) !== 0x80) column++;
  }
  const message = `The byte 0x${byte.toString(16).padStart(2, '0')} is not UTF-8${inWindows1252(byte)}.`;
  // No line is shown beside it.
  return { code: 'NotUtf8', line, column, index: 0, message, hint: HINT };
}

/** What the byte is in the encoding that it most probably comes from. */
function inWindows1252(byte: number): string {
  const character = new TextDecoder('windows-1252').decode(Uint8Array.of(byte));
  return /[\0-\u009f]/.test(character) ? '' : `; in Windows-1252 it is ${character}`;
}

/** The first byte of the first sequence that is none, by table 3-7 of the Unicode standard. */
function firstInvalid(bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes, index);
    if (length === 0) return index;
    index += length;
  }
  return 0;
}

function sequenceLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index] as number;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf
      ? 2
      : first >= 0xe0 && first <= 0xef
        ? 3
        : first >= 0xf0 && first <= 0xf4
          ? 4
          : 0;
  for (let next = 1; next < length; next++) {
    const byte = bytes[index + next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[index + 1] ?? 0;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const beyond = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || beyond ? 0 : length;
}
