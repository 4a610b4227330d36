import { compile } from '../../compiler/index.ts';
import { isObject, type Json } from '../../json/json.ts';
import type { Condition } from '../../schema/function.generated.ts';
import type { Again } from '../kube/again.ts';
import { timeText } from '../kube/clock.ts';
import type { KubeObject } from '../kube/cluster.ts';
import { linesOf, type Said, say } from '../objects/said.ts';
import { conditionsOf, itemsOf } from '../watch/child-status.ts';
import { INFRA_RULES } from '../watch/resources.ts';
import { applyStatus } from './apply-status.ts';
import { internal, refusedAsUnusable } from './compile-function.ts';
import { plainFunction } from './plain-function.ts';
import type { Surroundings } from './reconcile.ts';
import { conditions, type Row } from './status.ts';

/** Says in the status of an InfraRules whether it is obeyed, and how many pools it has. */
export async function reportPolicy(name: string, around: Surroundings, signal: AbortSignal): Promise<Again> {
  const rules = around.cache.infraRules(name);
  if (rules === null || rules.metadata.deletionTimestamp !== undefined) return 'never';
  const before = rules.status;
  const generation = rules.metadata.generation ?? 0;
  const now = timeText(around.now());
  const status = {
    observedGeneration: generation,
    poolCount: poolsOf(rules).length,
    conditions: conditions(
      rows(errorsOf(rules, around)),
      conditionsOf(before) as Condition[],
      generation,
      now,
    ),
  };
  if (isObject(before) && canonical(status) === canonical({ ...before, conditions: conditionsOf(before) }))
    return 'never';
  return (await applyStatus(INFRA_RULES, rules, status, around, signal)) ? 'never' : 'soon';
}

function errorsOf(rules: KubeObject, { cache, settings, report }: Surroundings): readonly Said[] {
  const fault = cache.infraRulesFault(rules.metadata.name);
  if (fault !== null) return refusedAsUnusable(fault).errors;
  // The compiler looks at the pools that are used.
  const users = poolsOf(rules).map((pool, index) => plainFunction({ name: `try-${index}` }, pool));
  try {
    const { diagnostics } = compile([rules, ...users] as readonly unknown[] as Json[], settings);
    return diagnostics
      .filter(({ severity, source }) => severity === 'error' && source === 0)
      .map((one) => say(one));
  } catch (error) {
    report.failed(rules, error as Error);
    return [internal(error)];
  }
}

function rows(errors: readonly Said[]): Row[] {
  const [first] = errors;
  if (first === undefined)
    return [{ type: 'Ready', status: 'True', reason: 'Accepted', message: 'Functions use these pools.' }];
  const said = { reason: first.code, message: linesOf(errors) };
  return [
    { type: 'Ready', status: 'False', ...said },
    { type: 'Stalled', status: 'True', ...said },
  ];
}

function poolsOf({ spec }: KubeObject): readonly string[] {
  const pools = isObject(spec) ? itemsOf(spec.computePools) : [];
  return pools.map((pool) => (isObject(pool) && typeof pool.name === 'string' ? pool.name : ''));
}

function canonical({
  observedGeneration,
  poolCount,
  conditions,
}: {
  readonly [field: string]: unknown;
}): string {
  const rows = (conditions as readonly Condition[]).map(
    ({ type, status, reason, message, observedGeneration }) =>
      JSON.stringify([type, status, reason, message, observedGeneration]),
  );
  return JSON.stringify([observedGeneration, poolCount, rows.sort()]);
}
