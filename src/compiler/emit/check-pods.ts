import type { JsonObject } from '../../json/json.ts';
import { checkPod } from '../pod/pod-check.ts';
import type { Pool } from '../read/pool.ts';
import type { Stage } from '../read/stage.ts';
import type { Workload } from '../resolve/workload.ts';
import { policyFindings } from '../security/pod-policy.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { unmarked } from '../words/origin.ts';
import { inPodSpec, inPool } from './blame.ts';
import { overrideFindings, workerContainer } from './pod-overrides.ts';
import { POD_SPEC, patch } from './pod-patch.ts';
import { WORKER_CONTAINER, workerPod } from './worker-pod.ts';

/** Workloads → those whose pool makes a valid pod. Each pool is looked at once. */
export function checkPools(workloads: readonly Workload[]): Stage<Workload> {
  const faults = new Map<Pool, readonly Diagnostic[]>();
  for (const workload of workloads) {
    if (!faults.has(workload.pool)) faults.set(workload.pool, poolFaults(workload));
  }
  return {
    values: workloads.filter(({ pool }) => faults.get(pool)?.length === 0),
    diagnostics: [...faults.values()].flat(),
  };
}

/**
 * What is wrong with the pod that a pool makes, before any podSpec. Beside the pool it holds only values that have
 * passed their schema, so one Function stands for all of the pool.
 */
function poolFaults(workload: Workload): Diagnostic[] {
  const { pool } = workload;
  const problems = checkPod(workerPod(workload, unmarked));
  if (problems.length === 0) return [];
  const placeOf = inPool(workload);
  return problems.map(({ pointer, ...problem }) =>
    diagnose('InvalidPool', pool.source, {
      ...problem,
      pointer: placeOf(pointer) ?? pool.pointer,
    }),
  );
}

/** A workload with its pod. */
export interface WorkloadPod {
  readonly workload: Workload;
  /**
   * Null where no podSpec changes it: it is then made when it is asked for. A merge is done once, and what it gives is
   * kept: it shares most of its parts with the podSpec.
   */
  readonly pod: JsonObject | null;
}

/** Workloads of valid pools → their pods, patched and checked; a workload with an error is left out. */
export function patchPods(workloads: readonly Workload[]): Stage<WorkloadPod> {
  const values: WorkloadPod[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const workload of workloads) {
    const { pod, found } = workload.podSpec === null ? UNPATCHED : checkedPod(workload, workload.podSpec);
    diagnostics.push(...found);
    if (found.every(({ severity }) => severity !== 'error')) values.push({ workload, pod });
  }
  return { values, diagnostics };
}

const UNPATCHED = { pod: null, found: [] };

/**
 * The merged pod, and what is wrong with the merge, with the pod it makes, or with that pod in this pool, placed in the
 * podSpec. A pod that is fine may still have warnings.
 */
function checkedPod(workload: Workload, podSpec: JsonObject): { pod: JsonObject; found: Diagnostic[] } {
  const { source } = workload;
  const before = workerPod(workload, unmarked);
  const { value: pod, problems } = patch(before, workload, unmarked);
  const place = ({ pointer, ...finding }: Finding) => ({ ...finding, pointer: POD_SPEC + pointer });
  if (problems.length > 0) {
    return { pod, found: problems.map((problem) => diagnose('InvalidPodSpec', source, place(problem))) };
  }
  const faults = workerContainer(pod) === undefined ? [LOST_WORKER] : checkPod(pod);
  const refused = policyFindings(pod, workload.pool, workload.settings.gatewaySecretName);
  const overrides = faults.length === 0 ? overrideFindings(before, pod, podSpec) : [];
  const found = overrides.map((one) => diagnose('PodSpecOverride', source, place(one)));
  if (faults.length === 0 && refused.length === 0) return { pod, found };
  const placeOf = inPodSpec(workload, podSpec);
  for (const { code, pointer, ...finding } of [...faults.map(invalid), ...refused]) {
    found.push(diagnose(code, source, { ...finding, pointer: placeOf(pointer) }));
  }
  return { pod, found };
}

function invalid(fault: Finding) {
  return { code: 'InvalidPodSpec', ...fault } as const;
}

const LOST_WORKER: Finding = {
  pointer: '/containers',
  message: `The podSpec removes the container ${WORKER_CONTAINER}, which runs the worker.`,
  hint: `Leave ${WORKER_CONTAINER} in place; to run something else change its image and command.`,
};
