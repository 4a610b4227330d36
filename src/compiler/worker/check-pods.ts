import { isArray, type Json, type JsonObject } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { Pointer } from '../../json/pointer.ts';
import { checkPod, type PodFinding } from '../pod/pod-check.ts';
import { type RepeatedItem, repeatedItems } from '../pod/repeated-items.ts';
import { podWarnings } from '../pod/warnings/server-warnings.ts';
import type { Stage } from '../read/stage.ts';
import type { Workload } from '../resolve/workload.ts';
import { policyFindings } from '../security/pod-policy.ts';
import { attempt } from '../words/attempt.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { unmarked } from '../words/origin.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';
import { minorOf } from '../words/settings.ts';
import { Places } from './blame.ts';
import { conflict } from './conflict.ts';
import { mergeInto, POD_SPEC, poolPod } from './merged-pod.ts';
import { metadataOfPod } from './metadata.ts';
import { metadataFaults } from './metadata-faults.ts';
import { overrideFindings, variablesOf } from './overrides.ts';
import { brokenPromises, type CodedFinding } from './promises.ts';
import { protectedFindings } from './protected.ts';
import { workerOf } from './read-pod.ts';
import { unresolvedReferences } from './references.ts';
import { secondContainers, withNameOfWorker } from './second-container.ts';
import { workerPod } from './worker-pod.ts';

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
    const { value, fault } = attempt(workload.source, () => checkedPod(workload));
    const { pod, found } = fault === undefined ? value : { pod: null, found: [fault] };
    for (const one of found) diagnostics.push(one);
    if (found.every(({ severity }) => severity !== 'error')) values.push({ workload, pod });
  }
  return { values, diagnostics };
}

interface Checked {
  readonly pod: JsonObject | null;
  /** Placed in the podSpec. */
  readonly found: readonly Diagnostic[];
}

function checkedPod(workload: Workload): Checked {
  if (workload.podSpec === null && workload.podMetadata === null) return UNPATCHED;
  const podSpec = workload.podSpec ?? {};
  const before = poolPod(workload, unmarked).pod;
  const { pod, problems } = mergeInto(before, workload, unmarked);
  const repeated = repeatedItems(podSpec, before).map((one) => repetition(one, workload.source));
  const unmerged =
    repeated.length > 0 ? repeated : problems.map((one) => withNameOfWorker(one, podSpec.containers));
  const ofPodSpec = [...unmerged, ...metadataFaults(workload.podMetadata, workload, pod)].map(
    coded('InvalidPodSpec'),
  );
  if (unmerged.length > 0) return { pod: null, found: written(workload, ofPodSpec) };
  const minor = minorOf(workload.settings);
  const faults: readonly PodFinding[] =
    workerOf(pod) === undefined && isArray(pod.containers)
      ? [LOST_WORKER]
      : checkPod(pod, minor).map((fault) => withNameOfWorker(fault, pod.containers));
  const { annotations = {} } = metadataOfPod(workload, unmarked);
  const isOfPool = saidOfPool(workload, before);
  const refused = policyFindings(pod, workload.pool, workload.settings.gatewaySecretName, annotations).filter(
    (one) => !isOfPool(one),
  );
  const ofPod: CodedFinding[] = [...refused, ...protectedFindings(workload, before, pod)];
  // Of a pod that is no pod nothing more can be told.
  if (faults.length === 0) {
    ofPodSpec.push(...secondContainers(podSpec, workload).map(coded('SecondContainer')));
    ofPodSpec.push(
      ...overrideFindings(before, pod, podSpec, 'podSpec', variablesOfPool(workload, before)).map(
        coded('PodSpecOverride'),
      ),
    );
    const broken = brokenPromises(workload, pod).filter((one) => !isOfPool(one));
    ofPod.push(...broken.filter(isNew(refused)));
    ofPod.push(...unresolvedReferences(before, pod).map(coded('UnresolvedReference')));
  }
  const places = new Places(workload, pod);
  if (faults.length + refused.length === 0) ofPod.push(...serverWarnings(workload, pod, places));
  return {
    pod: workload.podSpec && pod,
    found: [...written(workload, ofPodSpec), ...placed(workload, places, faults, ofPod)],
  };
}

const UNPATCHED: Checked = { pod: null, found: [] };

/** The variables that the template of the pool has brought. */
function variablesOfPool(workload: Workload, before: JsonObject): ReadonlySet<Json | undefined> {
  if (workload.pool.template === null) return new Set();
  const own = variablesOf(workerPod(workload, unmarked));
  return new Set([...variablesOf(before)].filter((name) => !own.has(name)));
}

/**
 * Whether a template alone gives reason to say the same. That is the platform team's business: what concerns them is said
 * at the pool, and what is allowed a podSpec does not bind them.
 */
function saidOfPool(workload: Workload, before: JsonObject): (finding: CodedFinding) => boolean {
  const { pool, settings } = workload;
  if (pool.template === null) return () => false;
  const { annotations = {} } = metadataOfPod({ ...workload, podMetadata: null }, unmarked);
  // A message names its place by names, which a merge does not move.
  const word = ({ code, message }: CodedFinding) =>
    `${code} ${message.replace('The podSpec', 'The template')}`;
  const said = new Set(
    [
      ...policyFindings(before, pool, settings.gatewaySecretName, annotations),
      ...brokenPromises(workload, before, 'template'),
    ].map(word),
  );
  return (finding) => said.has(word(finding));
}

/** What is refused needs no warning that it undoes something. */
function isNew(refused: readonly Finding[]): (finding: Finding) => boolean {
  const isAbove = (one: Finding, other: Finding) => `${other.pointer}/`.startsWith(`${one.pointer}/`);
  return (finding) => !refused.some((one) => isAbove(one, finding) || isAbove(finding, one));
}

function coded(code: Code): (finding: Finding) => CodedFinding {
  return (finding) => ({ code, ...finding });
}

function repetition({ pointer, first, message }: RepeatedItem, source: number): Finding {
  const other = { source, pointer: POD_SPEC + first, message: 'The first of them is here.' };
  return { pointer, message, hint: 'Keep one of the two.', related: [other] };
}

/** What is said of a place in the podSpec. */
function written({ source }: Workload, findings: readonly CodedFinding[]): Diagnostic[] {
  return findings.map(({ code, pointer, ...finding }) =>
    diagnose(code, source, { ...finding, pointer: POD_SPEC + pointer }),
  );
}

/** What is said of a place in the merged pod, placed where the podSpec brought it there. */
function placed(
  { source, podMetadata }: Workload,
  places: Places,
  faults: readonly PodFinding[],
  findings: readonly CodedFinding[],
): Diagnostic[] {
  return [
    ...faults.map(({ against, ...fault }) => {
      const both = against && conflict({ ...fault, against }, places);
      return diagnose(
        'InvalidPodSpec',
        source,
        both ?? { ...fault, pointer: places.inPodSpec(fault.pointer) },
      );
    }),
    ...findings.map(({ code, pointer, ...finding }) => {
      const place = pointer.startsWith('/metadata/')
        ? placeOfMetadata(podMetadata, pointer)
        : places.inPodSpec(pointer);
      return diagnose(code, source, { ...finding, pointer: place });
    }),
  ];
}

/** The metadata of a pod is no part of its spec, so no merge has moved it; or the Function has passed on its own. */
function placeOfMetadata(podMetadata: Json, pointer: Pointer): Pointer {
  const isWritten = valueAt(podMetadata, pointer.slice('/metadata'.length)) !== undefined;
  return isWritten ? POD_SPEC + pointer : pointer;
}

/** What the API server would warn of. What is said of the pool is said once, at the pool. */
function serverWarnings(workload: Workload, pod: JsonObject, places: Places): CodedFinding[] {
  return podWarnings(pod, metadataOfPod(workload, unmarked))
    .filter(({ pointer }) => places.writtenAt(pointer)?.by !== 'pool')
    .map(coded('PodWarning'));
}

const LOST_WORKER: PodFinding = {
  pointer: '/containers',
  message: `The podSpec removes the container ${WORKER_CONTAINER}, which runs the worker.`,
  hint: `Leave ${WORKER_CONTAINER} in place; to run something else change its image and command.`,
};
