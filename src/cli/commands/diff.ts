import { type Command, Option } from 'commander';
import {
  type Compilation,
  readSettings,
  SETTINGS,
  type SettingName,
  type Settings,
} from '../../compiler/index.ts';
import { compareSides, type Side } from '../../diff/compare.ts';
import type { FunctionChange } from '../../diff/function-change.ts';
import { madeObjects } from '../../diff/made-objects.ts';
import { reportJson } from '../../diff/report-json.ts';
import { reportMarkdown } from '../../diff/report-markdown.ts';
import { type Place, reportText } from '../../diff/report-text.ts';
import { type AllTotals, totalsOf } from '../../diff/totals.ts';
import { compileInput } from '../../input/compile-input.ts';
import type { Loaded } from '../../input/loaded.ts';
import { tally } from '../../input/tally.ts';
import { LOAD_RESTRICTORS, type LoadRestrictor } from '../input/files.ts';
import { load } from '../input/load.ts';
import { addSettingFlags, BadSetting, settingTexts } from '../input/settings.ts';
import { type Asked, addProjectFlags, asked, type ProjectFlags } from '../project/asked.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { examples } from './examples.ts';
import { inputLines, report, useColour } from './talk.ts';

interface DiffFlags extends ProjectFlags {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly fromSetting: readonly string[];
  readonly loadRestrictor: LoadRestrictor;
  readonly output: 'text' | 'json' | 'markdown';
}

const PATHS =
  'file, folder (recursive: .yaml .yml .json; generated files too) or - for standard input, such as what kubectl get -o yaml prints; may be repeated';

/** Adds `layerc diff`. */
export function addDiffCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const several = (word: string, before: readonly string[]) => [...before, word];
  const command = program
    .command('diff')
    .summary('print what a change would do to every Function')
    .description(
      'Compares two states of Functions and InfraRules and prints what happens to each Function: whether its workers roll and for whose change, what objects, workers and devices it gains or loses, and which Functions become refused. Objects of layerc that stand beside the Functions of --from, as generated files or in a cluster, count as what is there.',
    )
    .addOption(new Option('--from <path>', `as it is: ${PATHS}`).default([], 'none').argParser(several))
    .addOption(
      new Option('--to <path>', 'as it is to be: the same')
        .default([], 'those of layerc.yaml')
        .argParser(several),
    )
    .addOption(
      new Option(
        '--from-setting <name=value>',
        'a setting that --from has another value of, by the name of its flag, as in gateway-base-url=http://old; may be repeated',
      )
        .default([], 'none')
        .argParser(several),
    )
    .addOption(
      new Option(
        '--load-restrictor <reach>',
        'how far symbolic links below --from and --to may lead: root is no further than these and the working directory',
      )
        .choices(LOAD_RESTRICTORS)
        .default('root'),
    )
    .addOption(
      new Option('-o, --output <format>', 'output format; markdown is for a pull request')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .option('--stock-pools', "use the pools of hev's chart where no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        'layerc diff --from main/functions --to functions',
        'layerc diff --from main --to . -o markdown >> $GITHUB_STEP_SUMMARY',
        'kubectl get functions,infrarules,deployments,services,scaledobjects,triggerauthentications,poddisruptionbudgets,networkpolicies -A -o yaml | layerc diff --from - --to functions',
      ),
    );
  addSettingFlags(command);
  addProjectFlags(command).action(async (flags: DiffFlags) => {
    const found = asked(flags, flags.to, io.env);
    for (const [side, paths] of [
      ['from', flags.from],
      ['to', found.filename],
    ] as const) {
      if (paths.length === 0) command.error(`error: option '--${side} <path>' is missing`);
    }
    if (flags.from.includes('-') && flags.to.includes('-'))
      command.error("error: option '--from -' and option '--to -' cannot both read standard input");
    done(await diff(flags, found, io));
  });
}

/** `layerc diff`: 0 when nothing happens, 3 when something does, 1 when --to has an error. */
async function diff(flags: DiffFlags, wanted: Asked, io: Io): Promise<ExitCode> {
  const { settings } = wanted;
  const before = fromSettings(flags, wanted, io);
  const from = await side(flags.from, { ...flags, ...wanted }, before, io, true);
  const to = await side(wanted.filename, { ...flags, ...wanted }, settings, io, false);
  io.stderr.write(unreadable(from, io));
  io.stderr.write(report('text', to.input, to.compilation, useColour(io.stderr, io.env)));
  const { barren, conflicted, passedOver } = from.input;
  // Generated files alone are as good.
  const found = { barren: from.made.size > 0 ? [] : barren, conflicted, passedOver };
  io.stderr.write(inputLines(found) + inputLines(to.input));
  if ([from, to].some(isUnreadable)) {
    // A Function that cannot be read would look like one that is gone.
    io.stderr.write('what cannot be read cannot be compared; nothing was compared\n');
    return 1;
  }
  const changes = compareSides(from, to);
  await writeProduct(
    product(changes, totalsOf(changes), (one) => to.input.place(one), flags.output),
    io,
  );
  if (tally(to.input, to.compilation).errors > 0) return 1;
  return changes.some(({ effects }) => effects.length > 0) ? 3 : 0;
}

interface ReadSide extends Side {
  readonly input: Loaded;
}

async function side(
  paths: readonly string[],
  { loadRestrictor, stockPools, except, warningsAsErrors }: Pick<DiffFlags, 'loadRestrictor'> & Asked,
  settings: Settings,
  io: Io,
  generated: boolean,
): Promise<ReadSide> {
  const input = await load(paths, io, { loadRestrictor, settings, generated, except });
  // What warns is past on the side of --from.
  const compilation = compileInput(input, settings, stockPools, generated ? [] : warningsAsErrors);
  const made = generated ? madeObjects(input.values) : new Map();
  return { input, compilation, settings, made };
}

/** What could not be read of the former state; what it has of errors and warnings is past. */
function unreadable({ input }: ReadSide, io: Io): string {
  const none: Compilation = { functions: [], refused: () => [], diagnostics: [], skipped: new Map() };
  return isUnreadable({ input }) ? report('text', input, none, useColour(io.stderr, io.env)) : '';
}

function isUnreadable({ input }: Pick<ReadSide, 'input'>): boolean {
  return input.diagnostics.some(({ severity }) => severity === 'error');
}

/** The settings with what --from-setting says. */
function fromSettings(flags: DiffFlags, { project }: Asked, io: Io): Settings {
  const texts = settingTexts(flags, io.env, project);
  const names = Object.keys(SETTINGS) as SettingName[];
  const origins = new Map<SettingName, string>();
  for (const word of flags.fromSetting) {
    const [, flag, value = ''] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    const name = names.find((one) => SETTINGS[one].flag === flag);
    if (name === undefined) {
      const known = names.map((one) => SETTINGS[one].flag).join(', ');
      throw new BadSetting(
        `--from-setting is ${JSON.stringify(word)}, but must be NAME=VALUE with the name of a setting: ${known}`,
      );
    }
    texts[name] = value;
    origins.set(name, `--from-setting ${flag}`);
  }
  const { settings, problems } = readSettings(
    texts,
    (name) => origins.get(name) ?? `--${SETTINGS[name].flag}`,
  );
  if (problems.length > 0) throw new BadSetting(problems.join('\n'));
  return settings;
}

function product(
  changes: readonly FunctionChange[],
  totals: AllTotals,
  place: Place,
  output: DiffFlags['output'],
): Iterable<string> {
  if (output === 'json') return reportJson(changes, totals, place);
  if (output === 'markdown') return reportMarkdown(changes, totals, place);
  return reportText(changes, totals, place);
}
