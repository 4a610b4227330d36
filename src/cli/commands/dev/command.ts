import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Compiled, DevOptions, Pair } from '../../../dev/words/options.ts';
import { compileInput } from '../../../input/compile-input.ts';
import { tally } from '../../../input/tally.ts';
import { filenameFlag, loadRestrictorFlag, pathsArgument } from '../../input/flags.ts';
import { load } from '../../input/load.ts';
import { addSettingFlags, BadSetting } from '../../input/settings.ts';
import { readStream } from '../../input/stdin.ts';
import { addProjectFlags, asked } from '../../project/asked.ts';
import { BadProject } from '../../project/project.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { writeProduct } from '../../streams/output.ts';
import { examples } from '../examples.ts';
import { inputLines, report, reportPlaced, useColour } from '../talk.ts';
import { list, pairs, whole } from './values.ts';

const PORT = 8084;

interface DevFlags
  extends Omit<
    DevOptions,
    'settings' | 'runsWorkers' | 'envFiles' | 'secrets' | 'token' | 'scopes' | 'containers' | 'engineArgs'
  > {
  readonly token: readonly string[];
  readonly container: readonly Pair[];
  readonly engineArg: readonly string[];
  readonly envFile: readonly string[];
  readonly secret: readonly Pair[];
  /** `--no-workers`; with `--worker` the same name would be used twice. */
  readonly worker: readonly Pair[];
}

/** Adds `layerc dev`. */
export function addDevCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('dev')
    .summary('run Functions on this machine, with a gateway of its own')
    .description(
      'Starts a gateway on 127.0.0.1, registers the Functions, sweeps the rows, and runs as many local workers as the ScaledObject would. Everything it says goes to standard error.',
    )
    .addArgument(pathsArgument(program))
    .addOption(filenameFlag())
    .addOption(loadRestrictorFlag())
    .addOption(
      pairs('--rows <namespace=file>', 'rows of a namespace: JSON, .csv, .parquet, or - for standard input'),
    )
    .addOption(pairs('--worker <function=command>', 'what to run as a worker, by the shell'))
    .addOption(
      new Option(
        '--container <function[=image]>',
        'run the image of the Function, or another one, as a worker; may be repeated',
      )
        .default([], 'none')
        .argParser((text: string, before: readonly Pair[]) => {
          const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(text) ?? [];
          return [...before, { name, value }];
        }),
    )
    .addOption(
      new Option('--engine <engine>', 'what runs containers (default the first that is there)').choices([
        'docker',
        'podman',
        'nerdctl',
      ]),
    )
    .addOption(
      new Option('--pull <policy>', 'when images are pulled (default as the Function says)').choices([
        'always',
        'missing',
        'never',
      ]),
    )
    .addOption(list('--engine-arg <argument>', "an argument more for the engine's run"))
    .option('--no-workers', 'the gateway alone; no Functions are needed either')
    .option('--once', 'end when every row is done: 0, or 1 when some have failed')
    .addOption(pairs('--out <namespace=file>', 'write the rows with their new attributes at the end'))
    .addOption(
      new Option('--port <port>', 'port on 127.0.0.1; 0 takes a free one')
        .default(PORT)
        .argParser(whole('a port', 0, 65_535)),
    )
    .addOption(
      list(
        '--token <token>',
        'what workers show the gateway (default a random one); read=TOKEN and write=TOKEN are tokens for others, which may do no more than that',
      ),
    )
    .addOption(
      list('-e, --env-file <file>', 'variables for the workers, also in place of what only a cluster has'),
    )
    .addOption(pairs('--secret <name/key=value>', 'a key of a Secret or ConfigMap that the workers refer to'))
    .option('--workdir <folder>', 'where the workers run', '.')
    .addOption(
      new Option('--store <store>', 'whose filters and null rules hold')
        .choices(['turbopuffer', 'pgvector', 'search'])
        .default('turbopuffer'),
    )
    .option('--state <file>', 'keep rows and queues in a file of SQLite (default in memory)')
    .option('--now', 'open the windows of schedules at once')
    .addOption(
      new Option(
        '--speed <times>',
        'sweeps, pauses before another try and cooldowns are so many times as fast',
      )
        .default(1)
        .argParser(factor),
    )
    .addOption(list('--watch <path>', 'start the workers anew when something in it changes'))
    .option('--prometheus <url>', 'a Prometheus that answers queries in place of the gateway')
    .option('--junit <file>', 'write a report for test runners at the end')
    .addOption(
      new Option('-o, --output <format>', 'json prints a report at the end')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        "layerc dev functions/ --rows products=rows.jsonl --worker tag-products='python worker.py'",
        'layerc dev functions/ --rows products=rows.csv --worker tag-products=./worker --once --out products=result.jsonl',
        'layerc dev functions/ --rows products=rows.jsonl --container tag-products=tag-products:dev',
        'layerc dev --no-workers --rows products=rows.jsonl --token secret',
      ),
    );
  addProjectFlags(command);
  addSettingFlags(command).action(async (paths: readonly string[], { filename, ...flags }) => {
    try {
      done(await dev([...filename, ...paths], flags, io));
    } catch (error) {
      if (!(error instanceof BadProject)) throw error;
      io.stderr.write(reportPlaced('text', error.diagnostics, useColour(io.stderr, io.env)));
      done(1);
    }
  });
}

/** Its program is loaded for this command only. */
async function dev(
  paths: readonly string[],
  flags: DevFlags & { workers: boolean; project: boolean },
  io: Io,
): Promise<ExitCode> {
  const {
    envFile,
    secret,
    worker,
    container,
    engineArg,
    token: tokens,
    workers: runsWorkers,
    ...rest
  } = flags;
  const found = asked({ ...flags }, paths, io.env);
  const { filename, settings } = found;
  if (filename.length === 0 && runsWorkers)
    throw new BadSetting(
      'layerc dev needs the Functions: -f PATH, inputs in layerc.yaml, or --no-workers for the gateway alone',
    );
  if (filename.includes('-') && rest.rows.some(({ value }) => value === '-'))
    throw new BadSetting('-f - and --rows NAMESPACE=- cannot both be standard input');
  const compile = async (): Promise<Compiled> => {
    if (filename.length === 0) return { functions: [], hasErrors: false, report: '', inputs: [] };
    const input = await load(filename, io, { ...flags, ...found });
    const compilation = compileInput(input, settings, found.stockPools, found.warningsAsErrors);
    // Neither the lines of a run nor its page have colours.
    const said = report('text', input, compilation, false) + inputLines(input);
    const hasErrors = tally(input, compilation).errors > 0;
    return {
      functions: compilation.functions,
      hasErrors,
      report: said,
      inputs: filename.filter((path) => path !== '-'),
    };
  };
  const options: DevOptions = {
    ...rest,
    workers: worker,
    containers: container,
    engineArgs: engineArg,
    envFiles: envFile,
    secrets: secret,
    ...tokensOf(tokens),
    runsWorkers,
    settings,
  };
  const { runDev } = await import('../../../dev/process.ts');
  return runDev(options, compile, {
    stdin: async () => {
      const content = await readStream(io);
      if (!(content instanceof Uint8Array)) throw new BadSetting(`standard input ${content.reason}`);
      return new TextDecoder().decode(content);
    },
    write: (text) => writeProduct([text], io),
    stderr: io.stderr,
    isLive: io.stderr.isTTY === true && io.env.TERM !== 'dumb',
  });
}

/** The one of the workers, and those with a scope of their own. */
function tokensOf(given: readonly string[]): Pick<DevOptions, 'token' | 'scopes'> {
  const read = given.map((text) => {
    const [, name = 'admin', value = ''] = /^(?:(read|write|admin)=)?(.*)$/s.exec(text) ?? [];
    // A header could not carry it.
    if (!/^[\x21-\x7e]+$/.test(value))
      throw new BadSetting(
        `--token ${JSON.stringify(text)} is no token: it is of letters, digits and signs, without blanks`,
      );
    return { name, value };
  });
  const [token, ...others] = read.filter(({ name }) => name === 'admin').map(({ value }) => value);
  if (others.length > 0) throw new BadSetting('--token names two tokens for the workers, and there is one');
  const values = read.map(({ value }) => value);
  if (new Set(values).size < values.length) throw new BadSetting('--token has two scopes for one token');
  return { token, scopes: read.filter(({ name }) => name !== 'admin') };
}

function factor(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 10_000)) throw new InvalidArgumentError('It is a number above 0, up to 10000.');
  return value;
}
