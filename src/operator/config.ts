import { dnsLabel, dnsSubdomain, type SettingRow, type Settings } from '../compiler/index.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything an operator is told when it starts. */
export interface OperatorConfig {
  /** What the compiler is told. */
  readonly settings: Settings;
  /** The namespace whose Functions it looks after; null: all. */
  readonly watchNamespace: string | null;
  /** The namespace whose Indexes it reads; null: all. */
  readonly indexNamespace: string | null;
  /** 0: any free port. */
  readonly healthPort: number;
  /** Where it runs, and where its Lease is; null: wherever the installed one has it. */
  readonly operatorNamespace: string | null;
  readonly leaderElect: boolean;
  readonly leaseName: string;
  /** Functions that are looked at together. */
  readonly workers: number;
  /** Seconds after which a Function with too few running workers is not Ready. */
  readonly workerDeadline: number;
  /** Where KEDA runs, and has its Lease. */
  readonly kedaNamespace: string;
  /** How many Functions may roll at a time because of the policy: a number, or `10%` of them. */
  readonly maxRolling: string;
  /** Field managers whose additions to the pods stay. */
  readonly allowedManagers: readonly string[];
  /** Whether it tells the gateway of Functions. */
  readonly gatewaySync: boolean;
  /** Whether a deleted Function takes its UDF with it. */
  readonly gatewayCleanup: boolean;
  /** Where the gateway's token is; null: in the environment, or nowhere. */
  readonly gatewayTokenFile: string | null;
  /** Of the environment; null: there is none. */
  readonly gatewayToken: string | null;
  /** Null: KUBECONFIG, ~/.kube/config, or the pod's service account. */
  readonly kubeconfig: string | null;
  /** Null: the current one. */
  readonly context: string | null;
  readonly logLevel: LogLevel;
  /** Whether the version of Kubernetes is what the server says, and not that of the settings. */
  readonly asksVersion: boolean;
  /** Use the pools of hev's chart while there is no InfraRules. */
  readonly stockPools: boolean;
  /** Reconcile everything, then end. */
  readonly once: boolean;
  /** Print what would be done, and do nothing. */
  readonly dryRun: boolean;
  /** With `dryRun`: documents, as JSON texts, that stand in the place of those of the cluster. */
  readonly files: readonly string[];
}

export type OperatorSettingName = Exclude<
  keyof OperatorConfig,
  'settings' | 'asksVersion' | 'stockPools' | 'gatewayToken' | 'once' | 'dryRun' | 'files'
>;

/** Flag, environment name and default of each setting of the operator itself. */
export const OPERATOR_SETTINGS: { readonly [name in OperatorSettingName]: SettingRow } = {
  watchNamespace: {
    flag: 'watch-namespace',
    env: 'WATCH_NAMESPACE',
    value: 'all namespaces',
    description: 'namespace of the Functions to look after',
    pattern: dnsLabel.pattern,
  },
  indexNamespace: {
    flag: 'index-namespace',
    env: 'INDEX_NAMESPACE',
    value: 'all namespaces',
    description: 'namespace of the Indexes that selectors see',
    pattern: dnsLabel.pattern,
  },
  operatorNamespace: {
    flag: 'operator-namespace',
    env: 'OPERATOR_NAMESPACE',
    value: "the pod's own, else that of the Lease of an operator, else default",
    description: 'namespace of the Lease',
  },
  healthPort: {
    flag: 'health-port',
    env: 'HEALTH_PORT',
    value: '8082',
    description: 'port of /healthz, /readyz and /metrics; 0 is any free one',
    range: [0, 65_535],
  },
  leaderElect: {
    flag: 'leader-elect',
    env: null,
    value: 'true, false with --dry-run',
    description: 'write only while holding the Lease, and with --once not beside an operator at work',
  },
  leaseName: { flag: 'lease-name', env: null, value: 'layerc-operator', description: 'name of the Lease' },
  workers: {
    flag: 'workers',
    env: null,
    value: '8',
    description: 'Functions that are reconciled at the same time',
    range: [1, 64],
  },
  workerDeadline: {
    flag: 'worker-deadline',
    env: 'WORKER_DEADLINE',
    value: '300',
    description: 'seconds that workers may take to run before their Function is not Ready',
    range: [1, 86_400],
  },
  kedaNamespace: {
    flag: 'keda-namespace',
    env: 'KEDA_NAMESPACE',
    value: 'keda',
    description: 'namespace in which KEDA runs',
    pattern: dnsLabel.pattern,
  },
  maxRolling: {
    flag: 'max-rolling',
    env: 'MAX_ROLLING',
    value: '10%',
    description: 'Functions that roll at a time when InfraRules or settings change: a number or a share',
    pattern: /^(?:[1-9]\d{0,8}|(?:[1-9]\d?|100)%)$/,
  },
  allowedManagers: {
    flag: 'allow-managers',
    env: 'ALLOW_MANAGERS',
    value: 'none',
    description: 'field managers, separated by commas, whose additions to the pods of workers stay',
    pattern: /^[\x21-\x7e]{1,128}$/,
  },
  gatewaySync: {
    flag: 'gateway-sync',
    env: 'GATEWAY_SYNC',
    value: 'false',
    description: 'tell the gateway of Functions, and change what it has of them',
    pattern: /^(?:true|false)$/,
    isSwitch: true,
  },
  gatewayCleanup: {
    flag: 'gateway-cleanup',
    env: 'GATEWAY_CLEANUP',
    value: 'false',
    description: 'with --gateway-sync: remove from the gateway what a deleted Function had there',
    pattern: /^(?:true|false)$/,
    isSwitch: true,
  },
  gatewayTokenFile: {
    flag: 'gateway-token-file',
    env: 'GATEWAY_TOKEN_FILE',
    value: 'the variable GATEWAY_TOKEN',
    description: "file with the gateway's token",
  },
  kubeconfig: {
    flag: 'kubeconfig',
    env: null,
    value: "KUBECONFIG, ~/.kube/config, or the pod's service account",
    description: 'how to reach the cluster',
  },
  context: {
    flag: 'context',
    env: null,
    value: 'the current one',
    description: 'context of the kubeconfig',
  },
  logLevel: {
    flag: 'log-level',
    env: null,
    value: 'info',
    description: `least level that is logged: ${LOG_LEVELS.join(', ')}`,
    pattern: new RegExp(`^(?:${LOG_LEVELS.join('|')})$`),
  },
};

/** Those that the operator is told where it is installed; the others are the business of its Deployment. */
export const INSTALLED_SETTINGS = [
  'watchNamespace',
  'indexNamespace',
  'kedaNamespace',
  'maxRolling',
  'allowedManagers',
  'workerDeadline',
  'workers',
  'gatewaySync',
  'gatewayCleanup',
  'logLevel',
] as const satisfies readonly OperatorSettingName[];

/** The text of a setting, and where it was found: `--workers`, `HEALTH_PORT`. */
export interface Given {
  readonly text: string;
  readonly origin: string;
}

export interface Switches {
  readonly asksVersion: boolean;
  readonly stockPools: boolean;
  readonly once: boolean;
  readonly dryRun: boolean;
  readonly files?: readonly string[];
  /** Of the variable GATEWAY_TOKEN. */
  readonly gatewayToken?: string | null;
}

/**
 * The configuration from texts; a missing or empty one takes its default. `problems` has one sentence for each text
 * that cannot be used, beginning with where it was found. `podNamespace` is that of the pod it runs in, if it does.
 */
export function readOperatorConfig(
  settings: Settings,
  given: { readonly [name in OperatorSettingName]?: Given | undefined },
  { asksVersion, stockPools, once, dryRun, files = [], gatewayToken = null }: Switches,
  podNamespace: string | null,
): { config: OperatorConfig; problems: string[] } {
  const problems: string[] = [];
  const read = (
    name: OperatorSettingName,
    isFine: (text: string) => boolean,
    form: string,
  ): string | null => {
    const { text, origin } = given[name] ?? { text: '', origin: '' };
    if (text === '') return null;
    if (!isFine(text)) problems.push(`${origin}: ${JSON.stringify(text)} is not ${form}`);
    return text;
  };
  const namespace = (name: OperatorSettingName, form = 'the name of one namespace'): string | null =>
    read(name, dnsLabel.accepts, form);
  const number = (name: OperatorSettingName, form: string): number => {
    const [least = 0, most = 0] = OPERATOR_SETTINGS[name].range ?? [];
    const isFine = (text: string) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;
    return Number(read(name, isFine, form) ?? OPERATOR_SETTINGS[name].value);
  };
  const isOnce = once || dryRun;
  const all = 'the name of one namespace; leave it out for all';
  const config: OperatorConfig = {
    settings,
    watchNamespace: namespace('watchNamespace', all),
    indexNamespace: namespace('indexNamespace', all),
    operatorNamespace: namespace('operatorNamespace') ?? podNamespace,
    healthPort: number('healthPort', 'a port: a whole number from 0 to 65535'),
    leaderElect:
      (read('leaderElect', (text) => ['true', 'false'].includes(text), 'true or false') ?? `${!dryRun}`) ===
      'true',
    leaseName:
      read('leaseName', dnsSubdomain.accepts, 'the name of a Lease') ?? OPERATOR_SETTINGS.leaseName.value,
    workers: number('workers', 'a whole number from 1 to 64'),
    workerDeadline: number('workerDeadline', 'a whole number of seconds from 1 to 86400'),
    kedaNamespace: namespace('kedaNamespace') ?? OPERATOR_SETTINGS.kedaNamespace.value,
    maxRolling:
      read('maxRolling', fits('maxRolling'), 'a whole number from 1, or a share from 1% to 100%') ??
      OPERATOR_SETTINGS.maxRolling.value,
    allowedManagers: (read('allowedManagers', isListOfManagers, 'a list of field managers, as in a,b') ?? '')
      .split(',')
      .filter((one) => one !== ''),
    gatewaySync: read('gatewaySync', fits('gatewaySync'), 'true or false') === 'true',
    gatewayCleanup: read('gatewayCleanup', fits('gatewayCleanup'), 'true or false') === 'true',
    gatewayTokenFile: read('gatewayTokenFile', () => true, ''),
    gatewayToken,
    kubeconfig: read('kubeconfig', () => true, ''),
    context: read('context', () => true, ''),
    logLevel: (read('logLevel', fits('logLevel'), `one of ${LOG_LEVELS.join(', ')}`) ?? 'info') as LogLevel,
    asksVersion,
    stockPools,
    once: isOnce,
    dryRun,
    files,
  };
  if (config.gatewayCleanup && !config.gatewaySync)
    problems.push(
      `${given.gatewayCleanup?.origin}: only an operator that tells the gateway of Functions can clean up there; give --gateway-sync too`,
    );
  return { config, problems };
}

/** https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers has no grammar but this length. */
function isListOfManagers(text: string): boolean {
  return text.split(',').every(fits('allowedManagers'));
}

function fits(name: OperatorSettingName): (text: string) => boolean {
  return (text) => OPERATOR_SETTINGS[name].pattern?.test(text) ?? true;
}
