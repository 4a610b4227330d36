import { crc32 } from 'node:zlib';

/** Where the code that V8 made of a bundle is kept: for this Node on this kind of machine alone. */
export function codePath(bundle: string): string {
  return `${bundle}.${process.version}-${process.platform}-${process.arch}`;
}

/**
 * The code with the marks that bin/layerc.js asks for: checksum and length of the bundle that it was made of, and of its
 * own bytes. They stand behind it, since V8 would copy code that does not begin at the beginning.
 */
export function markedCode(bundle: Uint8Array, code: Uint8Array): Buffer {
  const marks = Buffer.alloc(16);
  for (const [index, bytes] of [bundle, code].entries()) {
    marks.writeUInt32LE(crc32(bytes), 8 * index);
    marks.writeUInt32LE(bytes.length, 8 * index + 4);
  }
  return Buffer.concat([code, marks]);
}
