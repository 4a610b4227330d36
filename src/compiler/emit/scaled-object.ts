import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { type Durations, POLLING_SECONDS } from '../resolve/timing.ts';
import type { Autoscale, Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { metadata } from '../worker/metadata.ts';
import { triggers } from './triggers.ts';

/**
 * What KEDA scales; null unless the mode is autoscale and nothing is paused. No `fallback`: on a lost metrics source
 * KEDA then freezes the replicas, while a fallback of 0 scales to zero and any other wakes every idle Function.
 */
export function scaledObject(workload: Workload, mark: Mark) {
  const { autoscale } = workload;
  if (autoscale === null) return null;
  return {
    apiVersion: mark.rule('keda.sh/v1alpha1', 'ObjectKind'),
    kind: mark.rule('ScaledObject', 'ObjectKind'),
    metadata: metadata(workload, mark),
    spec: spec(workload, autoscale, mark),
  } satisfies IScaledObject;
}

type Spec = IScaledObject['spec'];

function spec(workload: Workload, autoscale: Autoscale, mark: Mark): Spec {
  const { min, max, queue, scheduleCooldown } = autoscale;
  const spec: Partial<Spec> = {};
  if (queue !== null) spec.advanced = scaleDown(min, queue, mark);
  // Only a minimum of 0 knows the step to zero; KEDA's webhook warns when the fields stand beside a higher one.
  if (min === 0) {
    const seconds = queue
      ? mark.rule(queue.cooldown, 'CooldownOutlastsLease')
      : mark.rule(scheduleCooldown, 'WindowIsTheCooldown');
    spec.cooldownPeriod = seconds;
    // At creation KEDA knows no last activity and would scale to zero at its first look, whatever the cooldown.
    spec.initialCooldownPeriod = seconds;
  }
  spec.maxReplicaCount = mark.field(max, '/spec/scaling/replicas/max');
  spec.minReplicaCount = mark.field(min, '/spec/scaling/replicas/min');
  // How often KEDA looks whether to leave zero.
  if (min === 0) spec.pollingInterval = mark.rule(POLLING_SECONDS, 'PollOften');
  spec.scaleTargetRef = { name: mark.rule(workload.baseName, 'OneBaseName') };
  spec.triggers = triggers(workload, autoscale, mark);
  return spec as Spec;
}

function scaleDown(min: number, queue: Durations, mark: Mark): NonNullable<Spec['advanced']> {
  const rule = 'ScaleDownOutlastsLease';
  // With a minimum above 0 there is no step to zero to leave the removal to: the longest window has to do.
  const window = queue.stabilization ?? (min > 0 ? 3600 : null);
  const behavior =
    window === null
      ? { selectPolicy: mark.rule('Disabled' as const, rule) }
      : {
          policies: [
            {
              periodSeconds: mark.rule(60, rule),
              type: mark.rule('Percent' as const, rule),
              value: mark.rule(50, rule),
            },
          ],
          stabilizationWindowSeconds: mark.rule(window, rule),
        };
  return { horizontalPodAutoscalerConfig: { behavior: { scaleDown: behavior } } };
}
