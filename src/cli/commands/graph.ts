import { type Command, Option } from 'commander';
import type { Settings } from '../../compiler/index.ts';
import { compileInput } from '../../input/compile-input.ts';
import { tally } from '../../input/tally.ts';
import { dot, MOST_EDGES, mermaid, pictureOf } from '../../text/report/graph.ts';
import type { LoadRestrictor } from '../input/files.ts';
import { filenameFlag, loadRestrictorFlag, pathsArgument } from '../input/flags.ts';
import { load } from '../input/load.ts';
import { addSettingFlags } from '../input/settings.ts';
import { addProjectFlags, asked } from '../project/asked.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { examples } from './examples.ts';
import { inputLines, namesPaths, refuseBarren, report, useColour } from './talk.ts';

interface GraphOptions {
  readonly filename: readonly string[];
  readonly loadRestrictor: LoadRestrictor;
  readonly output: 'mermaid' | 'dot';
  readonly stockPools?: boolean;
  readonly warningsAsErrors: readonly string[];
  readonly except: string | undefined;
  readonly settings: Settings;
}

/** Adds `layerc graph`. */
export function addGraphCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('graph')
    .summary('print a picture of all Functions')
    .description(
      'Prints a picture as text: the Functions by namespace, the pool of each with its ceiling and the sum of their maxima, the dispatch, and the indexes they run over. With any error nothing is printed.',
    )
    .addArgument(pathsArgument(program))
    .addOption(filenameFlag())
    .addOption(loadRestrictorFlag())
    .addOption(
      new Option('-o, --output <format>', 'output format').choices(['mermaid', 'dot']).default('mermaid'),
    )
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        'layerc graph functions/ infra-rules.yaml',
        'layerc graph . -o dot | dot -Tsvg > functions.svg',
      ),
    );
  addProjectFlags(command);
  addSettingFlags(command).action(async (paths, { filename, ...flags }) =>
    done(await graph({ ...flags, ...asked(flags, [...filename, ...paths], io.env) }, io)),
  );
}

/** `layerc graph`: all Functions or nothing, since a picture does not show what it lacks. */
async function graph(options: GraphOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io, options);
  const compilation = compileInput(input, options.settings, options.stockPools, options.warningsAsErrors);
  if (namesPaths(options.filename)) refuseBarren(input, compilation);
  const { errors, text } = tally(input, compilation);
  if (errors > 0) {
    io.stderr.write(report('text', input, compilation, useColour(io.stderr, io.env)));
    io.stderr.write(`${text}; nothing was drawn\n`);
    return 1;
  }
  io.stderr.write(inputLines(input));
  const picture = pictureOf(compilation.functions, options.settings.maxReplicasCeiling);
  if (options.output === 'mermaid' && picture.edges.length > MOST_EDGES) {
    io.stderr.write(
      `layerc: Mermaid draws ${MOST_EDGES} edges unless its maxEdges is raised, and here are ${picture.edges.length}; -o dot has no such limit\n`,
    );
  }
  await writeProduct([options.output === 'dot' ? dot(picture) : mermaid(picture)], io);
  return 0;
}
