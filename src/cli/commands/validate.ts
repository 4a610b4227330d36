import { compile, type Settings } from '../../compiler/index.ts';
import { load } from '../input/load.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { type DiagnosticsFormat, report, skippedLine, tally, useColour } from './talk.ts';

export interface ValidateOptions {
  readonly filename: readonly string[];
  readonly output: 'text' | 'json';
  /** Goes before `output`, which is its older and shorter name. */
  readonly diagnostics?: DiagnosticsFormat;
  readonly stockPools?: boolean;
  readonly settings: Settings;
}

/** `layerc validate`: here the diagnostics are the product, so they go to standard output. */
export async function validate(options: ValidateOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io);
  const compilation = compile(input.values, options.settings, options.stockPools);
  const format = options.diagnostics ?? options.output;
  const diagnostics = report(format, input, compilation, useColour(io.stdout, io.env));
  await writeProduct([diagnostics], io);
  io.stderr.write(skippedLine(compilation));
  const { errors, text } = tally(input, compilation);
  io.stderr.write(`${compilation.functions.length} valid, ${text}\n`);
  return errors > 0 ? 1 : 0;
}
