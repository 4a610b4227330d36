import type { JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { type Merged, strategicMerge } from '../merge/strategic-merge.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Mark } from '../words/origin.ts';
import { workerPod } from './worker-pod.ts';

export const POD_SPEC: Pointer = '/spec/worker/podSpec';

/**
 * The worker's pod with worker.podSpec merged into it; its keys are in no order. Under a recording mark the patch is
 * marked too, so the merged leaves still know where they came from.
 */
export function patchedPod(workload: Workload, mark: Mark): Merged {
  return patch(workerPod(workload, mark), workload, mark);
}

/** The same over a pod that was made before. */
export function patch(pod: JsonObject, { podSpec }: Workload, mark: Mark): Merged {
  if (podSpec === null) return { value: pod, problems: [] };
  return strategicMerge(pod, mark.field(podSpec, POD_SPEC), 'PodSpec');
}
