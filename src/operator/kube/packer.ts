import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** How far back deflate looks. */
const WINDOW = 32 * 1024;
/** Characters of a text that is compared with the dictionary. */
const LONGEST = 64 * 1024;
/** What is not a sixth of the text is deflated, which takes the room of what no other text has, too. */
const WORTH = 6;
/** Bytes that are worth a copy. */
const SHORTEST = 6;
/** A copy of so many bytes is the right one. */
const ENOUGH = 128;
/** Places of the dictionary that are tried for one copy. */
const MOST_TRIES = 8;

const [COPIED, DEFLATED] = [0, 1] as const;

/** The bytes of one text, and what it is packed into: nothing that is kept, so one of each is enough. */
const plain = Buffer.allocUnsafeSlow(3 * LONGEST);
const short = Buffer.allocUnsafeSlow(LONGEST);

/**
 * Packs texts that are much alike, such as thousands of Deployments by one compiler: each is kept as what it differs in
 * from the first one, in a tenth of the room or less. The same text gives the same packed one.
 *
 * Mostly that is a list of copies out of the first text, with what stands between them. Deflate would do the same in less
 * room, but allocates so much for each text that the garbage collector runs through the whole heap every few Functions.
 */
export class Packer {
  #dictionary: Dictionary | undefined;

  /** One character for each byte. */
  pack(text: string): string {
    this.#dictionary ??= new Dictionary(Buffer.from(text).subarray(-WINDOW));
    if (text.length > LONGEST) return this.#deflated(Buffer.from(text));
    const length = plain.write(text);
    const end = this.#dictionary.copies(length);
    return end === null ? this.#deflated(plain.subarray(0, length)) : short.toString('latin1', 0, end);
  }

  /** The text that was packed, by this packer. */
  unpack(packed: string): string {
    if (packed.charCodeAt(0) === COPIED && this.#dictionary !== undefined)
      return this.#dictionary.read(packed);
    return inflateRawSync(Buffer.from(packed.slice(1), 'latin1'), {
      ...this.#options(),
      chunkSize: Math.max(4096, 8 * packed.length),
    }).toString();
  }

  #deflated(bytes: Buffer): string {
    const options = { ...this.#options(), chunkSize: Math.max(1024, bytes.length >> 3) };
    return String.fromCharCode(DEFLATED) + deflateRawSync(bytes, options).toString('latin1');
  }

  #options() {
    return this.#dictionary === undefined ? {} : { dictionary: this.#dictionary.bytes };
  }
}

/** The text that others are compared with. */
class Dictionary {
  readonly bytes: Buffer;
  /** The last place of each piece of {@link SHORTEST} bytes, by its hash, and the place of the same hash before that. */
  readonly #last: Int32Array;
  readonly #before: Int32Array;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.#last = new Int32Array(HASHES).fill(-1);
    this.#before = new Int32Array(bytes.length);
    for (let at = 0; at + SHORTEST <= bytes.length; at++) {
      const hash = hashAt(bytes, at);
      this.#before[at] = this.#last[hash] as number;
      this.#last[hash] = at;
    }
  }

  /**
   * Packs the first bytes of `plain` into `short`: how many they are, then by turns how many follow as they are, those, how
   * many are copied, and from where. Gives the end; null where that would take too much room.
   */
  copies(length: number): number | null {
    const most = Math.max(16, Math.floor(length / WORTH));
    short[0] = COPIED;
    let end = writeNumber(length, 1);
    let [at, literal, place] = [0, 0, 0];
    while (at < length) {
      // Mostly other characters stand where some stood.
      let from = place + at - literal;
      let found = this.#alike(from, at, length);
      if (found < ENOUGH && at + SHORTEST <= length) {
        let other = this.#last[hashAt(plain, at)] as number;
        for (let tries = 0; other >= 0 && tries < MOST_TRIES && found < ENOUGH; tries++) {
          const alike = this.#alike(other, at, length);
          if (alike > found) [from, found] = [other, alike];
          other = this.#before[other] as number;
        }
      }
      if (found < SHORTEST) {
        if (++at - literal > most) return null;
        continue;
      }
      if (end + at - literal + LONGEST_COPY > most) return null;
      end = writeLiteral(literal, at, end);
      end = writeNumber(found, end);
      const shift = from - place;
      end = writeNumber(shift < 0 ? -2 * shift - 1 : 2 * shift, end);
      at += found;
      literal = at;
      place = from + found;
    }
    if (end + at - literal + LONGEST_COPY > most) return null;
    return literal < length ? writeLiteral(literal, length, end) : end;
  }

  /** What was packed by {@link copies}. */
  read(packed: string): string {
    let at = 1;
    const number = (): number => {
      let [value, scale, code] = [0, 1, 0];
      do {
        code = packed.charCodeAt(at++);
        value += (code & 127) * scale;
        scale *= 128;
      } while (code > 127);
      return value;
    };
    const length = number();
    let [end, place] = [0, 0];
    while (at < packed.length) {
      for (let left = number(); left > 0; left--) plain[end++] = packed.charCodeAt(at++);
      if (at === packed.length) break;
      const count = number();
      const shift = number();
      place += shift % 2 === 1 ? -(shift + 1) / 2 : shift / 2;
      this.bytes.copy(plain, end, place, place + count);
      end += count;
      place += count;
    }
    return plain.toString('utf8', 0, length);
  }

  /** How many bytes are the same from there on. */
  #alike(from: number, at: number, length: number): number {
    const { bytes } = this;
    const most = Math.min(bytes.length - from, length - at);
    let count = 0;
    while (count < most && bytes[from + count] === plain[at + count]) count++;
    return count;
  }
}

/** Bytes of the numbers of one copy and of what stands before it. */
const LONGEST_COPY = 12;
const HASH_BITS = 12;
const HASHES = 2 ** HASH_BITS;

function hashAt(bytes: Buffer, at: number): number {
  const byte = (offset: number) => bytes[at + offset] as number;
  const word = byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
  return (Math.imul(word, 0x9e3779b1) ^ Math.imul(byte(4) | (byte(5) << 8), 0x85ebca6b)) >>> (32 - HASH_BITS);
}

function writeNumber(value: number, end: number): number {
  let [left, at] = [value, end];
  for (; left > 127; left = Math.floor(left / 128)) short[at++] = 128 | (left % 128);
  short[at++] = left;
  return at;
}

function writeLiteral(from: number, to: number, end: number): number {
  let at = writeNumber(to - from, end);
  for (let index = from; index < to; index++) short[at++] = plain[index] as number;
  return at;
}
