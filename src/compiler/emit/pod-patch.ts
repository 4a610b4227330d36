import { type JsonObject, sorted } from '../../json/json.ts';
import { child, type Pointer, segments } from '../../json/pointer.ts';
import { strategicMerge } from '../merge/strategic-merge.ts';
import { checkPod } from '../pod/pod-check.ts';
import type { Workload } from '../resolve/workload.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { type Mark, type Origin, recording, settle, unmarked } from '../words/origin.ts';
import { deployment, WORKER_CONTAINER } from './deployment.ts';
import type { Manifest } from './emit.ts';
import { overrideFindings, workerContainer } from './pod-overrides.ts';

const POD_SPEC = '/spec/worker/podSpec';

/**
 * A Deployment with worker.podSpec merged into its pod. Under a recording mark the patch is marked too, so the merged
 * leaves still know where they came from.
 */
export function patchDeployment(deployment: Manifest, workload: Workload, mark: Mark): Manifest {
  if (workload.podSpec === null) return deployment;
  return withPod(deployment, sorted(merge(podOf(deployment), workload, mark).value));
}

/**
 * What is wrong with the pod that a pool makes, before any podSpec. Beside the pool it holds only values that have
 * passed their schema, so one Function stands for all of the pool.
 */
export function checkPool(workload: Workload): Diagnostic[] {
  const { pool } = workload;
  const problems = checkPod(podOf(emitDeployment(workload, unmarked)));
  if (problems.length === 0) return [];
  const origins = originsOf({ ...workload, podSpec: null });
  return problems.map(({ pointer, ...problem }) =>
    diagnose('InvalidPool', pool.source, {
      ...problem,
      pointer: blame(pointer, origins, isFromPool) ?? pool.pointer,
    }),
  );
}

/**
 * What is wrong with the merge, or with the pod it makes, placed in the podSpec; the pool has been checked before. A pod
 * that is fine may still have warnings.
 */
export function checkPatched(workload: Workload, source: number): Diagnostic[] {
  const { podSpec } = workload;
  if (podSpec === null) return [];
  const before = podOf(emitDeployment(workload, unmarked));
  const { value: after, problems } = merge(before, workload, unmarked);
  const place = ({ pointer, ...finding }: Finding) => ({ ...finding, pointer: POD_SPEC + pointer });
  if (problems.length > 0)
    return problems.map((problem) => diagnose('InvalidPodSpec', source, place(problem)));
  const faults = workerContainer(after) === undefined ? [LOST_WORKER] : checkPod(after);
  if (faults.length === 0) {
    return overrideFindings(before, after, podSpec).map((one) =>
      diagnose('PodSpecOverride', source, place(one)),
    );
  }
  const origins = originsOf(workload);
  return faults.map(({ pointer, ...problem }) =>
    diagnose('InvalidPodSpec', source, {
      ...problem,
      pointer: blame(pointer, origins, isFromPodSpec) ?? written(pointer, podSpec),
    }),
  );
}

const LOST_WORKER: Finding = {
  pointer: '/containers',
  message: `The podSpec removes the container ${WORKER_CONTAINER}, which runs the worker.`,
  hint: `Leave ${WORKER_CONTAINER} in place; to run something else change its image and command.`,
};

/** The origin of each leaf of the merged pod. Only a faulty pod asks for it, so only then is it made again, recording. */
function originsOf(workload: Workload): ReadonlyMap<Pointer, Origin> {
  const mark = recording(workload.pool.pointer);
  const marked = podOf(emitDeployment(workload, mark));
  return settle(merge(marked, workload, mark).value).origins;
}

function emitDeployment(workload: Workload, mark: Mark): Manifest {
  return deployment(workload, mark) as unknown as Manifest;
}

/** The pod spec of a Deployment. */
function podOf(deployment: Manifest): JsonObject {
  return (deployment as unknown as DeploymentShape).spec.template.spec;
}

function withPod(deployment: Manifest, pod: JsonObject): Manifest {
  const { spec, ...rest } = deployment as unknown as DeploymentShape;
  return { ...rest, spec: { ...spec, template: { ...spec.template, spec: pod } } } as unknown as Manifest;
}

interface DeploymentShape {
  readonly spec: { readonly template: { readonly spec: JsonObject } };
}

function merge(pod: JsonObject, { podSpec }: Workload, mark: Mark) {
  if (podSpec === null) return { value: pod, problems: [] };
  return strategicMerge(pod, mark.field(podSpec, POD_SPEC), 'PodSpec');
}

/**
 * Where the user wrote what stands at `pointer` of the merged pod: the wanted origin of that leaf; else of a leaf below
 * or beside it, walked back by the steps between the two.
 */
function blame(
  pointer: Pointer,
  origins: ReadonlyMap<Pointer, Origin>,
  isWanted: (origin: Origin) => origin is PointedOrigin,
): Pointer | undefined {
  const path = segments(pointer);
  for (let length = path.length; length > 0; length--) {
    const ancestor = path.slice(0, length).reduce<Pointer>(child, '');
    for (const [leaf, origin] of origins) {
      if ((leaf !== ancestor && !leaf.startsWith(`${ancestor}/`)) || !isWanted(origin)) continue;
      const written = segments(origin.pointer);
      const steps = segments(leaf).length - length;
      return [...written.slice(0, written.length - steps), ...path.slice(length)].reduce<Pointer>(child, '');
    }
  }
  return undefined;
}

/** For what has no leaf that could tell: the same place in the podSpec, if it has such a field. */
function written(pointer: Pointer, podSpec: JsonObject): Pointer {
  const [field = ''] = segments(pointer);
  return Object.hasOwn(podSpec, field) ? POD_SPEC + pointer : POD_SPEC;
}

type PointedOrigin = Extract<Origin, { readonly pointer: Pointer }>;

function isFromPool(origin: Origin): origin is PointedOrigin {
  return origin.from === 'infraRules';
}

function isFromPodSpec(origin: Origin): origin is PointedOrigin {
  return origin.from === 'function' && origin.pointer.startsWith(POD_SPEC);
}
