import { Command, CommanderError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { printable, printableLine } from '../text/report/printable.ts';
import { addDiffCommand } from './commands/diff.ts';
import { examples } from './commands/examples.ts';
import { explain } from './commands/explain.ts';
import { NoSuchName } from './commands/explain-choice.ts';
import { graph } from './commands/graph.ts';
import { krm } from './commands/krm.ts';
import { addManifestsCommand } from './commands/manifests.ts';
import { addOperatorCommand } from './commands/operator.ts';
import { misuse, render } from './commands/render.ts';
import { DIAGNOSTICS } from './commands/talk.ts';
import { validate } from './commands/validate.ts';
import { completionScript, SHELLS, type Shell } from './completion.ts';
import { LOAD_RESTRICTORS } from './input/files.ts';
import { NoSuchPath } from './input/given.ts';
import { addSettingFlags, BadSetting, settingGiver, settingsFrom, settingTexts } from './input/settings.ts';
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
  });
  // Diagnostics that nobody could read are no diagnostics.
  return stderr.lost ? 2 : exit;
}

async function obey(args: readonly string[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = 0;
  let help = '';
  const program = commands(
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

const FILENAME = 'file, folder (recursive: .yaml .yml .json) or - for standard input; may be repeated';

function commands(io: Io, done: (code: ExitCode) => void, show: (text: string) => void): Command {
  const program = new Command('layerc')
    .description('Compiles hev layer Functions into the Kubernetes objects that run their workers.')
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .showHelpAfterError('(layerc --help shows what there is)')
    .configureOutput({
      writeOut: show,
      // It repeats what it was given.
      writeErr: (text) => void io.stderr.write(text.replace(/[^\n]+/g, (line) => printableLine(line))),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .addHelpText(
      'after',
      examples(
        'layerc render -f functions/ -f infra-rules.yaml | kubectl apply --server-side -f -',
        'layerc validate -f functions/ -f infra-rules.yaml',
        'layerc manifests | kubectl apply --server-side -f -',
      ),
    );

  const renderCommand = program
    .command('render')
    .summary('print the objects of every Function')
    .description(
      'Prints the Kubernetes objects of every Function, or writes them as files. Diagnostics go to standard error; with any error nothing is printed or written.',
    )
    .addOption(filename())
    .addOption(loadRestrictor())
    .addOption(new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'))
    .option('--include-source', 'print each Function before its objects')
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .option(
      '--keep-going',
      'print the objects of valid Functions although others have errors (still exits 1)',
    )
    .addOption(
      new Option(
        '--out-dir <folder>',
        'write <namespace>/<function>.yaml and kustomization.yaml into a folder, and remove what is stale',
      ).conflicts(['includeSource', 'keepGoing']),
    )
    .addOption(diagnostics('on standard error').default('text'))
    .option('--check', 'write nothing, print how the folder differs (exits 3 if it does)')
    .option(
      '--allow-mass-removal',
      'let --out-dir remove the files of all Functions, or of more than half of ten or more',
    )
    .addHelpText(
      'after',
      examples(
        'layerc render -f functions/ -f infra-rules.yaml | kubectl apply --server-side -f -',
        'kubectl get functions,infrarules -A -o yaml | layerc render -o json',
        'layerc render --stock-pools -f function.yaml',
        'layerc render -f src/ --out-dir out/',
        'layerc render -f src/ --out-dir out/ --check',
      ),
    );
  addSettingFlags(renderCommand).action(async (flags) => {
    const misused = misuse(flags);
    if (misused !== null) renderCommand.error(`error: ${misused}`);
    done(await render({ ...flags, settings: settingsFrom(flags, io.env) }, io));
  });

  const validateCommand = program
    .command('validate')
    .summary('report what is wrong, without printing objects')
    .description('Prints the diagnostics of every Function, InfraRules and Index, and nothing else.')
    .addOption(filename())
    .addOption(loadRestrictor())
    .addOption(new Option('-o, --output <format>', 'output format').choices(['text', 'json']).default('text'))
    .addOption(diagnostics('instead of --output'))
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples('layerc validate -f functions/ -f infra-rules.yaml', 'layerc validate -o json -f . | jq .'),
    );
  addSettingFlags(validateCommand).action(async (flags) =>
    done(await validate({ ...flags, settings: settingsFrom(flags, io.env) }, io)),
  );

  const explainCommand = program
    .command('explain')
    .summary('print why every field has its value')
    .description(
      'Prints the objects of one Function with the reason for each value as a comment: a field of the Function or of InfraRules, a podSpec patch, a setting, or a rule. With a path it answers for that field, or for the fields below it.',
    )
    .addArgument(
      program.createArgument(
        '[function]',
        'function/NAME, NAME or NAMESPACE/NAME; may be left out when there is one',
      ),
    )
    .addArgument(
      program.createArgument('[path]', 'KIND.field.field, with [name] or [number] for an item of a list'),
    )
    .addOption(filename())
    .addOption(loadRestrictor())
    .addOption(new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'))
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        'layerc explain -f functions/ -f infra-rules.yaml function/tag-products',
        'layerc explain -f . tag-products deployment.spec.template.spec.containers[udf].env[HEVLAYER_BASE_URL].value',
        'layerc explain -f . -o json tag-products | jq .',
      ),
    );
  addSettingFlags(explainCommand).action(async (name, path, flags) =>
    done(
      await explain(
        [name, path].filter((word) => word !== undefined),
        {
          ...flags,
          settings: settingsFrom(flags, io.env),
          giver: (setting) => settingGiver(setting, flags, io.env),
        },
        io,
      ),
    ),
  );

  const graphCommand = program
    .command('graph')
    .summary('print a picture of all Functions')
    .description(
      'Prints a picture as text: the Functions by namespace, the pool of each with its ceiling and the sum of their maxima, the dispatch, and the indexes they run over. With any error nothing is printed.',
    )
    .addOption(filename())
    .addOption(loadRestrictor())
    .addOption(
      new Option('-o, --output <format>', 'output format').choices(['mermaid', 'dot']).default('mermaid'),
    )
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        'layerc graph -f functions/ -f infra-rules.yaml',
        'layerc graph -f . -o dot | dot -Tsvg > functions.svg',
      ),
    );
  addSettingFlags(graphCommand).action(async (flags) =>
    done(await graph({ ...flags, settings: settingsFrom(flags, io.env) }, io)),
  );

  addDiffCommand(program, io, done);

  const krmCommand = program
    .command('krm')
    .summary('compile the Functions of a ResourceList (KRM function)')
    .description(
      'Reads a ResourceList from standard input and writes it to standard output, with the objects of its Functions added, replaced or removed: a function of the KRM functions specification, for kustomize and kpt. Settings are also read from functionConfig.',
    )
    .option('--stream', 'read and write a plain stream of documents instead, as a post-renderer of Helm does')
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        "kpt fn eval functions/ --exec 'layerc krm'",
        'kpt fn source functions/ | layerc krm | kpt fn sink rendered/',
        'helm template my-chart | layerc krm --stream',
      ),
    );
  addSettingFlags(krmCommand).action(async (flags) =>
    done(await krm({ ...flags, given: settingTexts(flags, io.env) }, io)),
  );

  program
    .command('crds')
    .summary('print the CustomResourceDefinitions')
    .description('Prints the CustomResourceDefinitions of Function, InfraRules and Index.')
    .addOption(new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'))
    .addHelpText('after', examples('layerc crds | kubectl apply --server-side -f -'))
    .action(async ({ output }) => {
      const { printCrds } = await import('./commands/crds.ts');
      await writeProduct([printCrds(output)], io);
    });

  addOperatorCommand(program, io, done);
  addManifestsCommand(program, io);

  program
    .command('schema')
    .summary('print a JSON Schema')
    .description('Prints the JSON Schema of a kind, for editors and other tools.')
    .addArgument(program.createArgument('<kind>', 'kind').choices(['function', 'infrarules', 'index']))
    .addHelpText('after', examples('layerc schema function > function.schema.json'))
    .action(async (kind) => {
      const { printSchema } = await import('./commands/schema.ts');
      await writeProduct([printSchema(kind)], io);
    });

  program
    .command('completion')
    .summary('print a shell completion script')
    .description('Prints a completion script for a shell.')
    .addArgument(program.createArgument('<shell>', 'shell').choices(SHELLS))
    .addHelpText('after', examples('source <(layerc completion bash)', 'layerc completion fish | source'))
    .action((shell: Shell) => writeProduct([completionScript(program, shell)], io));
  return program;
}

function filename(): Option {
  return new Option('-f, --filename <path>', FILENAME)
    .default([], 'standard input')
    .argParser((path: string, before: readonly string[]) => [...before, path]);
}

function loadRestrictor(): Option {
  const text =
    'how far symbolic links below -f may lead: root is no further than -f and the working directory';
  return new Option('--load-restrictor <reach>', text).choices(LOAD_RESTRICTORS).default('root');
}

function diagnostics(where: string): Option {
  const text = `format of the diagnostics ${where}: for people, programs, code scanning or a GitHub workflow`;
  return new Option('--diagnostics <format>', text).choices(DIAGNOSTICS);
}
