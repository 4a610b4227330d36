/** The templates of the chart `layerc`: the objects of `layerc manifests`, with values where those are decided. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type JsonObject, sorted } from '../../src/json/json.ts';
import {
  ADMISSION_ACTIONS,
  type AdmissionMode,
  admissionPolicies,
} from '../../src/operator/admission/policies.ts';
import { type ManifestOptions, operatorManifests } from '../../src/operator/manifests.ts';
import { type Dimension, decided } from './decided.ts';
import { settingText, withMore } from './expressions.ts';
import { filledDeployment } from './operator-deployment-template.ts';
import { policySettings } from './policy-settings.ts';
import { Slots } from './slots.ts';
import { CHART_SETTINGS, type ChartSetting, MODES } from './values.ts';

const NAMESPACE = '{{ .Release.Namespace | toJson }}';
const USE_VALUES = '{{- $values := include "layerc.values" . | fromJson }}\n';

/** Where the Functions are that it looks after, in the order of the branches of a template. */
const WATCHING = [
  ['not $values.settings.watchNamespace', {}],
  [
    'has $values.settings.indexNamespace (list "" $values.settings.watchNamespace)',
    { watch: 'watchNamespace', index: 'watchNamespace' },
  ],
  ['', { watch: 'watchNamespace', index: 'indexNamespace' }],
] as const satisfies readonly (readonly [condition: string, told: Told])[];
interface Told {
  readonly watch?: ChartSetting;
  readonly index?: ChartSetting;
}

/** Each template by its name. */
export function operatorTemplates(): ReadonlyMap<string, string> {
  const slots = new Slots();
  const objects = objectsOf(slots, WATCHING[0][1], false);
  const one = (kind: string) => objects.find((object) => object.kind === kind) as JsonObject;
  const ifEnabled = (condition: string, ...documents: readonly JsonObject[]) =>
    `{{- if $values.${condition} }}\n${slots.print(...documents)}{{- end }}\n`;
  const files: { readonly [name: string]: string } = {
    'service-account.yaml': slots.print(one('ServiceAccount')),
    'roles.yaml': roles(slots),
    'people.yaml': ifEnabled('rbac.aggregate', ...objects.filter(isForPeople)),
    'network-policy.yaml': ifEnabled('networkPolicy.enabled', one('NetworkPolicy')),
    'deployment.yaml': slots.print(filledDeployment(objectsOf(slots, WATCHING[2][1], true), slots)),
    'pod-disruption-budget.yaml': ifEnabled('podDisruptionBudget.enabled', one('PodDisruptionBudget')),
    'admission.yaml': admission(slots),
    'pod-monitor.yaml': ifEnabled('podMonitor.enabled', podMonitor(slots)),
    'prometheus-rule.yaml': ifEnabled('prometheusRule.enabled', monitoring('prometheus-rule', slots)),
  };
  const written = new Set(
    [...Object.values(files)].flatMap((text) =>
      [...text.matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind),
    ),
  );
  for (const { kind } of objects)
    if (!written.has(kind as string)) throw new Error(`no template has the ${kind}`);
  return new Map(Object.entries(files).map(([name, text]) => [name, USE_VALUES + text]));
}

/** What `layerc manifests` prints, with a slot wherever it is told something. */
function objectsOf(slots: Slots, { watch, index }: Told, cleansUp: boolean): JsonObject[] {
  const settings = Object.fromEntries(CHART_SETTINGS.map(([name]) => [name, slots.value(settingText(name))]));
  const told = (name: ChartSetting | undefined) => (name === undefined ? null : (settings[name] ?? null));
  const options = {
    ...settings,
    settings,
    asksVersion: false,
    watchNamespace: told(watch),
    indexNamespace: told(index),
    gatewayCleanup: cleansUp && settings.gatewayCleanup,
    namespace: slots.value(NAMESPACE),
    image: slots.value('{{ include "layerc.image" (list . $values.image) | toJson }}'),
  };
  // Slots take the place of numbers and lists too, and are printed like them.
  return operatorManifests(options as unknown as ManifestOptions)
    .map(sorted)
    .map((object) => labelled(object, slots));
}

/** An object with more labels from values; its own go before. */
function labelled(object: JsonObject, slots: Slots, more = '$values.labels'): JsonObject {
  const metadata = object.metadata as JsonObject;
  return {
    ...object,
    metadata: { ...metadata, labels: withMore(metadata.labels as JsonObject, slots, more) },
  };
}

const isForPeople = ({ kind, metadata }: JsonObject) =>
  kind === 'ClusterRole' && JSON.stringify(metadata).includes('aggregate-to');

/** The roles of the operator, which differ with the namespaces that it looks after. */
function roles(slots: Slots): string {
  const isOwn = (object: JsonObject) => `${object.kind}`.includes('Role') && !isForPeople(object);
  return decided([WATCHING, CLEANUP], ([told, cleansUp]) =>
    printed(objectsOf(slots, told as Told, cleansUp === true).filter(isOwn), slots),
  );
}

/** The policies of `--admission`, some of which depend on what else is said. */
function admission(slots: Slots): string {
  const settings = policySettings(slots);
  const watched = slots.value(settingText('watchNamespace'));
  const actions = slots.value(
    `{{ get (fromJson \`${JSON.stringify(ADMISSION_ACTIONS)}\`) $values.admission | list | toJson }}`,
  );
  const documents = decided([MODES_OF_POLICIES, STOCK_POOLS, WATCHED], ([mode, stockPools, isOne]) =>
    printed(
      admissionPolicies({
        mode: mode as AdmissionMode,
        settings,
        watchNamespace: isOne === true ? watched : null,
        stockPools: stockPools === true,
      }).map((policy) => labelled(sorted(withMode(policy, actions)), slots)),
      slots,
    ),
  );
  return `{{- if has $values.admission (list ${MODES.map((mode) => JSON.stringify(mode)).join(' ')}) }}\n${documents}{{- end }}\n`;
}

/** What the mode does is said once, so that it makes a difference to those policies alone that some modes lack. */
function withMode(policy: JsonObject, validationActions: string): JsonObject {
  const spec = policy.spec as JsonObject;
  return spec.validationActions === undefined ? policy : { ...policy, spec: { ...spec, validationActions } };
}

const MODES_OF_POLICIES: Dimension = MODES.map((mode, index) => [
  index < MODES.length - 1 ? `eq $values.admission ${JSON.stringify(mode)}` : '',
  mode,
]);
const CLEANUP: Dimension = [
  ['$values.settings.gatewayCleanup', true],
  ['', false],
];
const STOCK_POOLS: Dimension = [
  ['$values.settings.stockPools', true],
  ['', false],
];
const WATCHED: Dimension = [
  ['$values.settings.watchNamespace', true],
  ['', false],
];

/** Documents by the names of their objects. */
function printed(objects: readonly JsonObject[], slots: Slots): ReadonlyMap<string, string> {
  const nameOf = ({ kind, metadata }: JsonObject) => `${kind} ${(metadata as JsonObject).name}`;
  return new Map(objects.map((object) => [nameOf(object), slots.print(object)]));
}

/** An object of deploy/monitoring, in the namespace of the release and with the labels that Prometheus looks for. */
function monitoring(name: string, slots: Slots): JsonObject {
  const text = readFileSync(new URL(`../../deploy/monitoring/${name}.yaml`, import.meta.url), 'utf8');
  const { metadata, ...object } = parse(text) as JsonObject & { readonly metadata: JsonObject };
  const values = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const more = `(merge (dict) $values.${values}.labels $values.labels)`;
  return labelled(
    sorted({ ...object, metadata: { ...metadata, namespace: slots.value(NAMESPACE) } }),
    slots,
    more,
  );
}

function podMonitor(slots: Slots): JsonObject {
  const { spec, ...object } = monitoring('pod-monitor', slots) as JsonObject & { readonly spec: JsonObject };
  const interval = slots.entry(
    '{{- with $values.podMonitor.interval }}',
    'interval: {{ toJson . }}',
    '{{- end }}',
  );
  const endpoints = (spec.podMetricsEndpoints as JsonObject[]).map((one) => ({ ...one, ...interval }));
  return { ...object, spec: { ...spec, podMetricsEndpoints: endpoints } };
}
