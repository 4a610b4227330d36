import { type Command, Option } from 'commander';
import { checkAgainstHev, type Settings } from '../../compiler/index.ts';
import { compileInput } from '../../input/compile-input.ts';
import { skippedLine, tally } from '../../input/tally.ts';
import type { LoadRestrictor } from '../input/files.ts';
import { filenameFlag, loadRestrictorFlag, pathsArgument } from '../input/flags.ts';
import { load } from '../input/load.ts';
import { addSettingFlags } from '../input/settings.ts';
import { addProjectFlags, asked } from '../project/asked.ts';
import { BadProject } from '../project/project.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { examples } from './examples.ts';
import {
  type DiagnosticsFormat,
  diagnosticsFlag,
  inputLines,
  namesPaths,
  refuseBarren,
  report,
  reportPlaced,
  useColour,
} from './talk.ts';

interface ValidateOptions {
  readonly filename: readonly string[];
  readonly loadRestrictor: LoadRestrictor;
  readonly output: 'text' | 'json';
  /** Goes before `output`, which is its older and shorter name. */
  readonly diagnostics?: DiagnosticsFormat;
  readonly stockPools?: boolean;
  readonly exitZero?: boolean;
  readonly hevCrd?: boolean;
  readonly warningsAsErrors: readonly string[];
  readonly except: string | undefined;
  readonly settings: Settings;
}

/** Adds `layerc validate`. */
export function addValidateCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('validate')
    .summary('report what is wrong, without printing objects')
    .description('Prints the diagnostics of every Function, InfraRules and Index, and nothing else.')
    .addArgument(pathsArgument(program))
    .addOption(filenameFlag())
    .addOption(loadRestrictorFlag())
    .addOption(new Option('-o, --output <format>', 'output format').choices(['text', 'json']).default('text'))
    .addOption(diagnosticsFlag('instead of --output'))
    .option('--exit-zero', 'exit 0 although there are errors, for a step that reads them afterwards')
    .option(
      '--hev-crd',
      "also report what hev's own CustomResourceDefinitions would drop or refuse, in a cluster that has those",
    )
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        'layerc validate functions/ infra-rules.yaml',
        'layerc validate -o json . | jq .',
        'layerc validate --diagnostics sarif --exit-zero functions/ > layerc.sarif',
      ),
    );
  addProjectFlags(command);
  addSettingFlags(command).action(async (paths, { filename, ...flags }) => {
    try {
      done(await validate({ ...flags, ...asked(flags, [...filename, ...paths], io.env) }, io));
    } catch (error) {
      if (!(error instanceof BadProject)) throw error;
      const format = flags.diagnostics ?? flags.output;
      await writeProduct([reportPlaced(format, error.diagnostics, useColour(io.stdout, io.env))], io);
      done(flags.exitZero ? 0 : 1);
    }
  });
}

/** `layerc validate`: here the diagnostics are the product, so they go to standard output. */
async function validate(options: ValidateOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io, options);
  const { settings, stockPools, warningsAsErrors } = options;
  const ofHev = options.hevCrd ? checkAgainstHev(input.values, settings) : [];
  const compilation = compileInput(input, settings, stockPools, warningsAsErrors, ofHev);
  if (namesPaths(options.filename)) refuseBarren(input, compilation);
  const format = options.diagnostics ?? options.output;
  const diagnostics = report(format, input, compilation, useColour(io.stdout, io.env));
  await writeProduct([diagnostics], io);
  io.stderr.write(skippedLine(compilation) + inputLines(input));
  const { errors, text } = tally(input, compilation);
  io.stderr.write(`${compilation.functions.length} valid, ${text}\n`);
  return errors > 0 && !options.exitZero ? 1 : 0;
}
