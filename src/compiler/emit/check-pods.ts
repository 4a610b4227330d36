import type { JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { checkPod, type PodFinding } from '../pod/pod-check.ts';
import { type RepeatedItem, repeatedItems } from '../pod/repeated-items.ts';
import { podWarnings } from '../pod/server-warnings.ts';
import { inDefault, refusedUsers } from '../read/policy.ts';
import type { Stage } from '../read/stage.ts';
import type { Workload } from '../resolve/workload.ts';
import { policyFindings } from '../security/pod-policy.ts';
import { attempt } from '../words/attempt.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { unmarked } from '../words/origin.ts';
import { minorOf } from '../words/settings.ts';
import { inPodSpec, inPool, type WrittenAt, whereWritten } from './blame.ts';
import { labels } from './metadata.ts';
import { overrideFindings, workerContainer } from './pod-overrides.ts';
import { POD_SPEC, patch } from './pod-patch.ts';
import { WORKER_CONTAINER, workerPod } from './worker-pod.ts';

/** Workloads → those whose pool makes a valid pod. Each pool is looked at once. */
export function checkPools(workloads: readonly Workload[]): Stage<Workload> {
  const faults = new Map<string, readonly Diagnostic[]>();
  for (const workload of workloads) {
    const { name, source } = workload.pool;
    if (faults.has(name)) continue;
    const { value, fault } = attempt(source, () => poolFaults(workload));
    faults.set(name, fault === undefined ? value : [fault]);
  }
  const refused = refusedUsers(
    workloads.map(({ source, namespace, name, pool }) => ({ source, namespace, name, pool: pool.name })),
    (pool) => {
      const first = faults.get(pool)?.find((one) => !isWarning(one));
      return first === undefined ? null : { code: 'UnusablePool', because: inDefault(first.message) };
    },
  );
  return {
    values: workloads.filter(({ pool }) => faults.get(pool.name)?.every(isWarning)),
    diagnostics: [...faults.values()].flat().concat(refused),
  };
}

/**
 * What is wrong with the pod that a pool makes, before any podSpec. Beside the pool it holds only values that have
 * passed their schema, so one Function stands for all of the pool.
 */
function poolFaults(workload: Workload): Diagnostic[] {
  const { pool } = workload;
  const pod = workerPod(workload, unmarked);
  const problems = checkPod(pod, minorOf(workload.settings));
  const warnings = problems.length > 0 ? [] : podWarnings(pod, labels(workload, unmarked));
  if (problems.length + warnings.length === 0) return [];
  const placeOf = inPool(workload);
  if (problems.length === 0) {
    return warnings.map((warning) =>
      diagnose('PodWarning', pool.source, { ...warning, pointer: placeOf(warning.pointer) ?? pool.pointer }),
    );
  }
  return problems.map(({ pointer, against, ...problem }) => {
    const other = against && placeOf(against.pointer);
    const related = other && [{ source: pool.source, pointer: other, message: against.message }];
    return diagnose('InvalidPool', pool.source, {
      ...problem,
      pointer: placeOf(pointer) ?? pool.pointer,
      ...(related && { related }),
    });
  });
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
    const { podSpec, source } = workload;
    const { value, fault } = attempt(source, () =>
      podSpec === null ? UNPATCHED : checkedPod(workload, podSpec),
    );
    const { pod, found } = fault === undefined ? value : { pod: null, found: [fault] };
    for (const one of found) diagnostics.push(one);
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
  const repeated = repeatedItems(podSpec, before);
  if (repeated.length > 0) return { pod: before, found: repeated.map((one) => repetition(source, one)) };
  const place = ({ pointer, ...finding }: Finding) => ({ ...finding, pointer: POD_SPEC + pointer });
  if (problems.length > 0) {
    return { pod, found: problems.map((problem) => diagnose('InvalidPodSpec', source, place(problem))) };
  }
  const faults: readonly PodFinding[] =
    workerContainer(pod) === undefined ? [LOST_WORKER] : checkPod(pod, minorOf(workload.settings));
  const refused = policyFindings(pod, workload.pool, workload.settings.gatewaySecretName);
  const overrides = faults.length === 0 ? overrideFindings(before, pod, podSpec) : [];
  const found = overrides.map((one) => diagnose('PodSpecOverride', source, place(one)));
  if (faults.length === 0 && refused.length === 0) {
    return { pod, found: [...found, ...warningsOf(workload, podSpec, pod)] };
  }
  const placeOf = inPodSpec(workload, podSpec);
  const writtenAt = whereWritten(workload);
  for (const { against, ...fault } of faults) {
    const placed = against && conflict({ ...fault, against }, writtenAt);
    found.push(diagnose('InvalidPodSpec', source, placed ?? { ...fault, pointer: placeOf(fault.pointer) }));
  }
  for (const { code, pointer, ...finding } of refused) {
    found.push(diagnose(code, source, { ...finding, pointer: placeOf(pointer) }));
  }
  return { pod, found };
}

/** What is said of the pool is said once, at the pool. */
function warningsOf(workload: Workload, podSpec: JsonObject, pod: JsonObject): Diagnostic[] {
  const warnings = podWarnings(pod, labels(workload, unmarked));
  if (warnings.length === 0) return [];
  const placeOf = inPodSpec(workload, podSpec);
  const writtenAt = whereWritten(workload);
  return warnings
    .filter(({ pointer }) => writtenAt(pointer)?.by !== 'pool')
    .map((warning) =>
      diagnose('PodWarning', workload.source, { ...warning, pointer: placeOf(warning.pointer) }),
    );
}

function isWarning({ severity }: Diagnostic): boolean {
  return severity === 'warning';
}

/**
 * A conflict between two places of the input. The podSpec is the one to change, because all Functions share the pool:
 * it is shown there, and the value of the pool as the other place. Undefined where it is not written in two places.
 */
function conflict(
  { pointer, against, ...problem }: PodFinding & Required<Pick<PodFinding, 'against'>>,
  writtenAt: (pointer: Pointer) => WrittenAt | undefined,
): Finding | undefined {
  const [own, other] = [writtenAt(pointer), writtenAt(against.pointer)];
  if (own === undefined || other === undefined) return undefined;
  if (own.by === 'podSpec' && other.by === 'podSpec') {
    const related = [{ source: other.source, pointer: other.pointer, message: against.message }];
    return { ...problem, pointer: own.pointer, related };
  }
  const [patch, pool] = own.by === 'podSpec' ? [own, other] : [other, own];
  const said = own.by === 'podSpec' ? against.message : against.own;
  return {
    ...problem,
    pointer: patch.pointer,
    related: [
      { source: pool.source, pointer: pool.pointer, message: said.replace(/\.$/, ', as the pool has it.') },
    ],
    hint: 'Change the podSpec, whose value goes before that of the pool: write both values there, or remove the one shown.',
  };
}

function repetition(source: number, { pointer, first, message }: RepeatedItem): Diagnostic {
  return diagnose('InvalidPodSpec', source, {
    pointer: POD_SPEC + pointer,
    message,
    hint: 'Keep one of the two.',
    related: [{ source, pointer: POD_SPEC + first, message: 'The first of them is here.' }],
  });
}

const LOST_WORKER: PodFinding = {
  pointer: '/containers',
  message: `The podSpec removes the container ${WORKER_CONTAINER}, which runs the worker.`,
  hint: `Leave ${WORKER_CONTAINER} in place; to run something else change its image and command.`,
};
