import { main } from './main.ts';
import { Descriptor } from './streams/descriptor.ts';
import type { ExitCode } from './streams/io.ts';

/** The command line on the streams and the environment of this process. */
export function run(args: readonly string[], stdout: number, stderr: number): Promise<ExitCode> {
  return main(args, {
    // Loaded when it is read.
    get stdin() {
      return process.stdin;
    },
    stdout: new Descriptor(stdout),
    stderr: new Descriptor(stderr),
    env: process.env,
  });
}
