import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** How far back deflate looks. */
const WINDOW = 32 * 1024;

/**
 * Packs texts that are much alike, such as thousands of Deployments by one compiler: each is kept as what it differs in
 * from the first one, in a tenth of the room or less. The same text gives the same packed one.
 */
export class Packer {
  #dictionary: Buffer | undefined;

  /** One character for each byte. */
  pack(text: string): string {
    const bytes = Buffer.from(text);
    this.#dictionary ??= bytes.subarray(-WINDOW);
    return deflateRawSync(bytes, { dictionary: this.#dictionary }).toString('latin1');
  }

  /** The text that was packed, by this packer. */
  unpack(packed: string): string {
    const options = this.#dictionary === undefined ? {} : { dictionary: this.#dictionary };
    return inflateRawSync(Buffer.from(packed, 'latin1'), options).toString();
  }
}
