import { Command, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { printableLine } from '../text/report/printable.ts';
import { addDiffCommand } from './commands/diff.ts';
import { examples } from './commands/examples.ts';
import { explain } from './commands/explain.ts';
import { graph } from './commands/graph.ts';
import { krm } from './commands/krm.ts';
import { addManifestsCommand } from './commands/manifests.ts';
import { addOperatorCommand } from './commands/operator.ts';
import { misuse, render } from './commands/render.ts';
import { validate } from './commands/validate.ts';
import { completionScript, SHELLS, type Shell } from './completion.ts';
import { addSettingFlags, settingGiver, settingsFrom, settingTexts } from './input/settings.ts';
import { diagnostics, filename, loadRestrictor } from './options.ts';
import type { ExitCode, Io } from './streams/io.ts';
import { writeProduct } from './streams/output.ts';

/**
 * The commands and their flags. Where the first word is the name of one, the others are left out, whose flags take longer
 * to state than a Function to compile.
 */
export function commands(
  first: string | undefined,
  io: Io,
  done: (code: ExitCode) => void,
  show: (text: string) => void,
): Command {
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

  const adding: { readonly [name: string]: () => void } = {
    render: () => {
      const renderCommand = program
        .command('render')
        .summary('print the objects of every Function')
        .description(
          'Prints the Kubernetes objects of every Function, or writes them as files. Diagnostics go to standard error; with any error nothing is printed or written.',
        )
        .addOption(filename())
        .addOption(loadRestrictor())
        .addOption(
          new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'),
        )
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
    },
    validate: () => {
      const validateCommand = program
        .command('validate')
        .summary('report what is wrong, without printing objects')
        .description('Prints the diagnostics of every Function, InfraRules and Index, and nothing else.')
        .addOption(filename())
        .addOption(loadRestrictor())
        .addOption(
          new Option('-o, --output <format>', 'output format').choices(['text', 'json']).default('text'),
        )
        .addOption(diagnostics('instead of --output'))
        .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
        .addHelpText(
          'after',
          examples(
            'layerc validate -f functions/ -f infra-rules.yaml',
            'layerc validate -o json -f . | jq .',
          ),
        );
      addSettingFlags(validateCommand).action(async (flags) =>
        done(await validate({ ...flags, settings: settingsFrom(flags, io.env) }, io)),
      );
    },
    explain: () => {
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
        .addOption(
          new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'),
        )
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
    },
    graph: () => {
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
    },
    diff: () => {
      addDiffCommand(program, io, done);
    },
    krm: () => {
      const krmCommand = program
        .command('krm')
        .summary('compile the Functions of a ResourceList (KRM function)')
        .description(
          'Reads a ResourceList from standard input and writes it to standard output, with the objects of its Functions added, replaced or removed: a function of the KRM functions specification, for kustomize and kpt. Settings are also read from functionConfig.',
        )
        .option(
          '--stream',
          'read and write a plain stream of documents instead, as a post-renderer of Helm does',
        )
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
    },
    crds: () => {
      program
        .command('crds')
        .summary('print the CustomResourceDefinitions')
        .description('Prints the CustomResourceDefinitions of Function, InfraRules and Index.')
        .addOption(
          new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'),
        )
        .addHelpText('after', examples('layerc crds | kubectl apply --server-side -f -'))
        .action(async ({ output }) => {
          const { printCrds } = await import('./commands/crds.ts');
          await writeProduct([printCrds(output)], io);
        });
    },
    operator: () => {
      addOperatorCommand(program, io, done);
    },
    manifests: () => {
      addManifestsCommand(program, io);
    },
    schema: () => {
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
    },
    completion: () => {
      program
        .command('completion')
        .summary('print a shell completion script')
        .description('Prints a completion script for a shell.')
        .addArgument(program.createArgument('<shell>', 'shell').choices(SHELLS))
        .addHelpText('after', examples('source <(layerc completion bash)', 'layerc completion fish | source'))
        .action((shell: Shell) => writeProduct([completionScript(program, shell)], io));
    },
  };
  const only =
    first === undefined || first === 'completion' || !Object.hasOwn(adding, first) ? undefined : first;
  for (const [name, add] of Object.entries(adding)) if (only === undefined || name === only) add();
  return program;
}
