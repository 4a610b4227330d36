/** The command line as one executable file, which tools/binary.ts makes. */
import { run } from './process.ts';

void run(process.argv.slice(2), 1, 2, process.argv0).then((exit) => {
  process.exitCode = exit;
});
