import { CannotRun } from '../dev/words/options.ts';
import { printable } from '../text/report/printable.ts';
import { run } from './run.ts';
import type { TestInput, TestIo, TestOptions } from './words/request.ts';

/** The tests as a process. SIGINT and SIGTERM end the workers and what is left to run. */
export async function runTests(options: TestOptions, input: TestInput, io: TestIo): Promise<0 | 1 | 2> {
  const stop = new AbortController();
  const ask = (): void => stop.abort();
  process.on('SIGINT', ask).on('SIGTERM', ask);
  try {
    return await run(options, input, io, stop.signal);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    for (const line of error.message.split('\n')) io.say(`layerc: ${printable(line)}`);
    return 2;
  } finally {
    process.off('SIGINT', ask).off('SIGTERM', ask);
  }
}
