import type { TextProblem } from './problem.ts';

/** Bytes of a file as text. A byte order mark stays, and is no column. */
export function decodeUtf8(bytes: Uint8Array): string | TextProblem {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return problem(bytes);
  }
}

function problem(bytes: Uint8Array): TextProblem {
  const hint = 'Save the file as UTF-8.';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { code: 'NotUtf8', line: 1, column: 1, index: 0, message: 'The file is UTF-16.', hint };
  }
  const offset = firstInvalid(bytes);
  const byte = (bytes[offset] as number).toString(16).padStart(2, '0');
  let line = 1;
  let column = 1;
  for (let index = 0; index < offset; index++) {
    const seen = bytes[index] as number;
    if (seen === 0x0a) {
      line++;
      column = 1;
    } else if ((seen & 0xc0) !== 0x80) column++;
  }
  // No line is shown beside it.
  return { code: 'NotUtf8', line, column, index: 0, message: `The byte 0x${byte} is not UTF-8.`, hint };
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
