import { type Command, Option } from 'commander';
import { SETTINGS } from '../../../compiler/index.ts';
import type { CommandName } from '../../../gateway/sync/index.ts';
import { OPERATOR_SETTINGS } from '../../../operator/config.ts';
import { filenameFlag, loadRestrictorFlag } from '../../input/flags.ts';
import { addSettingFlags, BadSetting, lookUp, settingsFrom } from '../../input/settings.ts';
import { addProjectFlags, asked, type ProjectFlags } from '../../project/asked.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { examples } from '../examples.ts';
import type { GatewayRequest } from './request.ts';

/** What reads Functions from files. */
const OF_FILES = ['diff', 'apply', 'orphans'] as const;
const OF_NAMES = ['discover', 'reset-failed', 'pause', 'resume'] as const satisfies readonly CommandName[];
type Action = (typeof OF_FILES)[number] | (typeof OF_NAMES)[number];

/** Where the token is, as the operator is told too. */
const { gatewayTokenFile: TOKEN_FILE } = OPERATOR_SETTINGS;

interface GatewayFlags extends ProjectFlags, Pick<GatewayRequest, 'output' | 'loadRestrictor'> {
  readonly filename: readonly string[];
}

/** Adds `layerc gateway`. */
export function addGatewayCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('gateway')
    .summary('compare a gateway with Functions, and make it have them')
    .description(
      'Asks the gateway at --gateway-base-url. diff prints what the gateway lacks of the Functions in files, and how many rows run again; apply does that; orphans lists what it has beside them. discover, reset-failed, pause and resume act on what it has by these names. The operator does what apply does by itself with --gateway-sync.',
    )
    .addArgument(program.createArgument('<action>', 'what to do').choices([...OF_FILES, ...OF_NAMES]))
    .argument(
      '[paths...]',
      'files and folders, or for discover, reset-failed, pause and resume names of Functions',
    )
    .addOption(filenameFlag())
    .addOption(loadRestrictorFlag())
    .addOption(new Option('-o, --output <format>', 'output format').choices(['text', 'json']).default('text'))
    .option('--stock-pools', "use the pools of hev's chart when no InfraRules is given")
    .addHelpText(
      'after',
      examples(
        'layerc gateway diff functions/ --gateway-base-url http://localhost:8080',
        'layerc gateway apply functions/ --gateway-token-file token',
        'layerc gateway pause tag-products',
        'kubectl get functions -A -o yaml | layerc gateway orphans -f -',
      ),
    );
  addProjectFlags(command);
  addSettingFlags(command, [TOKEN_FILE, ...Object.values(SETTINGS)]);
  command.action(async (action: Action, words: readonly string[], flags: GatewayFlags) =>
    done(await gateway(action, words, flags, io)),
  );
}

/** What sends is loaded for this command only. */
async function gateway(
  action: Action,
  words: readonly string[],
  flags: GatewayFlags,
  io: Io,
): Promise<ExitCode> {
  const token = {
    file: lookUp(TOKEN_FILE, flags, io.env)?.text || null,
    text: io.env.GATEWAY_TOKEN || null,
  };
  const isOfNames = (OF_NAMES as readonly string[]).includes(action);
  const { filename, output, loadRestrictor } = flags;
  if (isOfNames && words.length === 0) throw new BadSetting(`${action} needs the names of Functions`);
  if (isOfNames && filename.length > 0) throw new BadSetting(`${action} takes names, and no --filename`);
  const wanted = asked(flags, [...filename, ...(isOfNames ? [] : words)], io.env);
  const request = {
    output,
    loadRestrictor,
    wanted,
    settings: settingsFrom(flags, io.env, wanted.project),
    token,
  };
  if (action === 'diff') return (await import('./diff.ts')).diff(request, io);
  if (action === 'apply') return (await import('./apply.ts')).apply(request, io);
  if (action === 'orphans') return (await import('./orphans.ts')).orphans(request, io);
  return (await import('./act.ts')).act(action, words, request, io);
}
