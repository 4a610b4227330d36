/** What is wrong with the pod that a pool makes, before any podSpec, and what is worth a warning of it. */
import type { JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { checkPod, type PodFinding } from '../pod/pod-check.ts';
import { repeatedItems } from '../pod/repeated-items.ts';
import { podWarnings } from '../pod/warnings/server-warnings.ts';
import type { Workload } from '../resolve/workload.ts';
import { podSecurityFindings } from '../security/pod-security.ts';
import type { Code } from '../words/codes.ts';
import { type Diagnostic, diagnose, type Finding } from '../words/diagnostics.ts';
import { unmarked } from '../words/origin.ts';
import { WORKER_CONTAINER } from '../words/ours.ts';
import { minorOf } from '../words/settings.ts';
import { inPool } from './blame.ts';
import { poolPod } from './merged-pod.ts';
import { metadataOfPod } from './metadata.ts';
import { metadataFaults } from './metadata-faults.ts';
import { overrideFindings } from './overrides.ts';
import { brokenPromises } from './promises.ts';
import { protectsNothing } from './protects-nothing.ts';
import { workerOf } from './read-pod.ts';
import { unresolvedReferences } from './references.ts';
import { rolloutFaults } from './rollout-faults.ts';
import { TEMPLATE } from './template-patch.ts';
import { workerPod } from './worker-pod.ts';

export function poolFaults(workload: Workload): readonly Diagnostic[] {
  const stuck = rolloutFaults(workload.pool);
  if (stuck.length > 0) return stuck;
  const { template } = workload.pool;
  const { pod, problems } = poolPod(workload, unmarked);
  if (template !== null) {
    const faults = templateFaults(workload, pod, problems);
    if (faults.length > 0) return faults;
  }
  const faults = checkPod(pod, minorOf(workload.settings));
  if (faults.length > 0) return placed(workload, faults, 'InvalidPool');
  // The Function's own metadata is said of at the Function.
  const metadata = metadataOfPod({ ...workload, podMetadata: null, passedOn: NOTHING }, unmarked);
  const warnings = [
    ...placed(workload, podWarnings(pod, metadata), 'PodWarning'),
    ...protectsNothing(workload.pool, pod),
  ];
  if (template === null) return warnings;
  const { annotations = {} } = metadata;
  const violations = podSecurityFindings(pod, workload.pool.podSecurity, annotations);
  if (violations.length > 0) return placed(workload, violations, 'PodSecurityViolation');
  const broken = brokenPromises(workload, pod, 'template').flatMap(({ code, ...finding }) =>
    placed(workload, [finding], code),
  );
  const before = workerPod(workload, unmarked);
  const spec = template.spec ?? {};
  const { source, pointer } = workload.pool;
  const overrides = overrideFindings(before, pod, spec, 'template').map((one) =>
    diagnose('PodSpecOverride', source, { ...one, pointer: `${pointer}${TEMPLATE}/spec${one.pointer}` }),
  );
  const references = placed(workload, unresolvedReferences(before, pod), 'UnresolvedReference');
  return [...warnings, ...overrides, ...broken, ...references];
}

const NOTHING = { labels: {}, annotations: {} };

/** What keeps a template from being a patch, or from leaving a worker. */
function templateFaults(
  workload: Workload,
  pod: JsonObject,
  problems: readonly Finding[],
): readonly Diagnostic[] {
  const { source, pointer, template } = workload.pool;
  const place = `${pointer}${TEMPLATE}`;
  const spec = template?.spec ?? {};
  const repeated = repeatedItems(spec, workerPod(workload, unmarked)).map((one) => ({
    pointer: one.pointer,
    message: one.message,
    hint: 'Keep one of the two.',
    related: [{ source, pointer: `${place}/spec${one.first}`, message: 'The first of them is here.' }],
  }));
  const unmerged = [...problems, ...repeated].map((one) => ({ ...one, pointer: `/spec${one.pointer}` }));
  const lost = unmerged.length === 0 && workerOf(pod) === undefined ? [LOST_WORKER] : [];
  const { metadata = {} } = template ?? {};
  return [...unmerged, ...lost, ...metadataFaults(metadata, workload, pod, 'template')].map((one) =>
    diagnose('InvalidPool', source, { ...one, pointer: place + one.pointer }),
  );
}

const LOST_WORKER: Finding = {
  pointer: '/spec/containers',
  message: `The template removes the container ${WORKER_CONTAINER}, which runs the worker.`,
  hint: `Leave ${WORKER_CONTAINER} in place.`,
};

/** What is said of the pod, at the place in InfraRules that has to do with it. */
function placed(
  workload: Workload,
  findings: readonly (PodFinding | Finding)[],
  code: Code,
): readonly Diagnostic[] {
  if (findings.length === 0) return [];
  const { source, pointer: pool } = workload.pool;
  const inSpec = inPool(workload);
  const placeOf = (pointer: Pointer) =>
    pointer.startsWith('/metadata/') ? `${pool}${TEMPLATE}${pointer}` : inSpec(pointer);
  return findings.map(({ pointer, ...finding }) => {
    const { against = undefined, ...rest } = { ...finding } as Omit<PodFinding, 'pointer'>;
    const other = against && placeOf(against.pointer);
    const related = other && [{ source, pointer: other, message: against.message }];
    return diagnose(code, source, {
      ...rest,
      pointer: placeOf(pointer) ?? pool,
      ...(related && { related }),
    });
  });
}
