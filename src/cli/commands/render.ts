import { type Command, Option } from 'commander';
import type { Compilation, Settings } from '../../compiler/index.ts';
import { compileInput } from '../../input/compile-input.ts';
import type { Loaded } from '../../input/loaded.ts';
import { skippedLine, tally } from '../../input/tally.ts';
import type { JsonObject } from '../../json/json.ts';
import { printJsonList, yamlDocuments } from '../../text/yaml/print.ts';
import type { LoadRestrictor } from '../input/files.ts';
import { filenameFlag, loadRestrictorFlag, pathsArgument } from '../input/flags.ts';
import { load } from '../input/load.ts';
import { addSettingFlags } from '../input/settings.ts';
import { addProjectFlags, asked } from '../project/asked.ts';
import { BadProject } from '../project/project.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { examples } from './examples.ts';
import type { Outcome } from './out-dir.ts';
import { sourceObject } from './source.ts';
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

interface RenderOptions {
  readonly filename: readonly string[];
  readonly output: 'yaml' | 'json' | 'patch';
  readonly includeSource?: boolean;
  readonly stockPools?: boolean;
  readonly warningsAsErrors: readonly string[];
  readonly except: string | undefined;
  readonly keepGoing?: boolean;
  readonly outDir?: string | undefined;
  readonly check?: boolean;
  readonly allowMassRemoval?: boolean;
  readonly loadRestrictor: LoadRestrictor;
  readonly diagnostics: DiagnosticsFormat;
  readonly settings: Settings;
}

/** Adds `layerc render`. */
export function addRenderCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('render')
    .summary('print the objects of every Function')
    .description(
      'Prints the Kubernetes objects of every Function, or writes them as files. Diagnostics go to standard error; with any error nothing is printed or written.',
    )
    .addArgument(pathsArgument(program))
    .addOption(filenameFlag())
    .addOption(loadRestrictorFlag())
    .addOption(
      new Option(
        '-o, --output <format>',
        'output format; patch is for --check: every difference, as git apply takes it',
      )
        .choices(['yaml', 'json', 'patch'])
        .default('yaml'),
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
        'write <namespace>/<function>.yaml and kustomization.yaml into a folder, and remove what is stale; - prints, whatever layerc.yaml says',
      ).conflicts(['includeSource', 'keepGoing']),
    )
    .addOption(diagnosticsFlag('on standard error').default('text'))
    .option('--check', 'write nothing, print how the folder differs (exits 3 if it does)')
    .option(
      '--allow-mass-removal',
      'let --out-dir remove the files of all Functions, or of more than half of ten or more',
    )
    .addHelpText(
      'after',
      examples(
        'layerc render functions/ infra-rules.yaml | kubectl apply --server-side -f -',
        'kubectl get functions,infrarules -A -o yaml | layerc render -o json',
        'layerc render --stock-pools function.yaml',
        'layerc render src/ --out-dir out/',
        'layerc render src/ --out-dir out/ --check',
      ),
    );
  addProjectFlags(command);
  addSettingFlags(command).action(async (paths, { filename, ...flags }) => {
    const given = [...filename, ...paths];
    try {
      const found = asked(flags, given, io.env);
      const folder = folderOf(
        flags,
        given.length > 0,
        (name) => command.getOptionValueSource(name) === 'cli',
      );
      const options = { ...flags, ...found, outDir: folder === PROJECTS ? found.project?.outDir : folder };
      const misused = misuse(options);
      if (misused !== null) command.error(`error: ${misused}`);
      done(await render(options, io));
    } catch (error) {
      if (!(error instanceof BadProject)) throw error;
      io.stderr.write(reportPlaced(flags.diagnostics, error.diagnostics, useColour(io.stderr, io.env)));
      done(1);
    }
  });
}

/** Stands for the folder of layerc.yaml. */
const PROJECTS = Symbol('the folder of the project');

/**
 * The folder to write to or to check. That of the project is meant by whoever names neither another nor something to
 * print: no paths, no form of printing.
 */
function folderOf(
  { outDir, check, allowMassRemoval }: Pick<RenderOptions, 'outDir' | 'check' | 'allowMassRemoval'>,
  hasPaths: boolean,
  isGiven: (flag: string) => boolean,
): string | typeof PROJECTS | undefined {
  if (outDir !== undefined) return outDir === '-' ? undefined : outDir;
  if (check || allowMassRemoval) return PROJECTS;
  return hasPaths || ['output', 'includeSource', 'keepGoing'].some(isGiven) ? undefined : PROJECTS;
}

/** What is wrong with a combination of flags, or nothing. */
function misuse({ outDir, check, output, allowMassRemoval }: RenderOptions): string | null {
  if (outDir === '') return "option '--out-dir <folder>' is empty";
  if (check && outDir === undefined)
    return "option '--check' needs option '--out-dir <folder>', or outDir in layerc.yaml";
  if (allowMassRemoval && outDir === undefined)
    return "option '--allow-mass-removal' needs option '--out-dir <folder>', or outDir in layerc.yaml";
  if (output === 'patch' && !check) return "option '-o patch' needs option '--check'";
  if (outDir !== undefined && !check && output === 'json')
    return "option '--out-dir <folder>' writes YAML; with --check, -o json lists the differences";
  return null;
}

/** `layerc render`: all or nothing on standard output or in a folder, everything said on standard error. */
async function render(options: RenderOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io, options);
  const compilation = compileInput(input, options.settings, options.stockPools, options.warningsAsErrors);
  const mustHold = options.outDir === undefined ? namesPaths(options.filename) : !options.allowMassRemoval;
  if (mustHold) refuseBarren(input, compilation);
  const outcome = await folderOutcome(options, input, compilation);
  if (outcome !== null) input.diagnostics.push(...outcome.diagnostics);
  io.stderr.write(report(options.diagnostics, input, compilation, useColour(io.stderr, io.env)));
  // For a program standard error holds the diagnostics and nothing else.
  const say = (line: string) => options.diagnostics === 'text' && io.stderr.write(line);
  say(skippedLine(compilation));
  // What a folder of ours has in conflict its summary says.
  say(inputLines({ ...input, conflicted: outcome === null ? input.conflicted : [] }));
  const { errors, text } = tally(input, compilation);
  if (errors > 0) {
    if (options.keepGoing) await writeProduct(product(compilation, options), io);
    const done = options.outDir === undefined ? 'rendered' : 'written';
    say(`${text}; ${options.keepGoing ? 'the others were' : 'nothing was'} ${done}\n`);
    return 1;
  }
  if (outcome === null) {
    await writeProduct(product(compilation, options), io);
    return 0;
  }
  if (options.check) await writeProduct(await differences(outcome, options, io), io);
  say(outcome.summary);
  return options.check && outcome.changes.length > 0 ? 3 : 0;
}

/** What became of the folder; nothing when there is none, or when an error keeps it as it is. */
async function folderOutcome(
  { outDir, check, allowMassRemoval = false }: RenderOptions,
  input: Loaded,
  compilation: Compilation,
): Promise<Outcome | null> {
  if (outDir === undefined || tally(input, compilation).errors > 0) return null;
  const { checkFolder, writeFolder } = await import('./out-dir.ts');
  return check
    ? checkFolder(outDir, input, compilation)
    : writeFolder(outDir, input, compilation, allowMassRemoval);
}

async function differences(
  { changes }: Outcome,
  { output }: RenderOptions,
  io: Io,
): Promise<Iterable<string>> {
  const { changesJson, diffs } = await import('./out-dir.ts');
  if (output === 'json') return [changesJson(changes)];
  return diffs(changes, output === 'patch', useColour(io.stdout, io.env));
}

/** The text of all objects, in pieces. */
function* product(compilation: Compilation, { output, includeSource }: RenderOptions): Generator<string> {
  const objects = objectsOf(compilation, includeSource === true);
  if (output === 'json') yield printJsonList([...objects]);
  else yield* yamlDocuments(objects);
}

function* objectsOf({ functions }: Compilation, includeSource: boolean): Generator<JsonObject> {
  for (const fn of functions) {
    if (includeSource) yield sourceObject(fn.source);
    yield* fn.objects;
  }
}
