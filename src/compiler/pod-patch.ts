import { deployment } from './deployment.ts';
import { type Diagnostic, diagnose } from './diagnostics.ts';
import type { Manifest } from './emit.ts';
import { type JsonObject, sorted } from './json.ts';
import { type Mark, type Origin, recording, settle, unmarked } from './origin.ts';
import { checkPod } from './pod-check.ts';
import { overrideFindings } from './pod-overrides.ts';
import { child, type Pointer, segments } from './pointer.ts';
import { strategicMerge } from './strategic-merge.ts';
import type { Workload } from './workload.ts';

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
 * What is wrong with the pod of {@link patchDeployment}, placed where the user can mend it: in the podSpec or in the
 * pool. A pod that is fine may still have warnings.
 */
export function checkPatched(workload: Workload, source: number): Diagnostic[] {
  const before = podOf(deployment(workload, unmarked) as unknown as Manifest);
  const merged = merge(before, workload, unmarked);
  if (merged.problems.length > 0) {
    return merged.problems.map(({ pointer, ...problem }) =>
      diagnose('InvalidPodSpec', source, { ...problem, pointer: POD_SPEC + pointer }),
    );
  }
  const problems = checkPod(merged.value);
  if (problems.length === 0) {
    return overrideFindings(before, merged.value, workload.podSpec).map(({ pointer, ...finding }) =>
      diagnose('PodSpecOverride', source, { ...finding, pointer: POD_SPEC + pointer }),
    );
  }
  // A pod that is wrong without the patch is the pool's fault; every other fault came with the patch.
  const inherited = workload.podSpec === null ? problems : checkPod(before);
  if (inherited.length > 0) {
    const origins = originsOf({ ...workload, podSpec: null });
    return inherited.map(({ pointer, ...problem }) =>
      diagnose('InvalidPool', workload.pool.source, {
        ...problem,
        pointer: blame(pointer, origins, isFromPool) ?? workload.pool.pointer,
      }),
    );
  }
  const origins = originsOf(workload);
  return problems.map(({ pointer, ...problem }) =>
    diagnose('InvalidPodSpec', source, {
      ...problem,
      pointer: blame(pointer, origins, isFromPodSpec) ?? POD_SPEC,
    }),
  );
}

/** The origin of each leaf of the merged pod. Only a faulty pod asks for it, so only then is it made again, recording. */
function originsOf(workload: Workload): ReadonlyMap<Pointer, Origin> {
  const mark = recording(workload.pool.pointer);
  const marked = podOf(deployment(workload, mark) as unknown as Manifest);
  return settle(merge(marked, workload, mark).value).origins;
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

type PointedOrigin = Extract<Origin, { readonly pointer: Pointer }>;

function isFromPool(origin: Origin): origin is PointedOrigin {
  return origin.from === 'infraRules';
}

function isFromPodSpec(origin: Origin): origin is PointedOrigin {
  return origin.from === 'function' && origin.pointer.startsWith(POD_SPEC);
}
