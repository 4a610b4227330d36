import type { Settings } from '../../compiler/index.ts';
import { compileInput } from '../input/compile-input.ts';
import type { LoadRestrictor } from '../input/files.ts';
import { load } from '../input/load.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import {
  type DiagnosticsFormat,
  inputLines,
  refuseBarren,
  report,
  skippedLine,
  tally,
  useColour,
} from './talk.ts';

export interface ValidateOptions {
  readonly filename: readonly string[];
  readonly loadRestrictor: LoadRestrictor;
  readonly output: 'text' | 'json';
  /** Goes before `output`, which is its older and shorter name. */
  readonly diagnostics?: DiagnosticsFormat;
  readonly stockPools?: boolean;
  readonly settings: Settings;
}

/** `layerc validate`: here the diagnostics are the product, so they go to standard output. */
export async function validate(options: ValidateOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io, options);
  const compilation = compileInput(input, options.settings, options.stockPools);
  // Of standard input it is not said that anything is in it.
  if (options.filename.some((path) => path !== '-')) refuseBarren(input, compilation);
  const format = options.diagnostics ?? options.output;
  const diagnostics = report(format, input, compilation, useColour(io.stdout, io.env));
  await writeProduct([diagnostics], io);
  io.stderr.write(skippedLine(compilation) + inputLines(input));
  const { errors, text } = tally(input, compilation);
  io.stderr.write(`${compilation.functions.length} valid, ${text}\n`);
  return errors > 0 ? 1 : 0;
}
