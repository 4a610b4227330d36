/** The templates of the chart `layerc`: the objects of `layerc manifests`, with values where those are decided. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Settings } from '../../src/compiler/index.ts';
import { type JsonObject, sorted } from '../../src/json/json.ts';
import { ADMISSION_ACTIONS, admissionPolicies } from '../../src/operator/admission/policies.ts';
import { type ManifestOptions, operatorManifests } from '../../src/operator/manifests.ts';
import { settingText, withMore } from './expressions.ts';
import { filledDeployment } from './operator-deployment-template.ts';
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
  const objects = objectsOf(slots, WATCHING[0][1]);
  const one = (kind: string) => objects.find((object) => object.kind === kind) as JsonObject;
  const ifEnabled = (condition: string, ...documents: readonly JsonObject[]) =>
    `{{- if $values.${condition} }}\n${slots.print(...documents)}{{- end }}\n`;
  const files: { readonly [name: string]: string } = {
    'service-account.yaml': slots.print(one('ServiceAccount')),
    'roles.yaml': roles(slots),
    'people.yaml': ifEnabled('rbac.aggregate', ...objects.filter(isForPeople)),
    'network-policy.yaml': ifEnabled('networkPolicy.enabled', one('NetworkPolicy')),
    'deployment.yaml': slots.print(filledDeployment(objectsOf(slots, WATCHING[2][1]), slots)),
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
function objectsOf(slots: Slots, { watch, index }: Told): JsonObject[] {
  const settings = Object.fromEntries(CHART_SETTINGS.map(([name]) => [name, slots.value(settingText(name))]));
  const told = (name: ChartSetting | undefined) => (name === undefined ? null : (settings[name] ?? null));
  const options = {
    ...settings,
    settings,
    asksVersion: false,
    watchNamespace: told(watch),
    indexNamespace: told(index),
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
  return branched(
    WATCHING.map(([condition, told]) => [
      condition,
      objectsOf(slots, told)
        .filter(isOwn)
        .map((object) => slots.print(object)),
    ]),
  );
}

/** The policies of `--admission`, which are bound to the namespace that the operator looks after. */
function admission(slots: Slots): string {
  // Without quotes: it is a number, in expressions and in texts.
  const ceiling = slots.value('{{ toJson $values.settings.maxReplicasCeiling }}');
  const watched = slots.value(settingText('watchNamespace'));
  const policies = (watchNamespace: string | null) =>
    admissionPolicies({
      mode: 'deny',
      settings: { maxReplicasCeiling: ceiling } as unknown as Settings,
      watchNamespace,
      stockPools: false,
    }).map((policy) => slots.print(labelled(sorted(withMode(policy, slots)), slots)));
  const documents = branched([
    ['not $values.settings.watchNamespace', policies(null)],
    ['', policies(watched)],
  ]);
  return `{{- if has $values.admission (list ${MODES.map((mode) => JSON.stringify(mode)).join(' ')}) }}\n${documents}{{- end }}\n`;
}

function withMode(policy: JsonObject, slots: Slots): JsonObject {
  const spec = policy.spec as JsonObject;
  if (spec.validationActions === undefined) return policy;
  const actions = slots.value(
    `{{ get (fromJson \`${JSON.stringify(ADMISSION_ACTIONS)}\`) $values.admission | list | toJson }}`,
  );
  return { ...policy, spec: { ...spec, validationActions: actions } };
}

/** Documents that depend on conditions, the last of which is that none of the others holds; what all have stands before. */
function branched(branches: readonly (readonly [condition: string, documents: readonly string[]])[]): string {
  const [[, first] = ['', []], ...others] = branches;
  const common = first.filter((text) => others.every(([, documents]) => documents.includes(text)));
  const lines = branches.map(([condition, documents], index) => {
    const action = condition === '' ? 'else' : index === 0 ? `if ${condition}` : `else if ${condition}`;
    return `{{- ${action} }}\n${documents.filter((text) => !common.includes(text)).join('')}`;
  });
  return `${common.join('')}${lines.join('')}{{- end }}\n`;
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
