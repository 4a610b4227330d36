import { type Command, Option } from 'commander';
import { imageReference, SETTINGS } from '../../compiler/index.ts';
import { sorted } from '../../json/json.ts';
import {
  ADMISSION_ACTIONS,
  type AdmissionMode,
  admissionPolicies,
} from '../../operator/admission/policies.ts';
import { INSTALLED_SETTINGS, OPERATOR_SETTINGS, readOperatorConfig } from '../../operator/config.ts';
import { operatorManifests } from '../../operator/manifests.ts';
import { printJsonList, printYaml } from '../../text/yaml/print.ts';
import {
  addSettingFlags,
  BadSetting,
  INSTALLATION_SETTINGS,
  lookUp,
  settingsFrom,
} from '../input/settings.ts';
import type { Io } from '../streams/io.ts';
import { writeProduct } from '../streams/output.ts';
import { examples } from './examples.ts';

/** That of hev's release in the defaults of the other settings. */
const NAMESPACE = 'layer';

/** Adds `layerc manifests`. */
export function addManifestsCommand(program: Command, io: Io): void {
  const command = program
    .command('manifests')
    .summary('print what an administrator applies to run the operator')
    .description(
      'Prints the CustomResourceDefinitions, the service account with its roles, and the Deployment of the operator.',
    )
    .option('--image <image>', 'image of the operator, made with the Containerfile; has to be given')
    .option('-n, --namespace <name>', 'namespace of the operator, which has to exist', NAMESPACE)
    .addOption(
      new Option(
        '--admission <mode>',
        'policies too, by which the API server itself judges Functions when they are applied',
      ).choices(Object.keys(ADMISSION_ACTIONS)),
    )
    .option('--stock-pools', "let the operator use the pools of hev's chart while there is no InfraRules")
    .addOption(new Option('-o, --output <format>', 'output format').choices(['yaml', 'json']).default('yaml'))
    .addHelpText(
      'after',
      examples(
        'layerc manifests --image registry.example.com/layerc:0.1.0 | kubectl apply --server-side -f -',
        'layerc manifests --image registry.example.com/layerc:0.1.0 --admission warn',
        'layerc manifests --image registry.example.com/layerc:0.1.0 --admission deny --max-replicas-ceiling 50',
        'layerc manifests --image registry.example.com/layerc:0.1.0 -n hev --watch-namespace shop -o json',
      ),
    );
  addSettingFlags(command, [
    ...INSTALLED_SETTINGS.map((name) => OPERATOR_SETTINGS[name]),
    ...INSTALLATION_SETTINGS,
  ]);
  command.action((flags) => manifests(flags, io));
}

async function manifests(
  flags: {
    readonly image?: string;
    readonly namespace: string;
    readonly admission?: AdmissionMode;
    readonly stockPools?: boolean;
    readonly output: 'yaml' | 'json';
    readonly [flag: string]: unknown;
  },
  io: Io,
): Promise<void> {
  const { namespace: _, ...others } = flags;
  const { config, problems } = readOperatorConfig(
    settingsFrom(others, io.env),
    {
      ...Object.fromEntries(
        INSTALLED_SETTINGS.map((name) => [name, lookUp(OPERATOR_SETTINGS[name], flags, io.env)]),
      ),
      operatorNamespace: { text: flags.namespace, origin: '--namespace' },
    },
    {
      asksVersion: lookUp(SETTINGS.kubernetesVersion, flags, io.env) === undefined,
      stockPools: flags.stockPools === true,
      once: false,
      dryRun: false,
    },
    NAMESPACE,
  );
  const { image = '' } = flags;
  const fault = imageReference.explain?.(image);
  if (flags.image === undefined)
    problems.push(
      '--image is missing: nobody publishes an image of the operator; build it with the Containerfile, push it where your cluster can pull it, and give its name',
    );
  else if (fault !== undefined)
    problems.push(
      `--image: ${JSON.stringify(image)} is not the name of an image, because it ${fault.problem}`,
    );
  if (problems.length > 0) throw new BadSetting(problems.join('\n'));
  const { CRDS } = await import('../../schema/crds.generated.ts');
  const options = { ...config, namespace: config.operatorNamespace ?? NAMESPACE, image };
  const policies =
    flags.admission === undefined ? [] : admissionPolicies({ ...config, mode: flags.admission });
  const objects = [...CRDS, ...[...operatorManifests(options), ...policies].map(sorted)];
  await writeProduct([flags.output === 'json' ? printJsonList(objects) : printYaml(objects)], io);
}
