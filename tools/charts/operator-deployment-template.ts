import type { Json, JsonObject } from '../../src/json/json.ts';
import { OPERATOR_SETTINGS } from '../../src/operator/config.ts';
import { printYaml } from '../../src/text/yaml/print.ts';
import { withMore } from './expressions.ts';
import type { Slots } from './slots.ts';
import { CHART_SETTINGS, type ChartSetting, chartValues, settingDefault, type Value } from './values.ts';

/** Parts of the Deployment that become values as they are. */
const LIFTED: { readonly [value: string]: readonly string[] } = {
  replicas: ['replicas'],
  podSecurityContext: ['template', 'spec', 'securityContext'],
  topologySpreadConstraints: ['template', 'spec', 'topologySpreadConstraints'],
  resources: ['template', 'spec', 'containers', '0', 'resources'],
  securityContext: ['template', 'spec', 'containers', '0', 'securityContext'],
};

/** Fields that are there when their values are not empty. */
const ADDED_TO_POD = ['affinity', 'imagePullSecrets', 'nodeSelector', 'priorityClassName', 'tolerations'];

/** The values of the chart, with what `layerc manifests` prints as the defaults of what is lifted from it. */
export function valuesOf(objects: readonly JsonObject[]): readonly Value[] {
  const { spec } = objects.find(({ kind }) => kind === 'Deployment') as { spec: JsonObject };
  const lifted = Object.entries(LIFTED).map(([name, path]) => [name, at(spec, path)] as const);
  return chartValues(Object.fromEntries(lifted));
}

/** The Deployment with slots where values decide. */
export function filledDeployment(objects: readonly JsonObject[], slots: Slots): JsonObject {
  const deployment = objects.find(({ kind }) => kind === 'Deployment') as JsonObject;
  let spec = deployment.spec as JsonObject;
  for (const [name, path] of Object.entries(LIFTED))
    spec = replaced(spec, path, () => slots.value(`{{ toJson $values.${name} }}`));
  spec = replaced(spec, ['template', 'metadata'], (metadata) => podMetadata(metadata as JsonObject, slots));
  spec = replaced(spec, ['template', 'spec'], (pod) => ({
    ...(pod as JsonObject),
    ...Object.assign({}, ...ADDED_TO_POD.map((name) => added(name, `$values.${name}`, slots))),
  }));
  spec = replaced(spec, ['template', 'spec', 'containers', '0'], (container) => ({
    ...(container as JsonObject),
    ...added('imagePullPolicy', '$values.image.pullPolicy', slots),
  }));
  spec = replaced(spec, ['template', 'spec'], (pod) => whenSynced(pod, 'volumes', slots));
  spec = replaced(spec, ['template', 'spec', 'containers', '0'], (one) =>
    whenSynced(one, 'volumeMounts', slots),
  );
  spec = replaced(spec, ['template', 'spec', 'containers', '0', 'args'], () => args(slots));
  spec = replaced(spec, ['template', 'spec', 'containers', '0', 'env'], (env) =>
    (env as JsonObject[]).map((one) => variable(one, slots)),
  );
  return { ...deployment, spec };
}

const SYNCED = '{{- if $values.settings.gatewaySync }}';

/** A field that is there only where the operator tells the gateway of Functions. */
function whenSynced(object: Json, field: string, slots: Slots): JsonObject {
  const { [field]: value, ...others } = object as JsonObject;
  const lines = printYaml([{ [field]: value as Json }])
    .trimEnd()
    .split('\n');
  return { ...others, ...slots.entry(SYNCED, ...lines, '{{- end }}') };
}

function podMetadata({ annotations, labels }: JsonObject, slots: Slots): JsonObject {
  const own = Object.entries(annotations as JsonObject).map(
    ([key, value]) => `  ${key}: ${JSON.stringify(value)}`,
  );
  const taken = Object.keys(annotations as JsonObject).map((key) => JSON.stringify(key));
  return {
    ...slots.entry(
      '{{- if or $values.scrapeAnnotations $values.podAnnotations }}',
      'annotations:',
      '  {{- if $values.scrapeAnnotations }}',
      ...own,
      '  {{- end }}',
      `  {{- range $key, $value := $values.scrapeAnnotations | ternary (omit $values.podAnnotations ${taken.join(' ')}) $values.podAnnotations }}`,
      '  {{ toJson $key }}: {{ toJson $value }}',
      '  {{- end }}',
      '{{- end }}',
    ),
    labels: withMore(labels as JsonObject, slots, '$values.podLabels'),
  };
}

function added(field: string, value: string, slots: Slots): JsonObject {
  return slots.entry(`{{- with ${value} }}`, `${field}: {{ toJson . }}`, '{{- end }}');
}

/** A variable whose setting may be empty is there when it is not. */
function variable(one: JsonObject, slots: Slots): Json {
  if (one.name === OPERATOR_SETTINGS.gatewayTokenFile.env)
    return slots.item(SYNCED, `- name: ${one.name}`, `  value: ${one.value}`, '{{- end }}');
  const [name] = CHART_SETTINGS.find(([, { env }]) => env === one.name) ?? [];
  if (name === undefined || !isEmptyByDefault(name)) return one;
  return slots.item(
    `{{- if $values.settings.${name} }}`,
    `- name: ${one.name}`,
    `  value: ${one.value}`,
    '{{- end }}',
  );
}

/** Empty, and not because it follows from another one. */
function isEmptyByDefault(name: ChartSetting): boolean {
  const fallback = settingDefault(name);
  return (
    name !== 'metricsServer' &&
    (fallback === '' || fallback === false || (Array.isArray(fallback) && fallback.length === 0))
  );
}

/** What has no variable is a flag, where it is not the default. */
function args(slots: Slots): Json {
  const flags = CHART_SETTINGS.filter(([, { env }]) => env === null).map(([name, { flag, value }]) =>
    slots.item(
      `{{- if ne (toString $values.settings.${name}) ${JSON.stringify(value)} }}`,
      `- {{ printf "--${flag}=%v" $values.settings.${name} | toJson }}`,
      '{{- end }}',
    ),
  );
  const stockPools = slots.item('{{- if $values.settings.stockPools }}', '- --stock-pools', '{{- end }}');
  return ['operator', ...flags, stockPools];
}

function at(value: Json, path: readonly string[]): Json {
  return path.reduce((inside: Json, key) => (inside as JsonObject)[key] as Json, value);
}

function replaced(value: JsonObject, path: readonly string[], change: (value: Json) => Json): JsonObject;
function replaced(value: Json, path: readonly string[], change: (value: Json) => Json): Json;
function replaced(value: Json, [key, ...rest]: readonly string[], change: (value: Json) => Json): Json {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((one, index) => (`${index}` === key ? replaced(one, rest, change) : one));
  const object = value as JsonObject;
  return { ...object, [key]: replaced(object[key] as Json, rest, change) };
}
