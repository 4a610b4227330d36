import type { Io, Output } from './io.ts';

/** Text is handed on in pieces of about this many characters: large enough to be fast, small enough to hold. */
const PIECE = 1 << 16;

/** The product could not be written: the disk is full, say. A reader that went away (`| head`) is no such case. */
export class CannotWrite extends Error {}

/** Writes all of a text to standard output, at the pace of its reader and without ever holding the whole of it. */
export async function writeProduct(texts: Iterable<string>, io: Pick<Io, 'stdout'>): Promise<void> {
  await writeForReader(texts, io);
}

/** The same; false when nobody reads any more. */
export async function writeForReader(
  texts: Iterable<string>,
  { stdout }: Pick<Io, 'stdout'>,
): Promise<boolean> {
  // The callback of a write tells of its failure too, but without a listener the event would end the process.
  stdout.on('error', () => {});
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    if (!(await written(stdout, piece))) return false;
    piece = '';
  }
  return written(stdout, piece);
}

/** Resolves when the text has left; false when nobody reads any more. */
function written(stdout: Output, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stdout.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (!error) resolve(true);
      else if (error.code === 'EPIPE') resolve(false);
      else reject(new CannotWrite(`standard output: ${error.message}`));
    });
  });
}

/** Remembers whether something could not be written; what is said to a reader that went away is no loss. */
export class Remembering implements Output {
  readonly #output: Output;
  #lost = false;

  constructor(output: Output) {
    this.#output = output;
  }

  get lost(): boolean {
    return this.#lost;
  }

  get isTTY(): boolean {
    return this.#output.isTTY === true;
  }

  write(text: string, done?: (error?: NodeJS.ErrnoException | null) => void): void {
    this.#output.write(text, (error) => {
      if (error && error.code !== 'EPIPE') this.#lost = true;
      done?.(error);
    });
  }

  on(event: 'error', listener: () => void): void {
    this.#output.on(event, listener);
  }
}
