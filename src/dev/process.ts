import { Display, type Stream } from './display.ts';
import { run } from './run.ts';
import { CannotRun, type Compile, type DevOptions } from './words/options.ts';

/** The streams that the command line has. */
export interface ProcessIo {
  readonly stdin: () => Promise<string>;
  readonly write: (text: string) => Promise<void>;
  readonly stderr: Stream;
  readonly isLive: boolean;
}

/** The local run as a process. SIGINT and SIGTERM ask it to end, a second one ends the workers at once. */
export async function runDev(options: DevOptions, compile: Compile, io: ProcessIo): Promise<0 | 1 | 2> {
  const stop = new AbortController();
  const kill = new AbortController();
  const display = new Display(io.stderr, io.isLive);
  const ask = (): void => {
    if (stop.signal.aborted) kill.abort();
    else display.say('ending: each worker has its grace period; once more ends them at once');
    stop.abort();
  };
  process.on('SIGINT', ask).on('SIGTERM', ask);
  try {
    const { stdin, write } = io;
    return await run(options, compile, { stdin, write, display, stop: stop.signal, kill: kill.signal });
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    for (const line of error.message.split('\n')) display.say(`layerc: ${line}`);
    return error.exit;
  } finally {
    process.off('SIGINT', ask).off('SIGTERM', ask);
  }
}
