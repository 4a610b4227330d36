import { Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { didYouMean } from '../json/did-you-mean.ts';
import { printableLine } from '../text/report/printable.ts';
import { examples } from './commands/examples.ts';
import { addRenderCommand } from './commands/render.ts';
import { addValidateCommand } from './commands/validate.ts';
import type { Shell } from './completion.ts';
import type { ExitCode, Io } from './streams/io.ts';
import { writeProduct } from './streams/output.ts';

/**
 * The commands and their flags. Where the first word is the name of one, the others are left out, whose flags take longer
 * to state than a Function to compile. Only what is run most is loaded at the start.
 */
export async function commands(
  first: string | undefined,
  io: Io,
  done: (code: ExitCode) => void,
  show: (text: string) => void,
): Promise<Command> {
  const program = new Command(io.program ?? 'layerc')
    .description('Compiles hev layer Functions into the Kubernetes objects that run their workers.')
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .showHelpAfterError('(layerc --help shows what there is)')
    .configureOutput({
      writeOut: show,
      outputError: (text, write) => write(withNearest(text)),
      // It repeats what it was given.
      writeErr: (text) => void io.stderr.write(text.replace(/[^\n]+/g, (line) => printableLine(line))),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .addHelpText(
      'after',
      examples(
        'layerc init',
        'layerc render functions/ | kubectl apply --server-side -f -',
        'layerc validate functions/',
        'layerc manifests --image registry.example.com/layerc:0.1.0 | kubectl apply --server-side -f -',
      ),
    );

  const adding: { readonly [name: string]: () => void | Promise<void> } = {
    init: async () => (await import('./commands/init/command.ts')).addInitCommand(program, io, done),
    render: () => addRenderCommand(program, io, done),
    validate: () => addValidateCommand(program, io, done),
    dev: async () => (await import('./commands/dev/command.ts')).addDevCommand(program, io, done),
    playground: async () =>
      (await import('./commands/playground/command.ts')).addPlaygroundCommand(program, io, done),
    test: async () => (await import('./commands/test/command.ts')).addTestCommand(program, io, done),
    explain: async () => (await import('./commands/explain/command.ts')).addExplainCommand(program, io, done),
    lsp: async () => (await import('./commands/lsp/command.ts')).addLspCommand(program, io, done),
    graph: async () => (await import('./commands/graph.ts')).addGraphCommand(program, io, done),
    diff: async () => (await import('./commands/diff.ts')).addDiffCommand(program, io, done),
    config: async () => (await import('./commands/config.ts')).addConfigCommand(program, io),
    krm: async () => (await import('./commands/krm.ts')).addKrmCommand(program, io, done),
    crds: () => addCrdsCommand(program, io),
    status: async () => (await import('./commands/status/command.ts')).addStatusCommand(program, io, done),
    gateway: async () => (await import('./commands/gateway/command.ts')).addGatewayCommand(program, io, done),
    operator: async () => (await import('./commands/operator.ts')).addOperatorCommand(program, io, done),
    manifests: async () => (await import('./commands/manifests.ts')).addManifestsCommand(program, io),
    schema: () => addSchemaCommand(program, io),
    completion: () => addCompletionCommand(program, io),
    help: () => addHelpCommand(program),
  };
  const only =
    first === undefined || ABOUT_ALL.includes(first) || !Object.hasOwn(adding, first) ? undefined : first;
  for (const [name, add] of Object.entries(adding)) if (only === undefined || name === only) await add();
  return program;
}

/** commander suggests commands and flags, and of words that may be given only lists them all. */
function withNearest(text: string): string {
  const [, word = '', choices = ''] =
    /(?:value|argument) '([^']*)' is invalid\b.*Allowed choices are (.*)\./s.exec(text) ?? [];
  const meant = didYouMean(word, choices.split(', '));
  return meant === undefined ? text : `${text.trimEnd()}\n(Did you mean ${meant}?)\n`;
}

/** Commands that speak of all the others. */
const ABOUT_ALL: readonly string[] = ['completion', 'help'];

function addCrdsCommand(program: Command, io: Io): void {
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
}

function addSchemaCommand(program: Command, io: Io): void {
  program
    .command('schema')
    .summary('print a JSON Schema')
    .description(
      'Prints the JSON Schema of a kind, of layerc.yaml (project) or of a case of layerc test, for editors and other tools.',
    )
    .addArgument(
      program
        .createArgument('<kind>', 'kind')
        .choices(['function', 'infrarules', 'index', 'project', 'function-test', 'manifest-test']),
    )
    .addHelpText('after', examples('layerc schema function > function.schema.json'))
    .action(async (kind) => {
      const { printSchema } = await import('./commands/schema.ts');
      await writeProduct([printSchema(kind)], io);
    });
}

async function addCompletionCommand(program: Command, io: Io): Promise<void> {
  const { completionScript, SHELLS } = await import('./completion.ts');
  program
    .command('completion')
    .summary('print a shell completion script')
    .description('Prints a completion script for a shell.')
    .addArgument(program.createArgument('<shell>', 'shell').choices(SHELLS))
    .addHelpText('after', examples('source <(layerc completion bash)', 'layerc completion fish | source'))
    .action((shell: Shell) => writeProduct([completionScript(program, shell)], io));
}

function addHelpCommand(program: Command): void {
  program
    .command('help')
    .summary('show help for layerc or a command')
    .description('Shows what --help shows: of layerc, or of one command.')
    .addArgument(
      program.createArgument('[command]', 'command').choices(program.commands.map((one) => one.name())),
    )
    .addHelpText('after', examples('layerc help', 'layerc help render'))
    .action((name: string | undefined) =>
      (program.commands.find((one) => one.name() === name) ?? program).outputHelp(),
    );
}
