import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { POLLING_SECONDS } from '../resolve/timing.ts';
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
    spec: {
      ...scaleDown(autoscale, mark),
      ...cooldown(autoscale, mark),
      maxReplicaCount: mark.field(autoscale.max, '/spec/scaling/replicas/max'),
      minReplicaCount: mark.field(autoscale.min, '/spec/scaling/replicas/min'),
      ...polling(autoscale, mark),
      scaleTargetRef: { name: mark.rule(workload.baseName, 'OneBaseName') },
      triggers: triggers(workload, autoscale, mark),
    },
  } satisfies IScaledObject;
}

/** Only a minimum of 0 knows the step to zero; KEDA's webhook warns when the fields stand beside a higher one. */
function cooldown({ min, queue, scheduleCooldown }: Autoscale, mark: Mark) {
  if (min > 0) return {};
  const seconds = queue
    ? mark.rule(queue.cooldown, 'CooldownOutlastsLease')
    : mark.rule(scheduleCooldown, 'WindowIsTheCooldown');
  // At creation KEDA knows no last activity and would scale to zero at its first look, whatever the cooldown.
  return { cooldownPeriod: seconds, initialCooldownPeriod: seconds };
}

/** How often KEDA looks whether to leave zero; the same warning as above. */
function polling({ min }: Autoscale, mark: Mark) {
  return min > 0 ? {} : { pollingInterval: mark.rule(POLLING_SECONDS, 'PollOften') };
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
          policies: [
            {
              periodSeconds: mark.rule(60, rule),
              type: mark.rule('Percent' as const, rule),
              value: mark.rule(50, rule),
            },
          ],
          stabilizationWindowSeconds: mark.rule(window, rule),
        };
  return { advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: behavior } } } };
}
