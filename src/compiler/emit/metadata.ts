import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { FUNCTION_LABEL, MANAGED_BY, MANAGED_BY_LABEL } from '../words/ours.ts';

/** Name and labels shared by every object of the Function. */
export function metadata(workload: Workload, mark: Mark) {
  return {
    labels: labels(workload, mark),
    name: mark.rule(workload.baseName, 'OneBaseName'),
    namespace: namespaceOf(workload, mark),
  };
}

function namespaceOf(workload: Workload, mark: Mark): string {
  return workload.namespaceGiven
    ? mark.field(workload.namespace, '/metadata/namespace')
    : mark.setting(workload.namespace, 'namespace');
}

export function labels(workload: Workload, mark: Mark): Record<string, string> {
  return {
    'app.kubernetes.io/component': mark.rule('worker', 'CommonLabels'),
    [MANAGED_BY_LABEL]: mark.rule(MANAGED_BY, 'CommonLabels'),
    'app.kubernetes.io/name': mark.field(workload.name, '/metadata/name'),
    [FUNCTION_LABEL]: mark.field(workload.name, '/metadata/name'),
    'layer.hev.dev/component': mark.rule('worker', 'CommonLabels'),
  };
}

/** The pods of this Function, for the Deployment and the Service. */
export function selector(workload: Workload, mark: Mark): Record<string, string> {
  return { [FUNCTION_LABEL]: mark.field(workload.name, '/metadata/name') };
}
