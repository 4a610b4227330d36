import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Longer lines are cut: a worker that prints a vector is no reason to print it all. */
const LONGEST_LINE = 4096;

/** How long the pipes of a program that has ended are listened to: what it has started may hold them open. */
const LAST_WORDS_MS = 500;

/**
 * Tells what a program prints, line by line, and gives its exit code or the name of its signal when it has ended and its
 * last words are told. `over` is called as soon as it has ended.
 */
export function followed(
  child: ChildProcess,
  line: (text: string, isError: boolean) => void,
  over: () => void,
): Promise<number | string> {
  for (const [stream, isError] of [
    [child.stdout, false],
    [child.stderr, true],
  ] as const) {
    if (stream !== null)
      createInterface({ input: stream }).on('line', (text) => line(text.slice(0, LONGEST_LINE), isError));
  }
  return new Promise((resolve) => {
    child.once('error', (error) => {
      over();
      line(error.message, true);
      resolve('error');
    });
    child.once('exit', (code, signal) => {
      over();
      const end = () => resolve(code ?? signal ?? 'unknown');
      child.once('close', end);
      setTimeout(end, LAST_WORDS_MS).unref();
    });
  });
}
