import { type Command, Option } from 'commander';
import { dnsLabel, dnsSubdomain } from '../../../compiler/index.ts';
import { OPERATOR_SETTINGS } from '../../../operator/config.ts';
import { STATUS_OUTPUTS, type StatusConfig, type StatusOutput } from '../../../status/config.ts';
import { addSettingFlags, BadSetting } from '../../input/settings.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { writeForReader } from '../../streams/output.ts';
import { examples } from '../examples.ts';

interface StatusFlags {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly allNamespaces?: true;
  readonly selector?: string;
  readonly output: StatusOutput;
  readonly watch?: true;
}

/** Adds `layerc status`. */
export function addStatusCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const command = program
    .command('status')
    .summary('print how the Functions of a cluster are')
    .description(
      'Prints the Functions of a cluster with their workers, queues and what holds them back, and how much of each pool is in use. It writes nothing, and needs no operator.',
    )
    .argument('[names...]', 'names of Functions, as NAME or function/NAME (default: all)')
    .option('-n, --namespace <name>', 'namespace of the Functions (default: that of the context)')
    .option('-A, --all-namespaces', 'Functions of all namespaces')
    .option('-l, --selector <query>', 'only Functions with these labels, as in team=search,tier!=test')
    .addOption(new Option('-o, --output <format>', 'output format').choices(STATUS_OUTPUTS).default('table'))
    .option('-w, --watch', 'go on with a line for each change, until Ctrl-C')
    .addHelpText(
      'after',
      examples('layerc status', 'layerc status -A -o wide', 'layerc status tag-products -n shop --watch'),
    );
  addSettingFlags(command, [OPERATOR_SETTINGS.kubeconfig, OPERATOR_SETTINGS.context]).action(
    async (names: readonly string[], flags: StatusFlags) => done(await status(names, flags, io)),
  );
}

/** Its program is loaded for this command only. */
async function status(names: readonly string[], flags: StatusFlags, io: Io): Promise<ExitCode> {
  const config = configOf(names, flags);
  const { runStatus } = await import('../../../status/process.ts');
  return runStatus(config, { print: (texts) => writeForReader(texts, io), stderr: io.stderr });
}

/** What kubectl takes before the name of one. */
const KIND = /^functions?(?:\.hevlayer\.com)?\//i;

function configOf(given: readonly string[], flags: StatusFlags): StatusConfig {
  const { kubeconfig = null, context = null, namespace = null, allNamespaces, selector = null } = flags;
  if (allNamespaces && namespace !== null)
    throw new BadSetting('--all-namespaces and --namespace cannot both be given');
  if (namespace !== null && !dnsLabel.accepts(namespace))
    throw new BadSetting(`--namespace: ${JSON.stringify(namespace)} is not the name of a namespace`);
  const names = given.map((name) => name.replace(KIND, ''));
  const wrong = names.find((name) => !dnsSubdomain.accepts(name));
  if (wrong !== undefined) throw new BadSetting(`${JSON.stringify(wrong)} is not the name of a Function`);
  if (names.length > 0 && selector !== null)
    throw new BadSetting('names and --selector cannot both be given');
  return {
    kubeconfig,
    context,
    namespace: allNamespaces ? 'all' : namespace,
    names,
    selector,
    output: flags.output,
    watch: flags.watch === true,
  };
}
