import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { gatewayPods } from '../words/settings.ts';
import { metadata, selector } from '../worker/metadata.ts';

/** The label by which Kubernetes itself names each namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/**
 * Lets nobody but the gateway reach the port of a push worker, and nobody at all its other ports; null where it is not
 * said which pods the gateway is, and for pull, whose workers nobody calls. The kubelet stands outside of such policies.
 */
export function networkPolicy(workload: Workload, mark: Mark) {
  const { push, settings } = workload;
  const gateway = push && gatewayPods(settings);
  if (push === null || gateway === null) return null;
  const { namespace, labels } = gateway;
  return {
    apiVersion: mark.rule('networking.k8s.io/v1', 'ObjectKind'),
    kind: mark.rule('NetworkPolicy', 'ObjectKind'),
    metadata: metadata(workload, mark),
    spec: {
      ingress: [
        {
          from: [
            {
              namespaceSelector: {
                matchLabels: { [NAMESPACE_NAME]: mark.setting(namespace, 'gatewayPods') },
              },
              podSelector: { matchLabels: mark.setting(labels, 'gatewayPods') },
            },
          ],
          ports: [{ port: mark.rule(push.port, 'PushPort'), protocol: mark.rule('TCP', 'PushPort') }],
        },
      ],
      podSelector: { matchLabels: selector(workload, mark) },
      policyTypes: [mark.rule('Ingress', 'OnlyTheGatewayCalls')],
    },
  } satisfies INetworkPolicy;
}
