import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { labelKey, labelValue } from '../kubernetes/name-grammars.ts';
import { counted, shown } from '../words/phrases.ts';
import { type Breach, breach, type Constraint, has, inner, list, objects, text } from './constraint.ts';

const LABEL_MUST = `a key must be ${labelKey.allowed}, and a value must be ${labelValue.allowed}`;

/** Where pods may run: selectors, tolerations, affinity, spreading; and name servers. */
export const SCHEDULING_CONSTRAINTS: readonly Constraint[] = [
  {
    // The Deployment is taken, but admission refuses each of its pods.
    of: ['PodSpec'],
    must: 'only a PriorityClass gives a pod its priority',
    hint: 'Name one with priorityClassName.',
    check: (pod) => {
      // What a pod without a class has anyway may also be said.
      if (has(pod, 'priorityClassName')) return [];
      return [
        ...breach(
          has(pod, 'priority') && pod.priority !== 0,
          '/priority',
          `is ${shown(pod.priority)} without a priorityClassName`,
        ),
        ...breach(
          text(pod, 'preemptionPolicy') === 'Never',
          '/preemptionPolicy',
          'is Never without a priorityClassName',
        ),
      ];
    },
  },
  {
    of: ['PodSpec'],
    must: 'a pod that waits at a gate has no node yet',
    hint: 'Remove nodeName or schedulingGates.',
    check: (pod) =>
      breach(
        has(pod, 'nodeName') && list(pod, 'schedulingGates').length > 0,
        '/nodeName',
        'stands beside schedulingGates',
      ),
  },
  {
    of: ['PodSpec'],
    must: LABEL_MUST,
    hint: 'Copy the label from the node.',
    check: (pod) => labels(inner(pod, 'nodeSelector'), '/nodeSelector'),
  },
  {
    of: ['LabelSelector'],
    must: LABEL_MUST,
    hint: 'Copy the label from the pods.',
    check: (selector) => labels(inner(selector, 'matchLabels'), '/matchLabels'),
  },
  {
    of: ['NodeSelectorRequirement', 'LabelSelectorRequirement'],
    must: 'In and NotIn compare with values, Exists and DoesNotExist with none, Gt and Lt with one',
    hint: 'Add or remove values.',
    check: (requirement) => {
      const count = list(requirement, 'values').length;
      const operator = text(requirement, 'operator') ?? '';
      const wrong =
        (/^(NotIn|In)$/.test(operator) && count === 0) ||
        (/Exist/.test(operator) && count > 0) ||
        (/^(Gt|Lt)$/.test(operator) && count !== 1);
      return breach(wrong, '/values', `has ${counted(count, 'item')} for ${operator}`);
    },
  },
  {
    of: ['LabelSelectorRequirement'],
    must: `it must be ${labelValue.allowed}`,
    hint: 'Copy the value from the label.',
    check: (requirement) => values(requirement, ''),
  },
  {
    of: ['NodeSelector'],
    must: `it must be ${labelValue.allowed}`,
    hint: 'Copy the value from the label of the node.',
    check: (selector) =>
      objects(selector, 'nodeSelectorTerms').flatMap((term) =>
        objects(term.object, 'matchExpressions').flatMap(({ object, at }) => values(object, term.at + at)),
      ),
  },
  {
    of: ['NodeSelectorTerm'],
    must: 'matchFields compare metadata.name, with In or NotIn and one value',
    hint: 'Use matchExpressions for labels.',
    check: (term) =>
      objects(term, 'matchFields').flatMap(({ object, at }) => {
        const one = list(object, 'values').length === 1 && /^(Not)?In$/.test(text(object, 'operator') ?? '');
        return breach(!one || text(object, 'key') !== 'metadata.name', at, 'is another comparison');
      }),
  },
  {
    of: ['Toleration'],
    must: 'only operator Exists goes without a key',
    hint: 'Add the key, or operator: Exists to tolerate everything.',
    check: (toleration) =>
      breach(
        text(toleration, 'key') === undefined && text(toleration, 'operator') !== 'Exists',
        '/key',
        'is absent',
      ),
  },
  {
    of: ['Toleration'],
    must: 'operator Exists compares with none',
    hint: 'Remove the value, or use operator Equal.',
    check: (toleration) =>
      breach(
        text(toleration, 'operator') === 'Exists' && text(toleration, 'value') !== undefined,
        '/value',
        `is ${shown(text(toleration, 'value'))}`,
      ),
  },
  {
    of: ['Toleration'],
    must: `it must be ${labelValue.allowed}`,
    hint: 'Copy the value from the taint.',
    check: (toleration) => {
      const value = text(toleration, 'value') ?? '';
      const compared = (text(toleration, 'operator') ?? 'Equal') === 'Equal';
      return breach(compared && !labelValue.accepts(value), '/value', `is ${shown(value)}`);
    },
  },
  {
    of: ['Toleration'],
    must: 'it goes with effect NoExecute alone',
    hint: 'Set effect: NoExecute, or remove tolerationSeconds.',
    check: (toleration) =>
      breach(
        has(toleration, 'tolerationSeconds') && text(toleration, 'effect') !== 'NoExecute',
        '/tolerationSeconds',
        `is set while effect is ${shown(text(toleration, 'effect'))}`,
      ),
  },
  {
    of: ['TopologySpreadConstraint'],
    must: 'it goes with DoNotSchedule alone',
    hint: 'Remove minDomains, or use DoNotSchedule.',
    check: (constraint) =>
      breach(
        has(constraint, 'minDomains') && text(constraint, 'whenUnsatisfiable') !== 'DoNotSchedule',
        '/minDomains',
        `is set while whenUnsatisfiable is ${shown(text(constraint, 'whenUnsatisfiable'))}`,
      ),
  },
  {
    of: ['TopologySpreadConstraint', 'PodAffinityTerm'],
    must: 'it adds to a labelSelector',
    hint: 'Add labelSelector.',
    check: (term) =>
      inner(term, 'labelSelector') === undefined
        ? ['matchLabelKeys', 'mismatchLabelKeys'].flatMap((field) =>
            breach(list(term, field).length > 0, child('', field), 'is set without a labelSelector'),
          )
        : [],
  },
  {
    of: ['TopologySpreadConstraint'],
    must: 'a key is in matchLabelKeys or in labelSelector',
    hint: 'Keep it in one of the two.',
    check: (constraint) => {
      const selector = inner(constraint, 'labelSelector') ?? {};
      const keys = new Set([
        ...Object.keys(inner(selector, 'matchLabels') ?? {}),
        ...objects(selector, 'matchExpressions').map(({ object }) => text(object, 'key')),
      ]);
      return matchedTwice(constraint, keys, 'labelSelector');
    },
  },
  {
    of: ['PodAffinityTerm'],
    must: 'a key is in matchLabelKeys or in mismatchLabelKeys',
    hint: 'Keep it in one of the two.',
    check: (term) => {
      return matchedTwice(term, new Set(list(term, 'mismatchLabelKeys')), 'mismatchLabelKeys');
    },
  },
  {
    of: ['PodSpec'],
    must: 'there are at most 3 nameservers and 32 searches, and with dnsPolicy None at least one nameserver',
    hint: 'Add or remove entries of dnsConfig.',
    check: (pod) => {
      const config = inner(pod, 'dnsConfig') ?? {};
      const servers = list(config, 'nameservers').length;
      const searches = list(config, 'searches').length;
      const none = text(pod, 'dnsPolicy') === 'None' && servers === 0;
      return [
        ...breach(none || servers > 3, '/dnsConfig/nameservers', `has ${counted(servers, 'item')}`),
        ...breach(searches > 32, '/dnsConfig/searches', `has ${counted(searches, 'item')}`),
      ];
    },
  },
];

/** The matchLabelKeys that another field has too. */
function matchedTwice(object: JsonObject, keys: ReadonlySet<unknown>, other: string): readonly Breach[] {
  return list(object, 'matchLabelKeys').flatMap((key, index) =>
    breach(
      typeof key === 'string' && keys.has(key),
      child('/matchLabelKeys', index),
      `is ${shown(key)}, a key of ${other} too`,
    ),
  );
}

function labels(map: JsonObject | undefined, at: Pointer): readonly Breach[] {
  return Object.entries(map ?? {})
    .filter(
      ([key, value]) => !labelKey.accepts(key) || (typeof value === 'string' && !labelValue.accepts(value)),
    )
    .map(([key, value]) => ({
      at: child(at, key),
      found: labelKey.accepts(key) ? `is ${shown(value)}` : 'has another key',
    }));
}

function values(requirement: JsonObject, at: Pointer): readonly Breach[] {
  return list(requirement, 'values').flatMap((value, index) =>
    breach(
      typeof value === 'string' && !labelValue.accepts(value),
      child(`${at}/values`, index),
      `is ${shown(value)}`,
    ),
  );
}
