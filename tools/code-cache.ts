/** The code that V8 makes of the parts of a bundle while they run, kept beside them: see bin/layerc.js. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';

/** Where the code of a file is kept: for this Node on this kind of machine alone. */
export function codePath(file: string): string {
  return `${file}.${process.version}-${process.platform}-${process.arch}`;
}

/** A file of a bundle as a function, which bin/layerc.js calls with what it needs. */
export function functionOf(file: Uint8Array): string {
  return `(function (exports, require, __dirname) {${Buffer.from(file).toString('latin1')}\n})`;
}

/**
 * The length of the code, the code, and what bin/layerc.js compares before it believes in it: the code once more, and the
 * text that it was made of, which holds the file. A checksum would be shorter, but to load node:zlib takes longer than to
 * read all of this.
 */
export function markedCode(file: Uint8Array, code: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(code.length);
  return Buffer.concat([length, code, code, Buffer.from(functionOf(file), 'latin1')]);
}

/** The parts of a bundle in a folder, as bin/layerc.js loads them. */
export class Parts {
  readonly #folder: string;
  readonly #loaded = new Map<string, { readonly script: Script; readonly exports: object }>();

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  load(name: string): object {
    const there = this.#loaded.get(name);
    if (there !== undefined) return there.exports;
    const part = { script: new Script(functionOf(readFileSync(join(this.#folder, name)))), exports: {} };
    this.#loaded.set(name, part);
    part.script.runInThisContext()(
      part.exports,
      (id: string) => (id.startsWith('./') ? this.load(id.slice(2)) : createRequire(import.meta.url)(id)),
      this.#folder,
    );
    return part.exports;
  }

  /** Which are loaded. */
  get names(): readonly string[] {
    return [...this.#loaded.keys()];
  }

  /** Keeps what V8 has compiled of a part up to now. */
  keep(name: string): void {
    const path = join(this.#folder, name);
    const code = this.#loaded.get(name)?.script.createCachedData();
    if (code === undefined) throw new Error(`${name} was not loaded`);
    writeFileSync(codePath(path), markedCode(readFileSync(path), code));
  }
}
