/** Labels that nodes no longer carry, and selectors that match no pod, or not those that are meant. */
import type { Json, JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { labelValue } from '../../kubernetes/name-grammars.ts';
import { shown } from '../../words/phrases.ts';
import { has, inner, type Located, list, objects, text } from '../constraint.ts';
import type { Warned } from './warned.ts';

const OLD_LABELS: { readonly [label: string]: string | null } = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'app.kubernetes.io/created-by': null,
  'scheduler.alpha.kubernetes.io/preferAvoidPods': null,
  'node-role.kubernetes.io/master': 'node-role.kubernetes.io/control-plane',
};

export function nodeLabels(pod: JsonObject): Warned[] {
  const selected = Object.keys(inner(pod, 'nodeSelector') ?? {}).flatMap((key) =>
    oldLabel(key, child('/nodeSelector', key)),
  );
  return isSpread(pod) ? [...selected, ...labelsOfTerms(pod)] : selected;
}

/** Whether there is any term or constraint to look at: most pods have none. */
function isSpread(pod: JsonObject): boolean {
  return has(pod, 'affinity') || has(pod, 'topologySpreadConstraints');
}

function labelsOfTerms(pod: JsonObject): Warned[] {
  const affinity = inner(inner(pod, 'affinity') ?? {}, 'nodeAffinity') ?? {};
  const root = '/affinity/nodeAffinity';
  const required = objects(inner(affinity, REQUIRED) ?? {}, 'nodeSelectorTerms').map(({ object, at }) => ({
    object,
    at: `${root}/${REQUIRED}${at}`,
  }));
  const preferred = objects(affinity, PREFERRED).flatMap(({ object, at }) => {
    const term = inner(object, 'preference');
    return term === undefined ? [] : [{ object: term, at: `${root}${at}/preference` }];
  });
  return [
    ...[...required, ...preferred].flatMap((term) =>
      expressions(term).flatMap(({ object, at }) => oldLabel(text(object, 'key') ?? '', `${at}/key`)),
    ),
    ...preferred.flatMap((term) => expressions(term).flatMap(impossibleValues)),
    ...objects(pod, 'topologySpreadConstraints').flatMap(({ object, at }) =>
      oldLabel(text(object, 'topologyKey') ?? '', `${at}/topologyKey`),
    ),
  ];
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

function expressions(term: Located): Located[] {
  return objects(term.object, 'matchExpressions').map(({ object, at }) => ({ object, at: term.at + at }));
}

function impossibleValues({ object, at }: Located): Warned[] {
  return list(object, 'values').flatMap((value: Json, index) =>
    typeof value === 'string' && !labelValue.accepts(value)
      ? [
          {
            at: child(`${at}/values`, index),
            found: `is ${shown(value)}, which no label can have`,
            hint: 'Copy the value from the label of the node.',
          },
        ]
      : [],
  );
}

function oldLabel(key: string, at: Pointer): Warned[] {
  if (!Object.hasOwn(OLD_LABELS, key)) return [];
  const now = OLD_LABELS[key];
  return [
    {
      at,
      found: `uses the label ${key}, which is deprecated`,
      hint: now === null ? 'Use a label of your own, or taints and tolerations.' : `Use ${now}.`,
    },
  ];
}

/** Selectors over pods that are meant to find the pods of this Function. */
export function selectors(pod: JsonObject, labels: { readonly [key: string]: string }): Warned[] {
  if (!isSpread(pod)) return [];
  const affinity = inner(pod, 'affinity') ?? {};
  const terms = (kind: string) => {
    const rules = inner(affinity, kind) ?? {};
    return [
      ...objects(rules, REQUIRED),
      ...objects(rules, PREFERRED).flatMap(({ object, at }) => {
        const term = inner(object, 'podAffinityTerm');
        return term === undefined ? [] : [{ object: term, at: `${at}/podAffinityTerm` }];
      }),
    ].map(({ object, at }) => ({ object, at: `/affinity/${kind}${at}` }));
  };
  const own = [...objects(pod, 'topologySpreadConstraints'), ...terms('podAntiAffinity')];
  return [
    ...[...own, ...terms('podAffinity')]
      .filter(({ object }) => inner(object, 'labelSelector') === undefined)
      .map(({ at }) => ({
        at: `${at}/labelSelector`,
        found: 'is absent, so that it matches no pod',
        hint: 'Add a labelSelector; an empty one matches every pod of the namespace.',
      })),
    ...own.flatMap(({ object, at }) => {
      const selector = inner(object, 'labelSelector');
      if (selector === undefined || knowsHash(selector) || selects(selector, labels)) return [];
      return [
        {
          at: `${at}/labelSelector`,
          found:
            'does not match the labels of the pod itself, so that the pods of this Function are not told apart',
          hint: 'Select a label that layerc gives the pods, such as app.kubernetes.io/name.',
        },
      ];
    }),
  ];
}

type Labels = { readonly [key: string]: string };

function selects(selector: JsonObject, labels: Labels): boolean {
  const equal = Object.entries(inner(selector, 'matchLabels') ?? {}).every(
    ([key, value]) => labelOf(labels, key) === value,
  );
  return equal && objects(selector, 'matchExpressions').every(({ object }) => holds(object, labels));
}

function holds(requirement: JsonObject, labels: Labels): boolean {
  const value = labelOf(labels, text(requirement, 'key') ?? '');
  const isListed = value !== undefined && list(requirement, 'values').includes(value);
  const operator = text(requirement, 'operator') ?? '';
  if (operator === 'In') return isListed;
  if (operator === 'NotIn') return !isListed;
  return (operator === 'Exists') === (value !== undefined);
}

function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** The controller of the Deployment adds that label. */
function knowsHash(selector: JsonObject): boolean {
  return (
    Object.hasOwn(inner(selector, 'matchLabels') ?? {}, 'pod-template-hash') ||
    objects(selector, 'matchExpressions').some(({ object }) => text(object, 'key') === 'pod-template-hash')
  );
}
