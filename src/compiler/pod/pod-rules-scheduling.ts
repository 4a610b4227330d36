import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { labelKey, labelValue } from '../kubernetes/label.ts';
import { shown } from './pod-leaf.ts';
import { type Breach, breach, has, inner, list, objects, type Rule, text } from './pod-rule.ts';

/** Where pods may run: selectors, tolerations, affinity, spreading; and name servers. */
export const SCHEDULING_RULES: readonly Rule[] = [
  {
    // The Deployment is taken, but admission refuses each of its pods.
    of: ['PodSpec'],
    must: 'priority and preemptionPolicy come from a PriorityClass',
    hint: 'Name one with priorityClassName.',
    check: (pod) => {
      // What a pod without a class has anyway may also be said.
      if (has(pod, 'priorityClassName')) return [];
      return [
        ...breach(
          has(pod, 'priority') && pod.priority !== 0,
          '/priority',
          'priority is set without priorityClassName',
        ),
        ...breach(
          text(pod, 'preemptionPolicy') === 'Never',
          '/preemptionPolicy',
          'preemptionPolicy is Never without priorityClassName',
        ),
      ];
    },
  },
  {
    of: ['PodSpec'],
    must: 'a pod with schedulingGates has no node yet',
    hint: 'Remove nodeName or schedulingGates.',
    check: (pod) =>
      breach(
        has(pod, 'nodeName') && list(pod, 'schedulingGates').length > 0,
        '/nodeName',
        'nodeName is set beside schedulingGates',
      ),
  },
  {
    of: ['PodSpec'],
    must: `keys are ${labelKey.allowed}; values ${labelValue.allowed}`,
    hint: 'Copy the label from the node.',
    check: (pod) => labels(inner(pod, 'nodeSelector'), '/nodeSelector'),
  },
  {
    of: ['LabelSelector'],
    must: `keys are ${labelKey.allowed}; values ${labelValue.allowed}`,
    hint: 'Copy the label from the pods.',
    check: (selector) => labels(inner(selector, 'matchLabels'), '/matchLabels'),
  },
  {
    of: ['NodeSelectorRequirement', 'LabelSelectorRequirement'],
    must: 'In and NotIn have values, Exists and DoesNotExist have none, Gt and Lt have one',
    hint: 'Add or remove values.',
    check: (requirement) => {
      const count = list(requirement, 'values').length;
      const operator = text(requirement, 'operator') ?? '';
      const wrong =
        (/^(NotIn|In)$/.test(operator) && count === 0) ||
        (/Exist/.test(operator) && count > 0) ||
        (/^(Gt|Lt)$/.test(operator) && count !== 1);
      return breach(wrong, '/values', `${operator} has ${count}`);
    },
  },
  {
    of: ['LabelSelectorRequirement'],
    must: `values are ${labelValue.allowed}`,
    hint: 'Copy the value from the label.',
    check: (requirement) => values(requirement, ''),
  },
  {
    of: ['NodeSelector'],
    must: `values are ${labelValue.allowed}`,
    hint: 'Copy the value from the label of the node.',
    check: (selector) =>
      objects(selector, 'nodeSelectorTerms').flatMap((term) =>
        objects(term.object, 'matchExpressions').flatMap(({ object, at }) => values(object, term.at + at)),
      ),
  },
  {
    of: ['NodeSelectorTerm'],
    must: 'matchFields compare metadata.name, In or NotIn one value',
    hint: 'Use matchExpressions for labels.',
    check: (term) =>
      objects(term, 'matchFields').flatMap(({ object, at }) => {
        const one = list(object, 'values').length === 1 && /^(Not)?In$/.test(text(object, 'operator') ?? '');
        return breach(!one || text(object, 'key') !== 'metadata.name', at, 'this is another comparison');
      }),
  },
  {
    of: ['Toleration'],
    must: 'without a key a toleration has operator Exists',
    hint: 'Add the key, or operator: Exists to tolerate everything.',
    check: (toleration) =>
      breach(
        text(toleration, 'key') === undefined && text(toleration, 'operator') !== 'Exists',
        '',
        'key is absent',
      ),
  },
  {
    of: ['Toleration'],
    must: 'operator Exists takes no value',
    hint: 'Remove the value, or use operator Equal.',
    check: (toleration) =>
      breach(
        text(toleration, 'operator') === 'Exists' && text(toleration, 'value') !== undefined,
        '/value',
        'value is set',
      ),
  },
  {
    of: ['Toleration'],
    must: `the value of a taint is ${labelValue.allowed}`,
    hint: 'Copy the value from the taint.',
    check: (toleration) => {
      const value = text(toleration, 'value') ?? '';
      const compared = (text(toleration, 'operator') ?? 'Equal') === 'Equal';
      return breach(compared && !labelValue.accepts(value), '/value', `value is ${shown(value)}`);
    },
  },
  {
    of: ['Toleration'],
    must: 'tolerationSeconds goes with effect NoExecute only',
    hint: 'Set effect: NoExecute, or remove tolerationSeconds.',
    check: (toleration) =>
      breach(
        has(toleration, 'tolerationSeconds') && text(toleration, 'effect') !== 'NoExecute',
        '/tolerationSeconds',
        `effect is ${text(toleration, 'effect') ?? 'absent'}`,
      ),
  },
  {
    of: ['TopologySpreadConstraint'],
    must: 'minDomains goes with whenUnsatisfiable DoNotSchedule only',
    hint: 'Remove minDomains, or use DoNotSchedule.',
    check: (constraint) =>
      breach(
        has(constraint, 'minDomains') && text(constraint, 'whenUnsatisfiable') !== 'DoNotSchedule',
        '/minDomains',
        'minDomains is set',
      ),
  },
  {
    of: ['TopologySpreadConstraint', 'PodAffinityTerm'],
    must: 'matchLabelKeys and mismatchLabelKeys need a labelSelector',
    hint: 'Add labelSelector.',
    check: (term) =>
      inner(term, 'labelSelector') === undefined
        ? ['matchLabelKeys', 'mismatchLabelKeys'].flatMap((field) =>
            breach(list(term, field).length > 0, child('', field), 'there is none'),
          )
        : [],
  },
  {
    of: ['TopologySpreadConstraint'],
    must: 'a key of matchLabelKeys is not in labelSelector',
    hint: 'Keep it in one of the two.',
    check: (constraint) => {
      const selector = inner(constraint, 'labelSelector') ?? {};
      const keys = new Set([
        ...Object.keys(inner(selector, 'matchLabels') ?? {}),
        ...objects(selector, 'matchExpressions').map(({ object }) => text(object, 'key')),
      ]);
      return list(constraint, 'matchLabelKeys').flatMap((key, index) =>
        breach(typeof key === 'string' && keys.has(key), child('/matchLabelKeys', index), `${shown(key)} is`),
      );
    },
  },
  {
    of: ['PodAffinityTerm'],
    must: 'no key is in both matchLabelKeys and mismatchLabelKeys',
    hint: 'Keep it in one of the two.',
    check: (term) => {
      const keys = new Set(list(term, 'mismatchLabelKeys'));
      return list(term, 'matchLabelKeys').flatMap((key, index) =>
        breach(typeof key === 'string' && keys.has(key), child('/matchLabelKeys', index), `${shown(key)} is`),
      );
    },
  },
  {
    of: ['PodSpec'],
    must: 'dnsConfig has at most 3 nameservers and 32 searches, and with dnsPolicy None at least one nameserver',
    hint: 'Add or remove entries of dnsConfig.',
    check: (pod) => {
      const config = inner(pod, 'dnsConfig') ?? {};
      const servers = list(config, 'nameservers').length;
      const none = text(pod, 'dnsPolicy') === 'None' && servers === 0;
      return [
        ...breach(none || servers > 3, '/dnsConfig/nameservers', `there are ${servers} nameservers`),
        ...breach(list(config, 'searches').length > 32, '/dnsConfig/searches', 'there are more'),
      ];
    },
  },
];

function labels(map: JsonObject | undefined, at: Pointer): readonly Breach[] {
  return Object.entries(map ?? {})
    .filter(
      ([key, value]) => !labelKey.accepts(key) || (typeof value === 'string' && !labelValue.accepts(value)),
    )
    .map(([key, value]) => ({
      at: child(at, key),
      found: labelKey.accepts(key) ? `the value is ${shown(value)}` : `the key is ${shown(key)}`,
    }));
}

function values(requirement: JsonObject, at: Pointer): readonly Breach[] {
  return list(requirement, 'values').flatMap((value, index) =>
    breach(
      typeof value === 'string' && !labelValue.accepts(value),
      child(`${at}/values`, index),
      `a value is ${shown(value)}`,
    ),
  );
}
