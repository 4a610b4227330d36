import { compile, type Settings } from '../compiler/index.ts';
import { reportJson, reportText } from '../text/report.ts';
import { load } from './load.ts';
import type { ExitCode, Io } from './main.ts';
import { counts, placed, skippedLine, useColour } from './talk.ts';

export interface ValidateOptions {
  readonly filename: readonly string[];
  readonly output: 'text' | 'json';
  readonly stockPools?: boolean;
  readonly settings: Settings;
}

/** `layerc validate`: here the diagnostics are the product, so they go to standard output. */
export async function validate(options: ValidateOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io);
  const compilation = compile(input.values, options.settings, options.stockPools);
  const diagnostics = placed(input, compilation.diagnostics);
  io.stdout.write(
    options.output === 'json'
      ? reportJson(diagnostics)
      : reportText(diagnostics, useColour(io.stdout, io.env)),
  );
  io.stderr.write(skippedLine(compilation.skipped));
  io.stderr.write(`${compilation.functions.length} valid, ${counts(diagnostics)}\n`);
  return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
}
