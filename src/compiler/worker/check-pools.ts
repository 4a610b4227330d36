import { checkPod } from '../pod/pod-check.ts';
import { podWarnings } from '../pod/server-warnings.ts';
import { inDefault, refusedUsers } from '../read/policy.ts';
import type { Stage } from '../read/stage.ts';
import type { Workload } from '../resolve/workload.ts';
import { attempt } from '../words/attempt.ts';
import { type Diagnostic, diagnose } from '../words/diagnostics.ts';
import { unmarked } from '../words/origin.ts';
import { minorOf } from '../words/settings.ts';
import { inPool } from './blame.ts';
import { ownLabels } from './metadata.ts';
import { workerPod } from './worker-pod.ts';

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
  const warnings = problems.length > 0 ? [] : podWarnings(pod, { labels: ownLabels(workload, unmarked) });
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

function isWarning({ severity }: Diagnostic): boolean {
  return severity === 'warning';
}
