import type { Command } from 'commander';
import { SETTINGS } from '../../compiler/index.ts';
import { OPERATOR_SETTINGS, type OperatorSettingName, readOperatorConfig } from '../../operator/config.ts';
import { podNamespace } from '../input/files.ts';
import {
  addSettingFlags,
  BadSetting,
  INSTALLATION_SETTINGS,
  lookUp,
  settingsFrom,
} from '../input/settings.ts';
import type { ExitCode, Io } from '../streams/io.ts';
import { examples } from './examples.ts';

/** Adds `layerc operator`. */
export function addOperatorCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('operator')
    .summary('keep a cluster equal to what render prints')
    .description(
      'Watches the Functions of a cluster and applies the objects that `layerc render` prints for them. Its log goes to standard error, one JSON object a line.',
    )
    .option('--once', 'reconcile everything and exit: 0 when every Function is as it should be, else 1')
    .option('--dry-run', 'print what would be done, write nothing, and exit')
    .option('--stock-pools', "use the pools of hev's chart while there is no InfraRules")
    .addHelpText(
      'after',
      examples(
        'layerc operator --dry-run',
        'layerc operator --once --context staging',
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

/** Its program is loaded for this command only. */
async function operator(flags: Readonly<Record<string, unknown>>, io: Io): Promise<ExitCode> {
  const names = Object.keys(OPERATOR_SETTINGS) as OperatorSettingName[];
  const { config, problems } = readOperatorConfig(
    settingsFrom(flags, io.env),
    Object.fromEntries(names.map((name) => [name, lookUp(OPERATOR_SETTINGS[name], flags, io.env)])),
    {
      asksVersion: lookUp(SETTINGS.kubernetesVersion, flags, io.env) === undefined,
      stockPools: flags.stockPools === true,
      once: flags.once === true,
      dryRun: flags.dryRun === true,
    },
    podNamespace(),
  );
  if (problems.length > 0) throw new BadSetting(problems.join('\n'));
  const { runOperator } = await import('../../operator/process.ts');
  return runOperator(config, io);
}
