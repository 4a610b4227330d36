import { isArray, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { strategicMerge } from '../merge/strategic-merge.ts';
import { DRAIN_SECONDS, terminationGrace } from '../resolve/timing.ts';
import type { Workload } from '../resolve/workload.ts';
import type { Finding } from '../words/diagnostics.ts';
import { type Mark, plain } from '../words/origin.ts';
import { below, number, originsAt, workerOf } from './read-pod.ts';
import { templatePatch } from './template-patch.ts';
import { workerPod } from './worker-pod.ts';

export const POD_SPEC: Pointer = '/spec/worker/podSpec';

export interface MergedPod {
  /** Its keys are in no order. */
  readonly pod: JsonObject;
  /** What the merge refuses; pointers are into the podSpec. */
  readonly problems: readonly Finding[];
}

/**
 * The worker's pod as the pool makes it, with the pool's template, and what can only be decided then; pointers of problems
 * are into that template's spec. Under a recording mark the patch is marked too, so the merged leaves still know where they
 * came from.
 */
export function poolPod(workload: Workload, mark: Mark): MergedPod {
  const { template } = workload.pool;
  const before = workerPod(workload, mark);
  if (template === null || template.spec === null) return { pod: before, problems: [] };
  return merge(before, templatePatch(template.spec, workload, mark), workload, mark);
}

/** The same with worker.podSpec merged over it. */
export function mergedPod(workload: Workload, mark: Mark): MergedPod {
  return mergeInto(poolPod(workload, mark).pod, workload, mark);
}

/** The same over a pod that was made before. */
export function mergeInto(before: JsonObject, workload: Workload, mark: Mark): MergedPod {
  const { podSpec } = workload;
  if (podSpec === null) return { pod: before, problems: [] };
  return merge(before, mark.field(podSpec, POD_SPEC), workload, mark);
}

function merge(before: JsonObject, patch: JsonObject, workload: Workload, mark: Mark): MergedPod {
  const { value, problems } = strategicMerge(before, patch, 'PodSpec');
  if (problems.length > 0) return { pod: value, problems };
  return { pod: withGrace(withOwnVariablesFirst(value, before), workload, mark), problems };
}

/**
 * Kubernetes expands `$(NAME)` in a variable only where NAME stands before it, and podSpecs refer to the variables of
 * layerc. kubectl puts what a patch brings in front: this order alone differs from it.
 */
function withOwnVariablesFirst(pod: JsonObject, before: JsonObject): JsonObject {
  const worker = workerOf(pod);
  const env = below(worker?.object, 'env');
  const own = below(workerOf(before)?.object, 'env');
  if (!isArray(env) || !isArray(own)) return pod;
  const places = new Map<Json | undefined, number>();
  for (const [index, variable] of own.entries()) {
    const name = below(variable, 'name');
    if (!places.has(name)) places.set(name, index);
  }
  const placed = env.map((variable) => ({ variable, place: places.get(below(variable, 'name')) ?? -1 }));
  const first = placed.filter(({ place }) => place >= 0).sort((a, b) => a.place - b.place);
  const others = placed.filter(({ place }) => place < 0);
  return inWorker(pod, worker?.at, { env: [...first, ...others].map(({ variable }) => variable) });
}

/** The time of preStop is taken from the grace period, so a patch that lengthens the one lengthens the other. */
function withGrace(pod: JsonObject, workload: Workload, mark: Mark): JsonObject {
  const { podSpec, pool, push, timeoutSeconds } = workload;
  const isGiven = [podSpec, pool.template?.spec].some((patch) => patch && Object.hasOwn(patch, FIELD));
  if (isGiven || !Object.hasOwn(pod, FIELD)) return pod;
  const preStop = below(workerOf(pod)?.object, 'lifecycle', 'preStop');
  const drain = preStop === undefined || push === null ? 0 : DRAIN_SECONDS;
  const grace = terminationGrace(timeoutSeconds, waitOf(preStop) ?? drain);
  if (grace === plain(pod[FIELD])) return pod;
  const causes = originsAt(preStop, 'sleep', 'seconds');
  return { ...pod, [FIELD]: mark.rule(grace, 'GraceOutlastsCall', causes) };
}

const FIELD = 'terminationGracePeriodSeconds';

/** How long a preStop sleeps; undefined for another one: how long that takes nobody knows. */
export function waitOf(preStop: Json | undefined): number | undefined {
  const seconds = number(preStop, 'sleep', 'seconds');
  return seconds === undefined || !Number.isInteger(seconds) ? undefined : Math.max(seconds, 0);
}

function inWorker(pod: JsonObject, at: Pointer | undefined, fields: JsonObject): JsonObject {
  const containers = pod.containers as readonly Json[];
  return {
    ...pod,
    containers: containers.map((container, index) =>
      child('/containers', index) === at ? { ...(container as JsonObject), ...fields } : container,
    ),
  };
}
