import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { type Command, Option } from 'commander';
import type { TestOptions } from '../../../cases/words/request.ts';
import { compileInput } from '../../../input/compile-input.ts';
import { tally } from '../../../input/tally.ts';
import type { LoadRestrictor } from '../../input/files.ts';
import { filenameFlag, loadRestrictorFlag, pathsArgument } from '../../input/flags.ts';
import { load } from '../../input/load.ts';
import { addSettingFlags, BadSetting } from '../../input/settings.ts';
import { addProjectFlags, asked } from '../../project/asked.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { writeProduct } from '../../streams/output.ts';
import { list, pairs, whole } from '../dev/values.ts';
import { examples } from '../examples.ts';
import { inputLines, report, reportPlaced, useColour } from '../talk.ts';

type TestFlags = TestOptions & {
  readonly loadRestrictor: LoadRestrictor;
  readonly project: boolean;
  readonly stockPools?: boolean;
};

/** Adds `layerc test`. */
export function addTestCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('test')
    .summary('run cases: rows in, a worker, and the rows that are expected')
    .description(
      'Runs the cases among the inputs, each FunctionTest on a gateway of its own in memory, and says what holds of the Functions. A case runs the commands that stand in it. Exits 0 when all have passed, 1 when some have not, 2 when there is something that is no case.',
    )
    .addArgument(pathsArgument(program))
    .addOption(filenameFlag())
    .addOption(loadRestrictorFlag())
    .addOption(list('-t, --filter <name>', 'only cases that have this in their names'))
    .addOption(
      new Option('--jobs <count>', 'so many cases at a time')
        .default(Math.min(availableParallelism(), MOST_JOBS), 'a processor each')
        .argParser(whole('a number of cases', 1, 64)),
    )
    .addOption(
      new Option('--timeout <seconds>', 'a case that takes longer is ended and has failed')
        .default(30)
        .argParser(whole('a time in seconds', 1, 3600)),
    )
    .addOption(
      new Option('--store <store>', 'whose filters and null rules hold')
        .choices(['turbopuffer', 'pgvector', 'search'])
        .default('turbopuffer'),
    )
    .addOption(
      list('-e, --env-file <file>', 'variables for the workers, also in place of what only a cluster has'),
    )
    .addOption(pairs('--secret <name/key=value>', 'a key of a Secret or ConfigMap that the workers refer to'))
    .option('--junit <file>', 'write a report for test runners')
    .addOption(
      new Option('-o, --output <format>', 'for people, for programs, or for a GitHub workflow')
        .choices(['text', 'json', 'github'])
        .default('text'),
    )
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        'layerc test functions/ cases/',
        'layerc test functions/ cases/ --filter colours --timeout 5',
        'layerc test functions/ cases/ -o github --junit report.xml',
      ),
    );
  addProjectFlags(command);
  addSettingFlags(command).action(async (paths: readonly string[], { filename, ...flags }) => {
    done(await test([...filename, ...paths], flags, io));
  });
}

/** More workers at once than a laptop has room for. */
const MOST_JOBS = 8;

async function test(paths: readonly string[], flags: TestFlags, io: Io): Promise<ExitCode> {
  const found = asked({ ...flags }, paths, io.env);
  if (found.filename.length === 0)
    throw new BadSetting('layerc test needs Functions and cases: -f PATH, or inputs in layerc.yaml');
  const input = await load(found.filename, io, { ...flags, ...found, cases: true });
  const compilation = compileInput(input, found.settings, found.stockPools, found.warningsAsErrors);
  const { errors } = tally(input, compilation);
  const colour = useColour(io.stderr, io.env);
  if (errors > 0) {
    const format = flags.output === 'github' ? 'github' : 'text';
    const said = report(format, input, compilation, colour);
    if (format === 'github') await writeProduct([said], io);
    else io.stderr.write(said);
    if (!input.holdsCases) return 1;
  }
  const { runTests } = await import('../../../cases/process.ts');
  const code = await runTests(
    flags,
    {
      documents: input.values,
      functions: compilation.functions,
      refused: compilation.refused(),
      settings: found.settings,
      folderOf: (source) => dirname(input.where(source, '').file),
      place: (diagnostic) => input.place(input.reword(diagnostic)),
      // In a case, too, the key n is false. What the compiler warns of is for validate.
      remarks: () =>
        errors > 0
          ? ''
          : reportPlaced('text', input.diagnostics, colour) + inputLines({ ...input, barren: [] }),
      where: (source, pointer) => input.where(source, pointer),
    },
    {
      write: (text) => writeProduct([text], io),
      say: (text) => void io.stderr.write(`${text}\n`),
      colour: useColour(io.stdout, io.env),
    },
  );
  return code === 0 && errors > 0 ? 1 : code;
}
