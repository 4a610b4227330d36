import type { Io } from '../streams/io.ts';
import { type FileProblem, MOST_BYTES, SILENCE_MS, SILENT, TOO_LARGE } from './bytes.ts';

/** All of standard input; a person at a terminal may think as long as it takes. */
export async function readStream({ stdin, stderr }: Io): Promise<Uint8Array | FileProblem> {
  if (stdin.isTTY) stderr.write('layerc: reading standard input; -f FILE reads a file, --help shows more\n');
  const chunks: Uint8Array[] = [];
  let total = 0;
  const source = stdin[Symbol.asyncIterator]();
  for (;;) {
    const next = stdin.isTTY ? await source.next() : await inTime(source.next());
    if (next === null || total > MOST_BYTES) {
      // Not awaited: whoever is silent may be so for ever.
      void source.return?.();
      return next === null ? SILENT : TOO_LARGE;
    }
    if (next.done) return Buffer.concat(chunks);
    total += next.value.length;
    chunks.push(next.value);
  }
}

/** What comes, or null when nothing comes for too long. */
async function inTime<T>(coming: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, SILENCE_MS, null);
  });
  return Promise.race([coming, silence]).finally(() => clearTimeout(timer));
}
