/**
 * Why something that people look for is not in the objects: by its path, as `explain` takes it, or by the kind alone where
 * the whole object is absent. The inputs are those of explain-rules.ts.
 */
import type { ExplainRule } from './explain-rules.ts';

const AUTOSCALED = ['function:/spec/scaling/mode', 'function:/spec/paused'];
const POD = 'deployment.spec.template.spec';
const UDF = `${POD}.containers[udf]`;

const PUSH_ONLY: ExplainRule = {
  sentence: 'Only a push worker is called, so only it has one.',
  inputs: ['function:/spec/worker/dispatch'],
};
const STEP_TO_ZERO: ExplainRule = {
  sentence: 'With replicas.min above 0 there is no step to zero, and KEDA warns of this field.',
  inputs: ['function:/spec/scaling/replicas/min'],
};
const OF_THE_IMAGE: ExplainRule = {
  sentence: 'The image says what is run, unless the podSpec does.',
  inputs: ['function:/spec/worker/image', 'function:/spec/worker/podSpec'],
};

function ofThePool(field: string): ExplainRule {
  return {
    sentence: 'The pool has none, nor has the podSpec.',
    inputs: [`pool:/${field}`, 'function:/spec/worker/podSpec'],
  };
}

export const ABSENCES: { readonly [path: string]: ExplainRule } = {
  service: PUSH_ONLY,
  networkpolicy: {
    sentence:
      'Only a push worker is called, and one is made only where the setting gatewayPods says which pods call.',
    inputs: ['function:/spec/worker/dispatch', 'setting:gatewayPods'],
  },
  poddisruptionbudget: {
    sentence:
      'Only a pool with disruption asks for one, and only for workers that somebody waits for: those that are called, or always there.',
    inputs: [
      'pool:/disruption',
      'function:/spec/worker/dispatch',
      'function:/spec/scaling/replicas/min',
      'function:/spec/paused',
    ],
  },
  scaledobject: {
    sentence: 'Only the mode autoscale has one, and not while the Function is paused.',
    inputs: AUTOSCALED,
  },
  triggerauthentication: {
    sentence:
      'Only KEDA needs the token, for a queue whose metrics come through the gateway: not for a Function that is paused, not autoscaled or driven by a schedule alone, nor for another server.',
    inputs: [...AUTOSCALED, 'function:/spec/triggers', 'setting:metricsServer'],
  },
  'deployment.spec.replicas': {
    sentence:
      'KEDA and its HPA own the number of workers in the mode autoscale; a number here would be set against theirs with each apply.',
    inputs: AUTOSCALED,
  },
  'scaledobject.spec.cooldownPeriod': STEP_TO_ZERO,
  'scaledobject.spec.initialCooldownPeriod': STEP_TO_ZERO,
  'scaledobject.spec.pollingInterval': STEP_TO_ZERO,
  'scaledobject.spec.advanced': {
    sentence: 'A schedule alone has no queue to look back on: its workers go when the window ends.',
    inputs: ['function:/spec/triggers'],
  },
  'scaledobject.spec.fallback': {
    sentence:
      'When the metrics are lost the workers stay as they are; a fallback would wake every idle Function or put a busy one to sleep.',
    inputs: [],
  },
  [`${UDF}.ports`]: PUSH_ONLY,
  [`${UDF}.readinessProbe`]: PUSH_ONLY,
  [`${UDF}.lifecycle`]: PUSH_ONLY,
  [`${UDF}.livenessProbe`]: {
    sentence: 'A long call must not look like death, so there is none unless the podSpec brings it.',
    inputs: ['function:/spec/worker/podSpec'],
  },
  [`${UDF}.command`]: OF_THE_IMAGE,
  [`${UDF}.args`]: OF_THE_IMAGE,
  [`${UDF}.resources`]: ofThePool('resources'),
  [`${POD}.nodeSelector`]: ofThePool('nodeSelector'),
  [`${POD}.tolerations`]: ofThePool('tolerations'),
};
