import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { metadata } from './metadata.ts';
import type { Mark } from './origin.ts';
import { POLLING_SECONDS } from './timing.ts';
import { triggers } from './triggers.ts';
import type { Autoscale, Workload } from './workload.ts';

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
    spec: {
      scaleTargetRef: { name: mark.rule(workload.baseName, 'OneBaseName') },
      minReplicaCount: mark.field(autoscale.min, '/spec/scaling/replicas/min'),
      maxReplicaCount: mark.field(autoscale.max, '/spec/scaling/replicas/max'),
      ...stepToZero(autoscale, mark),
      ...scaleDown(autoscale, mark),
      triggers: triggers(workload, autoscale, mark),
    },
  } satisfies IScaledObject;
}

/** Only a minimum of 0 knows this step; KEDA's webhook warns when the fields stand beside a higher one. */
function stepToZero({ min, queue, scheduleCooldown }: Autoscale, mark: Mark) {
  if (min > 0) return {};
  const cooldown = queue
    ? mark.rule(queue.cooldown, 'CooldownOutlastsLease')
    : mark.rule(scheduleCooldown, 'WindowIsTheCooldown');
  return {
    pollingInterval: mark.rule(POLLING_SECONDS, 'PollOften'),
    cooldownPeriod: cooldown,
    // At creation KEDA knows no last activity and would scale to zero at its first look, whatever the cooldown.
    initialCooldownPeriod: cooldown,
  };
}

function scaleDown({ min, queue }: Autoscale, mark: Mark) {
  if (queue === null) return {};
  const rule = 'ScaleDownOutlastsLease';
  // With a minimum above 0 there is no step to zero to leave the removal to: the longest window has to do.
  const window = queue.stabilization ?? (min > 0 ? 3600 : null);
  const behavior =
    window === null
      ? { selectPolicy: mark.rule('Disabled' as const, rule) }
      : {
          stabilizationWindowSeconds: mark.rule(window, rule),
          policies: [
            {
              type: mark.rule('Percent' as const, rule),
              value: mark.rule(50, rule),
              periodSeconds: mark.rule(60, rule),
            },
          ],
        };
  return { advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: behavior } } } };
}
