/** The values of the chart `layerc`: what they are, what they may be, and what they are where nothing is said. */
import {
  CODES,
  readSettings,
  SETTINGS,
  type SettingName,
  type SettingRow,
} from '../../src/compiler/index.ts';
import { DIGEST, TAG } from '../../src/compiler/kubernetes/image-reference.ts';
import type { Json, JsonObject } from '../../src/json/json.ts';
import { ADMISSION_ACTIONS } from '../../src/operator/admission/policies.ts';
import {
  INSTALLED_SETTINGS,
  LOG_LEVELS,
  OPERATOR_SETTINGS,
  type OperatorSettingName,
  readOperatorConfig,
} from '../../src/operator/config.ts';

export interface Value {
  /** `image.tag`: at most two names. */
  readonly path: string;
  readonly default: Json;
  readonly schema: JsonObject;
  /** A sentence. */
  readonly description: string;
}

/** The settings of the chart: all those that `layerc manifests` takes. */
export type ChartSetting = Exclude<SettingName, 'namespace'> | (typeof INSTALLED_SETTINGS)[number];

/** Of the flag --admission. */
export const MODES = Object.keys(ADMISSION_ACTIONS);

const { settings } = readSettings({});
const SWITCHES = { asksVersion: true, stockPools: false, once: false, dryRun: false };
const { config } = readOperatorConfig(settings, {}, SWITCHES, null);

/** The rows of the tables that the command line uses. */
export const CHART_SETTINGS: readonly (readonly [ChartSetting, SettingRow])[] = [
  ...(Object.keys(SETTINGS) as SettingName[])
    .filter((name): name is Exclude<SettingName, 'namespace'> => name !== 'namespace')
    .map((name) => [name, SETTINGS[name]] as const),
  ...INSTALLED_SETTINGS.map((name) => [name, OPERATOR_SETTINGS[name]] as const),
];

/** Settings that are decided elsewhere unless they are given: from another one, or by the server. */
const DECIDED_ELSEWHERE: readonly ChartSetting[] = ['metricsServer', 'kubernetesVersion'];

const LABELS: JsonObject = { type: 'object', additionalProperties: { type: 'string' } };
const OBJECT: JsonObject = { type: 'object' };
const OBJECTS: JsonObject = { type: 'array', items: OBJECT };
const SWITCH: JsonObject = { type: 'boolean' };
const QUANTITIES: JsonObject = { type: 'object', additionalProperties: { type: ['string', 'number'] } };

/** All values, where the parts of the pod that may be changed are those of the Deployment of `layerc manifests`. */
export function chartValues(deployment: { readonly [path: string]: Json }): readonly Value[] {
  return [
    value(
      'image.repository',
      '',
      text(/^(?:[^\s@"'{}]*\/)?[^\s@:/"'{}]*$/),
      'Image without tag and digest; has to be given, because nobody publishes one.',
    ),
    value(
      'image.tag',
      '',
      text(TAG),
      'Tag of the image. Empty: the version of the chart, or none where there is a digest.',
    ),
    value('image.digest', '', text(DIGEST), 'Digest of the image, such as sha256:...'),
    value(
      'image.pullPolicy',
      '',
      { enum: ['', 'Always', 'IfNotPresent', 'Never'] },
      'When the image is pulled. Empty: what Kubernetes makes of the tag.',
    ),
    value(
      'imagePullSecrets',
      [],
      {
        type: 'array',
        items: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' } },
          additionalProperties: false,
        },
      },
      'Secrets with which the image is pulled, each as name: NAME.',
    ),
    value(
      'replicas',
      deployment.replicas,
      { type: 'integer', minimum: 0 },
      'Replicas of the operator: one writes, the others stand by. 0 stops it, and the workers go on.',
    ),
    ...CHART_SETTINGS.map(([name, row]) => setting(name, row)),
    value('settings.stockPools', false, SWITCH, "Use the pools of hev's chart while there is no InfraRules."),
    value(
      'admission',
      'off',
      // Without quotes YAML takes it for false.
      { enum: ['off', false, ...MODES] },
      'What the API server does with a Function that is wrong when it is applied: "off", warn, deny or audit.',
    ),
    value(
      'resources',
      deployment.resources,
      {
        type: 'object',
        properties: { limits: QUANTITIES, requests: QUANTITIES, claims: OBJECTS },
        additionalProperties: false,
      },
      'Resources of the operator. A limit for the CPU would cost the Lease when it throttles.',
    ),
    value('nodeSelector', {}, LABELS, 'Nodes on which the operator may run.'),
    value('tolerations', [], OBJECTS, 'Taints that it tolerates.'),
    value('affinity', {}, OBJECT, 'Affinity of its pods.'),
    value(
      'topologySpreadConstraints',
      deployment.topologySpreadConstraints,
      OBJECTS,
      'How its pods are spread.',
    ),
    value('priorityClassName', '', { type: 'string' }, 'Priority class of its pods.'),
    value(
      'podSecurityContext',
      deployment.podSecurityContext,
      OBJECT,
      'Security context of its pods. Where the cluster chooses the user (OpenShift), set runAsUser and runAsGroup to null.',
    ),
    value('securityContext', deployment.securityContext, OBJECT, 'Security context of its container.'),
    value('labels', {}, LABELS, 'More labels for all objects of the chart, but not for pods.'),
    value('podLabels', {}, LABELS, 'More labels for the pods.'),
    value('podAnnotations', {}, LABELS, 'More annotations for the pods.'),
    value('scrapeAnnotations', true, SWITCH, 'Annotations prometheus.io/* on the pods.'),
    value('podMonitor.enabled', false, SWITCH, 'A PodMonitor, for the Prometheus Operator.'),
    value(
      'podMonitor.interval',
      '',
      text(/^(?:\d+(?:ms|s|m|h))+$/),
      'How often it scrapes, such as 30s. Empty: as Prometheus does by default.',
    ),
    value('podMonitor.labels', {}, LABELS, 'More labels for the PodMonitor, by which Prometheus finds it.'),
    value(
      'prometheusRule.enabled',
      false,
      SWITCH,
      'The alerts of docs/runbook.md as a PrometheusRule, for the Prometheus Operator.',
    ),
    value(
      'prometheusRule.labels',
      {},
      LABELS,
      'More labels for the PrometheusRule, by which Prometheus finds it.',
    ),
    value(
      'networkPolicy.enabled',
      true,
      SWITCH,
      'A NetworkPolicy that leaves nothing but the health port reachable.',
    ),
    value('podDisruptionBudget.enabled', true, SWITCH, 'A PodDisruptionBudget for the operator.'),
    value(
      'rbac.aggregate',
      true,
      SWITCH,
      'Roles that let whoever may view or edit a namespace see and change its Functions.',
    ),
  ];
}

function value(path: string, fallback: Json | undefined, schema: JsonObject, description: string): Value {
  if (fallback === undefined) throw new Error(`${path} is not in the Deployment`);
  return { path, default: fallback, schema, description };
}

/** A text of this form, or an empty one, which is as good as none. */
function text(pattern: RegExp): JsonObject {
  return { type: 'string', pattern: `^$|${pattern.source}` };
}

/** How the command line writes what is a list here. */
const LIST = /, (?:with commas between|separated by commas,)/;

/** What a setting is where nothing is said; empty where that is decided elsewhere, or is nothing. */
export function settingDefault(name: ChartSetting): Json {
  if (DECIDED_ELSEWHERE.includes(name)) return '';
  const known = name in SETTINGS ? settings[name as SettingName] : config[name as OperatorSettingName];
  return (known ?? '') as Json;
}

function setting(name: ChartSetting, row: SettingRow): Value {
  const fallback = settingDefault(name);
  const sentence = `${row.description[0]?.toUpperCase()}${row.description.slice(1)}.`.replace(LIST, '');
  // The server is asked for its version by the operator alone.
  const empty = name === 'kubernetesVersion' ? "the server's" : row.value;
  const more = fallback === '' && empty !== '' ? ` Empty: ${empty}.` : '';
  return value(`settings.${name}`, fallback, settingSchema(name, fallback, row), sentence + more);
}

function settingSchema(name: ChartSetting, fallback: Json, { pattern, range }: SettingRow): JsonObject {
  if (name === 'logLevel') return { enum: ['', ...LOG_LEVELS] };
  if (name === 'ignoreWarnings') return { type: 'array', items: { enum: warnings() } };
  if (typeof fallback === 'boolean') return SWITCH;
  if (typeof fallback === 'number') {
    const [minimum = 0, maximum = 0] = range ?? [];
    return { type: 'integer', minimum, maximum };
  }
  if (Array.isArray(fallback))
    return { type: 'array', items: { type: 'string', ...(pattern && { pattern: pattern.source }) } };
  // A number without quotes is a number, and means the same.
  if (name === 'maxRolling') return { ...text(pattern as RegExp), type: ['string', 'integer'], minimum: 1 };
  return pattern === undefined ? { type: 'string' } : text(pattern);
}

function warnings(): string[] {
  return Object.entries(CODES)
    .filter(([, { severity }]) => severity === 'warning')
    .map(([code]) => code)
    .sort();
}
