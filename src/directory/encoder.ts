/** The bytes of texts, one after the other in one buffer: to make a new one for each costs more than to fill it. */
export class Encoder {
  #bytes = Buffer.allocUnsafe(1 << 16);

  /** They are overwritten by the next. */
  bytesOf(text: string): Buffer {
    // No unit of UTF-16 takes more than three bytes.
    if (3 * text.length > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(3 * text.length);
    return this.#bytes.subarray(0, this.#bytes.write(text));
  }
}
