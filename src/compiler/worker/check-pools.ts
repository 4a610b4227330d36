import { inDefault, refusedUsers } from '../read/policy.ts';
import type { Stage } from '../read/stage.ts';
import type { Workload } from '../resolve/workload.ts';
import { attempt } from '../words/attempt.ts';
import type { Diagnostic } from '../words/diagnostics.ts';
import { poolFaults } from './pool-faults.ts';

/** Workloads → those whose pool makes a valid pod. Each pool is looked at once, one with a template for each dispatch. */
export function checkPools(workloads: readonly Workload[]): Stage<Workload> {
  const stages = [...Map.groupBy(workloads, variantOf).values()].map(checkVariant);
  const said = stages.flatMap(({ diagnostics }) => diagnostics);
  // What is wrong with every variant is said of the pool once.
  const once = new Map(said.map((one) => [JSON.stringify(one), one]));
  const valid = new Set(stages.flatMap(({ values }) => values));
  return { values: workloads.filter((one) => valid.has(one)), diagnostics: [...once.values()] };
}

/** A template is a patch, and what it is merged into differs with the dispatch. */
function variantOf({ pool, push }: Workload): 'any' | 'push' | 'pull' {
  if (pool.template === null) return 'any';
  return push === null ? 'pull' : 'push';
}

function checkVariant(workloads: readonly Workload[]): Stage<Workload> {
  const faults = new Map<string, readonly Diagnostic[]>();
  for (const users of Map.groupBy(workloads, ({ pool }) => pool.name).values()) {
    const workload = representative(users);
    const { name, source } = workload.pool;
    const { value, fault } = attempt(source, () => poolFaults(workload));
    faults.set(name, fault === undefined ? value : [fault]);
  }
  const refused = refusedUsers(
    workloads,
    ({ pool }) => pool.name,
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
 * The user that stands for all of its pool: beside the pool a pod holds only values that have passed their schema. Of its
 * calls the longest has to fit into what a template leaves of the grace period.
 */
function representative(users: readonly Workload[]): Workload {
  const [first, ...others] = users as [Workload, ...Workload[]];
  return others.reduce((most, one) => (one.timeoutSeconds > most.timeoutSeconds ? one : most), first);
}

function isWarning({ severity }: Diagnostic): boolean {
  return severity === 'warning';
}
