/** Where the code that V8 made of a bundle is kept: for this Node on this kind of machine alone. */
export function codePath(bundle: string): string {
  return `${bundle}.${process.version}-${process.platform}-${process.arch}`;
}

/** A bundle as a function, which bin/layerc.js calls with what it needs. */
export function functionOf(bundle: Uint8Array): string {
  return `(function (exports, require) {${Buffer.from(bundle).toString('latin1')}\n})`;
}

/**
 * The code with what bin/layerc.js compares before it believes in it: itself once more, and the text that it was made
 * of, which holds the bundle. A checksum would be shorter, but to load node:zlib takes longer than to read all of this.
 * The code stands at the beginning, since V8 would copy it from elsewhere.
 */
export function markedCode(bundle: Uint8Array, code: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(code.length);
  return Buffer.concat([code, code, Buffer.from(functionOf(bundle), 'latin1'), length]);
}
