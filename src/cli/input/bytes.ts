/** Reading bytes: never more than a limit, and never for ever. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

export interface FileProblem {
  readonly code: 'UnreadableFile' | 'SymlinkLoop' | 'LinkLeadsOut' | 'TooLarge';
  /** The end of a sentence that begins with the path. */
  readonly reason: string;
}

/** No input is larger: 100,000 Functions are half of it. What is cut off there never ends, or was not meant. */
export const MOST_BYTES = 128 * 2 ** 20;

/** Whoever writes into a pipe for us may be slow, but not for ever silent. */
export const SILENCE_MS = 600_000;

export const TOO_LARGE: FileProblem = {
  code: 'TooLarge',
  reason: `holds more than ${MOST_BYTES / 2 ** 20} MiB`,
};
export const SILENT: FileProblem = {
  code: 'UnreadableFile',
  reason: `is a pipe into which nothing was written for ${SILENCE_MS / 60_000} minutes`,
};
export const NOT_REGULAR: FileProblem = { code: 'UnreadableFile', reason: 'is not a regular file' };

const CHUNK = 1 << 16;
const PAUSE_MS = 5;

/** Of a path that is no link, as it has been looked at before: what has become one meanwhile is not followed. */
const PLAIN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const DESCRIPTOR = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The bytes of a regular file. A pipe or a device in its place may never end, and is not read. */
export function readRegularFile(path: string): Uint8Array | FileProblem {
  return read(path, PLAIN, (fd) => {
    const stats = fstatSync(fd);
    return stats.isFile() ? readUpTo(fd, stats.size) : NOT_REGULAR;
  });
}

/** What an open file of this process has to give, which may be a pipe: `/dev/fd/63`, as shells name them. */
export function readDescriptor(path: string): Uint8Array | FileProblem {
  return read(path, DESCRIPTOR, (fd) => readUpTo(fd, 0));
}

function read(
  path: string,
  flags: number,
  content: (fd: number) => Uint8Array | FileProblem,
): Uint8Array | FileProblem {
  let fd: number | undefined;
  try {
    fd = openSync(path, flags);
    return content(fd);
  } catch (error) {
    return problem(error);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** `size` is what the system says, and 0 where it does not know. */
function readUpTo(fd: number, size: number): Uint8Array | FileProblem {
  if (size > MOST_BYTES) return TOO_LARGE;
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(total < size ? size - total : CHUNK);
    const count = readSome(fd, chunk);
    if (typeof count !== 'number') return count;
    if (count === 0) break;
    total += count;
    if (total > MOST_BYTES) return TOO_LARGE;
    chunks.push(chunk.subarray(0, count));
    if (total === size) break;
  }
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
}

function readSome(fd: number, chunk: Uint8Array): number | FileProblem {
  for (let waited = 0; waited < SILENCE_MS; waited += PAUSE_MS) {
    try {
      return readSync(fd, chunk);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
  return SILENT;
}

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  EIO: 'cannot be read: the device or file system reports an error',
  ENOENT: 'is not there any more',
  ELOOP: 'is a link that leads back to itself',
  ENAMETOOLONG: 'cannot be read: its name or path is too long',
};

/** What the system's refusal means. */
export function problem(error: unknown): FileProblem {
  const code = codeOf(error);
  return {
    code: code === 'ELOOP' ? 'SymlinkLoop' : 'UnreadableFile',
    reason: REASONS[code] ?? `cannot be read: ${(error as Error).message}`,
  };
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
