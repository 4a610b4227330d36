import { deployment, WORKER_CONTAINER } from './deployment.ts';
import { type Diagnostic, diagnose } from './diagnostics.ts';
import type { Manifest } from './emit.ts';
import { isArray, isObject, type Json, type JsonObject, sorted } from './json.ts';
import { type Mark, type Origin, recording, settle, unmarked } from './origin.ts';
import { checkPod } from './pod-check.ts';
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
  if (problems.length === 0) return overrides(before, merged.value, workload, source);
  // Only a faulty pod needs to know where its leaves came from, so only now is it made again, recording.
  const mark = recording(workload.pool.pointer);
  const marked = podOf(deployment(workload, mark) as unknown as Manifest);
  const { origins } = settle(merge(marked, workload, mark).value);
  return problems.map(({ pointer, ...problem }) => {
    const place = blame(pointer, origins);
    return place.from === 'pool'
      ? diagnose('InvalidPool', workload.pool.source, { ...problem, pointer: place.pointer })
      : diagnose('InvalidPodSpec', source, { ...problem, pointer: place.pointer });
  });
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

interface Place {
  readonly from: 'podSpec' | 'pool';
  readonly pointer: Pointer;
}

/**
 * Where the user wrote what stands at `pointer` of the merged pod: the origin of that leaf; else of a leaf below or
 * beside it, walked back by the steps between the two.
 */
function blame(pointer: Pointer, origins: ReadonlyMap<Pointer, Origin>): Place {
  const path = segments(pointer);
  for (let length = path.length; length > 0; length--) {
    const ancestor = path.slice(0, length).reduce<Pointer>(child, '');
    const missing = path.slice(length);
    const places = [...origins]
      .filter(([leaf]) => leaf === ancestor || leaf.startsWith(`${ancestor}/`))
      .flatMap(([leaf, origin]): Place[] => {
        const from = placeOf(origin);
        if (from === null || !('pointer' in origin)) return [];
        const own = segments(origin.pointer);
        const steps = segments(leaf).length - length;
        const base = own.slice(0, Math.max(own.length - steps, segments(POD_SPEC).length));
        return [{ from, pointer: [...base, ...missing].reduce<Pointer>(child, '') }];
      });
    const place = places.find(({ from }) => from === 'podSpec') ?? places[0];
    if (place !== undefined) return place;
  }
  return { from: 'podSpec', pointer: POD_SPEC };
}

function placeOf(origin: Origin): Place['from'] | null {
  if (origin.from === 'infraRules') return 'pool';
  return origin.from === 'function' && origin.pointer.startsWith(POD_SPEC) ? 'podSpec' : null;
}

/** Warnings about what the podSpec takes from the pool and from the environment that layerc sets. */
function overrides(before: JsonObject, after: JsonObject, workload: Workload, source: number): Diagnostic[] {
  const patch = workload.podSpec;
  if (patch === null) return [];
  const worker = containerOf(before);
  const merged = containerOf(after);
  const index = isArray(patch.containers) ? patch.containers.findIndex(isWorker) : -1;
  const inWorker = `${POD_SPEC}/containers/${Math.max(index, 0)}`;
  const found: { what: string; pointer: Pointer }[] = [];
  if (lost(before.nodeSelector, after.nodeSelector)) {
    found.push({ what: "the pool's nodeSelector", pointer: `${POD_SPEC}/nodeSelector` });
  }
  if (lost(before.tolerations, after.tolerations)) {
    found.push({ what: "the pool's tolerations", pointer: `${POD_SPEC}/tolerations` });
  }
  if (lost(worker.resources, merged.resources)) {
    found.push({ what: "the pool's resources", pointer: `${inWorker}/resources` });
  }
  if (lost(worker.image, merged.image)) found.push({ what: 'worker.image', pointer: `${inWorker}/image` });
  for (const variable of isArray(worker.env) ? worker.env : []) {
    const name = isObject(variable) ? variable.name : null;
    const now = isArray(merged.env)
      ? merged.env.find((item) => isObject(item) && item.name === name)
      : undefined;
    if (!lost(variable, now)) continue;
    found.push({
      what: `the variable ${name}, which layerc sets`,
      pointer: envPointer(patch, index, inWorker, name),
    });
  }
  return found.map(({ what, pointer }) =>
    diagnose('PodSpecOverride', source, {
      pointer,
      message: `podSpec replaces ${what}.`,
      hint: 'Nothing to do if that is meant; else remove it from the podSpec.',
    }),
  );
}

function envPointer(patch: JsonObject, index: number, inWorker: Pointer, name: Json | undefined): Pointer {
  const container = isArray(patch.containers) ? patch.containers[index] : undefined;
  const env = isObject(container) && isArray(container.env) ? container.env : [];
  const at = env.findIndex((item) => isObject(item) && item.name === name);
  return at < 0 ? `${inWorker}/env` : `${inWorker}/env/${at}`;
}

function containerOf(pod: JsonObject): JsonObject {
  const found = isArray(pod.containers) ? pod.containers.find(isWorker) : undefined;
  return isObject(found) ? found : {};
}

function isWorker(container: Json): boolean {
  return isObject(container) && container.name === WORKER_CONTAINER;
}

/** Whether something of `before` is no longer in `after`; additions are no loss. */
function lost(before: Json | undefined, after: Json | undefined): boolean {
  if (before === undefined) return false;
  if (isObject(before)) {
    return !isObject(after) || Object.entries(before).some(([key, value]) => lost(value, after[key]));
  }
  if (isArray(before)) {
    return (
      !isArray(after) ||
      before.length !== after.length ||
      before.some((value, index) => lost(value, after[index]))
    );
  }
  return before !== after;
}
