import { main } from './main.ts';
import { Descriptor } from './streams/descriptor.ts';
import type { ExitCode } from './streams/io.ts';

/** kubectl runs a file of this name for `kubectl layerc`. */
const PLUGIN = /(?:^|[/\\])kubectl-layerc(?:\.exe)?$/;

/** The command line on the streams and the environment of this process. `calledAs` is the path that it was started by. */
export function run(
  args: readonly string[],
  stdout: number,
  stderr: number,
  calledAs = 'layerc',
): Promise<ExitCode> {
  return main(args, {
    // Loaded when it is read.
    get stdin() {
      return process.stdin;
    },
    stdout: new Descriptor(stdout),
    stderr: new Descriptor(stderr),
    env: process.env,
    ...(calledAs.includes('kubectl') && PLUGIN.test(calledAs) && { program: 'kubectl layerc' }),
  });
}
