import { type Command, Option } from 'commander';
import { SETTINGS, type Settings } from '../../compiler/index.ts';
import { isObject } from '../../json/json.ts';
import { OPERATOR_SETTINGS, type OperatorSettingName, readOperatorConfig } from '../../operator/config.ts';
import { reportText } from '../../text/report/report.ts';
import { printJsonList } from '../../text/yaml/print.ts';
import { type LoadRestrictor, podNamespace } from '../input/files.ts';
import { loadRestrictorFlag } from '../input/flags.ts';
import { load } from '../input/load.ts';
import {
  addSettingFlags,
  BadSetting,
  INSTALLATION_SETTINGS,
  lookUp,
  settingsFrom,
} from '../input/settings.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { examples } from './examples.ts';
import { inputLines, useColour } from './talk.ts';

/** Adds `layerc operator`. */
export function addOperatorCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('operator')
    .summary('keep a cluster equal to what render prints')
    .description(
      'Watches the Functions of a cluster and applies the objects that `layerc render` prints for them. Its log goes to standard error, one JSON object a line.',
    )
    .option('--once', 'reconcile everything and exit: 0 when every Function is as it should be, else 1')
    .option(
      '--dry-run',
      'print what would be done, write nothing, and exit; with -f as if these Functions and InfraRules had been applied',
    )
    .addOption(
      new Option(
        '-f, --filename <path>',
        'with --dry-run: file, folder or - whose Functions, InfraRules and Indexes stand in the place of those of their names in the cluster; may be repeated',
      )
        .default([], 'the cluster as it is')
        .argParser((path: string, before: readonly string[]) => [...before, path]),
    )
    .addOption(loadRestrictorFlag())
    .option('--stock-pools', "use the pools of hev's chart while there is no InfraRules")
    .addHelpText(
      'after',
      examples(
        'layerc operator --dry-run',
        'layerc operator --dry-run -f functions/',
        'layerc operator --once --context staging',
        'layerc operator --gateway-sync --gateway-token-file /var/run/secrets/gateway/token',
        'layerc operator --watch-namespace shop --log-level debug',
      ),
    );
  addSettingFlags(command, [
    ...Object.values(OPERATOR_SETTINGS),
    ...INSTALLATION_SETTINGS.map((row) =>
      row === SETTINGS.kubernetesVersion ? { ...row, value: "the server's" } : row,
    ),
  ]);
  command.action(async (flags) => done(await operator(flags, io)));
}

interface FileFlags {
  readonly filename: readonly string[];
  readonly loadRestrictor: LoadRestrictor;
  readonly dryRun?: true;
}

/** Its program is loaded for this command only. */
async function operator(flags: Readonly<Record<string, unknown>> & FileFlags, io: Io): Promise<ExitCode> {
  const settings = settingsFrom(flags, io.env);
  const files = await filesOf(flags, settings, io);
  if (files === null) return 1;
  const names = Object.keys(OPERATOR_SETTINGS) as OperatorSettingName[];
  const { config, problems } = readOperatorConfig(
    settings,
    Object.fromEntries(names.map((name) => [name, lookUp(OPERATOR_SETTINGS[name], flags, io.env)])),
    {
      asksVersion: lookUp(SETTINGS.kubernetesVersion, flags, io.env) === undefined,
      stockPools: flags.stockPools === true,
      once: flags.once === true,
      dryRun: flags.dryRun === true,
      files,
      gatewayToken: io.env.GATEWAY_TOKEN || null,
    },
    podNamespace(),
  );
  if (problems.length > 0) throw new BadSetting(problems.join('\n'));
  const { runOperator } = await import('../../operator/process.ts');
  return runOperator(config, io);
}

/** The documents of -f as JSON, for the other program. Null: something cannot be read, and that is said. */
async function filesOf(flags: FileFlags, settings: Settings, io: Io): Promise<readonly string[] | null> {
  const { filename, loadRestrictor } = flags;
  if (filename.length === 0) return [];
  if (flags.dryRun !== true)
    throw new BadSetting(
      '--filename is for a rehearsal, with --dry-run: what is to hold is applied to the cluster',
    );
  const input = await load(filename, io, { loadRestrictor, settings });
  io.stderr.write(reportText(input.diagnostics, useColour(io.stderr, io.env)) + inputLines(input));
  if (input.diagnostics.some(({ severity }) => severity === 'error')) return null;
  return input.values.filter(isObject).map((value) => printJsonList([value]));
}
