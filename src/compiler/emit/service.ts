import type { IService } from 'kubernetes-models/v1';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { metadata, selector } from '../worker/metadata.ts';

/** The Service that the gateway pushes to; null for pull, whose workers nobody calls. */
export function service(workload: Workload, mark: Mark) {
  if (workload.push === null) return null;
  const { port } = workload.push;
  return {
    apiVersion: mark.rule('v1', 'ObjectKind'),
    kind: mark.rule('Service', 'ObjectKind'),
    metadata: metadata(workload, mark),
    spec: {
      ports: [
        {
          name: mark.rule('http', 'PushPort'),
          port: mark.rule(port, 'PushPort'),
          targetPort: mark.rule(port, 'PushPort'),
        },
      ],
      selector: selector(workload, mark),
      type: mark.rule('ClusterIP', 'ObjectKind'),
    },
  } satisfies IService;
}
