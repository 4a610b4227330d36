import type { ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { metricsThroughGateway } from '../words/settings.ts';
import { metadata } from '../worker/metadata.ts';

/** The bearer token for metrics that come through the gateway; null when KEDA asks no gateway. */
export function triggerAuthentication(workload: Workload, mark: Mark) {
  const { autoscale, settings } = workload;
  if (!autoscale?.queue || !metricsThroughGateway(settings)) return null;
  return {
    apiVersion: mark.rule('keda.sh/v1alpha1', 'ObjectKind'),
    kind: mark.rule('TriggerAuthentication', 'ObjectKind'),
    metadata: metadata(workload, mark),
    spec: {
      secretTargetRef: [
        {
          key: mark.setting(settings.gatewaySecretKey, 'gatewaySecretKey'),
          name: mark.setting(settings.gatewaySecretName, 'gatewaySecretName'),
          parameter: mark.rule('bearerToken', 'TokenForGateway'),
        },
      ],
    },
  } satisfies ITriggerAuthentication;
}
