import { CommanderError } from 'commander';
import { NoSuchName } from '../explain/no-such-name.ts';
import { printable } from '../text/report/printable.ts';
import { reportText } from '../text/report/report.ts';
import { useColour } from './commands/talk.ts';
import { NoSuchPath } from './input/given.ts';
import { BadSetting } from './input/settings.ts';
import { commands } from './program.ts';
import { BadProject } from './project/project.ts';
import type { ExitCode, Io } from './streams/io.ts';
import { CannotWrite, Remembering, writeProduct } from './streams/output.ts';

/** The command line: arguments and streams in, an exit code out. It never exits the process itself. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  const stderr = new Remembering(io.stderr);
  const exit = await obey(args, {
    // Loaded when it is read.
    get stdin() {
      return io.stdin;
    },
    stdout: io.stdout,
    stderr,
    env: io.env,
    ...(io.program !== undefined && { program: io.program }),
  });
  // Diagnostics that nobody could read are no diagnostics.
  return stderr.lost ? 2 : exit;
}

async function obey(args: readonly string[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = 0;
  let help = '';
  const program = await commands(
    args[0],
    io,
    (code) => {
      exit = code;
    },
    (text) => {
      help += text;
    },
  );
  try {
    await program.parseAsync(args, { from: 'user' }).catch((error) => {
      if (!(error instanceof CommanderError)) throw error;
      exit = error.exitCode === 0 ? 0 : 2;
    });
    if (help !== '') await writeProduct([help], io);
    return exit;
  } catch (error) {
    if (error instanceof BadProject) {
      io.stderr.write(reportText(error.diagnostics, useColour(io.stderr, io.env)));
      return 1;
    }
    if (
      error instanceof NoSuchName ||
      error instanceof NoSuchPath ||
      error instanceof BadSetting ||
      error instanceof CannotWrite ||
      isOfTheSystem(error)
    ) {
      for (const line of error.message.split('\n')) io.stderr.write(`layerc: ${printable(line)}\n`);
      return 2;
    }
    throw error;
  }
}

/** What the system refused: that is no fault of ours, such as a working directory that is gone. */
function isOfTheSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
