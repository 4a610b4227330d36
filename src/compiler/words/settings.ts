import { NEWEST_MINOR, OLDEST_MINOR } from '../kubernetes/field-versions.generated.ts';
import { matches } from '../kubernetes/grammar.ts';
import { configKey, dnsLabel, dnsSubdomain, labelKey, labelValue } from '../kubernetes/name-grammars.ts';
import type { CodeRow } from './code-row.ts';
import { CODES } from './codes.ts';
import { shown } from './phrases.ts';
import { notPropagated } from './propagation.ts';

/**
 * What an installation decides once for all Functions. The environment names are those of hev's chart where it has
 * one; reading them is the edge's business, the compiler only gets the values.
 */
export interface Settings {
  /** Where workers reach the gateway, without a trailing slash. */
  readonly gatewayBaseUrl: string;
  /** Prometheus API that KEDA asks for the queue's depth; KEDA appends `/api/v1/query`. */
  readonly metricsServer: string;
  /** Secret with the gateway's API key, looked up in the namespace of the worker. */
  readonly gatewaySecretName: string;
  readonly gatewaySecretKey: string;
  /** No Function may ask for more replicas than this, whatever its pool allows. */
  readonly maxReplicasCeiling: number;
  /** `job` label under which the gateway is scraped: tells an empty queue from a lost metrics source. */
  readonly metricsJob: string;
  /** Codes of warnings that are not reported. */
  readonly ignoreWarnings: readonly string[];
  /** Version of the cluster, such as 1.30: which fields a pod may have. */
  readonly kubernetesVersion: string;
  /** Namespace of a Function that names none. */
  readonly namespace: string;
  /** Which pods the gateway is, as `namespace:key=value,key=value`; nothing where that is not said. */
  readonly gatewayPods: string;
  /** Keys of labels and annotations of a Function that its objects and pods get too. */
  readonly propagateLabels: readonly string[];
  readonly propagateAnnotations: readonly string[];
}

export type SettingName = keyof Settings;

export interface SettingRow {
  /** Command line flag, without the dashes. */
  readonly flag: string;
  /** Environment variable, or null where a variable would surprise. */
  readonly env: string | null;
  readonly value: string;
  readonly description: string;
  /** What each text of it (or of its list) matches, and the numbers it may be: for schemas too. */
  readonly pattern?: RegExp;
  readonly range?: readonly [least: number, most: number];
  /** The flag alone says true. */
  readonly isSwitch?: true;
}

const URL_WITHOUT_QUERY = /^[Hh][Tt]{2}[Pp][Ss]?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/;
const NO_CONTROL_CHARACTERS = /^[^\0-\x1f\x7f-\x9f]+$/;
const MINORS = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, index) => OLDEST_MINOR + index);
/** The versions of Kubernetes that are known, the oldest first. */
export const KUBERNETES_VERSIONS: readonly string[] = MINORS.map((minor) => `1.${minor}`);
const VERSION = new RegExp(`^v?1\\.(?:${MINORS.join('|')})(?:\\.\\d+)?$`);
const REPLICAS = [1, 999_999_999] as const;
const GATEWAY = 'http://layer-gateway.layer.svc.cluster.local:8080';

/** Flag, environment name and default of each setting; the help text is made from it, the README lists it. */
export const SETTINGS: { readonly [name in SettingName]: SettingRow } = {
  gatewayBaseUrl: {
    flag: 'gateway-base-url',
    env: 'GATEWAY_BASE_URL',
    value: GATEWAY,
    description: 'where workers reach the gateway',
    pattern: URL_WITHOUT_QUERY,
  },
  metricsServer: {
    flag: 'metrics-server',
    env: 'DEFAULT_METRICS_SERVER',
    value: '<gateway-base-url>/v2/metrics',
    description: "Prometheus API with the gateway's metrics",
    pattern: URL_WITHOUT_QUERY,
  },
  gatewaySecretName: {
    flag: 'gateway-secret-name',
    env: 'GATEWAY_API_SECRET_NAME',
    value: 'layer',
    description: "Secret with the gateway's API key, in each worker's namespace",
    pattern: dnsSubdomain.pattern,
  },
  gatewaySecretKey: {
    flag: 'gateway-secret-key',
    env: 'GATEWAY_API_SECRET_KEY',
    value: 'turbopuffer-api-key',
    description: 'key of the API key in that Secret',
    pattern: configKey.pattern,
  },
  maxReplicasCeiling: {
    flag: 'max-replicas-ceiling',
    env: 'MAX_REPLICAS_CEILING',
    value: '100',
    description: 'replicas that no Function may exceed',
    range: REPLICAS,
  },
  metricsJob: {
    flag: 'metrics-job',
    env: 'GATEWAY_METRICS_JOB',
    value: 'layer-gateway',
    description: 'job label under which the gateway is scraped',
    pattern: NO_CONTROL_CHARACTERS,
  },
  ignoreWarnings: {
    flag: 'ignore-warnings',
    env: 'IGNORE_WARNINGS',
    value: '',
    description: 'codes of warnings that are not reported, with commas between; errors always are',
  },
  kubernetesVersion: {
    flag: 'kubernetes-version',
    env: 'KUBERNETES_VERSION',
    value: `1.${NEWEST_MINOR}`,
    description: 'version of the cluster, which decides the fields that a pod may have',
    pattern: VERSION,
  },
  namespace: {
    flag: 'namespace',
    env: null,
    value: 'default',
    description: 'namespace of Functions that name none',
  },
  gatewayPods: {
    flag: 'gateway-pods',
    env: 'GATEWAY_PODS',
    value: '',
    description:
      "the gateway's pods as NAMESPACE:KEY=VALUE,...; push workers then get a NetworkPolicy that lets in no others",
    pattern: /^[^:]*:[^=,]+=[^=,]*(?:,[^=,]+=[^=,]*)*$/,
  },
  propagateLabels: {
    flag: 'propagate-labels',
    env: 'PROPAGATE_LABELS',
    value: '',
    description: 'labels of a Function that its objects and pods get too, with commas between',
  },
  propagateAnnotations: {
    flag: 'propagate-annotations',
    env: 'PROPAGATE_ANNOTATIONS',
    value: '',
    description: 'annotations of a Function that its objects and pods get too, with commas between',
  },
};

/**
 * The settings from their texts; a missing or empty one takes its default. `problems` has one sentence for each text
 * that cannot be used, beginning with where it was found.
 */
export function readSettings(
  given: { readonly [name in SettingName]?: string | undefined },
  origin: (name: SettingName) => string = (name) => `--${SETTINGS[name].flag}`,
): { settings: Settings; problems: string[] } {
  const problems: string[] = [];
  const text = (name: SettingName, accepts: (text: string) => boolean, form: string): string => {
    const value = given[name] || SETTINGS[name].value;
    // The defaults are sound.
    if (given[name] && !accepts(value)) {
      problems.push(`${origin(name)} is ${shown(value)}, but must be ${form}`);
    }
    return value;
  };
  const url = (name: SettingName, fallback = SETTINGS[name].value): string => {
    const value = given[name] || fallback;
    if (given[name]?.includes('@')) {
      problems.push(
        `${origin(name)} is ${shown(withoutSecrets(value))} with a user name or password, which would stand in pods and ScaledObjects for all to read; put the API key into the Secret of --gateway-secret-name`,
      );
      // What is made of another setting is wrong with that one, where it is said.
    } else if (given[name] && !URL_WITHOUT_QUERY.test(value)) {
      const found = shown(withoutSecrets(value));
      problems.push(`${origin(name)} is ${found}, but must be an http or https URL without a query`);
    }
    return value.endsWith('/') ? value.replace(/(?<!\/)\/+$/, '') : value;
  };
  const keys = (name: 'propagateLabels' | 'propagateAnnotations'): readonly string[] => {
    const list = (given[name] ?? '').split(',').map((key) => key.trim());
    const written = [...new Set(list.filter((key) => key !== ''))].sort();
    for (const key of written) {
      const problem = notPropagated(key, name === 'propagateLabels' ? 'label' : 'annotation');
      if (problem !== undefined) problems.push(`${origin(name)}: ${JSON.stringify(key)} ${problem}`);
    }
    return written;
  };
  const gatewayBaseUrl = url('gatewayBaseUrl');
  const settings: Settings = {
    gatewayBaseUrl,
    metricsServer: url('metricsServer', `${gatewayBaseUrl}/v2/metrics`),
    gatewaySecretName: text('gatewaySecretName', dnsSubdomain.accepts, 'the name of a Secret'),
    gatewaySecretKey: text('gatewaySecretKey', configKey.accepts, 'a key of a Secret'),
    maxReplicasCeiling: Number(
      text('maxReplicasCeiling', isReplicas, `a whole number from ${REPLICAS.join(' to ')}`),
    ),
    metricsJob: text(
      'metricsJob',
      matches(NO_CONTROL_CHARACTERS),
      'a label value without control characters',
    ),
    ignoreWarnings: codes(text('ignoreWarnings', isListOfWarnings, 'a list of codes of warnings')),
    kubernetesVersion: text(
      'kubernetesVersion',
      matches(VERSION),
      `a version from 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`,
    ),
    namespace: text('namespace', dnsLabel.accepts, 'the name of a namespace'),
    gatewayPods: text(
      'gatewayPods',
      (value) => value === '' || readGatewayPods(value) !== null,
      'NAMESPACE:KEY=VALUE with more KEY=VALUE behind commas, such as layer:app.kubernetes.io/name=layer-gateway',
    ),
    propagateLabels: keys('propagateLabels'),
    propagateAnnotations: keys('propagateAnnotations'),
  };
  return { settings, problems };
}

/** Where the gateway runs, and by which labels its pods are known. */
export interface GatewayPods {
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
}

/** Null where it is not said. */
export function gatewayPods({ gatewayPods }: Settings): GatewayPods | null {
  return readGatewayPods(gatewayPods);
}

function readGatewayPods(text: string): GatewayPods | null {
  const [, namespace = '', list = ''] = /^([^:]*):(.+)$/s.exec(text) ?? [];
  const pairs = list.split(',').map((pair) => pair.trim().split('='));
  const isSound = pairs.every(
    ([key = '', value, ...rest]) =>
      value !== undefined && rest.length === 0 && labelKey.accepts(key) && labelValue.accepts(value),
  );
  const isTwice = new Set(pairs.map(([key]) => key)).size < pairs.length;
  if (!isSound || isTwice || !dnsLabel.accepts(namespace)) return null;
  return { namespace, labels: Object.fromEntries(pairs.sort()) as { [key: string]: string } };
}

/** A URL as it may be shown in a log: a password may stand before an `@`, a token in the query. */
function withoutSecrets(url: string): string {
  return url.replace(/^([a-z]+:[/\\]*)?.*@/is, '$1…@').replace(/([?#]).*$/s, '$1…');
}

function codes(list: string): string[] {
  return list
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

function isListOfWarnings(list: string): boolean {
  const rows: { readonly [code: string]: CodeRow } = CODES;
  return codes(list).every((code) => Object.hasOwn(rows, code) && rows[code]?.severity === 'warning');
}

function isReplicas(text: string): boolean {
  const [least, most] = REPLICAS;
  return /^[1-9]\d{0,15}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

/** The known version that is nearest to what a server says of itself: `{ major: '1', minor: '29+' }` is `1.30`. */
export function nearestVersion({ major, minor }: { readonly major: string; readonly minor: string }): string {
  const said = major === '1' ? Number.parseInt(minor, 10) : Number.NaN;
  const known = Number.isNaN(said) ? NEWEST_MINOR : Math.min(Math.max(said, OLDEST_MINOR), NEWEST_MINOR);
  return `1.${known}`;
}

/** The minor version of the cluster. */
export function minorOf({ kubernetesVersion }: Settings): number {
  return Number(kubernetesVersion.split('.')[1]);
}

/** True where the installation does not want to hear of it. Errors are never ignored. */
export function isIgnored(
  { code, severity }: { readonly code: string; readonly severity: string },
  { ignoreWarnings }: Settings,
): boolean {
  return severity === 'warning' && ignoreWarnings.includes(code);
}

/**
 * Whether the metrics come through the gateway, which wants the bearer token: a metrics server below the gateway's own
 * address, or on the path of its PromQL proxy. Any other Prometheus must never see the token.
 */
export function metricsThroughGateway(settings: Settings): boolean {
  const known = THROUGH_GATEWAY.get(settings);
  if (known !== undefined) return known;
  const server = settings.metricsServer.toLowerCase();
  const isThrough =
    server.startsWith(`${settings.gatewayBaseUrl.toLowerCase()}/`) || server.endsWith('/v2/metrics');
  THROUGH_GATEWAY.set(settings, isThrough);
  return isThrough;
}

/** All Functions have the same settings. */
const THROUGH_GATEWAY = new WeakMap<Settings, boolean>();
