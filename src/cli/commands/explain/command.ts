import { type Command, Option } from 'commander';
import type { CompiledFunction, Explained, Settings } from '../../../compiler/index.ts';
import {
  chooseFunctions,
  chooseLeaves,
  continuations,
  idOf,
  isFieldPath,
  type Leaf,
  leavesOf,
  NotThere,
} from '../../../explain/choice.ts';
import { chooseField, decidedBy } from '../../../explain/field.ts';
import { NoSuchName } from '../../../explain/no-such-name.ts';
import { WhatIf } from '../../../explain/what-if.ts';
import { Words } from '../../../explain/words.ts';
import { compileInput } from '../../../input/compile-input.ts';
import { tally } from '../../../input/tally.ts';
import type { Json, JsonObject } from '../../../json/json.ts';
import { printable } from '../../../text/report/printable.ts';
import { wavesOf } from '../../../text/report/wave.ts';
import { annotatedYaml, jsonText } from '../../../text/yaml/print.ts';
import type { LoadRestrictor } from '../../input/files.ts';
import { filenameFlag, loadRestrictorFlag } from '../../input/flags.ts';
import { isThere } from '../../input/given.ts';
import { load } from '../../input/load.ts';
import { addSettingFlags } from '../../input/settings.ts';
import { addProjectFlags, asked } from '../../project/asked.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { writeProduct } from '../../streams/output.ts';
import { examples } from '../examples.ts';
import { report, useColour } from '../talk.ts';

interface ExplainOptions {
  readonly filename: readonly string[];
  readonly loadRestrictor: LoadRestrictor;
  readonly output: 'yaml' | 'json';
  readonly stockPools?: boolean;
  readonly warningsAsErrors: readonly string[];
  readonly except: string | undefined;
  /** Given with -n: the Function is one of this namespace. */
  readonly namespace?: string;
  readonly settings: Settings;
  /** Who gave a setting its value. */
  readonly giver: (setting: keyof Settings) => string;
}

/** Adds `layerc explain`. */
export function addExplainCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('explain')
    .summary('print why every field has its value')
    .description(
      'Prints the objects of one Function with the reason for each value as a comment: a field of the Function or of InfraRules, a podSpec patch, a setting, or a rule. With a path it answers for that field, or for the fields below it: a field of an object (deployment.spec.replicas) has a reason, also for being absent; a field of the Function (spec.worker.batchSize) has the values that it decides.',
    )
    .addArgument(
      program.createArgument(
        '[function]',
        'function/NAME, NAME or NAMESPACE/NAME; may be left out when there is one',
      ),
    )
    .addArgument(
      program.createArgument(
        '[path]',
        'KIND.field.field or spec.field.field, with [name] or [number] for an item of a list',
      ),
    )
    .addArgument(
      program
        .createArgument('[more...]', 'files and folders to read, anywhere among these; the same as -f')
        .default([], 'none'),
    )
    .addOption(filenameFlag())
    .addOption(loadRestrictorFlag())
    .addOption(new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'))
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    // Asked by the scripts of `layerc completion`.
    .addOption(new Option('--complete <word>').hideHelp())
    .addHelpText(
      'after',
      examples(
        'layerc explain functions/ infra-rules.yaml function/tag-products',
        // In quotes: zsh takes brackets for a pattern.
        "layerc explain -f . tag-products 'deployment.spec.template.spec.containers[udf].env[HEVLAYER_BASE_URL].value'",
        'layerc explain -f . tag-products deployment.spec.replicas',
        'layerc explain -f . tag-products spec.worker.batchSize',
        'layerc explain -f . -o json tag-products | jq .',
      ),
    );
  addProjectFlags(command);
  addSettingFlags(command).action(
    async (name, path, more: readonly string[], { complete: current, ...flags }) => {
      const given = [name, path, ...more].filter((word): word is string => word !== undefined);
      // Names of Functions and fields are told from files by what is there; -f leaves no doubt.
      const paths = flags.filename.length > 0 ? [] : given.filter(isThere);
      const words = given.filter((word) => !paths.includes(word));
      if (words.length > 2) command.error(`error: too many arguments: ${words.slice(2).join(' ')}`);
      const options = { ...flags, ...asked(flags, [...flags.filename, ...paths], io.env) };
      if (current === undefined) done(await explain(words, options, io));
      else await complete(words, current, options, io);
    },
  );
}

/** For a shell, which has no use for anything else that could be said. */
async function complete(
  words: readonly string[],
  current: string,
  options: ExplainOptions,
  io: Io,
): Promise<void> {
  // What is typed next is no input.
  if (options.filename.length === 0 || options.filename.includes('-')) return;
  const input = await load(options.filename, io, options);
  const { functions } = compileInput(input, options.settings, options.stockPools);
  const found = continuations(words, current, functions, options.namespace);
  await writeProduct(
    found.map((word) => `${word}\n`),
    io,
  );
}

/** `layerc explain`: the objects of one Function, or a part of them, with the reason for every leaf. */
async function explain(words: readonly string[], options: ExplainOptions, io: Io): Promise<ExitCode> {
  const input = await load(options.filename, io, options);
  const compilation = compileInput(input, options.settings, options.stockPools, options.warningsAsErrors);
  const { errors, text } = tally(input, compilation);
  if (errors > 0) {
    io.stderr.write(report('text', input, compilation, useColour(io.stderr, io.env)));
    io.stderr.write(`${text}; only a Function without an error can be explained\n`);
  }
  try {
    const { fns, path } = chooseFunctions(words, compilation.functions, options.namespace);
    const dim = useColour(io.stdout, io.env)
      ? (comment: string) => `\u001b[2m${comment}\u001b[0m`
      : undefined;
    const whatIf = new WhatIf(input.values, options.settings, options.stockPools);
    const subjects = fns.map((fn) => ({ fn, whatIf, words: new Words(fn, input, options.giver) }));
    await writeProduct(
      [...(path === undefined ? whole : part)(subjects, path ?? '', options.output, dim)],
      io,
    );
  } catch (error) {
    // Whoever asks for a Function that is broken has made no mistake on the command line.
    if (!(error instanceof NoSuchName) || errors === 0) throw error;
    for (const line of error.message.split('\n')) io.stderr.write(`layerc: ${printable(line)}\n`);
  }
  return errors > 0 ? 1 : 0;
}

type Style = (comment: string) => string;

interface Subject {
  readonly fn: CompiledFunction;
  readonly whatIf: WhatIf;
  readonly words: Words;
}

/** All objects of the Functions, with a comment for each leaf. */
function* whole(
  subjects: readonly Subject[],
  _: string,
  output: ExplainOptions['output'],
  dim: Style = plain,
): Generator<string> {
  let separator = '';
  for (const { fn, words } of subjects) {
    const objects = fn.explain();
    if (output === 'json') yield jsonText(objects.flatMap(leavesOf).map((leaf) => words.row(leaf)));
    else {
      for (const settled of objects) {
        yield separator + picture(settled.value, objects, dim);
        yield annotatedYaml(settled.value, comments(leavesOf(settled), words), dim);
        separator = '---\n';
      }
    }
  }
}

/** The answer for one path; of several Functions each gives its own, those to which the path says nothing apart. */
function* part(
  subjects: readonly Subject[],
  path: string,
  output: ExplainOptions['output'],
  dim: Style = plain,
): Generator<string> {
  const lost: NoSuchName[] = [];
  const answers = subjects.flatMap((subject) => {
    try {
      return [{ fn: subject.fn, answer: answerOf(subject, path) }];
    } catch (error) {
      if (!(error instanceof NoSuchName)) throw error;
      lost.push(error);
      return [];
    }
  });
  if (answers.length === 0) throw lost[0];
  if (output === 'json') yield jsonText(answers.flatMap(({ answer }) => answer.rows()));
  else {
    for (const { fn, answer } of answers) {
      if (subjects.length > 1) yield `${dim(printable(`# ${idOf(fn)}`))}\n`;
      yield answer.text(dim);
    }
  }
}

interface Answer {
  rows(): Json[];
  text(style: Style): string;
}

function answerOf({ fn, words, whatIf }: Subject, path: string): Answer {
  const objects = fn.explain();
  if (isFieldPath(path)) {
    const field = chooseField(fn, path);
    const leaves = decidedBy(fn, field, objects.flatMap(leavesOf), whatIf);
    return {
      rows: () => leaves.map((leaf) => words.row(leaf)),
      text: (style) => words.field(field, leaves, style),
    };
  }
  try {
    const leaves = chooseLeaves(fn, objects, path);
    const [first] = leaves;
    return {
      rows: () => leaves.map((leaf) => words.row(leaf)),
      text: (style) =>
        first !== undefined && leaves.length === 1 ? words.answer(first) : words.list(leaves, style),
    };
  } catch (error) {
    const absence = error instanceof NotThere ? fn.absence(error.path) : undefined;
    if (!(error instanceof NotThere) || absence === undefined) throw error;
    return {
      rows: () => [words.absentRow(error.path, absence)],
      text: () => words.absent(error.path, absence),
    };
  }
}

function plain(text: string): string {
  return text;
}

/** Above what scales the workers: when they start and stop. */
function picture(object: JsonObject, objects: readonly Explained[], dim: Style): string {
  if (object.kind !== 'ScaledObject') return '';
  const waves = wavesOf(objects.map(({ value }) => value));
  return ['When workers start and stop', ...waves]
    .flatMap((text) => [...text.trimEnd().split('\n'), ''])
    .slice(0, -1)
    .map((line) => `${dim(`# ${line}`.trimEnd())}\n`)
    .join('');
}

function* comments(leaves: readonly Leaf[], words: Words): Generator<string> {
  for (const leaf of leaves) yield words.comment(leaf);
}
